import { z } from 'zod'
import { maxFilesPerItem } from '../lifecycle/evidence-limits.ts'
import type { Order } from '../order/order.ts'
import { accountKinds } from '../payouts/account.ts'
import { saidParts } from '../policy/depends.ts'
import { questionKinds, type Terms } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import { answers, condition, type ShopperCommand, shopperCommands, submission } from './commands.schema.ts'
import {
  arrival,
  epochMs,
  locale,
  minor,
  nextStep,
  orderNumber,
  payoutStatus,
  policyText,
  quoteView,
  requestNumber,
  requestStatus,
  resolution,
  words,
} from './common.schema.ts'
import type { Contract } from './contract.ts'
import { shopperCredit } from './store-credit.schema.ts'

/** What a shopper may do to a request. */
const shopperCommandNames = Object.keys(shopperCommands) as [ShopperCommand]

const fileLimits = { maxFiles: z.int(), maxBytes: z.int(), types: z.array(z.string()) }

export const shopConfig = z.object({
  merchant: z.object({ name: z.string(), names: z.record(z.string(), z.string()) }),
  contact: z.object({
    email: z.string().optional(),
    phone: z.string().optional(),
    hours: z.record(z.string(), z.string()).optional(),
  }),
  locales: z.array(z.string()),
  timezone: z.string(),
  evidence: z.object({
    ...fileLimits,
    videos: z.object({ ...fileLimits, maxSeconds: z.int() }),
  }),
  storeCredit: z
    .object({ expiresAfterDays: z.int() })
    .optional()
    .describe('how long store credit that is granted now can be spent; absent: it never expires'),
})

export const reasonView = z.object({
  code: z.string(),
  parent: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  subject: z.enum(['line', 'payment', 'shipping']),
  asks: z.array(z.enum(['details', 'photos', 'videos', 'documents', 'condition'])),
  materials: z.array(policyText).optional().describe('what to have at hand'),
  help: policyText.optional().describe('what usually helps before anything is sent'),
  examples: z.array(z.object({ image: z.string(), alt: policyText })).optional(),
  noReason: z.boolean().optional(),
  notReceived: z.boolean().optional(),
})

/** Resolved terms as far as a shopper may see them: no lanes, approvals, decisions, thresholds. */
export type PublicTerms = Pick<
  Terms,
  | 'eligible'
  | 'because'
  | 'resolutions'
  | 'returnItem'
  | 'returnShipping'
  | 'restockingFee'
  | 'processingFee'
  | 'outboundShipping'
  | 'creditBonusPercent'
  | 'keepItemPercent'
  | 'evidence'
  | 'refundTrigger'
> & {
  promotion?: 'resettle'
  gifts?: 'return_or_pay'
  packaging?: 'free'
  returnDays: number
  outboundCappedAtStandard?: boolean
}

const labels = z.record(z.string(), z.string())

/** One of the merchant's own questions. */
export const questionView = z.object({
  code: z.string(),
  kind: z.enum(questionKinds),
  labels,
  hint: policyText.optional(),
  options: z.array(z.object({ value: z.string(), labels })).optional(),
})

/** What a claim of this line or payment for this reason would be given. */
export const reasonAnswer = z.object({
  reason: z.string(),
  /** For this many units and more, up to the next answer for the reason: terms may depend on how much is claimed. */
  from: z.int().min(1),
  eligible: z.boolean(),
  because: words,
  /** The clause in plain words, most decisive first. */
  clauses: z.array(words),
  windowEndsAt: epochMs.optional(),
  daysLeft: z.int().optional(),
  /** Index into `termsTable`. */
  terms: z.int(),
  /** The policy will decide at once, no person is needed. */
  instant: z.boolean(),
  questions: z
    .array(z.object({ code: z.string(), required: z.boolean() }))
    .optional()
    .describe('asked for this reason, in this order'),
  depends: z
    .array(z.enum(saidParts))
    .optional()
    .describe('saying more of this may change the terms: ask POST …/answers with it'),
})

export const orderView = z.object({
  number: orderNumber,
  /** The order as the quote reads it: the same arithmetic runs in the browser. Without tags, attributes or contact data. */
  order: z.custom<Order>((value) => typeof value === 'object' && value !== null),
  orderRevision: z.int(),
  holdings: z.custom<Holdings>((value) => typeof value === 'object' && value !== null),
  reasons: z.array(reasonView),
  questions: z.array(questionView).optional().describe('the merchant’s own; absent: none'),
  termsTable: z.array(z.custom<PublicTerms>((value) => typeof value === 'object' && value !== null)),
  lines: z.array(
    z.object({
      id: z.string(),
      /** Units not yet refunded or claimed. */
      remaining: z.int(),
      /** What was paid for all units, tax included. */
      paid: minor,
      deliveredAt: epochMs.optional(),
      missing: z
        .array(z.enum(['delivery']))
        .optional()
        .describe(
          'what the order does not say, so that the policy goes by its assumption; the merchant or carrier has it',
        ),
      /** Open or past requests on this line. */
      requests: z.array(z.object({ number: requestNumber, status: requestStatus, quantity: z.int() })),
      answers: z.array(reasonAnswer),
    }),
  ),
  payments: z.array(
    z.object({ id: z.string(), remaining: minor, duplicateOf: z.string().optional(), answers: z.array(reasonAnswer) }),
  ),
  arrival: z.array(arrival).describe('for each payment and store_credit, when approved at once'),
  accountKinds: z
    .array(z.enum(accountKinds))
    .optional()
    .describe('what an account may be, for other_account; absent: the shop cannot pay to accounts'),
  requests: z.array(z.object({ number: requestNumber, status: requestStatus, submittedAt: epochMs, total: minor })),
})
export type OrderView = z.output<typeof orderView>
export type ReasonAnswer = z.output<typeof reasonAnswer>
export type QuestionView = z.output<typeof questionView>
export type ReasonView = z.output<typeof reasonView>
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
export const askedAnswer = reasonAnswer.extend({
  terms: z.custom<PublicTerms>((value) => typeof value === 'object' && value !== null),
})
export type AskedAnswer = z.output<typeof askedAnswer>
export type ShopConfig = z.output<typeof shopConfig>

