import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../errors.ts'
import { anOrder } from '../order/order.fixtures.ts'
import { permissiveTerms } from './permissive-terms.ts'
import { isPlain, plainRules } from './plain-order.ts'
import { hold } from './quote.fixtures.ts'
import { quote } from './quote.ts'
import { quoteBy } from './quote-by.ts'
import type { Holdings, QuoteInput } from './quote-types.ts'

const order = anOrder({
  currency: 'EUR',
  orderDiscount: 700,
  lines: [
    { id: 'a', quantity: 3, unitPrice: 3333 },
    { id: 'b', quantity: 7, unitPrice: 1999 },
  ],
  shipping: [{ id: 's', amount: 499 }],
})

const anAsk = fc.record({
  units: fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 2, maxLength: 2 }),
  resolution: fc.constantFrom('refund' as const, 'store_credit' as const, 'keep_item' as const),
  terms: fc.record({
    outboundShipping: fc.constantFrom('never' as const, 'whole_order' as const, 'proportional' as const),
    restockingFee: fc.constantFrom('none' as const, { percent: 1250 }),
    creditBonusPercent: fc.nat(2000),
    keepItemPercent: fc.nat(10_000),
  }),
})

describe('the rules of a plain order', () => {
  test('give what all rules give, for any claims of what the order has, one after the other', () => {
    fc.assert(
      fc.property(fc.array(anAsk, { minLength: 1, maxLength: 5 }), (asks) => {
        let holdings: Holdings = {}
        for (const { units, resolution, terms } of asks) {
          const items = units.flatMap((quantity, at) =>
            quantity ? { line: 'ab'[at] ?? '', quantity, resolution } : [],
          )
          if (!items.length) continue
          const input: QuoteInput = {
            order,
            holdings,
            items,
            shipping: 'policy',
            termsOf: () => ({ ...permissiveTerms, ...terms }),
          }
          const quoted = quote(input)
          expect(quoteBy(plainRules, input)).toEqual(quoted)
          if (!isRefusal(quoted)) holdings = hold(holdings, quoted)
        }
      }),
    )
  })

  test('are not enough once something was refunded outside or a promotion can break', () => {
    expect(isPlain(order)).toBe(true)
    expect(isPlain({ ...order, refunds: [{ id: 'r', at: order.placedAt, lines: [], amount: 100 }] })).toBe(false)
    const promotion = { id: 'p', lines: ['a'], discounts: [], tiers: [] }
    expect(isPlain({ ...order, promotions: [promotion as never] })).toBe(false)
  })
})
