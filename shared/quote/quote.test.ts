import { describe, expect, test } from 'vitest'
import { anOrder } from '../order/order.fixtures.ts'
import { permissiveTerms } from './permissive-terms.ts'
import { type Ask, accepted, ask, hold, inTurn, units } from './quote.fixtures.ts'
import { quote } from './quote.ts'
import type { QuoteItem } from './quote-types.ts'

const max = Number.MAX_SAFE_INTEGER

describe('lines', () => {
  test('an item is itemised: net, each tax, amount', () => {
    const taxes = [
      { name: 'GST', amount: 5 },
      { name: 'QST', amount: 10 },
    ]
    const order = anOrder({
      taxesIncluded: false,
      lines: [{ id: 'a', quantity: 3, unitPrice: 33, discount: 0, taxes }],
    })
    expect(accepted(order, { items: [units('a', 2)] }).items).toEqual([
      {
        line: 'a',
        quantity: 2,
        resolution: 'refund',
        net: 66,
        tax: 10,
        taxes: [
          { name: 'GST', amount: 3 },
          { name: 'QST', amount: 7 },
        ],
        amount: 76,
        settled: 76,
      },
    ])
  })

  test.each([
    ['JPY', 100, 3, 1, [33, 34, 33]],
    ['EUR', 1000, 3, 1, [333, 334, 333]],
    ['KWD', 10_000, 7, 3, [4286, 4285, 1429]],
    ['EUR', 5, 100_000, 50_000, [3, 2]],
    ['EUR', 0, 4, 2, [0, 0]],
  ])('%s: %i for %i units, %i at a time', (currency, total, quantity, step, amounts) => {
    const order = anOrder({
      currency,
      lines: [
        {
          id: 'a',
          quantity,
          unitPrice: Math.ceil(total / quantity),
          discount: (quantity - (total % quantity || quantity)) % quantity,
        },
        { id: 'b' },
      ],
    })
    let left = quantity
    const asks: Ask[] = []
    while (left > 0) {
      asks.push({ items: [units('a', Math.min(step, left))] })
      left -= step
    }
    const run = inTurn(order, asks)
    expect(run.refusals).toEqual([])
    expect(run.quotes.map((result) => result.total)).toEqual(amounts)
  })

  test('2^53-1 comes back whole, and in halves', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 6361, unitPrice: max / 6361, tax: (max - 3) / 7 }] })
    expect(accepted(order).total).toBe(max)
    const run = inTurn(order, [{ items: [units('a', 3333)] }, {}])
    expect(run.quotes.map(({ total }) => total)).toEqual([(max / 6361) * 3333, (max / 6361) * 3028])
    expect(run.quotes.reduce((tax, { items }) => tax + (items[0]?.tax ?? 0), 0)).toBe((max - 3) / 7)
  })

  test('2^53-1 units come back, too', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: max, unitPrice: 1, tax: 5 }] })
    const run = inTurn(order, [{ items: [units('a', 1)] }, {}])
    expect(run.quotes.map((result) => result.total)).toEqual([1, max - 1])
    expect(run.quotes.map((result) => result.items[0]?.tax)).toEqual([0, 5])
  })

  test('the same line for two reasons settles one after the other', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 3, unitPrice: 334, discount: 2 }] })
    const result = accepted(order, {
      items: [
        { line: 'a', quantity: 1, reason: 'broken' },
        { line: 'a', reason: 'wrong_colour' },
      ],
    })
    expect(result.items.map(({ quantity, amount }) => [quantity, amount])).toEqual([
      [1, 333],
      [2, 667],
    ])
  })

  test('"all" is what remains of every eligible line', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 3 }, { id: 'b' }, { id: 'gift', unitPrice: 0 }] })
    const holdings = hold({}, accepted(order, { items: [units('a', 2), units('b')] }))
    const result = accepted(order, { holdings })
    expect(result.items.map(({ line, quantity, amount }) => [line, quantity, amount])).toEqual([
      ['a', 1, 1000],
      ['gift', 1, 0],
    ])
    expect(accepted(order, { termsByItem: [{ eligible: false }] }).items.map((item) => item.line)).toEqual([
      'b',
      'gift',
    ])
  })

  test('units that rounding leaves nothing for come back all the same, and with them the delivery', () => {
    const order = anOrder({
      currency: 'JPY',
      lines: [{ id: 'a', quantity: 5, unitPrice: 1, discount: 2 }],
      shipping: [{ id: 's', amount: 500 }],
    })
    const one: Ask = { items: [units('a', 1)], shipping: 'policy' }
    const run = inTurn(order, [one, one, one, one, one])
    expect(run.quotes.map(({ items }) => items[0]?.amount)).toEqual([1, 0, 1, 0, 1])
    const bulk = anOrder({
      currency: 'JPY',
      lines: [{ id: 'a', quantity: 3, unitPrice: 1, discount: 2 }],
      shipping: [{ id: 's', amount: 500 }],
    })
    const single = inTurn(bulk, [one, one, one, one])
    expect(single.quotes.map(({ items }) => items[0]?.amount)).toEqual([0, 1, 0])
    expect(single.quotes.map(({ total }) => total)).toEqual([0, 1, 500])
    expect(single.refusals).toMatchObject([{ refused: 'already_refunded' }])
    const { holdings } = inTurn(bulk, [one, one])
    expect(ask(bulk, { holdings, shipping: 'policy' })).toMatchObject({
      items: [{ quantity: 1, amount: 0 }],
      total: 500,
    })
    // money that went without the units is another matter: there is none left for them
    const free = inTurn(bulk, [{ items: [{ line: 'a', amount: 1 }] }, one])
    expect(free.refusals).toMatchObject([{ refused: 'already_refunded' }])
  })

  test('terms are asked for the units that are priced, also where none are named', () => {
    const order = anOrder({
      lines: [
        { id: 'a', quantity: 5 },
        { id: 'b', quantity: 2 },
      ],
    })
    const { holdings } = inTurn(order, [{ items: [units('a', 2)] }])
    const asked: QuoteItem[] = []
    const termsOf = (item: QuoteItem) => {
      asked.push(item)
      return permissiveTerms
    }
    quote({ order, holdings, shipping: 'none', items: 'all', termsOf })
    quote({ order, holdings, shipping: 'none', items: [{ line: 'a' }, { line: 'b', amount: 5 }], termsOf })
    expect(asked.map(({ quantity }) => quantity)).toEqual([3, 2, 3, undefined])
  })

  test('a free amount splits by the stored tax share, and later units take what is left', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 2, unitPrice: 1190, tax: 380 }] })
    const run = inTurn(order, [{ items: [{ line: 'a', amount: 119 }] }, { items: [units('a', 1)] }, {}])
    expect(run.quotes.map(({ items }) => [items[0]?.quantity, items[0]?.amount, items[0]?.tax])).toEqual([
      [0, 119, 19],
      [1, 1190 - 119, 190 - 19],
      [1, 1190, 190],
    ])
  })

  test('less than computed settles the units all the same; more settles what was given', () => {
    const order = anOrder({ lines: [{ id: 'a', quantity: 2, tax: 200 }] })
    const [less, more] = [400, 1500].map((amount) => accepted(order, { items: [{ line: 'a', quantity: 1, amount }] }))
    expect(less?.items[0]).toMatchObject({ amount: 400, tax: 40, net: 360, settled: 1000 })
    expect(more?.items[0]).toMatchObject({ amount: 1500, tax: 150, settled: 1500 })
    expect(more && accepted(order, { holdings: hold({}, more) }).total).toBe(500)
    expect(less && accepted(order, { holdings: hold({}, less) }).total).toBe(1000)
  })

  test('an external refund counts as stated: its amount, its units, its tax', () => {
    const order = anOrder({
      lines: [{ id: 'a', quantity: 3, unitPrice: 100, tax: 17 }],
      refunds: [{ id: 'r', at: '2026-03-05T10:00:00Z', lines: [{ line: 'a', quantity: 1, amount: 90, tax: 9 }] }],
    })
    const run = inTurn(order, [{ items: [units('a', 1)] }, {}])
    expect(run.quotes.map(({ items }) => items[0]?.amount)).toEqual([110, 100])
    // 17 were charged and 9 given back outside, where the line's share is 5: the last refund makes it good
    expect(run.quotes.map(({ items }) => items[0]?.tax)).toEqual([6, 2])
  })
})

