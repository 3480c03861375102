import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { holdingsOf } from '../../shared/quote/quote-holdings.ts'
import type { Holdings, Quote } from '../../shared/quote/quote-types.ts'
import { type Draft, type DraftFile, keyOf, newDraft, questionKey } from './draft.ts'

/** An order as if this request were not there, so that its amounts are those of the request after the change. */
export function orderWithout(order: OrderView, request: RequestView): OrderView {
  return { ...order, holdings: without(order.holdings, request.quote) }
}

function without(holdings: Holdings, quoted: Quote): Holdings {
  const rest: Record<string, Holdings[string]> = { ...holdings }
  for (const [key, held] of Object.entries(holdingsOf(quoted))) {
    const at = rest[key]
    if (!at) continue
    const reserved = Math.max(0, at.reserved - held.amount)
    rest[key] = {
      ...at,
      reserved,
      // Of promotions what was taken is negative.
      settled: at.settled - held.settled,
      kept: Math.max(0, (at.kept ?? 0) - held.kept),
    }
  }
  return rest
}

/** What was sent, to be changed. */
export function draftOf(request: RequestView): Draft {
  const draft = newDraft(request.order)
  for (const item of request.items) {
    if (item.line === undefined && item.payment === undefined) continue
    const { line, payment, quantity, reason, details = '', condition, answers = [] } = item
    const said = answers.map(({ code, value }) => [code, value] as const)
    draft.items.push({ line, payment, quantity, reason, details, condition, answers: Object.fromEntries(said) })
    draft.files[keyOf(item)] = item.evidence.map(({ id, type }) => stored(id, type))
    for (const { code, kind, value } of answers) {
      if (kind !== 'photo' || !Array.isArray(value)) continue
      draft.files[questionKey(item, code)] = value.map((id) => stored(id, 'image/'))
    }
    if (item.resolution !== 'refund') draft.way = item.resolution
  }
  return { ...draft, account: request.account, editing: { number: request.number, seq: request.seq } }
}

function stored(id: string, type: string): DraftFile {
  return { key: id, id, type, name: '', bytes: 0, progress: 1 }
}
