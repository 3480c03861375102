import { expect, test } from 'vitest'
import { isRefusal } from '../../shared/errors.ts'
import { parseOrder } from '../../shared/order/order.schema.ts'
import type { Order } from '../../shared/order/order.ts'
import { type Ask, ask, hold } from '../../shared/quote/quote.fixtures.ts'
import type { Holdings, Quote } from '../../shared/quote/quote-types.ts'

/*
 * Orders as platforms push them, with figures worked out by hand: what each step pays, and how. A step that is refused
 * holds nothing.
 */

type Sent = Record<string, unknown>

interface Step {
  ask: Ask
  /** `items`: amount and tax of each. */
  pays?: {
    total: number
    items?: [amount: number, tax: number][]
    shipping?: number
    payments?: Record<string, number>
  }
  refused?: { refused: string; limit?: number }
}

const at = '2026-03-01T10:00:00Z'
/** One unit, unless more is said. */
const sold = (id: string, unitPrice: number, more: Sent = {}) => ({
  id,
  sku: 's',
  title: 't',
  quantity: 1,
  unitPrice,
  ...more,
})
const paid = (id: string, amount: number, method = 'card') => ({
  id,
  amount,
  method,
  provider: 'sandbox',
  reference: id,
  capturedAt: at,
})
const shipped = (id: string, amount: number, more: Sent = {}) => ({ id, title: id, amount, ...more })

function pushed(more: { lines: Sent[] } & Sent): Order {
  const sent = { number: '1', placedAt: at, currency: 'EUR', customer: { country: 'DE' }, taxesIncluded: true, ...more }
  const parsed = parseOrder(JSON.parse(JSON.stringify(sent)))
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
  return parsed.order
}

const one = (line: string, more: Sent = {}): Ask => ({ items: [{ line, quantity: 1, ...more }] })
const thrice = (line: string, ...pays: [total: number, tax: number][]): Step[] =>
  pays.map(([total, tax]) => ({ ask: one(line), pays: { total, items: [[total, tax]] } }))

