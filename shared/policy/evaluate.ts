import type { Order } from '../order/order.ts'
import { withRests } from './bank.ts'
import type { CompiledBank, CompiledPolicy, ReadColumn } from './compile.ts'
import { type ClaimFacts, type CustomerHistory, type FactScope, factReader } from './facts.ts'
import { OrderView } from './order-view.ts'
import { deepFreeze, raisedOutcome } from './outcome.ts'
import type { Evaluation, Reason, Terms } from './policy.ts'
import { exclusionOf } from './statutes/exclusion.ts'
import { lastDayOf } from './statutes/period.ts'
import { statutoryBecause } from './statutes/raise.ts'
import { regionOf } from './statutes/statute-for.ts'
import { type DecidedScope, refusalTrace, traceWhenRead } from './trace.ts'

export interface EvaluationInput {
  /** An immutable snapshot: what was once read of it is remembered while it is the order asked about. */
  order: Order
  /** One of line and payment, or neither for a claim on shipping. */
  lineId?: string
  paymentId?: string
  /** A reason's code; absent: a return without a reason. */
  reason?: string
  claim?: ClaimFacts
  /** Milliseconds since the epoch. */
  now: number
  history?: CustomerHistory
}

const noClaim: ClaimFacts = {}
const noHistory: CustomerHistory = { refunds90: 0 }

/**
 * What the policy gives one claim. Total and deterministic: an unknown line, payment or reason is an answer
 * ("not eligible") and no error. `terms` and `matched` are shared and frozen.
 */
export function evaluate(compiled: CompiledPolicy, input: EvaluationInput): Evaluation {
  const { cache, clock } = compiled
  const { order, now } = input
  const history = input.history ?? noHistory
  if (cache.view?.order !== order || cache.nowMs !== now || cache.refunds90 !== history.refunds90) {
    moveTo(compiled, order, now, history)
  }
  const view = cache.view as OrderView
  const scope = scopeOf(compiled, input, view)
  if (typeof scope === 'string') return refused(compiled, scope)

  const compiledReason = scope.compiledReason
  if (cache.lineIndex !== scope.index) moveToLine(compiled, scope)
  const { masks, lineMasks } = cache
  for (let index = 0; index < compiled.banks.length; index++) {
    const bank = compiled.banks[index] as CompiledBank
    const possible = (lineMasks[index] as number) & (compiledReason.masks[index] as number)
    let mask = narrowed(possible, bank.claimColumns, scope)
    if (mask !== 0 && bank.rests.length > 0) {
      mask = withRests(bank, mask, (name) => factReader(name, compiled.policy)(scope), order.currency)
    }
    masks[index] = mask
  }
  const outcome = compiled.outcomeOf(masks)

  const { line, index, today, statute } = scope
  const excluded = statute && line ? exclusionOf(statute, line, scope.claim.condition) : undefined
  const lawDay =
    statute && !excluded
      ? lastDayOf(
          statute,
          view.deliveredDay(statute.period.from === 'last_delivery' ? -1 : index),
          order.customer.country,
        )
      : Number.NEGATIVE_INFINITY
  const raised = statute && today <= lawDay ? raisedOutcome(outcome, statute) : undefined
  const opensByLaw = raised !== undefined && statute?.floor.eligible !== undefined

  const terms = raised ? raised.terms : outcome.terms
  const { window } = terms
  let lastDay: number | undefined
  let becauseOfLaw = false
  if (window.days !== 'none' && !compiledReason.ignoresWindow) {
    lastDay = view.startedDay(window.from, index) + window.days
    if (opensByLaw) {
      // Raised terms may count from another event than the merchant's own window: the latest of all ends holds.
      const ownDay = ownLastDay(outcome.terms.window, view, index)
      lastDay = Math.max(lastDay, lawDay, ownDay)
      becauseOfLaw = today > ownDay
    }
  }
  scope.outcome = outcome
  scope.raised = raised
  scope.excluded = excluded
  scope.lastDay = lastDay
  const inWindow = lastDay === undefined || today <= lastDay
  const own = raised ? raised.because : outcome.because

  return {
    terms,
    eligible: terms.eligible && inWindow,
    because: terms.eligible
      ? inWindow
        ? becauseOfLaw
          ? statutoryBecause
          : insideWords(own, lastDay)
        : 'window_passed'
      : own,
    windowEndsAt: lastDay === undefined ? undefined : clock.endOfDay(lastDay),
    daysLeft: lastDay === undefined || !inWindow ? undefined : lastDay - today,
    matched: outcome.matched,
    statutory: raised?.duty,
    trace: traceWhenRead(compiled, scope),
  }
}

