import { assertNever } from '../assert-never.ts'
import { isRefusal, type Refusal, refuse } from '../errors.ts'
import { orderBalances } from '../order/remaining.ts'
import { isOwnDestination } from '../payouts/destinations.ts'
import { accountOf, askedEvent, needsShopper } from './accounts.ts'
import type { CommandOf } from './commands.ts'
import type { DecideContext } from './decide-context.ts'
import type { EventBody } from './events.ts'
import { fold } from './fold.ts'
import { addHoldings, holdingsOf } from './holdings.ts'
import { payoutPlan } from './payout-plan.ts'
import type { PayoutSummary, PayoutTarget, RequestItem, RequestState } from './request.ts'
import { requoteLeft } from './requote.ts'
import { canRetry, liveItems } from './status.ts'

/** Marks what has reached its trigger as due, and asks for the payouts; an overcommitted order holds them. */
export function payoutsNowDue(state: RequestState, context: DecideContext): EventBody[] {
  const due = liveItems(state).filter((item) => item.dueAt === undefined && hasReachedTrigger(item))
  const marked: EventBody[] = due.length > 0 ? [{ type: 'money_due', items: due.map((item) => item.id) }] : []
  if (context.overcommitted) return marked
  const requested = payoutPlan(fold(state, marked, context)).map(
    ({ destination, amount, items }): EventBody => ({
      type: 'payout_requested',
      payout: context.newId('po'),
      destination,
      plannedFor: destination,
      amount,
      items,
      ...(destination === 'account' ? { account: state.account } : {}),
    }),
  )
  return [...marked, ...requested]
}

/** Money that moved may come back, and a failure may turn out to have paid after all; nothing else follows an end. */
function isNews(payout: PayoutSummary, status: PayoutSummary['status']): boolean {
  if (payout.status === 'succeeded') return status === 'failed'
  const isFinal = payout.status === 'cancelled' || (payout.status === 'failed' && payout.failure?.final === true)
  return !isFinal || status === 'succeeded'
}

function hasReachedTrigger(item: RequestItem): boolean {
  if (item.decision !== 'approved') return false
  if (item.goods === 'none' || item.goods === 'inspected') return true
  const { refundTrigger } = item.terms
  switch (refundTrigger) {
    case 'on_approval':
      return item.goods !== 'lapsed'
    case 'on_dispatch':
      return item.goods === 'in_transit' || item.goods === 'received'
    case 'on_received':
      return item.goods === 'received'
    case 'on_inspection':
      return false
    default:
      return assertNever(refundTrigger)
  }
}

/**
 * What a provider said. Idempotent: what is known already changes nothing. Where only the shopper knows where the money can
 * go, they are asked at once.
 */
export function payoutUpdate(
  state: RequestState,
  command: CommandOf<'payout_update'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const payout = state.payouts.find(({ id }) => id === command.payout)
  if (!payout) return refuse('unknown_item', { pointer: '/payout' })
  if (command.status === 'queued' || command.status === 'submitting') return []
  const isKnown =
    payout.status === command.status &&
    payout.failure?.code === command.failure?.code &&
    payout.failure?.final === command.failure?.final
  if (isKnown || !isNews(payout, command.status)) return []
  const { status, failure } = command
  const changed: EventBody = { type: 'payout_changed', payout: payout.id, status, failure }
  return needsShopper(state, command) && context.canPayTo.has('account')
    ? [changed, askedEvent(payout.id, context)]
    : [changed]
}

/**
 * Asks again for a failed payout: under its own number when the provider never executed it, under a new one after a
 * final failure. An unknown outcome is never sent again.
 */
export function retryPayout(state: RequestState, id: string, context: DecideContext): EventBody[] | Refusal {
  const payout = failedPayout(state, id)
  if (isRefusal(payout)) return payout
  if (!canRetry(payout)) return refuse('illegal_state', { detail: hopelessDetail(payout) })
  if (!payout.failure?.final) return [{ type: 'payout_requeued', payout: payout.id }]
  const fits = requoteLeft(state, liveItems(state), context)
  if (isRefusal(fits)) return fits
  return [replacement(payout, payout, context)]
}

