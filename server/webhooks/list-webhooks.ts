import type { WebhookDelivery, WebhookView } from '../../shared/api/webhooks.schema.ts'
import { Failure } from '../failure.ts'
import { forgetMerchants } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { readDeliveries, readWebhook, readWebhooks, removeWebhook, webhookViewOf } from './store.ts'

const deliveriesShown = 50

export async function listWebhooks(ports: Ports, merchant: string): Promise<{ webhooks: WebhookView[] }> {
  return { webhooks: (await readWebhooks(ports.database, merchant)).map(webhookViewOf) }
}

/** @throws Failure not_found */
export async function listDeliveries(
  ports: Ports,
  merchant: string,
  id: string,
): Promise<{ deliveries: WebhookDelivery[] }> {
  const webhook = await readWebhook(ports.database, merchant, id)
  if (!webhook) throw new Failure('not_found')
  return { deliveries: await readDeliveries(ports.database, { merchant, webhook: id, limit: deliveriesShown }) }
}

/** What waits to be sent goes with it; what is being sent at this moment still arrives. @throws Failure not_found */
export async function deleteWebhook(ports: Ports, merchant: string, id: string): Promise<undefined> {
  if (!(await removeWebhook(ports.database, merchant, id))) throw new Failure('not_found')
  forgetMerchants(ports)
}
