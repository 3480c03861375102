import { z } from 'zod'
import { epochMs, minor, orderNumber, requestNumber, requestStatus } from './common.schema.ts'
import type { Contract } from './contract.ts'

/** What a merchant can be told; one name may gain fields in `data`, never lose them. */
export const webhookEvents = [
  'request.submitted',
  'request.edited',
  'request.needs_info',
  'request.answered',
  'request.approved',
  'request.declined',
  'request.appealed',
  'request.reopened',
  'request.cancelled',
  'request.expired',
  'request.completed',
  'return.shipped',
  'return.received',
  'return.inspected',
  'payout.requested',
  'payout.succeeded',
  'payout.failed',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

export const webhookEvent = z.enum(webhookEvents)

/** Body of a delivery: numbers and names of states, no personal data; read the request for more. */
export const webhookMessage = z.object({
  type: webhookEvent,
  timestamp: z.iso.datetime().describe('when it happened, not when it is sent'),
  data: z.object({
    request: requestNumber,
    order: orderNumber,
    status: requestStatus.describe('after what happened; a later message has a higher seq'),
    currency: z.string(),
    total: minor,
    seq: z.int().describe('of the event in GET /v1/requests/:number/events'),
    payout: z
      .object({
        id: z.string(),
        destination: z
          .string()
          .describe('a payment of the order, store_credit, account, gift_card, coupon, points or manual'),
        amount: minor,
        failure: z.object({ code: z.string(), final: z.boolean() }).optional(),
      })
      .optional()
      .describe('with payout.*'),
  }),
})
export type WebhookMessage = z.output<typeof webhookMessage>

const byId = z.object({ id: z.string().min(1).max(64) })

export const webhookWanted = z.strictObject({
  url: z.string().min(1).max(2000),
  events: z.array(webhookEvent).min(1).max(100).optional().describe('absent: all, also those that come later'),
})

export const webhookView = z.object({
  id: z.string(),
  url: z.string(),
  events: z.union([z.literal('all'), z.array(webhookEvent)]),
  status: z.enum(['active', 'failing', 'disabled']),
  createdAt: epochMs,
  failingSince: epochMs.optional().describe('nothing got through since then'),
  disabledAt: epochMs.optional().describe('nothing is sent any more; a test that gets through switches it on again'),
})
export type WebhookView = z.output<typeof webhookView>

export const webhookDelivery = z.object({
  id: z.string().describe('the header webhook-id'),
  type: z.union([webhookEvent, z.literal('webhook.test')]),
  status: z.enum(['delivered', 'retrying', 'failed']),
  attempts: z.int(),
  httpStatus: z.int().optional().describe('of the last try, when there was an answer'),
  problem: z.enum(['http_status', 'timeout', 'unreachable', 'address_refused', 'disabled']).optional(),
  at: epochMs.describe('of the last try'),
  nextAt: epochMs.optional(),
})
export type WebhookDelivery = z.output<typeof webhookDelivery>

export const webhookContracts = {
  create: {
    method: 'POST',
    path: '/webhooks',
    auth: 'secret',
    summary: 'Have a URL told what happens; at most 10',
    body: webhookWanted,
    response: webhookView.extend({
      secret: z.string().optional().describe('whsec_…, in this one answer alone: a repeated call leaves it out'),
    }),
    status: 201,
    idempotent: true,
    errors: ['limit_exceeded'],
  },
  list: {
    method: 'GET',
    path: '/webhooks',
    auth: 'secret',
    summary: 'The merchant’s webhooks, oldest first',
    response: z.object({ webhooks: z.array(webhookView) }),
  },
  remove: {
    method: 'DELETE',
    path: '/webhooks/:id',
    auth: 'secret',
    summary: 'Tell it nothing more; what waits to be sent is dropped',
    params: byId,
    response: 'none',
    status: 204,
  },
  deliveries: {
    method: 'GET',
    path: '/webhooks/:id/deliveries',
    auth: 'secret',
    summary: 'The last 50 messages that were tried, newest first; kept for 30 days',
    params: byId,
    response: z.object({ deliveries: z.array(webhookDelivery) }),
  },
  test: {
    method: 'POST',
    path: '/webhooks/:id/test',
    auth: 'secret',
    summary: 'Send a message of type webhook.test, once; what became of it is among the deliveries',
    params: byId,
    response: z.object({ id: z.string() }),
    status: 202,
    idempotent: true,
  },
} as const satisfies Record<string, Contract>
