import { isRefusal, type Refusal, refuse } from '../../shared/errors.ts'
import { missingAnswer } from '../../shared/lifecycle/claim-answers.ts'
import type { ClaimItem } from '../../shared/lifecycle/commands.ts'
import { countEvidence, type EvidenceKind } from '../../shared/lifecycle/evidence-kind.ts'
import type { CompiledPolicy } from '../../shared/policy/compile.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import type { ClaimFacts } from '../../shared/policy/facts.ts'
import { isKinder } from '../../shared/policy/kinder.ts'
import type { Evaluation, PolicyQuestion } from '../../shared/policy/policy.ts'
import { questionsFor } from '../../shared/policy/questions.ts'
import type { LoadedPolicy } from '../policies/index.ts'
import type { OrderCase } from './store.ts'

/** The versions that may judge a claim on an order. */
export interface JudgingPolicies {
  /** When the order was placed. */
  inForce: LoadedPolicy
  /** Now, or when the request was submitted; absent where it is the same. */
  live?: LoadedPolicy
}

/** An order, and how often its customer has asked lately. */
export type JudgedOrder = Pick<OrderCase, 'order' | 'refunds90'>

/** A claim as far as it is said. */
export interface SaidClaim {
  line?: string
  payment?: string
  reason: string
  facts: ClaimFacts
}

export interface Judgement {
  /** The version that judged. */
  policy: LoadedPolicy
  evaluation: Evaluation
  /** What is asked about such a claim; required is what this version requires. */
  questions: PolicyQuestion[]
}

export function saidOf(item: ClaimItem, kindOf: (file: string) => EvidenceKind): SaidClaim {
  const { line, payment, reason, quantity, condition, answers, details = '' } = item
  const counts = countEvidence(item.evidence, kindOf)
  return {
    line,
    payment,
    reason,
    facts: { quantity, condition, answers, ...counts, detailLength: details.trim().length },
  }
}

/**
 * The policy's answer for one claim, by the version in force when the order was placed, or by the live one where its merchant
 * lets kinder versions judge and it treats this claim at least as well in every term. A refusal for what the order or both
 * versions do not know.
 */
export function judgeClaim(
  { inForce, live }: JudgingPolicies,
  file: JudgedOrder,
  said: SaidClaim,
  now: number,
): Judgement | Refusal {
  const own = judgedBy(inForce, file, said, now)
  if (!live || !mayJudge(live)) return own
  const later = judgedBy(live, file, said, now)
  if (isRefusal(later)) return own
  if (isRefusal(own)) return own.refused === 'unknown_reason' && later.evaluation.eligible ? later : own
  const questions = [
    ...own.questions,
    ...later.questions.filter(({ code }) => !own.questions.some((asked) => asked.code === code)),
  ]
  const asksMore = missingAnswer(later.questions, said.facts.answers) && !later.evaluation.statutory?.noReason
  const judging = !asksMore && isKinder(own.evaluation, later.evaluation, file.order.currency) ? later : own
  const isRequired = (code: string) => judging.questions.some((asked) => asked.code === code && asked.required)
  return { ...judging, questions: questions.map((asked) => ({ ...asked, required: isRequired(asked.code) })) }
}

/** A live version judges orders of before it only where it says so itself. */
export function mayJudge({ policy }: LoadedPolicy): boolean {
  return policy.laterVersions === 'kinder'
}

function judgedBy(policy: LoadedPolicy, file: JudgedOrder, said: SaidClaim, now: number): Judgement | Refusal {
  const evaluation = evaluateClaim(policy.compiled, file, said, now)
  if (isRefusal(evaluation)) return evaluation
  const reason = policy.compiled.reasons.get(said.reason)?.reason
  const line = file.order.lines.find(({ id }) => id === said.line)
  return { policy, evaluation, questions: reason ? questionsFor(policy.policy, reason, line) : [] }
}

/** One version's answer for one claim; a refusal for what the order or the policy does not know. */
export function evaluateClaim(
  compiled: CompiledPolicy,
  { order, refunds90 }: JudgedOrder,
  { line, payment, reason, facts }: SaidClaim,
  now: number,
): Evaluation | Refusal {
  if (line !== undefined && !order.lines.some(({ id }) => id === line)) return refuse('unknown_line')
  if (payment !== undefined && !order.payments.some(({ id }) => id === payment)) return refuse('unknown_payment')
  if (!compiled.reasons.has(reason)) return refuse('unknown_reason')
  return evaluate(compiled, {
    order,
    lineId: line,
    paymentId: payment,
    reason,
    claim: facts,
    now,
    history: { refunds90 },
  })
}
