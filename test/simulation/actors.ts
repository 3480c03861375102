import type { Order } from '../../shared/order/order.ts'
import type { Chance } from '../doubles/chance.ts'
import type { Bank } from './bank.ts'
import type { Ledger, SeenRequest } from './ledger.ts'
import { type ColleagueId, colleagues, merchant } from './prepared.ts'
import { type PaidBy, paidByCredit, type Spent, simulatedOrder } from './shop.ts'
import { simulatedUrl, type World } from './world.ts'

export interface Cast {
  world: World
  ledger: Ledger
  chance: Chance
  /** Orders of the shop that something may still happen to. */
  orders: Map<string, Order>
  /** Those that the program surely has. */
  pushed: Set<string>
  /** Calls that nobody answered: sent again, with the same key. */
  unanswered: Call[]
  ways: readonly PaidBy[]
  /** The order that something is being done to; who is quicker most likely does something to the same. */
  focus?: string
  made: { orders: number; keys: number }
  bank: Bank
  /** Credit that was spent on orders which are still to come. */
  spent: Spent[]
  /** Accounts that shoppers named for their orders. */
  accounts: Map<string, string>
}

export interface Call {
  path: string
  init: RequestInit
  /** What its success means to the accounts. */
  done?: (at: number, body: ReturnType<typeof JSON.parse>) => unknown
  /** What it may have meant, where nobody answered. */
  lost?: () => void
  /** Not sent again: a repeated answer says nothing about now. */
  once?: true
  /** Whose credit is not known for sure until this is answered. */
  about?: string
  isUnsure?: boolean
}

/** The most that is open at once: worlds stay small, however long they run. */
const mostOrders = 10
const reasons = ['changed_mind', 'not_needed', 'found_better'] as const

export function keyed(cast: Cast): Record<string, string> {
  cast.made.keys += 1
  return { 'Idempotency-Key': `key-${cast.made.keys}`, 'Content-Type': 'application/json' }
}

export const asMerchant = { Authorization: `Bearer ${merchant.secretKey}` }

async function asShopper({ world }: Cast, order: string) {
  const token = await world.shopperToken(order)
  return { Authorization: `Bearer ${token}`, 'Amends-Merchant': merchant.publishableKey, Origin: merchant.origin }
}

export async function asColleague({ world }: Cast, who: ColleagueId) {
  return { Cookie: await world.cookie(who), Origin: simulatedUrl, 'Amends-Csrf': '1' }
}

/** Calls, and keeps what nobody answered for another try. Returns what was answered, in words. */
export async function send(cast: Cast, call: Call): Promise<string> {
  let answer
  try {
    answer = await cast.world.call(call.path, call.init)
  } catch {
    answer = undefined
  }
  if (answer === undefined || answer.status >= 500) {
    if (call.about !== undefined && !call.isUnsure) cast.ledger.unsure(call.about)
    call.isUnsure = true
    call.lost?.()
    if (!call.once && cast.unanswered.length < 20) cast.unanswered.push(call)
    return `${call.path}: ${answer?.status ?? 'nothing'}`
  }
  if (call.about !== undefined && call.isUnsure) cast.ledger.sure(call.about)
  if (answer.status < 300) call.done?.(cast.world.now(), answer.body)
  return `${call.path}: ${answer.status} ${answer.body?.code ?? answer.body?.status ?? ''}`
}

