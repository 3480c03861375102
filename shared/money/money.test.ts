import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { currencies } from './currencies.ts'
import { formatMoney, toDecimal } from './format.ts'
import { minorUnitDigits } from './minor-units.ts'
import { parseAmount } from './parse-amount.ts'
import { isAmount, roundHalfUp } from './round.ts'

const max = Number.MAX_SAFE_INTEGER
const anAmount = fc.oneof(fc.nat(1000), fc.maxSafeNat())

describe('minor units', () => {
  test.each([
    ['JPY', 0],
    ['VND', 0],
    ['UYI', 0],
    ['CNY', 2],
    ['HUF', 2],
    ['IDR', 2],
    ['KWD', 3],
    ['IQD', 3],
    ['CLF', 4],
    ['ZZZ', 2],
  ])('%s has %i', (currency, digits) => expect(minorUnitDigits(currency)).toBe(digits))

  test('every code is known, and the exceptions are codes', () => {
    expect(currencies.size).toBe(180)
    const exceptions = [...currencies].filter((code) => minorUnitDigits(code) !== 2)
    expect(exceptions).toHaveLength(30 + 7 + 2)
    for (const code of ['EUR', 'GBP', 'CNY', 'XCG']) expect(currencies.has(code)).toBe(true)
    for (const code of ['eur', 'BTC', '']) expect(currencies.has(code)).toBe(false)
  })
})

describe('roundHalfUp', () => {
  test.each([
    [1, 1, 2, 1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [0, 5, 7, 0],
    [70125, 1, 10, 7013], // frappe/erpnext#41343: 70.125 is 70.13, also when it is refunded
    [max, max, max, max],
    [max, 1, 2, (max + 1) / 2],
    [max, 99_999, 100_000, 9007109182748444],
  ])('%i * %i / %i = %i', (a, b, c, result) => expect(roundHalfUp(a, b, c)).toBe(result))

  test('is the exact quotient, rounded', () => {
    fc.assert(
      fc.property(anAmount, anAmount, anAmount, (x, y, z) => {
        const c = Math.max(z, 1)
        const b = Math.min(y, c)
        const result = BigInt(roundHalfUp(x, b, c))
        const doubled = 2n * (BigInt(x) * BigInt(b) - result * BigInt(c))
        expect(doubled >= -BigInt(c) && doubled < BigInt(c)).toBe(true)
      }),
    )
  })

  test.each([
    [max, 2, 1],
    [1, 1, 0],
    [Number.NaN, 1, 1],
    [-3, 1, 2],
  ])('throws for %d * %d / %d', (a, b, c) => expect(() => roundHalfUp(a, b, c)).toThrow(RangeError))

  test.each([-1, 0.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY, '1', null, undefined, 1n])(
    '%s is no amount',
    (value) => expect(isAmount(value)).toBe(false),
  )
})

describe('allocate', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [0, 1, 0], [0, 100, 0]],
    [10, [0, 0, 0], [4, 3, 3]],
    [0, [5, 5], [0, 0]],
    [0, [], []],
    [1, [1, 1], [1, 0]],
    [5, [3, 7], [2, 3]], // 1.5 and 3.5: the earlier
    [max, [max, max], [(max + 1) / 2, (max - 1) / 2]],
  ])('%i over %j is %j', (total, weights, shares) => expect(allocate(total, weights)).toEqual(shares))

  test('is exact, near the true share, and within the weights where the total is', () => {
    fc.assert(
      fc.property(anAmount, fc.array(anAmount, { minLength: 1, maxLength: 30 }), (total, weights) => {
        const shares = allocate(total, weights)
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(total))
        const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
        for (const [index, weight] of weights.entries()) {
          const share = BigInt(shares[index] ?? -1)
          if (sum > 0n) {
            const gap = share * sum - BigInt(total) * BigInt(weight)
            expect(gap > -sum && gap < sum).toBe(true)
          }
          if (BigInt(total) <= sum) expect(share <= BigInt(weight)).toBe(true)
        }
      }),
    )
  })

  test.each([
    [1, []],
    [-1, [1]],
    [1, [-1, 2]],
    [1.5, [1]],
    [Number.NaN, [1]],
  ])('throws for %d over %j', (total, weights) => expect(() => allocate(total, weights)).toThrow(RangeError))
})

describe('formatMoney', () => {
  test.each([
    [1234, 'JPY', 'en', '¥1,234'], // woocommerce-gateway-stripe#435, antiwork/gumroad#3749: neither x 100 nor / 100
    [1234, 'CNY', 'zh-CN', '¥12.34'],
    [1234, 'KWD', 'en', 'KWD 1.234'],
    [123456, 'HUF', 'en', 'HUF 1,234.56'], // ISO 4217 has 2 digits, Intl would show none
    [5, 'EUR', 'en', '€0.05'],
    [-2500, 'EUR', 'en', '-€25.00'],
    [max, 'USD', 'en', '$90,071,992,547,409.91'],
    [max, 'KWD', 'en', 'KWD 9,007,199,254,740.991'],
    [123456, 'EUR', 'de', '1.234,56 €'],
  ])('%i %s in %s', (amount, currency, locale, text) =>
    expect(formatMoney(amount, currency, locale).replaceAll(/[\u00A0\u202F]/g, ' ')).toBe(text),
  )
})

describe('parseAmount', () => {
  test.each([
    ['12.34', 'EUR', 1234],
    ['12,34', 'EUR', 1234],
    [' 12 ', 'EUR', 1200],
    ['0.5', 'EUR', 50],
    ['１２．３４', 'CNY', 1234],
    ['1234', 'JPY', 1234],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'USD', max],
  ])('%s %s', (text, currency, amount) => expect(parseAmount(text, currency)).toBe(amount))

  test.each([
    ['', 'EUR'],
    ['-1', 'EUR'], // woocommerce#8346
    ['1,234', 'USD'],
    ['1.2', 'JPY'], // hyperswitch-control-center#3819
    ['1.2345', 'KWD'],
    ['19.999', 'EUR'], // solidusio/solidus#707
    ['1e3', 'EUR'],
    ['12.', 'EUR'],
    ['.5', 'EUR'],
    ['1 000', 'EUR'],
    ['90071992547409.92', 'USD'],
    ['abc', 'EUR'],
  ])('%s %s is nothing', (text, currency) => expect(parseAmount(text, currency)).toBeUndefined())

  test('reads back every decimal', () => {
    fc.assert(
      fc.property(anAmount, fc.constantFrom('JPY', 'EUR', 'KWD', 'CLF'), (amount, currency) => {
        expect(parseAmount(toDecimal(amount, currency), currency)).toBe(amount)
      }),
    )
  })
})
