import type { PublicTerms, ReasonAnswer } from '../../shared/api/order-view.schema.ts'
import type { AskedAnswer } from '../../shared/api/shop.schema.ts'
import { isRefusal, type Refusal } from '../../shared/errors.ts'
import type { Order } from '../../shared/order/order.ts'
import type { CompiledPolicy } from '../../shared/policy/compile.ts'
import { dependenceOf, type SaidPart, saidParts } from '../../shared/policy/depends.ts'
import type { ClaimFacts } from '../../shared/policy/facts.ts'
import type { Evaluation, Terms } from '../../shared/policy/policy.ts'
import { quantitySteps } from '../../shared/policy/quantity-steps.ts'
import { type ClauseSubject, shopperClauses } from '../../shared/policy/trace-words.ts'
import { type Judgement, type JudgingPolicies, judgeClaim, mayJudge, type SaidClaim } from './judge-claim.ts'
import type { OrderCase } from './store.ts'

interface Asked {
  line?: string
  payment?: string
  reason: string
}

/** One answer for every quantity from which on the policy answers differently, nothing more being said. */
export function reasonAnswers(
  policies: JudgingPolicies,
  file: OrderCase,
  what: Asked,
  now: number,
  terms: TermsTable,
): ReasonAnswer[] {
  const answers = stepsOf(policies, file.order, what.line).flatMap((from) => {
    const said = { ...what, facts: { quantity: from } }
    const judged = judgeClaim(policies, file, said, now)
    if (isRefusal(judged)) return []
    const { terms: given, ...answer } = answerTo(judged, policies, file, said, now)
    return [{ ...answer, terms: terms.indexOf(given) }]
  })
  return answers.filter((answer, index) => {
    const { from: _, ...same } = answers[index - 1] ?? { from: 0 }
    const { from: __, ...own } = answer
    return JSON.stringify(same) !== JSON.stringify(own)
  })
}

/** The quantities from which on either version may answer differently. */
function stepsOf({ inForce, live }: JudgingPolicies, order: Order, line: string | undefined): number[] {
  if (line === undefined) return [1]
  const own = quantitySteps(inForce.policy, order, line)
  if (!live || !mayJudge(live)) return own
  return [...new Set([...own, ...quantitySteps(live.policy, order, line)])].sort((left, right) => left - right)
}

/** What a shopper may read of a judgement: no rule, no threshold, not who looks at it. */
export function answerTo(
  judged: Judgement,
  policies: JudgingPolicies,
  file: OrderCase,
  said: SaidClaim,
  now: number,
): AskedAnswer {
  const { evaluation, questions } = judged
  const { statutory } = evaluation
  const { currency } = file.order
  const [because = { key: 'because.covered' }, ...clauses] = shopperClauses(
    evaluation,
    currency,
    clauseSubject(file.order, said.line),
  )
  const { parts, terms } = dependenceOf(
    judged.policy.compiled,
    evaluation,
    questions.map(({ code }) => code),
    currency,
  )
  const depends = new Set<SaidPart>(parts)
  const isOpenable =
    seals(judged.policy.compiled, file.order, said.line) && differsWhenOpened(judged, policies, file, said, now)
  if (isOpenable) depends.add('condition')
  if (isJudgedByAnswers(judged, policies)) depends.add('answers')
  return {
    reason: said.reason,
    from: said.facts.quantity ?? 1,
    eligible: evaluation.eligible,
    because,
    clauses,
    windowEndsAt: evaluation.windowEndsAt,
    daysLeft: evaluation.daysLeft,
    terms: publicTerms(evaluation, file),
    // only said where no word more could bring a person in
    instant: isInstant(evaluation) && !terms.has('decision') && !terms.has('eligible') && !isOpenable,
    ...(questions.length === 0
      ? {}
      : { questions: questions.map(({ code, required }) => ({ code, required: required && !statutory?.noReason })) }),
    ...(depends.size === 0 ? {} : { depends: saidParts.filter((part) => depends.has(part)) }),
  }
}

function isInstant(evaluation: Evaluation): boolean {
  return evaluation.eligible && evaluation.terms.decision === 'approve'
}

/** A line that a law may take out once it was opened. */
function seals({ classes }: CompiledPolicy, { lines }: Order, line: string | undefined): boolean {
  const found = lines.find(({ id }) => id === line)
  return found !== undefined && ((found.legalClass ?? []).length > 0 || classes?.of(found) !== undefined)
}

function differsWhenOpened(
  { evaluation }: Judgement,
  policies: JudgingPolicies,
  file: OrderCase,
  said: SaidClaim,
  now: number,
): boolean {
  if (said.facts.condition !== undefined) return false
  const facts: ClaimFacts = { ...said.facts, condition: 'opened' }
  const opened = judgeClaim(policies, file, { ...said, facts }, now)
  return JSON.stringify(given(opened)) !== JSON.stringify(given(evaluation))
}

function given(answer: Judgement | Evaluation | Refusal): { eligible: boolean; terms?: Terms } {
  if ('refused' in answer) return { eligible: false }
  const { eligible, terms } = 'evaluation' in answer ? answer.evaluation : answer
  return { eligible, terms }
}

/** The live version could judge, were its own questions answered. */
function isJudgedByAnswers({ policy, questions }: Judgement, { live }: JudgingPolicies): boolean {
  if (!live || !mayJudge(live) || policy.version === live.version) return false
  return questions.some(({ code }) => live.policy.questions?.some((asked) => asked.code === code && asked.required))
}

/** Only what the order says of the line. */
function clauseSubject({ promotions = [] }: Order, line: string | undefined): ClauseSubject {
  const counted = promotions.filter(({ lines }) => line !== undefined && lines.includes(line))
  return { isPromoted: counted.length > 0, hasGifts: counted.some(({ gifts = [] }) => gifts.length > 0) }
}

export interface TermsTable {
  rows: PublicTerms[]
  indexOf(terms: PublicTerms): number
}

/** Most lines and reasons share a handful of terms: each is sent once. */
export function termsTable(): TermsTable {
  const rows: PublicTerms[] = []
  const known = new Map<string, number>()
  return {
    rows,
    indexOf(terms: PublicTerms): number {
      const key = JSON.stringify(terms)
      const at = known.get(key)
      if (at !== undefined) return at
      known.set(key, rows.length)
      return rows.push(terms) - 1
    },
  }
}

function publicTerms(
  { terms, eligible, statutory }: Evaluation,
  { canPayTo }: Pick<OrderCase, 'canPayTo'>,
): PublicTerms {
  // Another account is no choice where the shop has nothing that pays to it.
  const payable = terms.resolutions.filter((each) => each !== 'other_account' || canPayTo.has('account'))
  return {
    eligible,
    because: terms.because,
    resolutions: payable.length > 0 ? payable : terms.resolutions,
    returnItem: terms.returnItem,
    returnShipping: terms.returnShipping,
    restockingFee: terms.restockingFee,
    processingFee: terms.processingFee,
    outboundShipping: terms.outboundShipping,
    creditBonusPercent: terms.creditBonusPercent,
    keepItemPercent: terms.keepItemPercent,
    evidence: terms.evidence,
    refundTrigger: terms.refundTrigger,
    ...(terms.promotion === 'resettle' ? { promotion: terms.promotion } : {}),
    ...(terms.gifts === 'return_or_pay' ? { gifts: terms.gifts } : {}),
    ...(terms.packaging === 'free' ? { packaging: terms.packaging } : {}),
    returnDays: terms.deadlines.return,
    ...(statutory?.outboundCappedAtStandard ? { outboundCappedAtStandard: true } : {}),
  }
}