const cases: [name: string, order: Order, steps: Step[]][] = [
  [
    // 5970.00 - 10.00: 1000 * 19900 / 59700 = 333.33 each, the cent over to the first; tax as charged per line
    'a coupon over three equal lines, tax on top: the first bears the odd cent',
    pushed({
      currency: 'USD',
      taxesIncluded: false,
      lines: ['a', 'b', 'c'].map((id) => sold(id, 19_900, { tax: 1174 })),
      orderDiscount: 1000,
      payments: [paid('p', 62_222)],
    }),
    [
      { ask: one('b'), pays: { total: 20_741, items: [[20_741, 1174]] } },
      { ask: one('a'), pays: { total: 20_740, items: [[20_740, 1174]] } },
      { ask: { items: 'all' }, pays: { total: 20_741 } },
    ],
  ],
  [
    // net 2010: 670 each; tax 161: 53.67, 107.33, 161
    'three for 30.00 less 33 %, tax on top: the tax is rounded by itself',
    pushed({
      taxesIncluded: false,
      lines: [sold('a', 1000, { quantity: 3, discount: 990, tax: 161 })],
      payments: [paid('p', 2171)],
    }),
    thrice('a', [724, 54], [723, 53], [724, 54]),
  ],
  [
    // gross 899: 299.67, 599.33, 899; tax inside 82: 27.33, 54.67, 82
    'yen: three at 333 less 100, tax inside',
    pushed({
      currency: 'JPY',
      lines: [sold('a', 333, { quantity: 3, tax: 82 })],
      orderDiscount: 100,
      payments: [paid('p', 899)],
    }),
    thrice('a', [300, 27], [299, 28], [300, 27]),
  ],
  [
    // tax 352 over 7: 50.29, 100.57, 150.86, 201.14 …
    'dinar of a thousand fils: seven at 1.005, tax on top',
    pushed({
      currency: 'KWD',
      taxesIncluded: false,
      lines: [sold('a', 1005, { quantity: 7, tax: 352 })],
      payments: [paid('p', 7387)],
    }),
    [...thrice('a', [1055, 50], [1056, 51], [1055, 50], [1055, 50]), { ask: { items: 'all' }, pays: { total: 3166 } }],
  ],
  [
    // GST 300: 100 each; QST 598: 199.33, 398.67, 598
    'two taxes on a line, each rounded by itself',
    pushed({
      currency: 'CAD',
      taxesIncluded: false,
      lines: [
        sold('a', 1999, {
          quantity: 3,
          taxes: [
            { name: 'GST', rate: 0.05, amount: 300 },
            { name: 'QST', rate: 0.09975, amount: 598 },
          ],
        }),
      ],
      payments: [paid('p', 6895)],
    }),
    thrice('a', [2298, 299], [2299, 300], [2298, 299]),
  ],
  [
    'a share of the discount that the source states stays on its line, the rest is split over what is left of the prices',
    // a: 10.00 - 4.00 stated = 6.00, b: 9.00; 5.00 over 6 : 9 = 2.00, 3.00
    pushed({
      lines: [sold('a', 1000, { orderDiscount: 400 }), sold('b', 900)],
      orderDiscount: 500,
      payments: [paid('p', 1000)],
    }),
    [
      { ask: one('a'), pays: { total: 400 } },
      { ask: one('b'), pays: { total: 600 } },
      { ask: { items: 'all' }, refused: { refused: 'already_refunded' } },
    ],
  ],
  [
    // 70.00 by gift card, 30.00 by card; 33.33 of 100: 23.331 and 9.999, the cent over to the larger remainder
    'gift card and card, in proportion to what is left, to the cent',
    pushed({
      lines: [sold('a', 3333, { quantity: 3 })],
      shipping: [shipped('s', 1)],
      payments: [paid('gift', 7000, 'gift_card'), paid('card', 3000)],
    }),
    [
      { ask: one('a'), pays: { total: 3333, payments: { gift: 2333, card: 1000 } } },
      { ask: { ...one('a'), preferredPayment: 'card' }, pays: { total: 3333, payments: { card: 2000, gift: 1333 } } },
      { ask: { ...one('a'), shipping: 'policy' }, pays: { total: 3334, shipping: 1, payments: { gift: 3334 } } },
    ],
  ],
  [
    // 333 of 1000 stand for the first; what was stated settles: R(2) = 667 - 500
    'a refund elsewhere that gave more than its unit: the next unit gets the rest of two',
    pushed({
      lines: [sold('a', 334, { quantity: 3, discount: 2 })],
      payments: [paid('p', 1000)],
      refunds: [{ id: 'r', at, lines: [{ line: 'a', quantity: 1, amount: 500 }] }],
    }),
    thrice('a', [167, 0], [333, 0]),
  ],
  [
    'a refund elsewhere that says only its total: the lines are whole, the order holds less, and says so',
    pushed({
      lines: [sold('a', 1000, { quantity: 2 })],
      payments: [paid('p', 2000)],
      refunds: [{ id: 'r', at, amount: 300 }],
    }),
    [
      { ask: one('a'), pays: { total: 1000 } },
      { ask: one('a'), refused: { refused: 'exceeds_order', limit: 700 } },
      { ask: { items: [{ line: 'a', quantity: 1, amount: 700 }] }, pays: { total: 700 } },
      { ask: { items: 'all' }, refused: { refused: 'already_refunded' } },
    ],
  ],
  [
    'more captured than the order cost: the tip is nobody’s line, and comes back only when it is asked for',
    pushed({ lines: [sold('a', 1000)], payments: [paid('p', 1200)] }),
    [
      { ask: { items: 'all', shipping: 'full' }, pays: { total: 1000 } },
      { ask: { items: [{ payment: 'p' }] }, pays: { total: 200, payments: { p: 200 } } },
      { ask: { items: [{ payment: 'p' }] }, refused: { refused: 'already_refunded' } },
    ],
  ],
  [
    'less captured than the order cost: a line up to what was captured, no further',
    pushed({
      lines: [sold('a', 1000), sold('b', 1000)],
      payments: [paid('p', 1500)],
    }),
    [
      { ask: one('a'), pays: { total: 1000 } },
      { ask: one('b'), refused: { refused: 'exceeds_order', limit: 500 } },
    ],
  ],
  [
    'a free item in a paid order comes back for nothing, and the delivery with the last of them',
    pushed({
      lines: [sold('a', 1000), sold('sample', 500, { discount: 500 })],
      shipping: [shipped('s', 400, { discount: 100, tax: 48 })],
      payments: [paid('p', 1300)],
    }),
    [
      { ask: { ...one('a'), shipping: 'policy' }, pays: { total: 1000, shipping: 0 } },
      { ask: { ...one('sample'), shipping: 'policy' }, pays: { total: 300, items: [[0, 0]], shipping: 300 } },
      { ask: one('sample'), refused: { refused: 'already_refunded' } },
    ],
  ],
  [
    // 600 of delivery over 10.00 : 30.00, one of three tenners: 600 * 1000 / 6000
    'delivery by value, three units and a dearer line, to the cent and never more than it cost',
    pushed({
      lines: [sold('a', 1000, { quantity: 3 }), sold('b', 3001)],
      shipping: [shipped('s', 600)],
      payments: [paid('p', 6601)],
    }),
    [1, 2, 3]
      .map((): Step => ({ ask: { ...one('a'), shipping: 'policy' }, pays: { total: 1100, shipping: 100 } }))
      .concat({ ask: { ...one('b'), shipping: 'policy' }, pays: { total: 3301, shipping: 300 } })
      .map((step) => ({ ...step, ask: { ...step.ask, terms: { outboundShipping: 'proportional' } } })),
  ],
  [
    'express is paid back as the standard delivery that was offered, with its share of the tax',
    pushed({
      taxesIncluded: false,
      lines: [sold('a', 1000, { tax: 190 })],
      shipping: [shipped('s', 1500, { tax: 285, standardAmount: 500 })],
      payments: [paid('p', 2975)],
    }),
    [
      {
        ask: { items: 'all', shipping: 'policy', terms: { outboundCappedAtStandard: true } },
        pays: { total: 1190 + 595, shipping: 595 },
      },
      { ask: { items: [], shipping: 'full' }, pays: { total: 1190, shipping: 1190 } },
    ],
  ],
  [
    // 15 % of 33.33 is 499.95; the fee is not handed back by the next unit
    'a restocking fee is rounded once, stays taken, and goes no lower than nothing',
    pushed({ lines: [sold('a', 3333, { quantity: 3 })], payments: [paid('p', 9999)] }),
    [
      { ask: { ...one('a'), terms: { restockingFee: { percent: 1500 } } }, pays: { total: 2833 } },
      { ask: { ...one('a'), terms: { processingFee: { EUR: 5000 } } }, pays: { total: 0 } },
      { ask: { items: 'all' }, pays: { total: 3333 } },
      // what the fee kept of the line may still be given
      { ask: { items: [{ line: 'a', amount: 501 }] }, refused: { refused: 'exceeds_line', limit: 500 } },
      { ask: { items: [{ line: 'a', amount: 500 }] }, pays: { total: 500 } },
    ],
  ],
  [
    'kept for 30 %: rounded half up, all of it settled',
    pushed({ lines: [sold('a', 1005, { quantity: 2 })], payments: [paid('p', 2010)] }),
    [
      { ask: { ...one('a', { resolution: 'keep_item' }), terms: { keepItemPercent: 3000 } }, pays: { total: 302 } },
      { ask: one('a'), pays: { total: 1005 } },
      { ask: one('a'), refused: { refused: 'already_refunded' } },
    ],
  ],
  [
    'store credit with ten percent on top: the bonus is beside what was captured',
    pushed({ lines: [sold('a', 995, { quantity: 2 })], payments: [paid('p', 1990)] }),
    [
      {
        ask: { ...one('a', { resolution: 'store_credit' }), terms: { creditBonusPercent: 1000 } },
        pays: { total: 1095, payments: { store_credit: 1095 } },
      },
      { ask: one('a'), pays: { total: 995, payments: { p: 995 } } },
    ],
  ],
  [
    'charged twice: the second payment whole, then the order from what the first holds',
    pushed({
      lines: [sold('a', 4900)],
      payments: [paid('p1', 4900), paid('p2', 4900)],
    }),
    [
      { ask: { items: [{ payment: 'p2' }] }, pays: { total: 4900, payments: { p2: 4900 } } },
      { ask: { items: 'all' }, pays: { total: 4900, payments: { p1: 4900 } } },
      { ask: { items: [{ payment: 'p1' }] }, refused: { refused: 'already_refunded' } },
    ],
  ],
  [
    'cents over thousands of units: each by the rule, the rest exactly',
    // 135 * 37 / 10000 is 0.4995, 136 * 37 / 10000 is 0.5032
    pushed({ lines: [sold('a', 1, { quantity: 10_000, discount: 9963 })], payments: [paid('p', 37)] }),
    [
      { ask: { items: [{ line: 'a', quantity: 135 }] }, pays: { total: 0 } },
      { ask: one('a'), pays: { total: 1 } },
      { ask: { items: 'all' }, pays: { total: 36 } },
    ],
  ],
  [
    'nothing is asked beyond what is there, whatever way it is asked',
    pushed({
      lines: [sold('a', 1000, { quantity: 2 })],
      shipping: [shipped('s', 300)],
      payments: [paid('p', 2300)],
    }),
    [
      { ask: { items: [{ line: 'a', quantity: 3 }] }, refused: { refused: 'exceeds_line', limit: 2 } },
      { ask: { items: [{ line: 'a', amount: 2001 }] }, refused: { refused: 'exceeds_line', limit: 2000 } },
      { ask: { ...one('a'), shipping: 301 }, refused: { refused: 'exceeds_shipping', limit: 300 } },
      { ask: { ...one('a'), goodwill: 1301 }, refused: { refused: 'exceeds_order', limit: 2300 } },
      { ask: { items: [{ payment: 'p', amount: 2301 }] }, refused: { refused: 'exceeds_payment', limit: 2300 } },
      { ask: { items: [{ line: 'a', quantity: 0 }] }, refused: { refused: 'invalid_quantity' } },
      { ask: { items: [{ line: 'a', amount: -1 }] }, refused: { refused: 'invalid_amount' } },
      {
        ask: { items: [one('a'), one('a')].flatMap(({ items }) => items as []) },
        refused: { refused: 'duplicate_line' },
      },
      { ask: { items: [] }, refused: { refused: 'nothing_selected' } },
      { ask: { items: 'all', shipping: 'full' }, pays: { total: 2300 } },
    ],
  ],
]

test.each(cases)('%s', (_, order, steps) => {
  let holdings: Holdings = {}
  for (const { ask: asked, pays, refused } of steps) {
    const result = ask(order, { ...asked, holdings })
    if (refused) {
      expect(result).toMatchObject(refused)
      continue
    }
    expect(isRefusal(result), JSON.stringify(result)).toBe(false)
    const quoted = result as Quote
    expect(quoted.total).toBe(pays?.total)
    if (pays?.items) expect(quoted.items.map(({ amount, tax }) => [amount, tax])).toEqual(pays.items)
    if (pays?.shipping !== undefined) expect(quoted.shipping.amount).toBe(pays.shipping)
    if (pays?.payments) {
      expect(Object.fromEntries(quoted.payments.map(({ payment, amount }) => [payment, amount]))).toEqual(pays.payments)
    }
    holdings = hold(holdings, quoted)
  }
})
