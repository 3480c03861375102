import type { WebhookDelivery, WebhookEvent, WebhookView } from '../../shared/api/webhooks.schema.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'

export interface Webhook {
  merchant: string
  id: string
  url: string
  events?: WebhookEvent[]
  sealedSecret: string
  createdAt: number
  failingSince?: number
  disabledAt?: number
}

const insert = prepareSql(
  `INSERT INTO webhooks (merchant, id, url, events, secret, created_at)
   SELECT :merchant, :id, :url, :events, :secret, :createdAt
   WHERE (SELECT COUNT(*) FROM webhooks WHERE merchant = :merchant) < :limit`,
)
const selectAll = prepareSql('SELECT * FROM webhooks WHERE merchant = :merchant ORDER BY created_at, id')
const selectOne = prepareSql('SELECT * FROM webhooks WHERE merchant = :merchant AND id = :id')
const remove = prepareSql('DELETE FROM webhooks WHERE merchant = :merchant AND id = :id RETURNING id')
const removeDeliveries = prepareSql('DELETE FROM webhook_deliveries WHERE merchant = :merchant AND webhook = :id')
/** Message ids start with their webhook's and a hyphen; the point is the character after it. */
const removeWaiting = prepareSql(
  `DELETE FROM outbox WHERE merchant = :merchant AND id >= :id || '-' AND id < :id || '.' AND kind = 'webhook'`,
)

/** Nothing is inserted when there are `limit` already: a guard belongs directly after it. */
export function insertWebhook(webhook: Webhook, limit: number): Statement {
  const { merchant, id, url, events, sealedSecret, createdAt } = webhook
  const names = events && JSON.stringify(events)
  return insert({ merchant, id, url, events: names, secret: sealedSecret, createdAt, limit })
}

export async function readWebhooks(database: Database, merchant: string): Promise<Webhook[]> {
  return (await database.read(selectAll({ merchant }))).map(webhookOf)
}

export async function readWebhook(database: Database, merchant: string, id: string): Promise<Webhook | undefined> {
  const row = (await database.read(selectOne({ merchant, id })))[0]
  return row && webhookOf(row)
}

/** Returns whether there was one. */
export async function removeWebhook(database: Database, merchant: string, id: string): Promise<boolean> {
  const at = { merchant, id }
  const [removed = []] = await database.write([remove(at), removeDeliveries(at), removeWaiting(at)])
  return removed.length > 0
}

const insertMessages = prepareSql(
  `INSERT INTO outbox (merchant, id, kind, body, due_at)
   SELECT w.merchant, w.id || '-' || json_extract(m.value, '$.key'), 'webhook',
     json_object('webhook', w.id, 'type', json_extract(m.value, '$.type'), 'payload', json_extract(m.value, '$.payload')), :at
   FROM json_each(:messages) m JOIN webhooks w ON w.merchant = :merchant AND w.disabled_at IS NULL
   WHERE w.events IS NULL
     OR EXISTS (SELECT 1 FROM json_each(w.events) e WHERE e.value = json_extract(m.value, '$.type'))`,
)

/** One outbox row for each message and each webhook that wants it, in one statement however many there are. */
export function messageRows(
  merchant: string,
  messages: readonly { key: string; type: string; payload: string }[],
  at: number,
): Statement {
  return insertMessages({ merchant, messages: JSON.stringify(messages), at })
}

const upsertDelivery = prepareSql(
  `INSERT INTO webhook_deliveries (merchant, webhook, id, type, status, attempts, http_status, problem, at, next_at)
   SELECT :merchant, :webhook, :id, :type, :status, :attempts, :httpStatus, :problem, :at, :nextAt
   WHERE EXISTS (SELECT 1 FROM webhooks WHERE merchant = :merchant AND id = :webhook)
   ON CONFLICT (merchant, webhook, id) DO UPDATE SET status = excluded.status, attempts = excluded.attempts,
     http_status = excluded.http_status, problem = excluded.problem, at = excluded.at, next_at = excluded.next_at`,
)
const selectDeliveries = prepareSql(
  `SELECT id, type, status, attempts, http_status, problem, at, next_at FROM webhook_deliveries
   WHERE merchant = :merchant AND webhook = :webhook ORDER BY at DESC, id DESC LIMIT :limit`,
)
const forgetDeliveries = prepareSql('DELETE FROM webhook_deliveries WHERE at < :before')
const gotThrough = prepareSql(
  `UPDATE webhooks SET failing_since = NULL, disabled_at = NULL
   WHERE merchant = :merchant AND id = :id AND (failing_since IS NOT NULL OR disabled_at IS NOT NULL)`,
)
const failed = prepareSql(
  `UPDATE webhooks SET failing_since = COALESCE(failing_since, :at),
     disabled_at = CASE WHEN :gone = 1 OR failing_since <= :at - :spanMs THEN COALESCE(disabled_at, :at) ELSE disabled_at END
   WHERE merchant = :merchant AND id = :id`,
)

export function recordDelivery(at: { merchant: string; webhook: string }, delivery: WebhookDelivery): Statement {
  return upsertDelivery({ ...at, ...delivery })
}

export async function readDeliveries(
  database: Database,
  wanted: { merchant: string; webhook: string; limit: number },
): Promise<WebhookDelivery[]> {
  const rows = await database.read(selectDeliveries(wanted))
  return rows.map((row) => ({
    id: String(row.id),
    type: String(row.type) as WebhookDelivery['type'],
    status: String(row.status) as WebhookDelivery['status'],
    attempts: Number(row.attempts),
    httpStatus: numberOf(row.http_status),
    problem: row.problem === null ? undefined : (String(row.problem) as WebhookDelivery['problem']),
    at: Number(row.at),
    nextAt: numberOf(row.next_at),
  }))
}

export function forgetDeliveriesBefore(before: number): Statement {
  return forgetDeliveries({ before })
}

export function markWorking({ merchant, id }: Webhook): Statement {
  return gotThrough({ merchant, id })
}

/** `gone`: the receiver said 410, and is not asked again. */
export function markFailing({ merchant, id }: Webhook, at: number, spanMs: number, gone: boolean): Statement {
  return failed({ merchant, id, at, spanMs, gone: gone ? 1 : 0 })
}

function webhookOf(row: Row): Webhook {
  return {
    merchant: String(row.merchant),
    id: String(row.id),
    url: String(row.url),
    events: row.events === null ? undefined : (JSON.parse(String(row.events)) as WebhookEvent[]),
    sealedSecret: String(row.secret),
    createdAt: Number(row.created_at),
    failingSince: numberOf(row.failing_since),
    disabledAt: numberOf(row.disabled_at),
  }
}

function numberOf(value: Row[string] | undefined): number | undefined {
  return value == null ? undefined : Number(value)
}

/** As the merchant sees it: without the secret. */
export function webhookViewOf({ id, url, events, createdAt, failingSince, disabledAt }: Webhook): WebhookView {
  const status = disabledAt !== undefined ? 'disabled' : failingSince !== undefined ? 'failing' : 'active'
  return { id, url, events: events ?? 'all', status, createdAt, failingSince, disabledAt }
}
