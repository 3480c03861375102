import { z } from 'zod'
import { accountKinds } from '../payouts/account.ts'
import { questionKinds } from '../policy/policy.ts'
import { condition, type ShopperCommand, shopperCommands } from './commands.schema.ts'
import {
  comingArrival,
  epochMs,
  labels,
  minor,
  nextStep,
  orderNumber,
  payoutStatus,
  quoteView,
  requestNumber,
  requestStatus,
  resolution,
  words,
} from './common.schema.ts'

/** What a shopper may do to a request. */
export const shopperCommandNames = Object.keys(shopperCommands) as [ShopperCommand]

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
  reasonLabels: labels,
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
export type RequestItemView = z.output<typeof requestItemView>

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
  arrival: z
    .array(
      comingArrival.extend({
        after: z
          .enum(['on_dispatch', 'on_received', 'on_inspection'])
          .optional()
          .describe('goods come back first: workingDays count from then, and the dates hold if that was today'),
      }),
    )
    .describe('of money that is to come, or was sent'),
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

/** A request in a list. */
export const requestSummary = z.object({
  number: requestNumber,
  order: orderNumber,
  status: requestStatus,
  submittedAt: epochMs,
  currency: z.string(),
  total: minor,
})
