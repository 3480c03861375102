import type { EventBody } from '../../shared/lifecycle/events.ts'
import { withoutContact } from '../../shared/order/without-contact.ts'
import { slimOrder } from '../../shared/policy/simulate/slim-order.ts'
import { prepareSql, type Statement } from './database.ts'
import { holdingsOfFile, type OrderFile } from './order-file.ts'

const upsert = prepareSql(
  `INSERT INTO replay_orders (merchant, request, slim) VALUES (:merchant, :request, :slim)
   ON CONFLICT (merchant, request) DO UPDATE SET slim = excluded.slim`,
)

/** Of what decides a claim, the order that it was decided on is kept. */
export function replayRow(merchant: string, request: string, event: EventBody, file: OrderFile): Statement[] {
  const slim = replayOrder(event, file)
  return slim === undefined ? [] : [upsert({ merchant, request, slim })]
}

/** As little of the order as replaying reads, as JSON; undefined for events that claim nothing. */
export function replayOrder(event: EventBody, file: OrderFile): string | undefined {
  if (event.type !== 'submitted' && event.type !== 'edited') return undefined
  const claimed = event.items.flatMap(({ subject }) => (subject.kind === 'line' ? [subject.line] : []))
  return JSON.stringify(slimOrder(withoutContact(file.order), { claimed, holdings: holdingsOfFile(file) }))
}