describe('resolutions', () => {
  const order = anOrder({ lines: [{ id: 'a', quantity: 2, tax: 400 }], shipping: [{ id: 's' }] })

  test('keep the item: a percentage is paid, all of it is settled, and no goods fees', () => {
    const terms = {
      keepItemPercent: 2500,
      restockingFee: { percent: 1000 },
      returnShipping: { paidBy: 'shopper' as const, fee: { EUR: 400 } },
    }
    const result = accepted(order, { terms, items: [{ line: 'a', quantity: 1, resolution: 'keep_item' }] })
    expect(result.items[0]).toMatchObject({ amount: 250, tax: 50, net: 200, settled: 1000 })
    expect(result.fees).toEqual([])
    expect(accepted(order, { terms: {}, holdings: hold({}, result) }).total).toBe(1000)
  })

  test('store credit: there, with the bonus on what remains after fees, outside the ceilings', () => {
    const terms = { creditBonusPercent: 1000, processingFee: { EUR: 205 } }
    const result = accepted(order, { terms, items: [{ line: 'a', resolution: 'store_credit' }], shipping: 'full' })
    expect(result).toMatchObject({ bonus: 180, total: 2000 + 500 - 205 + 180 })
    expect(result.payments).toEqual([{ payment: 'store_credit', amount: result.total }])
    const after = hold({}, result)
    expect(after.total).toMatchObject({ refunded: 2295 })
    expect(after['payment:card']).toBeUndefined()
  })

  test.each([
    ['keep_item', { keepItemPercent: 5000 }, [3, 2, 3, 2, 3, 2]],
    ['store_credit', { creditBonusPercent: 5000 }, [8, 7, 8, 7, 8, 7]],
  ] as const)('%s: units one by one get together what they get at once', (resolution, terms, totals) => {
    const cheap = anOrder({ lines: [{ id: 'a', quantity: 6, unitPrice: 5 }] })
    const items = [{ line: 'a', quantity: 1, resolution }]
    expect(
      inTurn(
        cheap,
        totals.map(() => ({ items, terms })),
      ).quotes.map(({ total }) => total),
    ).toEqual(totals)
    const atOnce = accepted(cheap, { items: [{ line: 'a', resolution }], terms }).total
    expect(atOnce).toBe(totals.reduce((sum, total) => sum + total, 0))
  })

  test('store credit: what a promotion settled anew takes or adds leaves the bonus alone, one by one as at once', () => {
    const discounts = [
      { line: 'a', amount: 1000 },
      { line: 'b', amount: 1000 },
    ]
    const lines = [
      { id: 'a', unitPrice: 10_000, discount: 1000 },
      { id: 'b', unitPrice: 10_000, discount: 1000 },
    ]
    const promotions = [
      { id: 'p', title: 'p', lines: ['a', 'b'], tiers: [{ minimumAmount: 20_000, discount: 2000 }], discounts },
    ]
    const broken = anOrder({ lines, promotions })
    const terms = { promotion: 'resettle' as const, creditBonusPercent: 1000 }
    const back = (line: string) => ({ items: [{ line, resolution: 'store_credit' as const }], terms })
    const { quotes } = inTurn(broken, [back('a'), back('b')])
    expect(quotes.map(({ bonus, total }) => [bonus, total])).toEqual([
      [900, 8000 + 900],
      [900, 10_000 + 900],
    ])
    const both = accepted(broken, { items: ['a', 'b'].flatMap((line) => back(line).items), terms })
    expect([both.bonus, both.total]).toEqual([1800, 18_000 + 1800])
  })

  test('mixed: each item its way, shipping to the payments', () => {
    const items = [
      { line: 'a', quantity: 1, reason: 'x', resolution: 'store_credit' as const },
      { line: 'a', quantity: 1, reason: 'y' },
    ]
    expect(accepted(order, { items, shipping: 'full' }).payments).toEqual([
      { payment: 'card', amount: 1500 },
      { payment: 'store_credit', amount: 1000 },
    ])
  })

  test('another account: there, without a bonus, outside the ceilings of the payments', () => {
    const terms = { creditBonusPercent: 1000, processingFee: { EUR: 205 } }
    const items = [{ line: 'a', resolution: 'other_account' as const }]
    const result = accepted(order, { terms, items, shipping: 'full' })
    expect(result).toMatchObject({ bonus: 0, total: 2000 + 500 - 205 })
    expect(result.payments).toEqual([{ payment: 'account', amount: result.total }])
    const after = hold({}, result)
    expect(after.total).toMatchObject({ refunded: 2295 })
    expect(Object.keys(after).filter((key) => key.startsWith('payment:'))).toEqual([])
  })

  test('store credit and another account: each item its way, shipping to the payments', () => {
    const items = [
      { line: 'a', quantity: 1, reason: 'x', resolution: 'store_credit' as const },
      { line: 'a', quantity: 1, reason: 'y', resolution: 'other_account' as const },
    ]
    expect(accepted(order, { items, shipping: 'full' }).payments).toEqual([
      { payment: 'card', amount: 500 },
      { payment: 'store_credit', amount: 1000 },
      { payment: 'account', amount: 1000 },
    ])
  })

  test('not named: the original payment where offered, else the first offer', () => {
    const [first, second] = [['store_credit', 'refund'] as const, ['store_credit', 'keep_item'] as const].map(
      (resolutions) => accepted(order, { terms: { resolutions: [...resolutions] }, items: [units('a')] }),
    )
    expect(first?.items[0]?.resolution).toBe('refund')
    expect(second?.items[0]?.resolution).toBe('store_credit')
  })
})