/** A claim that no window limits is not "within" one. */
function insideWords(because: Terms['because'], lastDay: number | undefined): Terms['because'] {
  return lastDay === undefined && because === 'within_window' ? 'covered' : because
}

function ownLastDay({ days, from }: Terms['window'], view: OrderView, index: number): number {
  return days === 'none' ? Number.POSITIVE_INFINITY : view.startedDay(from, index) + days
}

function moveTo(compiled: CompiledPolicy, order: Order, nowMs: number, history: CustomerHistory): void {
  const { cache, clock, policy, banks } = compiled
  const view = cache.view?.order === order ? cache.view : new OrderView(order, clock, policy.assumedTransitDays)
  cache.view = view
  if (cache.nowMs !== nowMs) cache.today = clock.dayOf(nowMs)
  cache.nowMs = nowMs
  cache.refunds90 = history.refunds90
  cache.region = regionOf(order.customer.country)
  const { reason } = compiled.unstated.shipping
  const scope: FactScope = {
    view,
    currency: order.currency,
    line: undefined,
    index: -1,
    payment: undefined,
    reason,
    claim: noClaim,
    history,
    nowMs,
    today: cache.today,
  }
  banks.forEach(({ all, orderColumns }, index) => {
    cache.orderMasks[index] = narrowed(all, orderColumns, scope)
  })
  cache.lineIndex = -2
}

function moveToLine({ cache, banks }: CompiledPolicy, scope: FactScope): void {
  cache.lineIndex = scope.index
  for (let index = 0; index < banks.length; index++) {
    const { lineColumns } = banks[index] as CompiledBank
    cache.lineMasks[index] = narrowed(cache.orderMasks[index] as number, lineColumns, scope)
  }
}

/** The clauses that these facts leave possible; a fact that none of them asks for is not read. */
function narrowed(possible: number, columns: readonly ReadColumn[], scope: FactScope): number {
  let mask = possible
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] as ReadColumn
    if ((mask & column.touches) !== 0) mask &= column.maskOf(scope)
  }
  return mask
}

/** Everything the claim's facts are read from, or the clause that says why there is nothing to judge. */
function scopeOf(compiled: CompiledPolicy, input: EvaluationInput, view: OrderView): DecidedScope | string {
  const { order, lineId, paymentId } = input
  const index = lineId === undefined ? -1 : view.indexOf(lineId)
  const line = index < 0 ? undefined : order.lines[index]
  if (lineId !== undefined && !line) return 'unknown_line'
  const payment = paymentId === undefined ? undefined : order.payments.find(({ id }) => id === paymentId)
  if (paymentId !== undefined && !payment) return 'unknown_payment'
  const subject: Reason['subject'] = line ? 'line' : payment ? 'payment' : 'shipping'
  let compiledReason = input.reason === undefined ? compiled.unstated[subject] : compiled.reasons.get(input.reason)
  if (!compiledReason && compiled.anyReason) compiledReason = compiled.unstated[subject]
  if (!compiledReason) return 'unknown_reason'
  if (compiledReason.reason.subject !== subject) return 'wrong_subject'
  return {
    view,
    currency: order.currency,
    line,
    index,
    payment,
    reason: compiledReason.reason,
    claim: input.claim ?? noClaim,
    history: input.history ?? noHistory,
    nowMs: input.now,
    today: compiled.cache.today,
    compiledReason,
    outcome: undefined,
    raised: undefined,
    statute: line ? compiledReason.statutes[compiled.cache.region] : undefined,
    excluded: undefined,
    lastDay: undefined,
  }
}

const nothing: readonly string[] = []

function refused(compiled: CompiledPolicy, because: string): Evaluation {
  const { refusals } = compiled.cache
  const terms = refusals.get(because) ?? deepFreeze({ ...compiled.policy.terms, eligible: false, because })
  refusals.set(because, terms)
  return { terms, eligible: false, because, matched: nothing, trace: () => refusalTrace }
}