export const timelineEntry = z.object({
  at: epochMs,
  kind: z.string().describe('event type, such as submitted, approved, asked, payout_succeeded'),
  by: z.enum(['shopper', 'staff', 'merchant', 'system']),
  /** Staff first name as shown to shoppers. */
  name: z.string().optional(),
  text: z.string().optional(),
  amount: minor.optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type TimelineEntry = z.output<typeof timelineEntry>

/** What was asked and answered, with the merchant's words: `labels` of the question, `option` of a choice. */
export const answeredQuestion = z.object({
  code: z.string(),
  kind: z.enum(questionKinds),
  labels,
  value: z.union([z.string(), z.number(), z.array(z.string())]),
  option: labels.optional(),
})

export const requestItemView = z.object({
  id: z.string(),
  line: z.string().optional(),
  payment: z.string().optional(),
  title: z.string(),
  variant: z.string().optional(),
  image: z.string().optional(),
  quantity: z.int(),
  reason: z.string(),
  reasonLabels: z.record(z.string(), z.string()),
  details: z.string().optional(),
  condition: condition.optional(),
  answers: z.array(answeredQuestion).optional(),
  resolution,
  evidence: z.array(z.object({ id: z.string(), type: z.string() })),
  decision: z.enum(['pending', 'approved', 'declined']),
  goods: z.enum(['none', 'awaited', 'in_transit', 'received', 'inspected', 'lapsed']),
  money: z.enum(['none', 'due', 'paying', 'paid', 'failed']),
  amount: minor,
  declineMessage: z.string().optional(),
  because: words.optional(),
  appealBy: epochMs.optional(),
})

export const requestView = z.object({
  number: requestNumber,
  order: orderNumber,
  seq: z.int(),
  status: requestStatus,
  currency: z.string(),
  locale: z.string(),
  submittedAt: epochMs,
  changedAt: epochMs,
  items: z.array(requestItemView),
  quote: quoteView,
  payouts: z.array(
    z.object({
      id: z.string(),
      destination: z.string(),
      method: z.string(),
      label: z.string().optional(),
      amount: minor,
      status: payoutStatus,
      changedAt: epochMs,
    }),
  ),
  planned: z
    .array(z.object({ destination: z.string(), method: z.string(), label: z.string().optional(), amount: minor }))
    .optional()
    .describe('where what is not paid out yet would go; absent: nothing more'),
  arrival: z.array(arrival),
  refundTrigger: z.enum(['on_approval', 'on_dispatch', 'on_received', 'on_inspection']),
  next: nextStep,
  timeline: z.array(timelineEntry),
  question: z
    .object({
      id: z.string(),
      text: z.string(),
      wantsPhotos: z.boolean(),
      askedAt: epochMs,
      answerBy: epochMs,
      by: z.string(),
    })
    .optional(),
  offer: z.object({ text: z.string(), resolution, total: minor }).optional(),
  account: z.object({ id: z.string(), label: z.string() }).optional().describe('the last account the shopper named'),
  /** Money that cannot go back to its payment: the shopper is asked to name an account, and where it then goes. */
  accountAsked: z
    .object({
      payouts: z.array(z.string()),
      amount: minor,
      by: epochMs,
      kinds: z.array(z.enum(accountKinds)),
      text: z.string().optional(),
    })
    .optional(),
  returnTo: z
    .object({ name: z.string(), lines: z.array(z.string()), country: z.string(), phone: z.string().optional() })
    .optional(),
  returnBy: epochMs.optional(),
  returnShipping: z.object({ paidBy: z.enum(['merchant', 'shopper']) }).optional(),
  shipment: z
    .object({ carrier: z.string().optional(), trackingNumber: z.string().optional(), shippedAt: epochMs })
    .optional(),
  decideBy: epochMs.optional(),
  statutory: z.object({ by: epochMs, article: z.string(), statute: z.string() }).optional(),
  rating: z.object({ stars: z.int(), tags: z.array(z.string()), comment: z.string().optional() }).optional(),
  ended: z.object({ as: z.enum(['cancelled', 'expired']), by: z.string() }).optional(),
  /** What the shopper may do now. */
  commands: z.array(z.enum(shopperCommandNames)),
})
export type RequestView = z.output<typeof requestView>
export type RequestItemView = z.output<typeof requestItemView>

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
      requests: z.array(
        z.object({
          number: requestNumber,
          order: orderNumber,
          status: requestStatus,
          submittedAt: epochMs,
          currency: z.string(),
          total: minor,
        }),
      ),
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
