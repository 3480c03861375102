import { Webhook as Signer } from 'standardwebhooks'
import type { WebhookDelivery } from '../../shared/api/webhooks.schema.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type { Statement } from '../db/database.ts'
import type { OutsideAnswer, Ports } from '../platform/ports.ts'
import type { WebhookBody } from './message-rows.ts'
import { retrySpanMs, waitAfter } from './retry-plan.ts'
import { openSecret } from './seal-secret.ts'
import { markFailing, markWorking, readWebhook, recordDelivery, type Webhook } from './store.ts'
import { testType } from './test-webhook.ts'

const timeoutMs = 10_000

/** What is to be written with the outbox row's own state, and when to try again; without `retryAt` it is over. */
export interface SentWebhook {
  statements: Statement[]
  retryAt?: number
  problem?: string
}

/**
 * Tries one outbox row of kind `webhook`: signed as Standard Webhooks has it, with the outbox id as webhook-id, so that a
 * receiver who hears it twice can tell. Any 2xx is success; 410 switches the webhook off at once.
 */
export async function sendWebhook(
  ports: Ports,
  row: { merchant: string; id: string; body: string; attempts: number },
): Promise<SentWebhook> {
  const { merchant, id, attempts } = row
  const body = JSON.parse(row.body) as WebhookBody
  const webhook = await readWebhook(ports.database, merchant, body.webhook)
  if (!webhook) return { statements: [] }
  const isTest = body.type === testType
  const base = { id, type: body.type as WebhookDelivery['type'], attempts }
  const at = { merchant, webhook: webhook.id }
  if (webhook.disabledAt !== undefined && !isTest) {
    const now = ports.clock.now()
    const delivery = recordDelivery(at, { ...base, status: 'failed', problem: 'disabled', at: now })
    return { statements: [delivery], problem: 'disabled' }
  }

  const answer = await post(ports, webhook, id, body.payload)
  const now = ports.clock.now()
  const httpStatus = answer.outcome === 'answered' ? answer.status : undefined
  const problem = problemOf(answer)
  if (problem === undefined) {
    return {
      statements: [recordDelivery(at, { ...base, status: 'delivered', httpStatus, at: now }), markWorking(webhook)],
    }
  }
  const isGone = httpStatus === 410
  const wait = isTest || isGone ? undefined : waitAfter(attempts)
  const nextAt = wait === undefined ? undefined : now + wait
  const status = nextAt === undefined ? 'failed' : 'retrying'
  const delivery = recordDelivery(at, { ...base, status, httpStatus, problem, at: now, nextAt })
  return {
    statements: isTest ? [delivery] : [delivery, markFailing(webhook, now, retrySpanMs, isGone)],
    retryAt: nextAt,
    problem: httpStatus === undefined ? problem : `${problem} ${httpStatus}`,
  }
}

async function post(ports: Ports, webhook: Webhook, id: string, payload: string): Promise<OutsideAnswer> {
  const { clock, secrets, outside } = ports
  const owner = { merchant: webhook.merchant, webhook: webhook.id }
  const secret = await openSecret(secrets, owner, webhook.sealedSecret)
  const sentAt = new Date(clock.now())
  return outside.post(webhook.url, {
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Amends-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Signer(secret).sign(id, sentAt, payload),
    },
    body: payload,
    timeoutMs,
  })
}

function problemOf(answer: OutsideAnswer): WebhookDelivery['problem'] {
  switch (answer.outcome) {
    case 'answered':
      return answer.status >= 200 && answer.status < 300 ? undefined : 'http_status'
    case 'timeout':
    case 'unreachable':
      return answer.outcome
    case 'refused':
      return 'address_refused'
    default:
      return assertNever(answer)
  }
}