describe('outbound shipping', () => {
  const order = anOrder({
    lines: [
      { id: 'a', quantity: 2, unitPrice: 3000 },
      { id: 'b', unitPrice: 4000 },
      { id: 'fee', kind: 'fee', unitPrice: 50 },
    ],
    shipping: [{ id: 's', amount: 1000, discount: 100, tax: 144 }],
  })
  const both = [units('a'), units('b')]

  test.each<[string, Ask, number]>([
    ['none', { items: both }, 0],
    ['full', { items: [units('b')], shipping: 'full' }, 900],
    ['an amount', { items: [units('b')], shipping: 250 }, 250],
    ['policy, never', { items: both, shipping: 'policy', terms: { outboundShipping: 'never' } }, 0],
    ['policy, whole order, all goods back', { items: both, shipping: 'policy' }, 900],
    ['policy, whole order, one stays', { items: [units('a')], shipping: 'policy' }, 0],
    [
      'policy, whole order, one kept for a part of its price',
      { items: [units('a'), { line: 'b', resolution: 'keep_item' }], shipping: 'policy' },
      0,
    ],
    [
      'policy, proportional',
      { items: [units('a', 1)], shipping: 'policy', terms: { outboundShipping: 'proportional' } },
      269,
    ],
    [
      'policy, an amount brings nothing back',
      { items: [{ line: 'a', amount: 6000 }, units('b')], shipping: 'policy' },
      0,
    ],
  ])('%s', (_, asked, amount) => expect(accepted(order, asked).shipping.amount).toBe(amount))

  test('whole order: by the request that takes the last unit, counting those before', () => {
    const run = inTurn(order, [
      { items: [units('a')], shipping: 'policy' },
      { items: [units('b')], shipping: 'policy' },
    ])
    expect(run.quotes.map(({ shipping }) => shipping.amount)).toEqual([0, 900])
  })

  test('whole order: a unit kept in an earlier request still stays with the shopper', () => {
    const run = inTurn(order, [
      { items: [{ line: 'a', resolution: 'keep_item' }], shipping: 'policy' },
      { items: [units('b')], shipping: 'policy' },
    ])
    expect(run.quotes.map(({ shipping }) => shipping.amount)).toEqual([0, 0])
  })

  test('proportional: cumulative, up to exactly the whole; tax too', () => {
    const terms = { outboundShipping: 'proportional' as const }
    const run = inTurn(
      order,
      ['a', 'a', 'b', 'fee'].map((line) => ({ items: [units(line, 1)], shipping: 'policy', terms })),
    )
    expect(run.quotes.map(({ shipping }) => shipping.amount)).toEqual([269, 268, 363, 0])
    expect(run.quotes.reduce((sum, { shipping }) => sum + shipping.tax, 0)).toBe(144)
  })

  test('proportional: units returned under other terms are not made up for', () => {
    const run = inTurn(order, [
      { items: [units('a')], shipping: 'policy', terms: { outboundShipping: 'never' } },
      { items: [units('b')], shipping: 'policy', terms: { outboundShipping: 'proportional' } },
    ])
    expect(run.quotes.map(({ shipping }) => shipping.amount)).toEqual([0, 363])
  })

  test('proportional: what came back under other terms before rounds no share up', () => {
    const lines = [
      { id: 'a', unitPrice: 201 },
      { id: 'b', quantity: 2, unitPrice: 100 },
      { id: 'c', quantity: 3, unitPrice: 334 },
    ]
    const little = anOrder({ lines, shipping: [{ id: 's', amount: 7 }] })
    const [before, b] = [
      { items: [units('a')], shipping: 'policy', terms: { outboundShipping: 'never' } },
      { items: [units('b', 1)], shipping: 'policy', terms: { outboundShipping: 'proportional' } },
    ] as const
    // 7 * 100 / 1403, whatever came before
    expect(inTurn(little, [before, b, b]).quotes.map(({ shipping }) => shipping.amount)).toEqual([0, 0, 1])
    expect(inTurn(little, [b, before, b]).quotes.map(({ shipping }) => shipping.amount)).toEqual([0, 0, 1])
  })

  test('a part refund shows the part, with its share of the tax (Sylius/RefundPlugin#65)', () => {
    expect(accepted(order, { items: [], shipping: 225 }).shipping).toEqual({
      net: 189,
      tax: 36,
      amount: 225,
      lines: [{ id: 's', net: 189, tax: 36, amount: 225 }],
    })
  })

  test('what was paid back already counts towards the standard delivery, whoever gave it', () => {
    const express = anOrder({
      lines: [{ id: 'a', quantity: 2 }],
      shipping: [{ id: 's', amount: 900, standardAmount: 500 }],
    })
    const { quotes } = inTurn(express, [
      { items: [units('a', 1)], shipping: 200 },
      { items: [units('a', 1)], shipping: 'policy', terms: { outboundCappedAtStandard: true } },
    ])
    expect(quotes.map(({ shipping }) => shipping.amount)).toEqual([200, 300])
  })

  test.each([
    [true, 500, 500],
    [false, 500, 600],
    [false, 2000, 1080],
    [false, undefined, 1080],
  ])(
    'at most the standard delivery where a statute says so: tax included %s, standard %s',
    (taxesIncluded, standardAmount, amount) => {
      const express = anOrder({
        taxesIncluded,
        shipping: [{ id: 's', amount: 900, tax: 180, ...(standardAmount && { standardAmount }) }],
      })
      const terms = { outboundCappedAtStandard: true }
      expect(accepted(express, { terms, shipping: 'policy' }).shipping.amount).toBe(amount)
      expect(accepted(express, { terms, shipping: 'full' }).shipping.amount).toBe(taxesIncluded ? 900 : 1080)
    },
  )

  test('two shipping lines share an amount by what is left on each', () => {
    const twice = anOrder({ shipping: [{ id: 's' }, { id: 't', amount: 1000 }] })
    expect(accepted(twice, { items: [], shipping: 100 }).shipping.lines.map(({ amount }) => amount)).toEqual([33, 67])
  })
})