export function post(headers: Record<string, string>, body: unknown): RequestInit {
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

export async function buy(cast: Cast): Promise<string> {
  const { world, chance, orders, made } = cast
  if (orders.size >= mostOrders) return 'nothing to buy'
  const spent = cast.spent.shift()
  if (spent) {
    return sell(cast, paidByCredit(simulatedOrder(chance, spent.order, world.now(), cast.ways, spent.currency), spent))
  }
  made.orders += 1
  return sell(cast, simulatedOrder(chance, `S-${made.orders}`, world.now(), cast.ways))
}

/** The payment is captured, and the platform pushes the order. */
export async function sell(cast: Cast, order: Order): Promise<string> {
  const { world, ledger, orders } = cast
  for (const { provider, reference, amount, capturedAt } of order.payments) {
    if (provider === 'store_credit') continue
    world.double.books.capture({ provider, reference, currency: order.currency, amount, at: Date.parse(capturedAt) })
  }
  orders.set(order.number, order)
  ledger.bought(order)
  return send(cast, { ...push(order), done: () => cast.pushed.add(order.number) })
}

/** The platform pushes an order, as it is now. */
function push(order: Order): Call {
  const init = {
    method: 'PUT',
    headers: { ...asMerchant, 'Content-Type': 'application/json' },
    body: JSON.stringify(order),
  }
  return { path: `/v1/orders/${order.number}`, init }
}

/** The platform learns of a refund that was made in the provider's dashboard, or sends again what it sent before. */
export async function pushAgain(cast: Cast): Promise<string> {
  const { ledger, orders, world } = cast
  const order = someOrder(cast)
  if (!order) return 'nothing to push'
  const learnt = world.double.books.refunds.filter(
    ({ by, capture, status }) =>
      by === 'dashboard' && status !== 'failed' && order.payments.some(({ reference }) => reference === capture),
  )
  const refunds = learnt.map((refund) => ({
    id: `x-${refund.reference}`,
    reference: refund.reference,
    at: new Date(refund.at).toISOString(),
    lines: [],
    amount: refund.amount,
    payments: [
      {
        payment: order.payments.find(({ reference }) => reference === refund.capture)?.id ?? '',
        amount: refund.amount,
      },
    ],
  }))
  const again: Order = { ...order, revision: Number(order.revision ?? 1) + 1, refunds }
  orders.set(order.number, again)
  const done = (at: number) => learnt.forEach(({ reference }) => ledger.tellExternal(reference, at))
  return send(cast, { ...push(again), done })
}

/** An order of the shop; while something is being done to one, most likely that one. */
function someOrder(cast: Cast): Order | undefined {
  const { chance, orders, focus } = cast
  const near = focus === undefined ? undefined : orders.get(focus)
  if (near && chance.happens(0.7)) return near
  if (orders.size === 0) return undefined
  const order = chance.pick([...orders.values()])
  cast.focus = order.number
  return order
}

/** The shopper names an account, as the form asks for it. */
async function nameAccount(cast: Cast, order: string): Promise<string> {
  const { chance, accounts } = cast
  const number = String(chance.between(10_000_000, 99_999_999))
  const init = post(
    { ...(await asShopper(cast, order)), ...keyed(cast) },
    { kind: 'us_bank', holder: 'Ann Lee', number, bank: '021000021' },
  )
  const done = (_: number, { id }: { id: string }) => accounts.set(order, id)
  return send(cast, { path: `/v1/shop/orders/${order}/accounts`, init, done })
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
  if (chance.happens(0.15)) await nameAccount(cast, order.number)
  const body = { order: order.number, ...claimOf(cast, order) }
  const isByShop = chance.happens(0.3)
  const who = isByShop ? asMerchant : await asShopper(cast, order.number)
  return send(cast, {
    path: isByShop ? '/v1/requests' : '/v1/shop/requests',
    init: post({ ...who, ...keyed(cast) }, body),
  })
}

function someRequest(cast: Cast, is: (view: SeenRequest) => boolean): SeenRequest | undefined {
  const found = [...cast.ledger.requests.values()].map(({ view }) => view).filter(is)
  const near = found.filter(({ order }) => order === cast.focus)
  if (near.length > 0 && cast.chance.happens(0.7)) return cast.chance.pick(near)
  if (found.length === 0) return undefined
  const view = cast.chance.pick(found)
  cast.focus = view.order
  return view
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

/** A colleague, or the shop's own server, does what may come next; now and then something that may not. */
export async function staffActs(cast: Cast): Promise<string> {
  const { chance } = cast
  const view =
    someRequest(cast, ({ status }) => status !== 'completed' && status !== 'paying') ?? someRequest(cast, () => true)
  if (!view) return 'no request'
  const command = chance.happens(0.95)
    ? usual(chance, view)
    : chance.pick(['approve', 'cancel', 'retry_payout', 'inspect'])
  const body = { ...staffBody(cast, command, view), expectedSeq: view.seq }
  const isStaff = chance.happens(0.5)
  const who = isStaff ? await asColleague(cast, chance.pick(colleagues)) : asMerchant
  const path = `/v1/${isStaff ? 'admin/' : ''}requests/${view.number}/commands/${command}`
  return send(cast, { path, init: post({ ...who, ...keyed(cast) }, body) })
}

function usual(chance: Chance, { status }: SeenRequest): string {
  switch (status) {
    case 'in_review':
    case 'needs_info':
      return chance.weighted([
        [6, 'approve'],
        [2, 'decline'],
        [1, 'ask'],
        [1, 'offer'],
      ])
    case 'awaiting_return':
    case 'in_transit':
      return chance.weighted([
        [3, 'mark_received'],
        [2, 'inspect'],
      ])
    case 'to_inspect':
      return 'inspect'
    case 'payout_failed':
      return chance.weighted([
        [3, 'retry_payout'],
        [3, 'change_method'],
      ])
    case 'declined':
    case 'cancelled':
    case 'expired':
      return 'reopen'
    default:
      return 'note'
  }
}

function staffBody({ chance, orders }: Cast, command: string, view: SeenRequest): Record<string, unknown> {
  const pending = view.items.filter(({ decision }) => decision === 'pending')
  const some = pending.length > 1 && chance.happens(0.4) ? { items: [chance.pick(pending).id] } : {}
  const payout = view.payouts.find(({ status }) => status === 'failed')?.id ?? view.payouts[0]?.id ?? 'po_none'
  switch (command) {
    case 'approve': {
      if (!chance.happens(0.15) || pending.length === 0) return some
      const item = chance.pick(pending)
      return { reason: 'Kind', ...some, amounts: { [item.id]: chance.below(3_000) }, ...('items' in some ? some : {}) }
    }
    case 'decline':
      return { ...some, reason: 'No', message: 'Not this time.' }
    case 'ask':
      return { text: 'What is wrong with it?' }
    case 'offer':
      return { ...some, resolution: chance.pick(['refund', 'store_credit']), text: 'How about this?' }
    case 'inspect':
      return chance.happens(0.8) ? { result: 'as_described' } : { result: 'mismatch', note: 'An empty box' }
    case 'cancel':
    case 'reopen':
      return { reason: 'They wrote to us' }
    case 'retry_payout':
      return { payout }
    case 'change_method': {
      const others = orders.get(view.order)?.payments.map(({ id }) => id) ?? []
      const destination = chance.pick(['store_credit', 'manual', 'coupon', 'points', 'gift_card', 'account', ...others])
      return { payout, destination, ...(destination === 'manual' ? { proof: 'TRF-1' } : {}) }
    }
    case 'note':
      return { text: 'Seen.' }
    default:
      return {}
  }
}

/**
 * The switch that stops all payouts. What is on its way when it is thrown goes its way, so it may hold from the end of this
 * step only.
 */
export async function stopOrResume(cast: Cast, from: 'at_once' | 'from_next_step' = 'at_once'): Promise<string> {
  const { ledger, chance } = cast
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), ...keyed(cast) }
  const init = post(headers, { reason: 'Looking into something' })
  if (!ledger.isStopped) {
    const done = (at: number) => ledger.stopped(from === 'at_once' ? at : undefined)
    return send(cast, { path: '/v1/admin/payout-controls/stop', init, done, once: true })
  }
  // From the moment somebody asks, money may go.
  ledger.resumed()
  const done = () => ledger.resumed()
  return send(cast, { path: '/v1/admin/payout-controls/resume', init, done, once: true })
}

