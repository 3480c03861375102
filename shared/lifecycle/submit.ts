import { isRefusal, type Refusal, refuse } from '../errors.ts'
import type { Evaluation } from '../policy/policy.ts'
import { statuteVersion } from '../policy/statutes/statute-for.ts'
import { endOfDayAfter } from '../time/deadline.ts'
import { accountOf } from './accounts.ts'
import { approvalEvent } from './approval.ts'
import { givenAnswers, invalidAnswer, missingAnswer } from './claim-answers.ts'
import type { Claim, ClaimItem, CommandOf } from './commands.ts'
import { stageDueAt, statutoryOf } from './deadlines.ts'
import type { DecideContext, JudgedClaim } from './decide-context.ts'
import { appealDays } from './decisions.ts'
import type { EventBody } from './events.ts'
import { countEvidence, evidenceKinds } from './evidence-kind.ts'
import { fold } from './fold.ts'
import type { ItemSubject, PayoutTarget, PinnedQuote, RequestItem, RequestState } from './request.ts'
import { requote, requoteLeft } from './requote.ts'

/** Makes the request, and decides at once what the policy lets it decide without a person. */
export function submit(command: CommandOf<'submit'>, context: DecideContext): EventBody[] | Refusal {
  if (context.requestNumber === undefined) return refuse('internal')
  const judged = judge(command, context)
  if (isRefusal(judged)) return judged
  const { items, quote } = judged
  const submitted: EventBody = {
    type: 'submitted',
    number: context.requestNumber,
    order: context.order.number,
    orderRevision: context.orderRevision,
    policyVersion: context.policyVersion,
    livePolicyVersion: context.livePolicyVersion,
    statuteVersion,
    currency: context.order.currency,
    locale: command.locale,
    channel: command.channel,
    customer: context.customer,
    items,
    quote,
    preferredPayment: command.preferredPayment,
    account: judged.account,
    decideBy: stageDueAt('decide', items, context),
    statutory: statutoryOf(items, { statementAt: context.now }, context.timezone),
  }
  return withAutomaticDecision([submitted], undefined, context)
}

/** Replaces the claim while nothing is decided; judged anew, as if submitted now, but the windows of the first day hold. */
export function edit(state: RequestState, command: CommandOf<'edit'>, context: DecideContext): EventBody[] | Refusal {
  if (state.items.some((item) => item.decision !== 'pending' || item.approvedBy.length > 0 || item.appealed)) {
    return refuse('illegal_state', { detail: { command: 'edit', status: 'decided' } })
  }
  const judged = judge(command, context)
  if (isRefusal(judged)) return judged
  const edited: EventBody = {
    type: 'edited',
    orderRevision: context.orderRevision,
    items: judged.items,
    quote: judged.quote,
    preferredPayment: command.preferredPayment,
    account: judged.account,
  }
  return withAutomaticDecision([edited], state, context)
}

interface Judged {
  items: RequestItem[]
  quote: PinnedQuote
  account?: PayoutTarget
}

function judge(claim: Claim, context: DecideContext): Judged | Refusal {
  if (claim.items.length === 0) return refuse('nothing_selected', { pointer: '/items' })
  const items: RequestItem[] = []
  for (const [index, claimed] of claim.items.entries()) {
    const item = judgeItem(claimed, index, context)
    if (isRefusal(item)) return item
    items.push(item)
  }
  const account = accountFor(claim, context)
  if (isRefusal(account)) return account
  const quote = requote(items, context, { preferredPayment: claim.preferredPayment })
  if (isRefusal(quote)) return quote
  if (claim.quotedTotal !== undefined && claim.quotedTotal !== quote.total) {
    return refuse('quote_changed', { limit: quote.total, pointer: '/quotedTotal' })
  }
  return { items, quote, account }
}

/** Where an item wants another account, one that was entered for this order must be named. */
function accountFor(claim: Claim, context: DecideContext): PayoutTarget | Refusal | undefined {
  if (!claim.items.some(({ resolution }) => resolution === 'other_account')) return undefined
  if (claim.account === undefined) return refuse('account_required', { pointer: '/account' })
  return accountOf(claim.account, context)
}

