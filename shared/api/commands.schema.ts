import { z } from 'zod'
import { maxFilesPerItem } from '../lifecycle/evidence-limits.ts'
import { locale, minor, resolution } from './common.schema.ts'

const text = z.string().trim().min(1).max(2000)
const ids = z.array(z.string().min(1).max(64)).min(1).max(1000)
const amounts = z.record(z.string(), minor)
const evidence = z.array(z.string().min(1).max(64)).max(maxFilesPerItem).default([])

/** By the code of the question: a value of its options, a number, a text, or ids of files. */
export const answers = z
  .record(
    z.string().min(1).max(60),
    z.union([z.string().max(2000), z.number(), z.array(z.string().min(1).max(64)).max(maxFilesPerItem).readonly()]),
  )
  .refine((given) => Object.keys(given).length <= 60, 'at most 60 answers')

export const condition = z.enum(['unopened', 'opened', 'used', 'broken'])

export const claimItem = z
  .strictObject({
    line: z.string().min(1).max(200).optional(),
    payment: z.string().min(1).max(200).optional(),
    shipping: z.boolean().optional(),
    quantity: z.int().default(1),
    reason: z.string().min(1).max(64),
    details: z.string().max(2000).optional(),
    condition: condition.optional(),
    answers: answers.optional(),
    evidence,
    resolution: resolution.default('refund'),
  })
  .refine((item) => [item.line, item.payment, item.shipping || undefined].filter((x) => x !== undefined).length === 1, {
    message: 'exactly one of line, payment, shipping',
  })

export const claim = z.strictObject({
  items: z.array(claimItem).min(1).max(1000),
  preferredPayment: z.string().max(200).optional(),
  account: z.string().max(64).optional().describe('id of an account of this order, where an item wants other_account'),
  quotedTotal: minor.optional(),
})

/** Body of POST …/commands/:command, by command. `expectedSeq` is what the caller saw; staff must send it. */
const seen = { expectedSeq: z.int().min(1).optional() }

export const shopperCommands = {
  edit: claim.extend(seen),
  cancel: z.strictObject({ ...seen, reason: text.optional() }),
  answer: z.strictObject({ ...seen, question: z.string().max(64).optional(), text, evidence }),
  appeal: z.strictObject({ ...seen, items: ids.optional(), text, evidence }),
  mark_shipped: z.strictObject({
    ...seen,
    carrier: z.string().trim().max(80).optional(),
    trackingNumber: z.string().trim().max(80).optional(),
  }),
  accept_offer: z.strictObject({ ...seen }),
  rate: z.strictObject({
    ...seen,
    stars: z.int().min(1).max(5),
    tags: z.array(z.string().max(40)).max(10).default([]),
    comment: z.string().trim().max(2000).optional(),
  }),
  fix_account: z.strictObject({
    ...seen,
    payout: z.string().max(64),
    account: z.string().max(64).describe('id of an account of this order'),
  }),
  message: z.strictObject({ ...seen, text }),
} as const

export const staffCommands = {
  approve: z.strictObject({
    ...seen,
    items: ids.optional(),
    amounts: amounts.optional(),
    shipping: minor.optional(),
    goodwill: minor.optional(),
    reason: text.optional(),
  }),
  decline: z.strictObject({ ...seen, items: ids.optional(), reason: text, message: text }),
  ask: z.strictObject({ ...seen, text, wantsPhotos: z.boolean().default(false) }),
  offer: z.strictObject({ ...seen, items: ids.optional(), resolution, amounts: amounts.optional(), text }),
  mark_received: z.strictObject({ ...seen, items: ids.optional() }),
  inspect: z.strictObject({
    ...seen,
    items: ids.optional(),
    result: z.enum(['as_described', 'mismatch']),
    note: text.optional(),
  }),
  retry_payout: z.strictObject({ ...seen, payout: z.string() }),
  change_method: z.strictObject({
    ...seen,
    payout: z.string(),
    destination: z
      .string()
      .max(200)
      .describe('a payment of the order, store_credit, account, gift_card, coupon, points or manual'),
    account: z.string().max(64).optional().describe('with account: which; absent: the one the shopper named last'),
    proof: z.string().trim().min(1).max(200).optional(),
  }),
  ask_account: z.strictObject({ ...seen, payout: z.string().max(64), message: text.optional() }),
  cancel: z.strictObject({ ...seen, reason: text }),
  reopen: z.strictObject({ ...seen, reason: text }),
  note: z.strictObject({ ...seen, text }),
  message: z.strictObject({ ...seen, text }),
  assign: z.strictObject({ ...seen, to: z.string().max(64).optional() }),
} as const

export type ShopperCommand = keyof typeof shopperCommands
export type StaffCommand = keyof typeof staffCommands

export const submission = claim.extend({ order: z.string().min(1).max(100), locale: locale.default('en') })
