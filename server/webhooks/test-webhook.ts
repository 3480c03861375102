import { outboxRow } from '../db/outbox-row.ts'
import { Failure } from '../failure.ts'
import { Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import type { Ports } from '../platform/ports.ts'
import type { WebhookBody } from './message-rows.ts'
import { readWebhook } from './store.ts'

/** Type of a message that is about no request. It is sent to a disabled webhook too, and tried once. */
export const testType = 'webhook.test'

/** Puts a test message into the outbox. @throws Failure not_found */
export async function testWebhook(
  ports: Ports,
  merchant: string,
  id: string,
  idempotency: IdempotencyClaim,
): Promise<Encoded> {
  const { database, ids, clock } = ports
  if (!(await readWebhook(database, merchant, id))) throw new Failure('not_found')
  const now = clock.now()
  const message = `${id}-${ids.next('test')}`
  const payload = JSON.stringify({ type: testType, timestamp: new Date(now).toISOString(), data: { webhook: id } })
  const body: WebhookBody = { webhook: id, type: testType, payload }
  const answer = JSON.stringify({ id: message })
  await database.write([
    outboxRow({ merchant, id: message, kind: 'webhook', body: JSON.stringify(body), dueAt: now }),
    idempotency.row(answer),
  ])
  ports.wake()
  return new Encoded(answer)
}
