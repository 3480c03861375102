import type { ShopperCredit, StoreCreditView } from '../../shared/api/store-credit.schema.ts'
import type { Row } from '../db/database.ts'
import type { Ports } from '../platform/ports.ts'
import { ownersOf } from './owners.ts'
import { readBalances, readEntries, readGranted } from './store.ts'

const entriesShown = 100

/** Somebody nobody knows has nothing. */
export async function readCredit(
  ports: Ports,
  merchant: string,
  who: { customer?: string; email?: string },
): Promise<StoreCreditView> {
  const { database, clock } = ports
  const owners = await ownersOf(ports, merchant, who)
  const [balances, entries] = await Promise.all([
    readBalances(database, { merchant, owners, now: clock.now() }),
    readEntries(database, { merchant, owners, limit: entriesShown }),
  ])
  return { balances: balancesOf(balances), entries: entries.map(entryOf) }
}

/** The same for the shopper: without how it came and went, but what these payouts gave. */
export async function readShopperCredit(
  { database, clock }: Ports,
  merchant: string,
  { customer = {}, payouts }: { customer?: { id?: string; emailKey?: string }; payouts: readonly string[] },
): Promise<ShopperCredit> {
  const { id, emailKey } = customer
  const owners = [
    ...(id === undefined ? [] : [`customer:${id}`]),
    ...(emailKey === undefined ? [] : [`email:${emailKey}`]),
  ]
  const [balances, granted] = await Promise.all([
    owners.length === 0 ? [] : readBalances(database, { merchant, owners, now: clock.now() }),
    payouts.length === 0 ? [] : readGranted(database, merchant, payouts),
  ])
  return {
    balances: balancesOf(balances),
    granted: granted.map(({ payout, amount, left, expires_at: expiresAt }) => ({
      payout: String(payout),
      amount: Number(amount),
      left: Number(left),
      ...(expiresAt !== null && { expiresAt: Number(expiresAt) }),
    })),
  }
}

function balancesOf(rows: readonly Row[]): StoreCreditView['balances'] {
  const balances = new Map<string, StoreCreditView['balances'][number]>()
  for (const { currency: name, expires_at: expiresAt, balance } of rows) {
    const currency = String(name)
    const one = balances.get(currency) ?? { currency, balance: 0, expiring: [] }
    balances.set(currency, one)
    one.balance += Number(balance)
    if (expiresAt !== null) one.expiring.push({ amount: Number(balance), expiresAt: Number(expiresAt) })
  }
  return [...balances.values()]
}

function entryOf(row: Row): StoreCreditView['entries'][number] {
  const { id, kind, currency, amount, at, expires_at: expiresAt, payout, order_number: order } = row
  const redemption = /^(cr_\w+)\./.exec(String(id))?.[1]
  return {
    id: String(id),
    kind: kind as StoreCreditView['entries'][number]['kind'],
    currency: String(currency),
    amount: Number(amount),
    at: Number(at),
    ...(expiresAt !== null && { expiresAt: Number(expiresAt) }),
    ...(payout !== null && { payout: String(payout) }),
    ...(order !== null && { order: String(order) }),
    ...(redemption !== undefined && { redemption }),
  }
}