function judgeItem(claimed: ClaimItem, index: number, context: DecideContext): RequestItem | Refusal {
  const pointer = `/items/${index}`
  const subject = subjectOf(claimed)
  if (!subject) return refuse('unknown_line', { pointer })
  const evaluation = context.evaluate(claimed)
  if (isRefusal(evaluation))
    return refuse(evaluation.refused, { ...evaluation, pointer: evaluation.pointer ?? pointer })
  const { terms, duty } = { terms: evaluation.terms, duty: evaluation.statutory }
  if (!evaluation.eligible) return refuse('not_eligible', { pointer, detail: becauseDetail(evaluation) })
  if (!terms.resolutions.includes(claimed.resolution)) {
    return refuse('resolution_not_offered', { pointer: `${pointer}/resolution` })
  }
  const unsaid = unsaidOf(claimed, evaluation, context)
  if (unsaid) return refuse(unsaid.refused, { ...unsaid, pointer: `${pointer}${unsaid.pointer}` })
  const trace = evaluation.trace()
  return {
    id: `i${index + 1}`,
    subject,
    quantity: claimed.quantity,
    reason: claimed.reason,
    details: claimed.details,
    condition: claimed.condition,
    answers: givenAnswers(claimed.answers),
    evidence: claimed.evidence,
    resolution: claimed.resolution,
    policyVersion: evaluation.policyVersion,
    terms,
    facts: trace.facts,
    duty,
    ...(trace.excluded ? { excluded: trace.excluded } : {}),
    ...(trace.period ? { period: trace.period } : {}),
    windowEndsAt: evaluation.windowEndsAt,
    decision: 'pending',
    approvedBy: [],
    appealed: false,
    goods: 'none',
  }
}

/** What the claim must say and does not. A right that the law gives without a reason may leave all of it open. */
function unsaidOf(claimed: ClaimItem, judged: JudgedClaim, context: DecideContext): Refusal | undefined {
  const { questions = [], terms } = judged
  const invalid = invalidAnswer(questions, claimed.answers, (file) => context.kindOf(file) === 'photos')
  if (invalid || judged.statutory?.noReason) return invalid
  const counts = countEvidence(claimed.evidence, context.kindOf)
  const kind = evidenceKinds.find((each) => counts[each] < terms.evidence[each])
  if (kind) return refuse('evidence_required', { pointer: '/evidence', limit: terms.evidence[kind], detail: { kind } })
  if ((claimed.details ?? '').trim().length < terms.evidence.detailLength) {
    return refuse('details_required', { pointer: '/details', limit: terms.evidence.detailLength })
  }
  return missingAnswer(questions, claimed.answers)
}

function subjectOf(claimed: ClaimItem): ItemSubject | undefined {
  const { line, payment, shipping } = claimed
  const named = [line !== undefined, payment !== undefined, shipping === true].filter(Boolean).length
  if (named !== 1) return undefined
  if (line !== undefined) return { kind: 'line', line }
  return payment !== undefined ? { kind: 'payment', payment } : { kind: 'shipping' }
}

function becauseDetail(evaluation: Evaluation): Record<string, string> {
  return typeof evaluation.because === 'string' ? { because: evaluation.because } : { because: 'merchant' }
}

/**
 * Items whose terms say approve or decline are decided on the spot; a right that the law gives is never declined
 * without a person. An edited claim is decided like a new one.
 */
function withAutomaticDecision(
  events: EventBody[],
  before: RequestState | undefined,
  context: DecideContext,
): EventBody[] | Refusal {
  const state = fold(before, events, context)
  const pending = state.items.filter((item) => item.decision === 'pending')
  const approved = pending.filter((item) => item.terms.decision === 'approve')
  const declined = pending.filter((item) => item.terms.decision === 'decline' && !item.duty?.noReason)
  const decided = [...events]
  if (declined.length > 0) {
    const quote = requoteLeft(
      state,
      state.items.filter((item) => !declined.includes(item)),
      context,
    )
    if (isRefusal(quote)) return quote
    decided.push({
      type: 'declined',
      items: declined.map((item) => item.id),
      reason: 'policy',
      message: '',
      automatic: true,
      appealBy: endOfDayAfter(context.now, appealDays, context.timezone),
      quote,
    })
  }
  if (approved.length > 0) decided.push(approvalEvent(state, approved, context, { automatic: true }))
  return decided
}
