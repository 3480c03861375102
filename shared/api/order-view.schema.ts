import { z } from 'zod'
import type { Order } from '../order/order.ts'
import { accountKinds } from '../payouts/account.ts'
import { saidParts } from '../policy/depends.ts'
import { questionKinds, type Terms } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import {
  comingArrival,
  epochMs,
  json,
  labels,
  minor,
  orderNumber,
  policyText,
  requestNumber,
  requestStatus,
  words,
} from './common.schema.ts'

export const reasonView = z.object({
  code: z.string(),
  parent: z.string().optional(),
  labels,
  subject: z.enum(['line', 'payment', 'shipping']),
  asks: z.array(z.enum(['details', 'photos', 'videos', 'documents', 'condition'])),
  materials: z.array(policyText).optional().describe('what to have at hand'),
  help: policyText.optional().describe('what usually helps before anything is sent'),
  examples: z.array(z.object({ image: z.string(), alt: policyText })).optional(),
  noReason: z.boolean().optional(),
  notReceived: z.boolean().optional(),
})
export type ReasonView = z.output<typeof reasonView>

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

/** One of the merchant's own questions. */
export const questionView = z.object({
  code: z.string(),
  kind: z.enum(questionKinds),
  labels,
  hint: policyText.optional(),
  options: z.array(z.object({ value: z.string(), labels })).optional(),
})
export type QuestionView = z.output<typeof questionView>

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
export type ReasonAnswer = z.output<typeof reasonAnswer>

export const orderView = z.object({
  number: orderNumber,
  /** The order as the quote reads it: the same arithmetic runs in the browser. Without tags, attributes or contact data. */
  order: json<Order>(),
  orderRevision: z.int(),
  holdings: json<Holdings>(),
  reasons: z.array(reasonView),
  questions: z.array(questionView).optional().describe('the merchant’s own; absent: none'),
  termsTable: z.array(json<PublicTerms>()),
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
  arrival: z.array(comingArrival).describe('for each payment and store_credit, when approved at once'),
  accountKinds: z
    .array(z.enum(accountKinds))
    .optional()
    .describe('what an account may be, for other_account; absent: the shop cannot pay to accounts'),
  requests: z.array(z.object({ number: requestNumber, status: requestStatus, submittedAt: epochMs, total: minor })),
})
export type OrderView = z.output<typeof orderView>
