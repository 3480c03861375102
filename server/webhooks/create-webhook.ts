import type { z } from 'zod'
import type { webhookWanted } from '../../shared/api/webhooks.schema.ts'
import { constraintFailure, isLostRace } from '../db/constraints.ts'
import { guardOneRow } from '../db/guard.ts'
import { Failure } from '../failure.ts'
import { Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { forgetMerchants } from '../merchants/index.ts'
import type { OutsideRefusal } from '../platform/outside-url.ts'
import type { Ports } from '../platform/ports.ts'
import { sealSecret } from './seal-secret.ts'
import { insertWebhook, type Webhook, webhookViewOf } from './store.ts'

export const webhooksPerMerchant = 10

/**
 * Registers a URL. The signing secret is in this answer alone: at rest it is sealed, and the answer kept for the
 * Idempotency-Key leaves it out. Other processes know of the first webhook within five seconds.
 * @throws Failure validation_failed for a URL that is not called, limit_exceeded
 */
export async function createWebhook(
  ports: Ports,
  merchant: string,
  { url, events }: z.output<typeof webhookWanted>,
  idempotency: IdempotencyClaim,
): Promise<Encoded> {
  const { database, ids, clock, secrets, outside } = ports
  const refused = outside.refusal(url)
  if (refused) throw addressRefused(refused)
  const id = ids.next('wh')
  const secret = `whsec_${standardBase64(ids.token())}`
  const webhook: Webhook = {
    merchant,
    id,
    url: new URL(url).href,
    events: events && [...new Set(events)],
    sealedSecret: await sealSecret(secrets, { merchant, webhook: id }, secret),
    createdAt: clock.now(),
  }
  const view = webhookViewOf(webhook)
  try {
    await database.write([
      insertWebhook(webhook, webhooksPerMerchant),
      guardOneRow('webhook_limit'),
      idempotency.row(JSON.stringify(view)),
    ])
  } catch (error) {
    const failure = constraintFailure(error)
    if (failure && isLostRace(failure)) throw new Failure('limit_exceeded', { limit: webhooksPerMerchant })
    throw error
  }
  forgetMerchants(ports)
  return new Encoded(JSON.stringify({ ...view, secret }))
}

const messages: Record<OutsideRefusal, string> = {
  not_a_url: 'not a URL',
  not_https: 'https only',
  has_credentials: 'no user name or password in the URL; deliveries are signed',
  port_not_allowed: 'port 443, or one above 1024',
  private_address: 'an address on the public Internet',
}

function addressRefused(code: OutsideRefusal): Failure {
  const pointer = '/url'
  return new Failure('validation_failed', { pointer, errors: [{ pointer, code, message: messages[code] }] })
}

/** Ids give base64url without padding, 32 bytes; the specification wants base64. */
function standardBase64(text: string): string {
  return `${text.replaceAll('-', '+').replaceAll('_', '/')}${'='.repeat((4 - (text.length % 4)) % 4)}`
}
