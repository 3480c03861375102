import type { Order } from '../order/order.ts'
import type { CompiledPolicy, JudgedScope } from './compile.ts'
import type { ClaimFacts, CustomerHistory, ReadScope } from './facts.ts'
import { type ClauseSet, clearRests, narrow } from './matcher.ts'
import { OrderView } from './order-view.ts'
import { deepFreeze, raisedOutcome } from './outcome.ts'
import type { Evaluation, Reason, Terms, Trace } from './policy.ts'
import { exclusionOf } from './statutes/exclusion.ts'
import { statutoryBecause } from './statutes/raise.ts'
import { refusalTrace, traceOf } from './trace.ts'

/** A question. Its parts must not change while its trace may still be read: that asks it again. */
export interface EvaluationInput {
  /** An immutable snapshot: what was once read of it is remembered while it is the order asked about. */
  order: Order
  /**
   * What is known of the order, for who comes back to it or asks several policies: it is read once. One made for
   * another order, zone or transit time is not used.
   */
  view?: OrderView
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
  const judged = judge(compiled, input)
  if (typeof judged === 'string') return refused(compiled, judged)
  const { outcome, raised, lastDay, today } = judged
  const { terms, eligible, because } = raised ?? outcome
  const inWindow = lastDay === undefined || today <= lastDay
  return {
    terms,
    eligible: eligible && inWindow,
    because: !eligible
      ? because
      : !inWindow
        ? 'window_passed'
        : judged.byLaw
          ? statutoryBecause
          : insideWords(because, lastDay),
    windowEndsAt: lastDay === undefined ? undefined : compiled.clock.endOfDay(lastDay),
    daysLeft: lastDay === undefined || !inWindow ? undefined : lastDay - today,
    matched: outcome.matched,
    statutory: raised?.duty,
    trace: traceWhenRead(compiled, input),
  }
}

/** Most traces are never read: nothing is kept for one but the question, which is judged again. */
function traceWhenRead(compiled: CompiledPolicy, input: EvaluationInput): () => Trace {
  return () => {
    const judged = judge(compiled, input)
    return typeof judged === 'string' ? refusalTrace : traceOf(compiled, judged)
  }
}

/** Fills the scope of the order for this claim; the clause that says why where there is nothing to judge. */
function judge(compiled: CompiledPolicy, input: EvaluationInput): JudgedScope | string {
  const { cache } = compiled
  const scope = scopeFor(compiled, input)
  const refusal = pointAt(compiled, scope, input)
  if (refusal !== undefined) return refusal
  const { line, index, today, view, compiledReason } = scope
  if (cache.lineIndex !== index) {
    cache.lineIndex = index
    narrow(cache.ofLine, cache.ofOrder, compiled.matcher.columns.line, scope)
  }
  const outcome = compiled.outcomeOf(matchedBy(compiled, scope))
  const statute = line ? compiledReason.statutes[cache.region] : undefined
  const excluded =
    statute && line ? exclusionOf(statute, line, scope.claim.condition, compiled.classes?.of(line)) : undefined
  const lawDay = statute && !excluded ? view.lastDayUnder(statute, index, today) : Number.NEGATIVE_INFINITY
  const raised = statute && today <= lawDay ? raisedOutcome(outcome, statute) : undefined
  const { windowDays, windowFrom } = raised ?? outcome
  let lastDay: number | undefined
  let ownDay = Number.POSITIVE_INFINITY
  let byLaw = false
  if (raised && !outcome.eligible && raised.eligible) {
    // The policy gives nothing, so it has no window of its own either.
    ownDay = Number.NEGATIVE_INFINITY
    lastDay = lawDay
    byLaw = true
  } else if (windowDays < Number.POSITIVE_INFINITY && !compiledReason.ignoresWindow) {
    lastDay = view.startedDay(windowFrom, index) + windowDays
    if (raised && statute?.floor.eligible) {
      // Raised terms may count from another event than the merchant's own window: the latest of all ends holds.
      ownDay = view.startedDay(outcome.windowFrom, index) + outcome.windowDays
      lastDay = Math.max(lastDay, lawDay, ownDay)
      byLaw = today > ownDay
    }
  }
  scope.outcome = outcome
  scope.statute = statute
  scope.raised = raised
  scope.excluded = excluded
  scope.lastDay = lastDay
  scope.ownDay = ownDay
  scope.byLaw = byLaw
  return scope
}

