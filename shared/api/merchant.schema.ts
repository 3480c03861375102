import { z } from 'zod'
import { orderSchema } from '../order/order.schema.ts'
import { policySchema } from '../policy/policy.schema.ts'
import { answers, condition, staffCommands, submission } from './commands.schema.ts'
import {
  arrival,
  epochMs,
  minor,
  orderNumber,
  quoteView,
  requestNumber,
  requestStatus,
  resolution,
  words,
} from './common.schema.ts'
import type { Contract } from './contract.ts'
import { requestSummary, requestView } from './request-view.schema.ts'

const byOrder = z.object({ number: orderNumber })
const byRequest = z.object({ number: requestNumber })

export const orderStored = z.object({
  number: orderNumber,
  /** Our own count of snapshots of this order, from 1. */
  revision: z.int(),
  /** `ignored`: the same content, or an older revision of the source. */
  outcome: z.enum(['created', 'updated', 'ignored']),
  overcommitted: z.boolean(),
})

export const quoteRequest = z
  .strictObject({
    order: orderSchema.optional(),
    orderNumber: orderNumber.optional(),
    items: z.union([
      z.literal('all'),
      z
        .array(
          z.strictObject({
            line: z.string().max(200).optional(),
            payment: z.string().max(200).optional(),
            quantity: z.number().optional(),
            amount: z.number().optional(),
            reason: z.string().max(64).optional(),
            resolution: resolution.optional(),
            condition: condition.optional(),
            answers: answers.optional(),
          }),
        )
        .max(1000),
    ]),
    shipping: z.union([z.enum(['policy', 'full', 'none']), z.number()]).optional(),
    preferredPayment: z.string().max(200).optional(),
    policy: z.union([z.literal('permissive'), policySchema]).optional(),
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine((body) => (body.order === undefined) !== (body.orderNumber === undefined), {
    message: 'exactly one of order, orderNumber',
    path: ['order'],
  })

export const quoteAnswer = quoteView.omit({ items: true, goodwill: true }).extend({
  items: z.array(
    z.object({
      line: z.string().optional(),
      payment: z.string().optional(),
      quantity: z.int(),
      net: minor,
      tax: minor,
      amount: minor,
      eligible: z.boolean(),
      because: words,
      trace: z.unknown(),
    }),
  ),
  arrival: z.array(arrival),
})

export const importReport = z.object({
  accepted: z.int(),
  rejected: z.int(),
  errors: z
    .array(z.object({ line: z.int(), pointer: z.string(), code: z.string(), message: z.string() }))
    .describe('the first 1,000'),
})

export const merchantContracts = {
  putOrder: {
    method: 'PUT',
    path: '/orders/:number',
    auth: 'secret',
    summary: 'Push a snapshot of an order; replay is harmless, an older revision is ignored',
    params: byOrder,
    body: 'orders',
    response: orderStored,
    errors: ['validation_failed', 'payload_too_large'],
  },
  importOrders: {
    method: 'POST',
    path: '/orders/import',
    auth: 'secret',
    summary: 'Push many orders as NDJSON (application/x-ndjson) or CSV (text/csv); streamed, good rows are kept',
    body: 'orders',
    response: importReport,
    errors: ['unsupported_media_type', 'payload_too_large'],
  },
  getOrder: {
    method: 'GET',
    path: '/orders/:number',
    auth: 'secret',
    summary: 'The latest snapshot and what remains refundable',
    params: byOrder,
    response: z.object({
      order: z.unknown(),
      revision: z.int(),
      overcommitted: z.boolean(),
      remaining: z.record(z.string(), z.int()),
    }),
  },
  quote: {
    method: 'POST',
    path: '/quotes',
    auth: 'secret',
    summary: 'What a refund would be, stateless',
    body: quoteRequest,
    response: quoteAnswer,
    errors: [
      'nothing_selected',
      'invalid_quantity',
      'invalid_amount',
      'duplicate_line',
      'unknown_line',
      'exceeds_line',
      'exceeds_shipping',
      'exceeds_order',
      'exceeds_payment',
      'already_refunded',
      'order_not_paid',
      'not_eligible',
    ],
  },
  createRequest: {
    method: 'POST',
    path: '/requests',
    auth: 'secret',
    summary: 'Submit a refund request on a shopper’s behalf',
    body: submission,
    response: requestView,
    status: 201,
    idempotent: true,
  },
  listRequests: {
    method: 'GET',
    path: '/requests',
    auth: 'secret',
    summary: 'Requests by last change, newest first',
    query: z.object({
      status: requestStatus.optional(),
      order: orderNumber.optional(),
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({
      requests: z.array(requestSummary.extend({ changedAt: epochMs })),
      nextCursor: z.string().optional(),
    }),
  },
  getRequest: {
    method: 'GET',
    path: '/requests/:number',
    auth: 'secret',
    summary: 'One request',
    params: byRequest,
    response: requestView,
  },
  commandRequest: {
    method: 'POST',
    path: '/requests/:number/commands/:command',
    auth: 'secret',
    summary: 'approve, decline, ask, mark_received, inspect and the other staff commands',
    params: byRequest.extend({ command: z.enum(Object.keys(staffCommands) as [keyof typeof staffCommands]) }),
    body: z.looseObject({}).describe('by command'),
    response: requestView,
    idempotent: true,
    errors: ['illegal_state', 'not_permitted', 'stale', 'conflict'],
  },
  requestEvents: {
    method: 'GET',
    path: '/requests/:number/events',
    auth: 'secret',
    summary: 'The request’s event stream, oldest first',
    params: byRequest,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: z.object({ events: z.array(z.looseObject({ seq: z.int(), type: z.string(), at: epochMs })) }),
  },
} as const satisfies Record<string, Contract>