/**
 * After a failure: another payment of the order, another kind of money, an account, or paid by hand with proof. A failure that
 * is not final was never executed, so its number is given up first; the append refuses where it is being sent again.
 */
export function changeMethod(
  before: RequestState,
  command: CommandOf<'change_method'>,
  context: DecideContext,
): EventBody[] | Refusal {
  const payout = failedPayout(before, command.payout)
  if (isRefusal(payout)) return payout
  const { destination, proof } = command
  if (destination === 'manual' && !proof?.trim()) return refuse('reason_required', { pointer: '/proof' })
  const given: EventBody[] = payout.failure?.final
    ? []
    : [{ type: 'payout_changed', payout: payout.id, status: 'cancelled' }]
  const state = fold(before, given, context)
  if (!isOwnDestination(destination)) {
    const held = addHoldings(context.holdings, holdingsOf(state))
    const remaining = orderBalances(context.order, held, context.ours).byKey.get(`payment:${destination}`)?.remaining
    if (remaining === undefined) return refuse('unknown_payment', { pointer: '/destination' })
    if (remaining < payout.amount) return refuse('exceeds_payment', { limit: remaining, pointer: '/destination' })
    return [...given, replacement(payout, { destination, proof }, context)]
  }
  if (!context.canPayTo.has(destination)) return refuse('unknown_payment', { pointer: '/destination' })
  const account = destination === 'account' ? accountOf(command.account ?? state.account?.id, context) : undefined
  if (isRefusal(account)) return account
  const requested = replacement(payout, { destination, account, proof }, context)
  const paid: EventBody[] =
    destination === 'manual' ? [{ type: 'payout_changed', payout: requested.payout, status: 'succeeded' }] : []
  const events = [requested, ...paid]
  return exceedingOrder(state, events, context) ?? [...given, ...events]
}

/** What was freed by the failure may have been taken since, here or elsewhere. */
export function exceedingOrder(
  state: RequestState,
  events: readonly EventBody[],
  context: DecideContext,
): Refusal | undefined {
  const held = addHoldings(context.holdings, holdingsOf(fold(state, events, context)))
  const total = orderBalances(context.order, held, context.ours).byKey.get('total')
  if (!total?.overcommitted) return undefined
  const before = addHoldings(context.holdings, holdingsOf(state))
  const limit = orderBalances(context.order, before, context.ours).byKey.get('total')?.remaining ?? 0
  return refuse('exceeds_order', { limit })
}

/** A new number for what finally failed under the old one. */
export function replacement(
  payout: PayoutSummary,
  to: { destination: string; account?: PayoutTarget; proof?: string },
  context: DecideContext,
) {
  return {
    type: 'payout_requested' as const,
    payout: context.newId('po'),
    destination: to.destination,
    plannedFor: payout.plannedFor,
    amount: payout.amount,
    items: payout.items,
    replaces: payout.id,
    ...(to.account ? { account: to.account } : {}),
    proof: to.proof,
  }
}

/** Failed for good: the money is free, and nothing more will come of its number. */
export function lostPayout(state: RequestState, command: { type: string; payout: string }): PayoutSummary | Refusal {
  const payout = failedPayout(state, command.payout)
  if (isRefusal(payout) || payout.failure?.final) return payout
  return refuse('illegal_state', { detail: { command: command.type, status: 'not_final' } })
}

function failedPayout(state: RequestState, id: string): PayoutSummary | Refusal {
  const payout = state.payouts.find((candidate) => candidate.id === id && candidate.replacedBy === undefined)
  if (!payout) return refuse('unknown_item', { pointer: '/payout' })
  if (payout.status === 'unknown') return refuse('outcome_unknown')
  return payout.status === 'failed' ? payout : refuse('illegal_state', { detail: { status: payout.status } })
}

function hopelessDetail(payout: PayoutSummary): Record<string, string> {
  return { command: 'retry_payout', status: payout.failure?.code ?? 'failed' }
}
