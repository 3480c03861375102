import type { OrderView, ReasonAnswer } from '../../shared/api/order-view.schema.ts'

/** The answer for "it never arrived", where the shop has such a reason for this line. */
export function neverArrived(order: OrderView, line: OrderView['lines'][number]): ReasonAnswer | undefined {
  const reasons = order.reasons.filter((reason) => reason.notReceived).map((reason) => reason.code)
  const answers = line.answers.filter((answer) => reasons.includes(answer.reason))
  return answers.find((answer) => answer.eligible) ?? answers[0]
}
