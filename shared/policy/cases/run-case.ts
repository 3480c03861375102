import { isRefusal } from '../../errors.ts'
import type { Order } from '../../order/order.ts'
import { quote } from '../../quote/quote.ts'
import type { Holdings, Quote } from '../../quote/quote-types.ts'
import type { CompiledPolicy } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import type { Evaluation } from '../policy.ts'
import type { CaseOutcome, PolicyCase } from './policy-case.ts'

export interface CaseContext {
  /** Epoch ms; for a case that names no time. */
  now: number
  /** Requests of the customer in the last 90 days; none unless said. */
  refunds90?: number
  /** What requests hold of the order; nothing unless said: a case is about the policy, not about what happened since. */
  holdings?: Holdings
  /** Ids and references of our own payouts among the order's refunds. */
  ours?: ReadonlySet<string>
}

/** Tries one case on a policy, with statutes as it is compiled. Pure; a line or reason that is gone declines. */
export function runCase(compiled: CompiledPolicy, tried: PolicyCase, order: Order, context: CaseContext): CaseOutcome {
  const { line, payment, reason, quantity, condition, photos, answers, at, expect } = tried
  const evaluation = evaluate(compiled, {
    order,
    lineId: line,
    paymentId: payment,
    reason,
    claim: { quantity, condition, photos, answers },
    now: at === undefined ? context.now : Date.parse(at),
    history: { refunds90: context.refunds90 ?? 0 },
  })
  const decision = decisionOf(evaluation)
  const quoted = decision === 'decline' ? undefined : quoteOf(tried, order, evaluation, context)
  return {
    passed: decision === expect.decision && isAmountRight(expect.amount, quoted),
    got: { decision, eligible: evaluation.eligible, ...(quoted ? { amount: quoted.total } : {}) },
    because: evaluation.because,
  }
}

function decisionOf({ eligible, terms, statutory }: Evaluation): CaseOutcome['got']['decision'] {
  if (!eligible) return 'decline'
  return terms.decision === 'decline' && statutory?.noReason ? 'review' : terms.decision
}

/** As the shopper's form proposes it: the original payment where it is offered. */
function quoteOf(
  { line, payment, quantity, reason }: PolicyCase,
  order: Order,
  { terms, statutory }: Evaluation,
  { holdings = {}, ours }: CaseContext,
): Quote | undefined {
  const result = quote({
    order,
    holdings,
    ours,
    items: [line === undefined ? { payment, reason } : { line, quantity, reason }],
    termsOf: () => ({
      ...terms,
      eligible: true,
      outboundCappedAtStandard: statutory?.outboundCappedAtStandard === true,
    }),
    shipping: 'policy',
  })
  return isRefusal(result) ? undefined : result
}

function isAmountRight(expected: PolicyCase['expect']['amount'], quoted: Quote | undefined): boolean {
  if (expected === undefined) return true
  if (expected === 'full') return quoted !== undefined && isFull(quoted)
  return (quoted?.total ?? 0) === expected
}

/** Each item pays what its units are worth, and nothing is kept, for a broken promotion neither. */
function isFull({ items, fees, promotions = [] }: Quote): boolean {
  const isWhole = items.every(({ amount, settled }) => amount === settled)
  return isWhole && fees.length === 0 && promotions.every(({ amount }) => amount >= 0)
}