describe('outbound shipping by the value of the goods', () => {
  const terms = { outboundShipping: 'proportional' as const }

  test('comes back whole with all goods, whatever fee stays', () => {
    const order = anOrder({
      lines: [{ id: 'a' }, { id: 'wrap', kind: 'fee', unitPrice: 200 }],
      shipping: [{ id: 's' }],
    })
    expect(accepted(order, { items: [units('a')], shipping: 'policy', terms }).shipping.amount).toBe(500)
  })

  test('comes back whole with a last good that cost nothing, whatever fee stays', () => {
    const order = anOrder({
      lines: [{ id: 'a' }, { id: 'gift', unitPrice: 0 }, { id: 'wrap', kind: 'fee', unitPrice: 200 }],
      shipping: [{ id: 's' }],
    })
    const asks = ['a', 'gift'].map((line) => ({ items: [units(line)], shipping: 'policy' as const, terms }))
    const run = inTurn(order, asks)
    expect(run.quotes.reduce((sum, { shipping }) => sum + shipping.amount, 0)).toBe(500)
    expect(run.quotes[1]?.shipping.amount).toBeGreaterThan(0)
  })

  test('comes with no fee that cost nothing, where the goods themselves bring none', () => {
    const order = anOrder({
      lines: [{ id: 'a' }, { id: 'wrap', kind: 'fee', unitPrice: 0 }],
      shipping: [{ id: 's' }],
    })
    const result = quote({
      order,
      holdings: {},
      items: [units('a'), units('wrap')],
      shipping: 'policy',
      termsOf: ({ line }) => ({ ...permissiveTerms, outboundShipping: line === 'a' ? 'never' : 'proportional' }),
    })
    expect(result).toMatchObject({ shipping: { amount: 0 } })
  })

  test('comes back with the last of goods that cost nothing', () => {
    const order = anOrder({
      lines: [
        { id: 'a', unitPrice: 0 },
        { id: 'b', unitPrice: 0, quantity: 2 },
      ],
      shipping: [{ id: 's' }],
    })
    const asks = [units('a'), units('b', 1), units('b', 1)].map((unit) => ({
      items: [unit],
      shipping: 'policy' as const,
      terms,
    }))
    expect(inTurn(order, asks).quotes.map(({ shipping }) => shipping.amount)).toEqual([0, 0, 500])
  })
})

