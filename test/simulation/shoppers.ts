import type { Order } from '../../shared/order/order.ts'
import type { Chance } from '../doubles/chance.ts'
import { asMerchant, asShopper, type Cast, keyed, post, send, someOrder, someRequest } from './cast.ts'
import type { SeenRequest } from './ledger/seen.ts'

const reasons = ['changed_mind', 'not_needed', 'found_better'] as const

/** The shopper names an account, as the form asks for it. */
async function nameAccount(cast: Cast, order: string): Promise<string> {
  const { chance, accounts, ledger, orders } = cast
  const account = accountOf(chance, orders.get(order)?.currency)
  const init = post({ ...(await asShopper(cast, order)), ...keyed(cast) }, account)
  const named = ledger.named(order, account)
  const done = (_: number, { id }: { id: string }) => {
    named.id = id
    accounts.set(order, id)
  }
  return send(cast, { path: `/v1/shop/orders/${order}/accounts`, init, done })
}

/** At a bank, or with a wallet that pays in this currency. */
function accountOf(chance: Chance, currency: string | undefined) {
  const digits = String(chance.between(10_000_000, 99_999_999))
  const holder = 'Ann Lee'
  if (chance.happens(0.4)) return { kind: 'us_bank', holder, number: digits, bank: '021000021' }
  if (currency === 'CNY') return { kind: 'alipay', holder, number: `139${digits}` }
  return { kind: 'paypal', holder: '', number: `ann${digits}@example.com` }
}

function claimOf({ chance, accounts }: Cast, order: Order): Record<string, unknown> {
  const lines = order.lines.filter(() => chance.happens(0.6))
  const account = accounts.get(order.number)
  const chosen = lines.length > 0 ? lines : order.lines.slice(0, 1)
  const items = chosen.map(({ id, quantity }) => ({
    line: id,
    quantity: chance.between(1, quantity),
    reason: chance.pick(reasons),
    resolution: chance.happens(0.15) ? 'store_credit' : account && chance.happens(0.5) ? 'other_account' : 'refund',
  }))
  const preferred = chance.happens(0.2) ? chance.pick(order.payments).id : undefined
  return { items, ...(preferred && { preferredPayment: preferred }), ...(account && { account }) }
}

export async function claim(cast: Cast): Promise<string> {
  const { chance } = cast
  const order = someOrder(cast)
  if (!order) return 'nothing to claim'
  if (chance.happens(0.3)) await nameAccount(cast, order.number)
  const body = { order: order.number, ...claimOf(cast, order) }
  const isByShop = chance.happens(0.3)
  const who = isByShop ? asMerchant : await asShopper(cast, order.number)
  return send(cast, {
    path: isByShop ? '/v1/requests' : '/v1/shop/requests',
    init: post({ ...who, ...keyed(cast) }, body),
  })
}

const shopperSays = ['edit', 'cancel', 'answer', 'appeal', 'mark_shipped', 'accept_offer', 'rate', 'message'] as const

export async function shopperActs(cast: Cast): Promise<string> {
  const { chance, orders } = cast
  const view = someRequest(cast, ({ order }) => orders.has(order))
  const order = view && orders.get(view.order)
  if (!view || !order) return 'no shopper'
  const may = (view as { commands?: string[] }).commands ?? []
  // Now and then what is not offered: it must be refused.
  const command = may.length > 0 && chance.happens(0.9) ? chance.pick(may) : chance.pick(shopperSays)
  if (command === 'fix_account') await nameAccount(cast, order.number)
  const body = shopperBody(cast, command, order, view)
  const headers = { ...(await asShopper(cast, view.order)), ...keyed(cast) }
  return send(cast, { path: `/v1/shop/requests/${view.number}/commands/${command}`, init: post(headers, body) })
}

function shopperBody(cast: Cast, command: string, order: Order, view: SeenRequest): unknown {
  const { chance, accounts } = cast
  switch (command) {
    case 'edit':
      return claimOf(cast, order)
    case 'answer':
    case 'appeal':
    case 'message':
      return { text: 'Please look again.' }
    case 'fix_account':
      return { payout: view.accountAsked?.payouts[0] ?? 'po_none', account: accounts.get(order.number) ?? 'acc_none' }
    case 'rate':
      return { stars: chance.between(1, 5) }
    default:
      return {}
  }
}
