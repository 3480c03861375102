import { describe, expect, test } from 'vitest'
import { anOrder } from './order.fixtures.ts'
import { jsonPointer, maxLines, parseOrder } from './order.schema.ts'

const max = Number.MAX_SAFE_INTEGER

/** Sets one field of a good order by its pointer. */
function withField(pointer: string, value: unknown): unknown {
  const order: unknown = JSON.parse(JSON.stringify(full))
  const path = pointer.split('/').slice(1)
  let at = order as Record<string, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>
  at[path.at(-1) ?? ''] = value
  return order
}

const full = anOrder({
  revision: 3,
  customer: { country: 'DE', id: 'c1', email: 'x@example.com', tags: ['vip'] },
  shippingAddress: { country: 'DE', city: 'Berlin', lines: ['Weg 1'] },
  lines: [
    { id: 'a', quantity: 2, unitPrice: 1190, tax: 380, taxes: [{ name: 'MwSt', rate: 19, amount: 380 }] },
    { id: 'b', kind: 'gift_card', legalClass: ['perishable'], deliveredAt: '2026-03-03T12:00:00+01:00' },
  ],
  shipping: [{ id: 's', standardAmount: 400 }],
  fulfillments: [{ id: 'f', shippedAt: '2026-03-02T10:00:00Z', lines: [{ line: 'a', quantity: 2 }] }],
  refunds: [
    {
      id: 'r',
      at: '2026-03-05T10:00:00Z',
      lines: [{ line: 'a', quantity: 1, amount: 1190, tax: 190 }],
      shipping: [{ id: 's', amount: 100 }],
      payments: [{ payment: 'card', amount: 1290 }],
    },
  ],
})

const errorsOf = (value: unknown) => {
  const parsed = parseOrder(value)
  return 'errors' in parsed ? parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`) : []
}

describe('a good order', () => {
  test('comes through unchanged', () => {
    expect(parseOrder(JSON.parse(JSON.stringify(full)))).toEqual({ order: full })
  })

  test('keeps unknown fields of the order and its lines in attributes', () => {
    const parsed = parseOrder({
      ...full,
      channelNote: { deep: [1] },
      attributes: { given: 1, channelNote: 'mine' },
      lines: full.lines.map((line) => ({ ...line, colour: 'red' })),
    })
    expect(parsed).toMatchObject({
      order: {
        attributes: { given: 1, channelNote: 'mine' },
        lines: [{ attributes: { colour: 'red' } }, { attributes: { colour: 'red' } }],
      },
    })
    expect('order' in parsed && 'colour' in (parsed.order.lines[0] ?? {})).toBe(false)
  })

  test('taxes decide over tax; left out, lists are empty and discounts 0', () => {
    const parsed = parseOrder({
      number: '1',
      placedAt: '2026-01-01T00:00:00Z',
      currency: 'KWD',
      customer: { country: 'KW' },
      taxesIncluded: false,
      lines: [
        { id: 'a', sku: '', title: '', quantity: max, unitPrice: 0, tax: 7, taxes: [{ name: 'VAT', amount: 5 }] },
      ],
    })
    expect(parsed).toMatchObject({
      order: { lines: [{ tax: 5, discount: 0, categories: [] }], orderDiscount: 0, payments: [], refunds: [] },
    })
  })
})

describe('a bad order', () => {
  test.each([
    ['/number', '', 'too_small'],
    ['/placedAt', '2026-03-01T10:00:00', 'invalid_format'],
    ['/placedAt', '2026-02-30T10:00:00Z', 'invalid_format'],
    ['/currency', 'EURO', 'unknown_currency'],
    ['/customer/country', 'Germany', 'invalid_format'],
    ['/taxesIncluded', 'yes', 'invalid_type'],
    ['/lines', [], 'too_small'],
    ['/lines/0/quantity', 0, 'too_small'],
    ['/lines/0/quantity', 1.5, 'invalid_type'],
    ['/lines/0/quantity', 2 ** 53, 'too_big'],
    ['/lines/0/unitPrice', -1, 'too_small'],
    ['/lines/0/unitPrice', 11.9, 'invalid_type'],
    ['/lines/0/unitPrice', '1190', 'invalid_type'],
    ['/lines/0/unitPrice', max, 'exceeds_range'],
    ['/lines/0/discount', 2381, 'exceeds_price'],
    ['/lines/0/taxes/0/amount', 2381, 'exceeds_price'],
    ['/lines/1/id', 'a', 'duplicate'],
    ['/lines/1/kind', 'thing', 'invalid_value'],
    ['/orderDiscount', 3381, 'exceeds_price'],
    ['/shipping/0/discount', 501, 'exceeds_price'],
    ['/shipping/0/tax', 501, 'exceeds_price'],
    ['/payments/0/id', 'store_credit', 'reserved_id'],
    ['/payments/0/id', 'account', 'reserved_id'],
    ['/payments/0/method', 'barter', 'invalid_value'],
    ['/payments/0/amount', -5, 'too_small'],
    ['/fulfillments/0/lines/0/line', 'z', 'unknown_reference'],
    ['/refunds/0/lines/0/line', 'z', 'unknown_reference'],
    ['/refunds/0/shipping/0/id', 'z', 'unknown_reference'],
    ['/refunds/0/payments/0/payment', 'z', 'unknown_reference'],
    ['/refunds/0/lines/0/amount', -1, 'too_small'],
  ])('%s = %j is %s', (pointer, value, code) => {
    const at = code === 'exceeds_price' ? pointer.replace('/0/amount', '') : pointer
    expect(errorsOf(withField(pointer, value))).toContain(`${at} ${code}`)
  })

  test('names everything that is wrong at once', () => {
    const twice = { ...full.payments[0] }
    expect(
      errorsOf({
        ...full,
        currency: 'XXZ',
        lines: [{ ...full.lines[0], unitPrice: -1 }, { ...full.lines[1], discount: 1001 }, 7],
        payments: [twice, twice],
      }).sort(),
    ).toEqual([
      '/currency unknown_currency',
      '/lines/0/unitPrice too_small',
      '/lines/1/discount exceeds_price',
      '/lines/2 invalid_type',
      '/payments/1/id duplicate',
    ])
  })

  test('sums stay within 2^53-1', () => {
    const lines = [1, 2].map((id) => ({ ...full.lines[1], id: `l${id}`, unitPrice: max }))
    expect(errorsOf({ ...full, lines, fulfillments: [], refunds: [] })).toEqual(['/lines exceeds_range'])
    const payments = [1, 2].map((id) => ({ ...full.payments[0], id: `p${id}`, amount: max }))
    expect(errorsOf({ ...full, payments, refunds: [] })).toEqual(['/payments exceeds_range'])
  })

  test('1,000 lines are taken, 1,001 are not', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...full.lines[1], id: `l${index}` }))
    const order = { ...full, fulfillments: [], refunds: [] }
    expect(errorsOf({ ...order, lines: lines(maxLines) })).toEqual([])
    expect(errorsOf({ ...order, lines: lines(maxLines + 1) })).toEqual(['/lines too_big'])
  })

  test.each([null, [], 'order', 7, undefined])('%j is no order', (value) =>
    expect(errorsOf(value)).toEqual([' invalid_type']),
  )

  test('pointers are escaped as RFC 6901 says', () => expect(jsonPointer(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d'))
})
