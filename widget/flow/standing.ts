import type { Words } from '../../shared/api/common.schema.ts'
import type { OrderView, ReasonAnswer } from '../../shared/api/order-view.schema.ts'
import type { RequestStatus } from '../../shared/lifecycle/request.ts'

type Line = OrderView['lines'][number]

/** What a shopper can do with a line, before a reason is given. */
export type Standing =
  | { kind: 'open'; daysLeft?: number; endsAt?: number; answer: ReasonAnswer }
  /** No change of mind, but a fault or a wrong delivery still counts. */
  | { kind: 'limited'; because: Words; clauses: Words[]; answer: ReasonAnswer }
  | { kind: 'requested'; number: string; status: RequestStatus }
  | { kind: 'refunded' }
  | { kind: 'closed'; because?: Words; clauses: Words[] }

/** Units of a request that is being edited count as free. */
export function standingOf(order: OrderView, line: Line, released = 0): Standing {
  if (line.remaining + released <= 0) {
    const request = line.requests.at(-1)
    return request ? { kind: 'requested', ...request } : { kind: 'refunded' }
  }
  const special = new Set(order.reasons.filter((reason) => reason.notReceived).map((reason) => reason.code))
  const free = new Set(order.reasons.filter((reason) => reason.noReason).map((reason) => reason.code))
  const answers = line.answers.filter((answer) => answer.from === 1 && !special.has(answer.reason))
  const open = answers.filter((answer) => answer.eligible)
  const unasked = answers.find((answer) => free.has(answer.reason))
  const first = open.find((answer) => free.has(answer.reason)) ?? open.toSorted(byDaysLeft)[0]
  if (!first) {
    const closed = unasked ?? answers[0]
    return { kind: 'closed', because: closed?.because, clauses: closed?.clauses ?? [] }
  }
  if (unasked && !unasked.eligible) {
    return { kind: 'limited', because: unasked.because, clauses: unasked.clauses, answer: first }
  }
  return { kind: 'open', daysLeft: first.daysLeft, endsAt: first.windowEndsAt, answer: first }
}

function byDaysLeft(left: ReasonAnswer, right: ReasonAnswer): number {
  return (right.daysLeft ?? Number.POSITIVE_INFINITY) - (left.daysLeft ?? Number.POSITIVE_INFINITY)
}
