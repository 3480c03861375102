import { z } from 'zod'
import { errorCodes } from '../errors.ts'
import { requestStatuses } from '../lifecycle/request.ts'
import { failureCodes } from '../payouts/failure-codes.ts'
import { payoutStatuses } from '../payouts/payout.ts'
import { type PolicyText, resolutions } from '../policy/policy.ts'

/** The merchant's words, in one language or several: whoever shows them picks. */
export const policyText = z.union([z.string(), z.record(z.string(), z.string())]) satisfies z.ZodType<PolicyText>
/** The merchant's words by language. */
export const labels = z.record(z.string(), z.string())
export const minor = z.int().min(0).describe('integer in the minor unit of the currency')
export const epochMs = z.int().describe('milliseconds since 1970-01-01T00:00Z')
export const requestNumber = z
  .string()
  .regex(/^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/, 'a request number looks like R-7K4M-Q2XD')
export const orderNumber = z.string().min(1).max(100)
export const locale = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
export const resolution = z.enum(resolutions)
export const requestStatus = z.enum(requestStatuses)
export const payoutStatus = z.enum(payoutStatuses)
export const failureCode = z.enum(failureCodes)

/** A whole that a type of its own describes: we made it, its parts are not read again. */
export const json = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null)

/** RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(errorCodes),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('facts of the problem, such as the article of a statute'),
  limit: z.int().optional(),
  pointer: z.string().optional(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  quote: z.unknown().optional().describe('with quote_changed and exceeds_*: the amount as it is now'),
})
export type Problem = z.output<typeof problem>

const sparedPart = z.enum(['discount', 'gift'])
const promotionPart = z.enum([...sparedPart.options, 'delivery'])

export const quoteView = z.object({
  currency: z.string(),
  items: z.array(
    z.object({
      line: z.string().optional(),
      payment: z.string().optional(),
      quantity: z.int(),
      resolution,
      net: minor,
      tax: minor,
      taxes: z.array(z.object({ name: z.string(), amount: minor })),
      amount: minor,
      settled: minor,
      outboundShipping: z.literal('proportional').optional(),
      spares: z.array(sparedPart).optional(),
    }),
  ),
  shipping: z.object({
    net: minor,
    tax: minor,
    amount: minor,
    lines: z.array(z.object({ id: z.string(), net: minor, tax: minor, amount: minor })),
  }),
  fees: z.array(
    z.object({ kind: z.enum(['restocking', 'processing', 'return_label']), amount: minor, item: z.int().optional() }),
  ),
  goodwill: minor,
  promotions: z
    .array(z.object({ promotion: z.string(), part: promotionPart, amount: z.int(), missing: minor.optional() }))
    .optional()
    .describe('promotions that the return breaks, settled anew: added to the total, negative when it takes'),
  bonus: minor,
  total: minor,
  payments: z.array(z.object({ payment: z.string(), amount: minor })),
})

export const arrival = z.object({
  payment: z.string(),
  earliest: z.string().describe('local date YYYY-MM-DD'),
  latest: z.string(),
  isCalendarUnknown: z.literal(true).optional().describe('bank holidays of a year in between are not known'),
})

/** For shoppers, to whom money may be promised that is not sent yet. */
export const comingArrival = arrival.extend({
  workingDays: z.tuple([z.int(), z.int()]).readonly().describe('from when it is sent, to the earliest and the latest'),
})

/** A sentence as a key and its parameters: words live in the locales of whoever shows it. Merchant's own words come as `text`. */
export const words = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  text: z.record(z.string(), z.string()).optional().describe("the merchant's own words by language"),
})
export type Words = z.output<typeof words>

/** Who acts next, what, by when. */
export const nextStep = z.object({
  who: z.enum(['shopper', 'staff', 'provider', 'nobody']),
  action: z.enum([
    'answer',
    'ship',
    'decide',
    'receive',
    'inspect',
    'pay',
    'fix_payout',
    'fix_account',
    'appeal',
    'rate',
    'accept_offer',
    'none',
  ]),
  by: epochMs.optional(),
  isCalendarUnknown: z
    .literal(true)
    .optional()
    .describe('holidays of a year in between are not known: `by` may be early'),
})