/** Somebody of finance sets limits. What is on its way meanwhile goes by the old ones. */
export async function setLimits(cast: Cast, to: 'some' | 'none' = 'some'): Promise<string> {
  const { ledger, chance, world } = cast
  const [controls] = await world.query('SELECT revision FROM payout_controls')
  const some = (most: number): Record<string, number> =>
    to === 'none' || chance.happens(0.5) ? {} : { USD: chance.between(1_000, most), CNY: chance.between(1_000, most) }
  const limits = { secondPersonAbove: some(20_000), dailyCap: some(60_000) }
  const headers = { ...(await asColleague(cast, chance.pick(colleagues))), 'Content-Type': 'application/json' }
  const body = JSON.stringify({ ...limits, revision: Number(controls?.revision ?? 0) })
  ledger.limitsChange()
  const done = () => ledger.limitsAre(limits)
  return send(cast, { path: '/v1/admin/payout-controls', init: { method: 'PUT', headers, body }, done, once: true })
}

/** Somebody of finance says yes to what waits for a second person, or does the next thing with what failed. */
export async function financeActs(cast: Cast): Promise<string> {
  const { ledger, chance, world } = cast
  const who = chance.pick(colleagues)
  const headers = { ...(await asColleague(cast, who)), ...keyed(cast) }
  const act = (action: string, payouts: string[], more = {}, heard: Pick<Call, 'done' | 'lost'> = {}) =>
    send(cast, { path: `/v1/admin/payouts/actions/${action}`, init: post(headers, { payouts, ...more }), ...heard })
  const approve = (payout: string) => {
    const saidYes = () => ledger.approvedBy(payout, who)
    return act('approve', [payout], {}, { done: (_, { results }) => results[0]?.done && saidYes(), lost: saidYes })
  }
  const held = await world.query(`SELECT id FROM payouts WHERE hold = 'approval' ORDER BY id LIMIT 10`)
  if (held.length > 0 && chance.happens(0.7)) {
    return approve(String(chance.pick(held).id))
  }
  const lost = await world.query(
    `SELECT id, provider FROM payouts WHERE person_since IS NOT NULL AND status IN ('unknown', 'pending') ORDER BY id`,
  )
  if (lost.length > 0 && chance.happens(0.5)) {
    const { id, provider } = chance.pick(lost)
    const seen = lookAtProvider(cast, String(provider), String(id))
    return seen === undefined ? 'nothing to be seen yet' : act(`confirm_${seen}`, [String(id)], { proof: 'I looked' })
  }
  const open = [...ledger.requests.values()]
    .flatMap(({ view }) => view.payouts)
    .filter(({ status }) => status !== 'succeeded')
  if (open.length === 0) return 'nothing to do'
  const { id } = chance.pick(open)
  const action = chance.pick([
    'retry',
    'ask_provider',
    'ask_provider',
    'store_credit',
    'other_method',
    'ask_shopper',
    'mark_paid',
    'approve',
  ])
  if (action === 'approve') return approve(id)
  if (action === 'other_method')
    return act(action, [id], { destination: chance.pick(['coupon', 'points', 'gift_card', 'account']) })
  return act(action, [id], action === 'mark_paid' ? { proof: 'TRF-2' } : {})
}

/** What a provider's own page shows of a payout; undefined: not settled. What is not there will not be, from then on. */
function lookAtProvider({ world }: Cast, provider: string, payout: string): 'paid' | 'unpaid' | undefined {
  const { double } = world
  const refund = double.books.find(provider, payout)
  if (double.isAwaited([payout]) || refund?.status === 'pending' || refund?.status === 'requires_action')
    return undefined
  if (!refund) double.books.neverMakes(provider, payout)
  return refund?.status === 'succeeded' ? 'paid' : 'unpaid'
}
