import { z } from 'zod'
import { maxFilesPerItem } from '../lifecycle/evidence-limits.ts'
import { answers, condition, submission } from './commands.schema.ts'
import { epochMs, json, locale, minor, orderNumber, requestNumber, requestStatus } from './common.schema.ts'
import type { Contract } from './contract.ts'
import { orderView, type PublicTerms, reasonAnswer } from './order-view.schema.ts'
import { requestSummary, requestView, shopperCommandNames } from './request-view.schema.ts'
import { shopConfig } from './shop-config.schema.ts'
import { shopperCredit } from './store-credit.schema.ts'

/** A claim as far as it is said: files by their number. */
const asked = z
  .strictObject({
    line: z.string().min(1).max(200).optional(),
    payment: z.string().min(1).max(200).optional(),
    reason: z.string().min(1).max(64),
    quantity: z.int().min(1).default(1),
    condition: condition.optional(),
    photos: z.int().min(0).max(maxFilesPerItem).default(0),
    videos: z.int().min(0).max(maxFilesPerItem).default(0),
    documents: z.int().min(0).max(maxFilesPerItem).default(0),
    details: z.string().max(2000).optional(),
    answers: answers.optional(),
  })
  .refine(({ line, payment }) => (line === undefined) !== (payment === undefined), {
    message: 'exactly one of line, payment',
  })

const askedAnswer = reasonAnswer.extend({
  terms: json<PublicTerms>(),
})
export type AskedAnswer = z.output<typeof askedAnswer>

const orderSummary = z.object({
  number: orderNumber,
  placedAt: z.string(),
  currency: z.string(),
  total: minor,
  lines: z.int(),
  titles: z.array(z.string()),
  images: z.array(z.string()),
  requests: z.array(z.object({ number: requestNumber, status: requestStatus })),
})
export type OrderSummary = z.output<typeof orderSummary>

const byOrder = z.object({ number: orderNumber })
const byRequest = z.object({ number: requestNumber })

export const shopContracts = {
  config: {
    method: 'GET',
    path: '/shop/config',
    auth: 'publishable',
    summary: 'What the widget needs to know of the merchant',
    response: shopConfig,
  },
  lookup: {
    method: 'POST',
    path: '/shop/lookup',
    auth: 'publishable',
    summary: 'Ask for a six-digit code to the order’s e-mail; the answer is the same whether the order exists or not',
    body: z.strictObject({
      number: z.string().trim().min(1).max(100).describe('order or request number'),
      contact: z.string().trim().min(3).max(254).describe('the e-mail or phone of the order'),
      locale: locale.default('en'),
    }),
    response: z.object({ challenge: z.string(), expiresAt: epochMs, resendAt: epochMs }),
    status: 202,
    idempotent: true,
    errors: ['too_many_requests'],
  },
  verify: {
    method: 'POST',
    path: '/shop/verify',
    auth: 'publishable',
    summary: 'Trade a code, or the storefront’s signed identity token, for a shopper token',
    body: z.union([
      z.strictObject({ challenge: z.string().max(64), code: z.string().regex(/^\d{6}$/) }),
      z.strictObject({ identity: z.string().max(4096) }),
    ]),
    response: z.object({
      token: z.string(),
      expiresAt: epochMs,
      /** For one order: its number. For a customer: absent, list /shop/orders. */
      order: orderNumber.optional(),
      request: requestNumber.optional(),
    }),
    idempotent: true,
    errors: ['code_wrong', 'code_expired', 'too_many_requests', 'unauthenticated'],
  },
  orders: {
    method: 'GET',
    path: '/shop/orders',
    auth: 'shopper',
    summary: 'The orders this token may see, newest first',
    query: z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
    response: z.object({ orders: z.array(orderSummary), nextCursor: z.string().optional() }),
  },
  order: {
    method: 'GET',
    path: '/shop/orders/:number',
    auth: 'shopper',
    summary: 'An order with, for every line and reason, what the policy gives',
    params: byOrder,
    response: orderView,
  },
  answers: {
    method: 'POST',
    path: '/shop/orders/:number/answers',
    auth: 'shopper',
    summary: 'What the policy gives for a claim as it stands, where terms depend on what the shopper says',
    params: byOrder,
    body: z.strictObject({ items: z.array(asked).min(1).max(100) }),
    response: z.object({ items: z.array(askedAnswer) }),
    errors: ['unknown_line', 'unknown_payment', 'unknown_reason', 'invalid_answer'],
  },
  submit: {
    method: 'POST',
    path: '/shop/requests',
    auth: 'shopper',
    summary: 'Submit a refund request',
    body: submission,
    response: requestView,
    status: 201,
    idempotent: true,
    errors: [
      'quote_changed',
      'not_eligible',
      'already_refunded',
      'exceeds_line',
      'evidence_required',
      'details_required',
      'answers_required',
      'invalid_answer',
      'account_required',
      'unknown_account',
    ],
  },
  requests: {
    method: 'GET',
    path: '/shop/requests',
    auth: 'shopper',
    summary: 'The requests this token may see, newest first',
    response: z.object({
      requests: z.array(requestSummary),
    }),
  },
  request: {
    method: 'GET',
    path: '/shop/requests/:number',
    auth: 'shopper',
    summary: 'One request with its timeline',
    params: byRequest,
    response: requestView,
  },
  storeCredit: {
    method: 'GET',
    path: '/shop/store-credit',
    auth: 'shopper',
    summary: 'What this shopper has in store credit, and what a request gave',
    query: z.object({ request: requestNumber.optional() }),
    response: shopperCredit,
    errors: ['not_found'],
  },
  stream: {
    method: 'GET',
    path: '/shop/requests/:number/stream',
    auth: 'shopper',
    summary: 'Server-sent events: `change` with the new seq; ends by itself after 50 s, reconnect with Last-Event-ID',
    params: byRequest,
    response: 'stream',
  },
  command: {
    method: 'POST',
    path: '/shop/requests/:number/commands/:command',
    auth: 'shopper',
    summary: 'Edit, cancel, answer, appeal, mark_shipped, accept_offer, rate, fix_account, message',
    params: byRequest.extend({
      command: z.enum(shopperCommandNames),
    }),
    body: z.looseObject({}).describe('by command, see the schemas of each'),
    response: requestView,
    idempotent: true,
    errors: ['illegal_state', 'not_permitted', 'stale', 'conflict'],
  },
  uploadEvidence: {
    method: 'POST',
    path: '/shop/orders/:number/evidence',
    auth: 'shopper',
    summary:
      'Upload one photo, video or PDF as the raw body; judged by its content. Photos and PDFs at most 10 MB, videos 50 MB and 5 minutes',
    params: byOrder,
    body: 'file',
    response: z.object({ id: z.string(), type: z.string(), bytes: z.int() }),
    status: 201,
    idempotent: true,
    errors: ['unsupported_media_type', 'payload_too_large', 'too_many_requests'],
  },
  evidence: {
    method: 'GET',
    path: '/shop/evidence/:id',
    auth: 'shopper',
    summary: 'A file that belongs to an order of this token; a part of it by Range',
    params: z.object({ id: z.string().max(64) }),
    response: 'binary',
  },
} as const satisfies Record<string, Contract>
