import type { CompiledPolicy } from '../../shared/policy/compile.ts'
import type { PastRequest } from '../../shared/policy/simulate/history.ts'
import { type JudgedItem, type JudgedRequest, judgeRequest } from '../../shared/policy/simulate/judge-request.ts'
import type { Judged, Outcome } from '../../shared/policy/simulate/simulation.ts'
import { type StaffClause, shopperClauses, staffClauses } from '../../shared/policy/trace-words.ts'

/** One request as both policies judge it, with every clause and where it comes from. Plain data: it crosses a worker. */
export interface Explanation {
  number: string
  order: string
  currency: string
  live: Judged
  draft: Judged
  items: ExplainedItem[]
}

interface ExplainedItem {
  /** Of the line, or of the payment; absent: delivery. */
  title?: string
  image?: string
  quantity: number
  live: ExplainedSide
  draft: ExplainedSide
}

interface ExplainedSide {
  outcome: Outcome
  /** Minor units. */
  amount: number
  clauses: StaffClause[]
}

export function explain(live: CompiledPolicy, draft: CompiledPolicy, request: PastRequest): Explanation {
  const { order, number } = request
  const before = judgeRequest(live, request)
  const after = judgeRequest(draft, request)
  const side = (compiled: CompiledPolicy, { outcome, amount, evaluation }: JudgedItem): ExplainedSide => ({
    outcome,
    amount: outcome === 'declined' ? 0 : amount,
    clauses: [
      ...staffClauses(evaluation, compiled, order.currency),
      // Staff see the bonus as an amount elsewhere; here it may be all that differs.
      ...shopperClauses(evaluation, order.currency)
        .filter(({ key }) => key === 'credit.bonus')
        .map((clause) => ({ ...clause, tone: 'note' as const })),
    ],
  })
  return {
    number,
    order: order.number,
    currency: order.currency,
    live: outcomeOf(before),
    draft: outcomeOf(after),
    items: before.items.map((judged, index) => {
      const line = order.lines.find(({ id }) => id === judged.item.line)
      const payment = order.payments.find(({ id }) => id === judged.item.payment)
      const title = line?.title ?? payment?.label
      return {
        ...(title === undefined ? {} : { title }),
        ...(line?.image === undefined ? {} : { image: line.image }),
        quantity: judged.item.quantity,
        live: side(live, judged),
        draft: side(draft, after.items[index] as JudgedItem),
      }
    }),
  }
}

function outcomeOf({ outcome, amount, heldByLaw }: JudgedRequest): Judged {
  return { outcome, amount, ...(heldByLaw ? { heldByLaw } : {}) }
}
