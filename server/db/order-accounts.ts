import type { PayoutTarget } from '../../shared/lifecycle/request.ts'
import { type AccountKind, type AccountPayer, payerOf } from '../../shared/payouts/account.ts'
import type { OwnDestination } from '../../shared/payouts/destinations.ts'
import { isPayable, payableKindsFor } from '../../shared/payouts/payable-kinds.ts'
import type { Row } from './database.ts'
import { textOf } from './order-file.ts'

/** Where the money of an order can go besides its payments. */
export interface OrderAccounts {
  canPayTo: ReadonlySet<OwnDestination>
  /** What an account of this shopper may be, the likeliest first. */
  accountKinds: readonly AccountKind[]
  /** Who pays to accounts. */
  accountPayers: ReadonlySet<AccountPayer>
  /** Entered for this order and payable now, oldest first. */
  accounts: readonly PayoutTarget[]
}

/** A provider that the merchant connected, and whether it also pays to accounts. */
export type Connected = readonly [provider: string, transfers: string | null]

/** Columns of a query over `orders o`; read by `orderAccountsOf`. */
export const orderAccountColumns = `
  o.country AS account_country, o.currency AS account_currency,
  (SELECT json_group_array(json_array(a.id, a.kind, a.masked)) FROM
    (SELECT id, kind, masked FROM payout_accounts
     WHERE merchant = o.merchant AND order_number = o.number ORDER BY created_at, id) a) AS accounts,
  (SELECT json_group_array(json_array(c.provider, c.shown ->> '$.transfers')) FROM provider_connections c
    WHERE c.merchant = o.merchant AND c.sealed <> '') AS connected`

type Entered = [id: string, kind: AccountKind, label: string]

/** Store credit and paying by hand need no connection; an account needs one that pays to some kind of this shopper's. */
export function orderAccounts(
  connected: readonly Connected[],
  order: { country: string; currency: string },
  entered: readonly Entered[] = [],
): OrderAccounts {
  const accountPayers = new Set(connected.flatMap(payerIn))
  const accountKinds = payableKindsFor(order, accountPayers)
  const own: OwnDestination[] = ['store_credit', 'manual']
  for (const destination of ['gift_card', 'coupon', 'points'] as const) {
    if (connected.some(([provider]) => provider === destination)) own.push(destination)
  }
  if (accountKinds.length > 0) own.push('account')
  return {
    canPayTo: new Set(own),
    accountKinds,
    accountPayers,
    accounts: entered.flatMap(([id, kind, label]) =>
      isPayable(kind, order.currency, accountPayers) ? [{ id, provider: payerOf(kind), label }] : [],
    ),
  }
}

export function orderAccountsOf(row: Row): OrderAccounts {
  const order = { country: textOf(row.account_country) ?? '', currency: textOf(row.account_currency) ?? '' }
  const connected = JSON.parse(String(row.connected)) as Connected[]
  return orderAccounts(connected, order, JSON.parse(String(row.accounts)) as Entered[])
}

function payerIn([provider, transfers]: Connected): AccountPayer[] {
  if (provider === 'bank') return ['bank']
  return (provider === 'alipay' || provider === 'paypal') && transfers === 'on' ? [provider] : []
}