describe('fees', () => {
  const order = anOrder({ lines: [{ id: 'a', quantity: 2 }, { id: 'b' }], shipping: [{ id: 's' }] })
  const label = { returnShipping: { paidBy: 'shopper' as const, fee: { EUR: 400 } } }

  test('restocking per item; processing and label once; positive and subtracted', () => {
    const terms = { ...label, restockingFee: { percent: 1250 }, processingFee: { EUR: 100 } }
    const result = accepted(order, { terms, items: [units('a', 1), units('b')] })
    expect(result.fees).toEqual([
      { kind: 'restocking', amount: 125, item: 0 },
      { kind: 'restocking', amount: 125, item: 1 },
      { kind: 'processing', amount: 100 },
      { kind: 'return_label', amount: 400 },
    ])
    expect(result.total).toBe(2000 - 750)
  })

  test('a fixed restocking fee is for the item, and at most its amount', () => {
    const result = accepted(order, {
      terms: { restockingFee: { amount: { EUR: 1500 } } },
      items: [units('a', 1), units('b')],
    })
    expect(result.fees.map(({ amount }) => amount)).toEqual([1000, 1000])
    expect(result.total).toBe(0)
    expect(result.payments).toEqual([])
  })

  test('never make a total negative', () => {
    const terms = { ...label, processingFee: { EUR: 900 } }
    const result = accepted(order, { terms, items: [units('b')] })
    expect(result.fees.map(({ amount }) => amount)).toEqual([900, 100])
    expect(result.total).toBe(0)
    const shipped = accepted(order, { terms, items: [units('b')], shipping: 'full' })
    expect(shipped).toMatchObject({ total: 200 })
  })

  test('an item that a statute keeps free pays none, not even for the others', () => {
    const items = [units('a', 1), { line: 'b', resolution: 'store_credit' as const }]
    const result = accepted(order, { items, termsByItem: [{}, { processingFee: { EUR: 1500 } }] })
    expect(result.payments).toEqual([{ payment: 'card', amount: 1000 }])
    expect(result.fees).toEqual([{ kind: 'processing', amount: 1000 }])
  })

  test('the delivery that is paid back for an item without fees pays none for the others', () => {
    const dear = { processingFee: { EUR: 1500 }, outboundShipping: 'never' as const }
    const free = { outboundShipping: 'whole_order' as const }
    const items = [units('a', 2), units('b')]
    const result = accepted(order, { items, shipping: 'policy', termsByItem: [free, dear] })
    expect(result.fees).toEqual([{ kind: 'processing', amount: 1000 }])
    expect(result.total).toBe(2000 + result.shipping.amount)
    expect(result.shipping.amount).toBeGreaterThan(0)
    const alike = accepted(order, { items, shipping: 'policy', termsByItem: [{ ...dear, ...free }, dear] })
    expect(alike.fees).toEqual([{ kind: 'processing', amount: 1500 }])
    const nobody = accepted(order, { items, shipping: 'full', termsByItem: [{ outboundShipping: 'never' }, dear] })
    expect(nobody.fees).toEqual([{ kind: 'processing', amount: 1500 }])
  })

  test('no label where nothing is sent back, or the merchant pays it; none on a free amount', () => {
    const items = [units('b')]
    expect(accepted(order, { items, terms: { ...label, returnItem: false } }).fees).toEqual([])
    expect(
      accepted(order, { items, terms: { returnShipping: { paidBy: 'merchant', fee: { EUR: 400 } } } }).fees,
    ).toEqual([])
    const terms = { ...label, restockingFee: { percent: 1000 }, processingFee: { EUR: 100 } }
    expect(accepted(order, { terms, items: [{ line: 'b', amount: 700 }] }).total).toBe(700)
  })

  test('a fee is not handed back by the next refund', () => {
    const terms = { restockingFee: { percent: 2000 } }
    const run = inTurn(order, [{ terms, items: [units('a', 1)] }, { items: [units('a', 1)] }])
    expect(run.quotes.map(({ total }) => total)).toEqual([800, 1000])
  })
})

