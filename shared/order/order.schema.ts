import { z } from 'zod'
import { currencies } from '../money/currencies.ts'
import { legalClasses, type Order, paymentMethods } from './order.ts'
import { type OrderProblem, orderProblems, totalProblems } from './order-problems.ts'

/** One wrong field: a JSON pointer (RFC 6901) into what was sent, a stable code, and English for a log. */
export interface FieldError {
  pointer: string
  code: string
  message: string
}

export const maxLines = 1000

const amount = z.int().min(0)
const units = z.int().min(1)
const id = z.string().min(1)
const at = z.iso.datetime({ offset: true })
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code')
const labels = z.array(z.string()).default([])
const attributes = z.record(z.string(), z.unknown()).optional()

const customer = z.object({
  id: id.optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  country,
  tier: z.string().optional(),
  tags: z.array(z.string()).optional(),
})

const address = z.object({
  country,
  region: z.string().optional(),
  city: z.string().optional(),
  postalCode: z.string().optional(),
  lines: z.array(z.string()).optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
})

const taxPart = z.object({ name: z.string(), rate: z.number().min(0).optional(), amount })

const lineFields = {
  id,
  kind: z.enum(['product', 'fee', 'gift_card']).optional(),
  sku: z.string(),
  title: z.string(),
  variant: z.string().optional(),
  image: z.string().optional(),
  productId: z.string().optional(),
  categories: labels,
  tags: labels,
  quantity: units,
  unitPrice: amount,
  discount: amount.default(0),
  orderDiscount: amount.optional(),
  tax: amount.optional(),
  taxes: z.array(taxPart).optional(),
  legalClass: z.array(z.enum(legalClasses)).optional(),
  legalConfirmed: z.boolean().optional(),
  attributes,
  deliveredAt: at.optional(),
  fulfilledQuantity: amount.optional(),
}
const line = z.looseObject(lineFields).transform((sent) => ({
  ...sent,
  // `taxes`, when given, are the parts and decide.
  tax: sent.taxes ? sent.taxes.reduce((sum, part) => sum + part.amount, 0) : (sent.tax ?? 0),
}))

const shippingLine = z.object({
  id,
  title: z.string(),
  amount,
  discount: amount.default(0),
  tax: amount.default(0),
  standardAmount: amount.optional(),
})

const payment = z.object({
  id: id.describe('any name but store_credit and account'),
  method: z.enum(paymentMethods),
  provider: z.string(),
  reference: z.string(),
  amount,
  capturedAt: at,
  label: z.string().optional(),
  executor: z.enum(['provider', 'platform', 'manual']).optional(),
})

const fulfillment = z.object({
  id,
  deliveredAt: at.optional(),
  shippedAt: at,
  carrier: z.string().optional(),
  trackingNumber: z.string().optional(),
  lines: z.array(z.object({ line: id, quantity: units })),
})

const refund = z.object({
  id,
  reference: z.string().optional(),
  at,
  lines: z
    .array(z.object({ line: id, quantity: amount, amount: amount.optional(), tax: amount.optional() }))
    .default([]),
  shipping: z.array(z.object({ id, amount, tax: amount.optional() })).optional(),
  amount: amount.optional(),
  payments: z.array(z.object({ payment: id, amount })).optional(),
})

const promotion = z.object({
  id,
  title: z.string(),
  lines: z.array(id).min(1).max(maxLines),
  tiers: z
    .array(z.object({ minimumAmount: amount.optional(), minimumQuantity: amount.optional(), discount: amount }))
    .min(1)
    .max(50),
  discounts: z
    .array(z.object({ line: id, amount }))
    .max(maxLines)
    .default([]),
  gifts: z
    .array(z.object({ line: id, price: amount }))
    .max(maxLines)
    .optional(),
  shipping: z.array(z.object({ id, amount })).max(100).optional(),
})

const orderFields = {
  number: id,
  revision: z.union([z.string().min(1), amount]).optional(),
  placedAt: at,
  currency: z
    .string()
    .refine((code) => currencies.has(code), { error: 'an ISO 4217 code', params: { code: 'unknown_currency' } }),
  locale: z.string().optional(),
  channel: z.string().optional(),
  store: z.string().optional(),
  customer,
  shippingAddress: address.optional(),
  taxesIncluded: z.boolean(),
  lines: z.array(line).min(1).max(maxLines),
  orderDiscount: amount.default(0),
  shipping: z.array(shippingLine).default([]),
  payments: z.array(payment).default([]),
  fulfillments: z.array(fulfillment).default([]),
  refunds: z.array(refund).default([]),
  promotions: z.array(promotion).max(100).optional(),
  attributes,
}

/**
 * What a source may send as an order. Fields it does not name are kept in `attributes`, of the order and of each line. Left
 * out, discounts and taxes are 0 and lists are empty. What is wrong between fields is found even where others are wrong.
 */
export const orderSchema: z.ZodType<Order> = z
  .looseObject(orderFields)
  .superRefine((sent, ctx) => report(orderProblems(sent), ctx), { when: () => true })
  .transform((sent, ctx): Order => {
    const order: Order = withAttributes(
      { ...sent, lines: sent.lines.map((entry) => withAttributes(entry, lineFields)) },
      orderFields,
    )
    report(totalProblems(order), ctx)
    return order
  })

function report(problems: readonly OrderProblem[], ctx: z.RefinementCtx<unknown>): void {
  for (const { path, code, message } of problems) {
    ctx.addIssue({ code: 'custom', path, message, params: { code } })
  }
}

/** Moves what `fields` does not name under `attributes`; what the source put there itself wins. */
function withAttributes<T extends { attributes?: Record<string, unknown> }>(sent: T, fields: object): T {
  const unknown = Object.entries(sent).filter(([key]) => !Object.hasOwn(fields, key))
  if (unknown.length === 0) return sent
  const named = Object.entries(sent).filter(([key]) => Object.hasOwn(fields, key))
  return { ...Object.fromEntries(named), attributes: { ...Object.fromEntries(unknown), ...sent.attributes } } as T
}

/** An order, or every field of it that is wrong. */
export function parseOrder(value: unknown): { order: Order } | { errors: FieldError[] } {
  const parsed = orderSchema.safeParse(value)
  return parsed.success ? { order: parsed.data } : { errors: fieldErrors(parsed.error) }
}

/** zod's issues as field errors. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    pointer: jsonPointer(issue.path),
    code: issue.code === 'custom' ? String(issue.params?.code ?? 'custom') : issue.code,
    message: issue.message,
  }))
}

/** RFC 6901. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
