import type { Order, OrderLine } from '../order/order.ts'
import { type CompileOptions, compile } from './compile.ts'
import { defaultPolicy } from './default-policy.ts'
import { type EvaluationInput, evaluate } from './evaluate.ts'
import type { Policy, Rule, Terms } from './policy.ts'

/** For tests: an order of one delivered line, whose parts a case replaces. */
export function orderWith({
  lines,
  ...parts
}: Partial<Omit<Order, 'lines'>> & { lines?: Partial<OrderLine>[] } = {}): Order {
  return {
    number: '1001',
    placedAt: '2026-05-28T10:00:00Z',
    currency: 'EUR',
    customer: { country: 'US' },
    taxesIncluded: true,
    lines: (lines ?? [{}]).map((line, index) => ({
      id: `l${index + 1}`,
      sku: `SKU-${index + 1}`,
      title: 'Mug',
      categories: [],
      tags: [],
      quantity: 1,
      unitPrice: 2_000,
      discount: 0,
      tax: 0,
      deliveredAt: '2026-06-01T10:00:00Z',
      ...line,
    })),
    orderDiscount: 0,
    shipping: [],
    payments: [
      {
        id: 'p1',
        method: 'card',
        provider: 'sandbox',
        reference: 'ch_1',
        amount: 2_000,
        capturedAt: '2026-05-28T10:00:00Z',
      },
    ],
    fulfillments: [],
    refunds: [],
    ...parts,
  }
}

/** For tests: the starter policy with other terms and rules. */
export function policyWith(terms: Partial<Terms> = {}, rules: Rule[] = [], parts: Partial<Policy> = {}): Policy {
  const base = defaultPolicy({ timezone: 'Europe/London' })
  return { ...base, terms: { ...base.terms, ...terms }, rules, ...parts }
}

/** For tests: one claim on the first line, unless said otherwise. */
export function judge(
  policy: Policy,
  order: Order,
  at: string,
  input: Partial<Omit<EvaluationInput, 'order' | 'now'>> = {},
  options: CompileOptions = {},
) {
  const subject = input.paymentId === undefined ? { lineId: 'l1' } : {}
  return evaluate(compile(policy, options), { order, now: Date.parse(at), reason: 'not_needed', ...subject, ...input })
}