describe('payments', () => {
  const order = anOrder({
    lines: [{ id: 'a', quantity: 10 }],
    payments: [
      { id: 'card', amount: 6999 },
      { id: 'gift', method: 'gift_card', amount: 2001 },
      { id: 'points', method: 'store_credit', amount: 1000 },
    ],
  })
  const amounts = (asked: Ask) => accepted(order, asked).payments.map(({ payment, amount }) => [payment, amount])

  test('in proportion to what is left, largest remainder', () => {
    expect(amounts({ items: [units('a', 1)] })).toEqual([
      ['card', 700],
      ['gift', 200],
      ['points', 100],
    ])
  })

  test('the preferred first, the rest spilling over in order (vendurehq/vendure#1753)', () => {
    expect(amounts({ items: [units('a', 9)], preferredPayment: 'gift' })).toEqual([
      ['card', 6999],
      ['gift', 2001],
    ])
    expect(amounts({ preferredPayment: 'points' })).toEqual([
      ['card', 6999],
      ['gift', 2001],
      ['points', 1000],
    ])
  })

  test('charged twice: the payment, whole or in part, no line', () => {
    const twice = anOrder({
      payments: [
        { id: 'p', amount: 1000 },
        { id: 'q', amount: 1000 },
      ],
    })
    const result = accepted(twice, { items: [{ payment: 'q' }, units('a')] })
    expect(result.items[0]).toEqual({
      payment: 'q',
      quantity: 0,
      resolution: 'refund',
      net: 1000,
      tax: 0,
      taxes: [],
      amount: 1000,
      settled: 1000,
    })
    expect(result.payments).toEqual([
      { payment: 'p', amount: 1000 },
      { payment: 'q', amount: 1000 },
    ])
    expect(accepted(twice, { items: [{ payment: 'q', amount: 300 }] }).payments).toEqual([
      { payment: 'q', amount: 300 },
    ])
  })

  test('goodwill goes on top, inside what the order holds', () => {
    const holdings = hold({}, accepted(order, { items: [units('a', 8)] }))
    expect(accepted(order, { holdings, items: [units('a', 1)], goodwill: 1000 }).total).toBe(2000)
    expect(accepted(order, { holdings, items: [], goodwill: 1 })).toMatchObject({ goodwill: 1, total: 1 })
    expect(ask(order, { holdings, items: [units('a', 1)], goodwill: 1001 })).toEqual({
      refused: 'exceeds_order',
      limit: 2000,
    })
  })

  test('ours in the order are not counted twice (woocommerce-gateway-stripe#838)', () => {
    const echoed = {
      ...order,
      refunds: [{ id: 'x', reference: 're_1', at: '2026-03-05T10:00:00Z', lines: [], amount: 9000 }],
    }
    const holdings = hold({}, accepted(order, { items: [units('a', 9)] }))
    expect(accepted(echoed, { holdings, ours: new Set(['re_1']) }).total).toBe(1000)
    expect(ask(echoed, { holdings })).toMatchObject({ refused: 'already_refunded' })
  })
})

