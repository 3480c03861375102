import type { Order } from '../../shared/order/order.ts'
import type { Chance } from '../doubles/chance.ts'
import type { Bank } from './bank.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { SeenRequest } from './ledger/seen.ts'
import { type ColleagueId, merchant } from './prepared.ts'
import type { PaidBy, Spent } from './shop.ts'
import { simulatedUrl, type World } from './world.ts'

/** Everybody who acts, and what they know. */
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

export function keyed(cast: Cast): Record<string, string> {
  cast.made.keys += 1
  return { 'Idempotency-Key': `key-${cast.made.keys}`, 'Content-Type': 'application/json' }
}

export const asMerchant = { Authorization: `Bearer ${merchant.secretKey}` }

export async function asShopper({ world }: Cast, order: string) {
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
    if (call.about !== undefined && !call.isUnsure) cast.ledger.credit.unsure(call.about)
    call.isUnsure = true
    call.lost?.()
    if (!call.once && cast.unanswered.length < 20) cast.unanswered.push(call)
    return `${call.path}: ${answer?.status ?? 'nothing'}`
  }
  if (call.about !== undefined && call.isUnsure) cast.ledger.credit.sure(call.about)
  if (answer.status < 300) call.done?.(cast.world.now(), answer.body)
  return `${call.path}: ${answer.status} ${answer.body?.code ?? answer.body?.status ?? ''}`
}

export function post(headers: Record<string, string>, body: unknown): RequestInit {
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

/** An order of the shop; while something is being done to one, most likely that one. */
export function someOrder(cast: Cast): Order | undefined {
  const { chance, orders, focus } = cast
  const near = focus === undefined ? undefined : orders.get(focus)
  if (near && chance.happens(0.7)) return near
  if (orders.size === 0) return undefined
  const order = chance.pick([...orders.values()])
  cast.focus = order.number
  return order
}

/** As `someOrder`, of the requests that the API showed. */
export function someRequest(cast: Cast, is: (view: SeenRequest) => boolean): SeenRequest | undefined {
  const found = [...cast.ledger.requests.values()].map(({ view }) => view).filter(is)
  const near = found.filter(({ order }) => order === cast.focus)
  if (near.length > 0 && cast.chance.happens(0.7)) return cast.chance.pick(near)
  if (found.length === 0) return undefined
  const view = cast.chance.pick(found)
  cast.focus = view.order
  return view
}
