import { webhookContracts } from '../../shared/api/webhooks.schema.ts'
import { type Route, route } from '../http/route.ts'
import { createWebhook } from './create-webhook.ts'
import { deleteWebhook, listDeliveries, listWebhooks } from './list-webhooks.ts'
import { testWebhook } from './test-webhook.ts'

export const webhookRoutes: Route[] = [
  route(webhookContracts.create, ({ ports, merchant, body, idempotency }) =>
    createWebhook(ports, merchant.id, body, idempotency),
  ),
  route(webhookContracts.list, ({ ports, merchant }) => listWebhooks(ports, merchant.id)),
  route(webhookContracts.remove, ({ ports, merchant, params }) => deleteWebhook(ports, merchant.id, params.id)),
  route(webhookContracts.deliveries, ({ ports, merchant, params }) => listDeliveries(ports, merchant.id, params.id)),
  route(webhookContracts.test, ({ ports, merchant, params, idempotency }) =>
    testWebhook(ports, merchant.id, params.id, idempotency),
  ),
]
