import type { JudgedRequest } from '../../shared/api/policy-history.schema.ts'
import type { EventBody } from '../../shared/lifecycle/events.ts'
import { countEvidence, type EvidenceKind, evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import type { RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { withoutContact } from '../../shared/order/without-contact.ts'
import { slimOrder } from '../../shared/policy/simulate/slim-order.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'
import { prepareSql, type Statement } from './database.ts'
import { holdingsOfFile, type OrderFile } from './order-file.ts'

const upsert = prepareSql(
  `INSERT INTO replays (merchant, request, claim, slim) VALUES (:merchant, :request, :claim, :slim)
   ON CONFLICT (merchant, request) DO UPDATE SET claim = excluded.claim, slim = excluded.slim`,
)

/** What is replayed of a request, as it was decided: what it claims, and the order without what replaying does not read. */
export interface Replay {
  claim: PastClaim
  slim: Order
}

/** Of a past request what nothing changes afterwards. */
export type PastClaim = Omit<JudgedRequest, 'order' | 'refunds90' | 'holdings' | 'ours'>

/** Of an event that claims something what replaying will read. `evidence`: the files that it names. */
export function replayRow(
  merchant: string,
  state: RequestState,
  event: EventBody,
  { file, evidence }: { file: OrderFile; evidence: readonly { id: string; type: string }[] },
): Statement[] {
  const types = new Map(evidence.map(({ id, type }) => [id, type]))
  const replay = replayOfEvent(state, event, file, (id) => evidenceKindOf(types.get(id) ?? ''))
  if (!replay) return []
  const [claim, slim] = [JSON.stringify(replay.claim), JSON.stringify(replay.slim)]
  return [upsert({ merchant, request: state.number, claim, slim })]
}

/** undefined for events that claim nothing. */
export function replayOfEvent(
  state: RequestState,
  event: EventBody,
  file: OrderFile,
  kindOf: (evidence: string) => EvidenceKind,
): Replay | undefined {
  if (event.type !== 'submitted' && event.type !== 'edited') return undefined
  return replayOf(state, event.items, { order: file.order, holdings: holdingsOfFile(file) }, kindOf)
}

/** `items`: as they were claimed; `holdings`: of the order's other requests, more than these do no harm. */
export function replayOf(
  { number, policyVersion, submittedAt, customer }: RequestState,
  items: readonly RequestItem[],
  { order, holdings }: { order: Order; holdings: Holdings },
  kindOf: (evidence: string) => EvidenceKind,
): Replay {
  const claimed = items.filter(({ subject }) => subject.kind !== 'shipping')
  return {
    claim: {
      number,
      version: policyVersion,
      submittedAt,
      customer: customer.name,
      items: claimed.map((item) => pastItem(item, kindOf)),
      ...(claimed.length < items.length ? { shipping: true } : {}),
    },
    slim: slimOrder(withoutContact(order), {
      claimed: claimed.flatMap(({ subject }) => (subject.kind === 'line' ? [subject.line] : [])),
      holdings,
    }),
  }
}

function pastItem(item: RequestItem, kindOf: (evidence: string) => EvidenceKind): PastClaim['items'][number] {
  const { subject, details = '' } = item
  return {
    ...(subject.kind === 'line' ? { line: subject.line } : {}),
    ...(subject.kind === 'payment' ? { payment: subject.payment } : {}),
    quantity: item.quantity,
    reason: item.reason,
    ...(item.condition === undefined ? {} : { condition: item.condition }),
    ...countEvidence(item.evidence, kindOf),
    detailLength: details.trim().length,
    ...(item.answers === undefined ? {} : { answers: item.answers }),
    resolution: item.resolution,
  }
}