/** A claim that no window limits is not "within" one. */
function insideWords(because: Terms['because'], lastDay: number | undefined): Terms['because'] {
  return lastDay === undefined && because === 'within_window' ? 'covered' : because
}

/** The scope, pointed at this order at this time, with the clauses that the order leaves possible. */
function scopeFor(compiled: CompiledPolicy, input: EvaluationInput): JudgedScope {
  const { order, now, history = noHistory } = input
  const { cache, clock, matcher } = compiled
  const known = cache.scope
  if (known?.view.order === order && known.nowMs === now && known.history.refunds90 === history.refunds90) return known
  const view = viewFor(compiled, input)
  const scope = known ?? scopeOn(compiled, view, now)
  scope.view = view
  scope.currency = order.currency
  scope.history = history
  if (scope.nowMs !== now) {
    scope.nowMs = now
    scope.today = clock.dayOf(now)
  }
  cache.scope = scope
  cache.region = view.region
  narrow(cache.ofOrder, matcher.all, matcher.columns.order, scope)
  cache.lineIndex = -2
  return scope
}

function scopeOn({ cache, clock, unstated }: CompiledPolicy, view: OrderView, nowMs: number): JudgedScope {
  return {
    view,
    currency: view.order.currency,
    line: undefined,
    index: -1,
    payment: undefined,
    reason: unstated.shipping.reason,
    claim: noClaim,
    history: noHistory,
    nowMs,
    today: clock.dayOf(nowMs),
    compiledReason: unstated.shipping,
    outcome: cache.nothing,
    raised: undefined,
    statute: undefined,
    excluded: undefined,
    lastDay: undefined,
    ownDay: Number.POSITIVE_INFINITY,
    byLaw: false,
  }
}

function viewFor({ clock, policy }: CompiledPolicy, { order, view }: EvaluationInput): OrderView {
  const { assumedTransitDays } = policy
  const fits = view?.order === order && view.clock === clock && view.assumedTransitDays === assumedTransitDays
  return fits ? view : new OrderView(order, clock, assumedTransitDays)
}

function matchedBy({ cache, matcher }: CompiledPolicy, scope: JudgedScope): ClauseSet {
  const { ofLine, ofClaim } = cache
  const { possible } = scope.compiledReason
  for (let word = 0; word < ofClaim.length; word++)
    ofClaim[word] = (ofLine[word] as number) & (possible[word] as number)
  narrow(ofClaim, ofClaim, matcher.columns.claim, scope)
  if (matcher.rests.length > 0) {
    clearRests(ofClaim, matcher, (name) => (matcher.readers.get(name) as ReadScope)(scope), scope.currency)
  }
  return ofClaim
}

/** Points the scope at what is claimed; the clause that says why where there is nothing to judge. */
function pointAt(compiled: CompiledPolicy, scope: JudgedScope, input: EvaluationInput): string | undefined {
  const { order, lineId, paymentId } = input
  const index = lineId === undefined ? -1 : scope.view.indexOf(lineId)
  const line = index < 0 ? undefined : order.lines[index]
  if (lineId !== undefined && !line) return 'unknown_line'
  const payment = paymentId === undefined ? undefined : order.payments.find(({ id }) => id === paymentId)
  if (paymentId !== undefined && !payment) return 'unknown_payment'
  const subject: Reason['subject'] = line ? 'line' : payment ? 'payment' : 'shipping'
  let compiledReason = input.reason === undefined ? compiled.unstated[subject] : compiled.reasons.get(input.reason)
  if (!compiledReason && compiled.anyReason) compiledReason = compiled.unstated[subject]
  if (!compiledReason) return 'unknown_reason'
  if (compiledReason.reason.subject !== subject) return 'wrong_subject'
  scope.line = line
  scope.index = index
  scope.payment = payment
  scope.compiledReason = compiledReason
  scope.reason = compiledReason.reason
  scope.claim = input.claim ?? noClaim
  return undefined
}

const nothing: readonly string[] = []

function refused(compiled: CompiledPolicy, because: string): Evaluation {
  const { refusals } = compiled.cache
  const terms = refusals.get(because) ?? deepFreeze({ ...compiled.policy.terms, eligible: false, because })
  refusals.set(because, terms)
  return { terms, eligible: false, because, matched: nothing, trace: () => refusalTrace }
}
