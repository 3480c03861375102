import { assertNever } from '../assert-never.ts'
import { failures } from '../payouts/failures.ts'
import { payoutPlan } from './payout-plan.ts'
import type { MoneyTrack, PayoutSummary, RequestItem, RequestState, RequestStatus } from './request.ts'

/** What the item's own money is, in minor units, as the pinned quote has it; before fees of the whole. */
export function amountOf(state: RequestState, item: string): number {
  const index = state.quote.for.indexOf(item)
  return index < 0 ? 0 : (state.quote.items[index]?.amount ?? 0)
}

/** The payouts that count: one that was replaced after its final failure no longer does. */
export function currentPayouts(state: RequestState): PayoutSummary[] {
  return state.payouts.filter((payout) => payout.replacedBy === undefined)
}

export function itemMoney(state: RequestState, item: RequestItem): MoneyTrack {
  if (item.dueAt === undefined) return 'none'
  const payouts = currentPayouts(state).filter((payout) => payout.items.includes(item.id))
  if (payouts.some((payout) => payout.status === 'failed')) return 'failed'
  if (payouts.some((payout) => payout.status !== 'succeeded')) return 'paying'
  // More may be due than was asked for, while payouts of an overcommitted order are held.
  const planned = payoutPlan(state)
  if (payouts.length === 0) return planned.length > 0 ? 'due' : 'none'
  return planned.some(({ items }) => items.includes(item.id)) ? 'due' : 'paid'
}

/** Failed, and the shopper was asked where the money can go. */
export function askedPayouts(state: RequestState): (PayoutSummary & { askedBy: number })[] {
  return currentPayouts(state).filter(
    (payout): payout is PayoutSummary & { askedBy: number } => payout.askedBy !== undefined,
  )
}

/** The return never came and nothing was paid: the item asks for nothing any more. */
export function isLapsedUnpaid(item: RequestItem): boolean {
  return item.goods === 'lapsed' && item.dueAt === undefined
}

/** Items that still claim money: not declined, not lapsed, and the request not ended. */
export function liveItems(state: RequestState): RequestItem[] {
  if (state.ended) return []
  return state.items.filter((item) => item.decision !== 'declined' && !isLapsedUnpaid(item))
}

const advance = ['payout_failed', 'awaiting_return', 'in_transit', 'to_inspect', 'paying', 'completed'] as const
type Advance = (typeof advance)[number]

function advanceOf(state: RequestState, item: RequestItem): Advance {
  const money = itemMoney(state, item)
  if (money === 'failed') return 'payout_failed'
  switch (item.goods) {
    case 'awaited':
      return 'awaiting_return'
    case 'in_transit':
      return 'in_transit'
    case 'received':
      return 'to_inspect'
    case 'none':
    case 'inspected':
    case 'lapsed':
      if (isLapsedUnpaid(item)) return 'completed'
      return money === 'due' || money === 'paying' || item.dueAt === undefined ? 'paying' : 'completed'
    default:
      return assertNever(item.goods)
  }
}

/** The one derivation of the request's state: the least advanced open item decides. */
export function statusOf(state: RequestState): RequestStatus {
  if (state.ended) return state.ended.as
  if (openQuestion(state)) return 'needs_info'
  if (state.items.some((item) => item.decision === 'pending')) return 'in_review'
  const approved = state.items.filter((item) => item.decision === 'approved')
  if (approved.length === 0) return 'declined'
  const reached = approved.map((item) => advance.indexOf(advanceOf(state, item)))
  return advance[Math.min(...reached)] ?? 'completed'
}

export function isOpen(status: RequestStatus): boolean {
  return status !== 'completed' && status !== 'declined' && status !== 'cancelled' && status !== 'expired'
}

export function openQuestion(state: RequestState) {
  return state.questions.find((question) => question.answeredAt === undefined)
}

/** Declined items that may still be appealed. */
export function appealable(state: RequestState, nowMs: number): RequestItem[] {
  if (state.ended) return []
  return state.items.filter(
    (item) => item.decision === 'declined' && !item.appealed && item.appealBy !== undefined && nowMs <= item.appealBy,
  )
}

/** A payout that failed for good may be asked again under a new number, where its cause can pass; an unknown one never. */
export function canRetry(payout: PayoutSummary): boolean {
  if (payout.status !== 'failed' || payout.replacedBy !== undefined) return false
  return payout.failure !== undefined && failures[payout.failure.code].actions.includes('retry')
}
