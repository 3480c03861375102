import type { PayoutTarget } from '../../shared/lifecycle/request.ts'
import { type AccountKind, bankKinds } from '../../shared/payouts/account.ts'
import type { OwnDestination } from '../../shared/payouts/destinations.ts'
import type { Row } from './database.ts'

/** Where the money of an order can go besides its payments. */
export interface OrderAccounts {
  canPayTo: ReadonlySet<OwnDestination>
  /** Entered for this order and payable now, oldest first. */
  accounts: readonly PayoutTarget[]
}

/** Columns of a query over `orders o`; read by `orderAccountsOf`. */
export const orderAccountColumns = `
  (SELECT json_group_array(json_array(a.id, a.kind, a.masked)) FROM
    (SELECT id, kind, masked FROM payout_accounts
     WHERE merchant = o.merchant AND order_number = o.number ORDER BY created_at, id) a) AS accounts,
  (SELECT json_group_array(c.provider) FROM provider_connections c
    WHERE c.merchant = o.merchant AND c.sealed <> '') AS connected`

/** Store credit and paying by hand need no connection. */
export function canPayTo(connected: readonly string[]): ReadonlySet<OwnDestination> {
  const own: OwnDestination[] = ['store_credit', 'manual']
  for (const destination of ['gift_card', 'coupon', 'points'] as const) {
    if (connected.includes(destination)) own.push(destination)
  }
  if (connected.includes('bank')) own.push('account')
  return new Set(own)
}

export function orderAccountsOf(row: Row): OrderAccounts {
  const can = canPayTo(connectedOf(row))
  const entered = JSON.parse(String(row.accounts)) as [string, AccountKind, string][]
  return {
    canPayTo: can,
    accounts: entered.flatMap(([id, kind, label]) =>
      can.has('account') && bankKinds.includes(kind) ? [{ id, provider: 'bank', label }] : [],
    ),
  }
}

export function connectedOf(row: Row): string[] {
  return JSON.parse(String(row.connected)) as string[]
}
