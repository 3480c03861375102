import { assertNever } from '../assert-never.ts'
import { failures } from './failures.ts'
import { type HoldReason, isOver, type PayoutState, type PersonReason } from './payout.ts'
import type { ProviderRules } from './provider-rules.ts'

/** What the merchant has set, and what the provider and the clock allow. */
export interface MoveContext {
  /** Epoch ms. */
  now: number
  rules: ProviderRules
  /** The bank has the file that this one stands in. */
  isFileSent?: boolean
  /** The number that this one replaces has paid after all. */
  isPaidBefore?: boolean
  /** All payouts are stopped. */
  isStopped: boolean
  /** Above this amount (minor units of the payout's currency) two people approve; absent: nobody has to. */
  secondPersonAbove?: number
  /** Minor units that may go out in a day, and of these today, which began at `todayAt`; absent: no cap. */
  dailyCap?: number
  leftToday?: number
  todayAt?: number
  /** The circuit breaker: until then nothing goes to this provider. */
  breakerUntil?: number
  /** When the payment was last refunded by whichever payout; epoch ms. */
  paymentSentAt?: number
}

export type Move =
  /** Over, with the bank, or waiting for news that only a webhook brings. */
  | { kind: 'nothing' }
  | { kind: 'hold'; why: HoldReason }
  | { kind: 'wait'; until: number }
  | { kind: 'send' }
  /** Under its number; when the provider never saw it, it is sent. */
  | { kind: 'ask' }
  | { kind: 'hand_over'; why: PersonReason }

/** How many people must approve a payout above the limit. */
export const peopleAboveLimit = 2

/** What to do with a payout now. Pure: the worker carries it out, the simulation replays it. */
export function nextMove(state: PayoutState, context: MoveContext): Move {
  if (isOver(state)) return { kind: 'nothing' }
  const { now, rules } = context
  switch (state.status) {
    case 'queued':
      return sendOrHold(state, context)
    case 'failed':
      // Not final: somebody tops up or mends the connection; until then it is tried again under its number.
      return failures[state.failure?.code ?? 'invalid_request'].again === 'slowly'
        ? sendOrHold(state, context)
        : { kind: 'nothing' }
    case 'submitting':
    case 'unknown': {
      const since = state.unknownSince ?? state.lastSentAt ?? now
      if (!state.person && now - since >= rules.unknownLimitMs) return { kind: 'hand_over', why: 'unknown_too_long' }
      return isBroken(context) ?? askFrom((state.lastSentAt ?? now) + rules.askAfterMs, now)
    }
    case 'pending':
    case 'requires_action':
      if (!state.person && now - (state.lastSentAt ?? now) >= rules.pendingLimitMs) {
        return { kind: 'hand_over', why: 'pending_too_long' }
      }
      return isBroken(context) ?? askFrom((state.lastSentAt ?? now) + rules.askAfterMs, now)
    case 'succeeded':
    case 'cancelled':
      return { kind: 'nothing' }
    default:
      return assertNever(state.status)
  }
}

/**
 * Whether a number of unknown outcome may be sent again, when asking tells nothing: only while the provider surely
 * remembers the number and so pays it once.
 */
export function maySendAgain({ firstSentAt }: Pick<PayoutState, 'firstSentAt'>, rules: ProviderRules, now: number) {
  if (firstSentAt === undefined || rules.numberLifeMs === undefined) return true
  return now - firstSentAt < rules.numberLifeMs
}

/**
 * Until when a refusal of the last call frees nothing: an earlier one that got no answer may still be carried out, and
 * what is short or frozen now may not be by then. undefined: nothing of this number is on its way.
 */
export function openUntil({ silentAt }: Pick<PayoutState, 'silentAt'>, rules: ProviderRules, now: number) {
  if (silentAt === undefined || now >= silentAt + rules.lateMs) return undefined
  return silentAt + rules.lateMs
}

/** What a payout that is to go out meets first. */
export function sendOrHold(state: PayoutState, context: MoveContext): Move {
  const { now, rules, isFileSent, isPaidBefore, isStopped } = context
  const { secondPersonAbove, dailyCap, leftToday, todayAt, paymentSentAt } = context
  // All of this was asked when its file was made; until the bank has that, only handing it over moves its payouts on.
  if (state.batch) return { kind: isFileSent ? 'send' : 'nothing' }
  if (isPaidBefore) return state.person ? { kind: 'nothing' } : { kind: 'hand_over', why: 'paid_before' }
  if (isStopped) return { kind: 'hold', why: 'stopped' }
  if (secondPersonAbove !== undefined && state.amount > secondPersonAbove && !isApproved(state)) {
    return { kind: 'hold', why: 'approval' }
  }
  if (state.provider === 'bank') return { kind: 'hold', why: 'batch' }
  // No day would ever let it go.
  if (dailyCap !== undefined && state.amount > dailyCap && !state.person) return { kind: 'hand_over', why: 'above_cap' }
  // A further try stands in the sum of its day already; over that is only what a cap lowered since has left.
  const adds = isSentSince(state, todayAt) ? 0 : state.amount
  if (leftToday !== undefined && adds > leftToday) return { kind: 'hold', why: 'daily_cap' }
  if (paymentSentAt !== undefined && rules.paymentGapMs !== undefined && now < paymentSentAt + rules.paymentGapMs) {
    return { kind: 'wait', until: paymentSentAt + rules.paymentGapMs }
  }
  return isBroken(context) ?? { kind: 'send' }
}

function isSentSince({ lastSentAt }: PayoutState, todayAt = 0): boolean {
  return lastSentAt !== undefined && lastSentAt >= todayAt
}

export function isApproved({ approvals }: Pick<PayoutState, 'approvals'>): boolean {
  return new Set(approvals.map(({ id }) => id)).size >= peopleAboveLimit
}

function isBroken({ now, breakerUntil }: MoveContext): Move | undefined {
  return breakerUntil !== undefined && now < breakerUntil ? { kind: 'wait', until: breakerUntil } : undefined
}

function askFrom(from: number, now: number): Move {
  return now < from ? { kind: 'wait', until: from } : { kind: 'ask' }
}