describe('refusals', () => {
  const order = anOrder({
    lines: [{ id: 'a', quantity: 3 }, { id: 'b' }, { id: 'free', unitPrice: 0 }],
    shipping: [{ id: 's' }],
    payments: [
      { id: 'p', amount: 2500 },
      { id: 'q', amount: 1000 },
    ],
  })
  const oneLeft = hold({}, accepted(order, { items: [units('a', 2)] }), 'reserved')
  const gone = hold({}, accepted(order, { items: [units('a', 3)] }))

  test.each<[string, Ask, object]>([
    ['nothing', { items: [] }, { refused: 'nothing_selected' }],
    ['nothing but shipping by policy', { items: [], shipping: 'policy' }, { refused: 'nothing_selected' }],
    ['nothing but shipping of 0', { items: [], shipping: 0 }, { refused: 'nothing_selected' }],
    ['quantity 0', { items: [units('a', 0)] }, { refused: 'invalid_quantity', pointer: '/items/0/quantity' }],
    [
      'quantity -1',
      { items: [units('b'), units('a', -1)] },
      { refused: 'invalid_quantity', pointer: '/items/1/quantity' },
    ],
    ['quantity 1.5', { items: [units('a', 1.5)] }, { refused: 'invalid_quantity' }],
    ['quantity NaN', { items: [units('a', Number.NaN)] }, { refused: 'invalid_quantity' }],
    ['quantity 2^53', { items: [units('a', 2 ** 53)] }, { refused: 'invalid_quantity' }],
    ['units of a payment', { items: [{ payment: 'p', quantity: 1 }] }, { refused: 'invalid_quantity' }],
    ['amount 0', { items: [{ line: 'a', amount: 0 }] }, { refused: 'invalid_amount', pointer: '/items/0/amount' }],
    ['amount -1', { items: [{ line: 'a', amount: -1 }] }, { refused: 'invalid_amount' }],
    ['amount 0.5', { items: [{ line: 'a', amount: 0.5 }] }, { refused: 'invalid_amount' }],
    ['shipping -1', { items: [units('a')], shipping: -1 }, { refused: 'invalid_amount', pointer: '/shipping' }],
    ['goodwill -1', { items: [units('a')], goodwill: -1 }, { refused: 'invalid_amount', pointer: '/goodwill' }],
    ['a line twice', { items: [units('a', 1), units('a', 1)] }, { refused: 'duplicate_line', pointer: '/items/1' }],
    [
      'a line twice, same reason',
      { items: [1, 1].map((n) => ({ line: 'a', quantity: n, reason: 'x' })) },
      { refused: 'duplicate_line' },
    ],
    ['a payment twice', { items: [{ payment: 'q' }, { payment: 'q' }] }, { refused: 'duplicate_line' }],
    ['an unknown line', { items: [units('z')] }, { refused: 'unknown_line', pointer: '/items/0/line' }],
    ['neither line nor payment', { items: [{ quantity: 1 }] }, { refused: 'unknown_line' }],
    ['line and payment', { items: [{ line: 'a', payment: 'p' }] }, { refused: 'unknown_line' }],
    ['an unknown payment', { items: [{ payment: 'z' }] }, { refused: 'unknown_payment', pointer: '/items/0/payment' }],
    ['an unknown preferred payment', { items: [units('a')], preferredPayment: 'z' }, { refused: 'unknown_payment' }],
    ['too many units', { items: [units('a', 4)] }, { refused: 'exceeds_line', limit: 3, pointer: '/items/0/quantity' }],
    [
      'more than the unreserved (spree/spree#14678, OCA/rma#418)',
      { holdings: oneLeft, items: [units('a', 2)] },
      { refused: 'exceeds_line', limit: 1 },
    ],
    [
      'too many units over two reasons',
      {
        items: [
          { line: 'a', quantity: 2, reason: 'x' },
          { line: 'a', quantity: 2, reason: 'y' },
        ],
      },
      { refused: 'exceeds_line', limit: 1, pointer: '/items/1/quantity' },
    ],
    [
      'too much',
      { items: [{ line: 'a', amount: 3001 }] },
      { refused: 'exceeds_line', limit: 3000, pointer: '/items/0/amount' },
    ],
    [
      'too much for units',
      { items: [{ line: 'a', quantity: 1, amount: 3001 }] },
      { refused: 'exceeds_line', limit: 3000 },
    ],
    ['money for what cost nothing', { items: [{ line: 'free', amount: 1 }] }, { refused: 'exceeds_line', limit: 0 }],
    [
      'what was refunded',
      { holdings: gone, items: [units('a')] },
      { refused: 'already_refunded', pointer: '/items/0' },
    ],
    [
      'an amount on what was refunded',
      { holdings: gone, items: [{ line: 'a', amount: 1 }] },
      { refused: 'already_refunded' },
    ],
    [
      'too much shipping',
      { items: [units('a')], shipping: 501 },
      { refused: 'exceeds_shipping', limit: 500, pointer: '/shipping' },
    ],
    ['more than captured', { items: 'all', shipping: 'full' }, { refused: 'exceeds_order', limit: 3500 }],
    [
      'more than a payment took',
      { items: [{ payment: 'q', amount: 1001 }] },
      { refused: 'exceeds_payment', limit: 1000 },
    ],
    [
      'what may not be refunded',
      { items: [units('b')], terms: { eligible: false } },
      { refused: 'not_eligible', detail: { because: 'permissive' } },
    ],
    ['all of what may not', { items: 'all', terms: { eligible: false } }, { refused: 'not_eligible' }],
    [
      'a resolution not offered',
      { items: [{ line: 'b', resolution: 'keep_item' }], terms: { resolutions: ['refund'] } },
      { refused: 'resolution_not_offered', pointer: '/items/0/resolution' },
    ],
    [
      'store credit for a double charge',
      { items: [{ payment: 'q', resolution: 'store_credit' }] },
      { refused: 'resolution_not_offered' },
    ],
  ])('%s', (_, asked, refusal) => expect(ask(order, asked)).toMatchObject(refusal))

  test('of what no payment can take: exceeds_payment with what they hold', () => {
    const reserved = { 'payment:p': { reserved: 2500, refunded: 0, settled: 2500 } }
    expect(ask(order, { holdings: reserved, items: [units('a', 2)] })).toEqual({
      refused: 'exceeds_payment',
      limit: 1000,
    })
    expect(ask(order, { holdings: reserved, items: [{ payment: 'p' }] })).toMatchObject({ refused: 'already_refunded' })
  })

  test('of an unpaid order, whatever is asked (vendurehq/vendure#4013)', () => {
    for (const payments of [[], [{ id: 'p', amount: 0 }]]) {
      const unpaid = anOrder({ payments })
      for (const items of ['all' as const, [units('a')]]) {
        expect(ask(unpaid, { items })).toEqual({ refused: 'order_not_paid' })
      }
    }
  })

  test('of what was refunded outside, also into store credit, where only the payments are stated', () => {
    const refunds = [{ id: 'x', at: '2026-03-05T10:00:00Z', lines: [], payments: [{ payment: 'card', amount: 1000 }] }]
    const items = [{ line: 'a', resolution: 'store_credit' as const }]
    expect(ask(anOrder({ refunds }), { items })).toEqual({ refused: 'already_refunded' })
  })

  test('of a second whole refund (medusajs/medusa#12588)', () => {
    const paid = anOrder({ shipping: [{ id: 's' }] })
    const holdings = hold({}, accepted(paid, { shipping: 'full' }))
    expect(ask(paid, { holdings })).toEqual({ refused: 'already_refunded' })
    expect(ask(paid, { holdings, items: [], shipping: 'full' })).toMatchObject({ refused: 'already_refunded' })
    expect(ask(paid, { holdings, items: [], shipping: 1 })).toMatchObject({ refused: 'exceeds_shipping', limit: 0 })
    expect(ask(paid, { holdings, items: [], goodwill: 1 })).toEqual({ refused: 'already_refunded' })
  })
})
