import type { Statement } from '../db/database.ts'
import { messagesFor, type Told } from './messages-for.ts'
import { messageRows } from './store.ts'

/** Body of an outbox row of kind `webhook`; the payload is sent as it stands, the same on every try. */
export interface WebhookBody {
  webhook: string
  type: string
  payload: string
}

/**
 * The statement for the batch of these events; none for a merchant without webhooks, or where nothing is to be told. Ids
 * follow from the stream, and hold no full stop: it divides what is signed.
 */
export function webhookRows(merchant: { id: string; hasWebhooks: boolean }, told: Told, at: number): Statement[] {
  if (!merchant.hasWebhooks) return []
  const messages = messagesFor(told)
  if (messages.length === 0) return []
  const rows = messages.map((message) => ({
    key: `${message.data.request}-${message.data.seq}-${message.type.replace('.', '_')}`,
    type: message.type,
    payload: JSON.stringify(message),
  }))
  return [messageRows(merchant.id, rows, at)]
}
