import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../shared/errors.ts'
import { parseOrder } from '../../shared/order/order.schema.ts'
import { ask, hold } from '../../shared/quote/quote.fixtures.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'

/*
 * The same refunds by a book that knows nothing of ours: a list of lines, of what went back, and rules written down from
 * their definition. Amounts are small enough for plain numbers, prices of less than a cent a unit among them.
 */

const at = '2026-03-01T10:00:00Z'
const half = (amount: number, part: number, whole: number) => Math.floor((2 * amount * part + whole) / (2 * whole))

const soldLine = fc.record({
  quantity: fc.integer({ min: 1, max: 9 }),
  unitPrice: fc.oneof(fc.nat(4), fc.nat(3000)),
  discountPercent: fc.constantFrom(0, 0, 7, 33, 90, 100),
  taxPercents: fc.array(fc.nat(20), { maxLength: 3 }),
})
const step = fc.record({
  line: fc.nat(2),
  units: fc.integer({ min: 1, max: 3 }),
  way: fc.constantFrom('units', 'units', 'keep', 'amount', 'restocked', 'processed'),
  by: fc.nat(100),
  preferred: fc.constantFrom(undefined, 'gift', 'card'),
})
const shop = fc.record({
  currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
  taxesIncluded: fc.boolean(),
  lines: fc.array(soldLine, { minLength: 1, maxLength: 3 }),
  couponPercent: fc.constantFrom(0, 0, 5, 50),
  delivery: fc.constantFrom<number[]>(0, 1, 499),
  giftPercent: fc.nat(100),
  outside: fc.option(fc.record({ line: fc.nat(2), units: fc.nat(2), percent: fc.option(fc.nat(100)) })),
})

type Shop = typeof shop extends fc.Arbitrary<infer T> ? T : never

interface Book {
  id: string
  quantity: number
  parts: number[]
  total: number
  back: number
  settled: number
  paid: number
  kept: number
  keptWorth: number
}

function opened({ taxesIncluded, lines, couponPercent, delivery, giftPercent, outside, currency }: Shop) {
  const prices = lines.map(({ quantity, unitPrice, discountPercent }) => {
    return quantity * unitPrice - Math.floor((quantity * unitPrice * discountPercent) / 100)
  })
  const open = prices.reduce((sum, price) => sum + price, 0)
  // tax inside is said of the discounted price, so a coupon on top of it would leave less than the tax
  const coupon = taxesIncluded ? 0 : Math.floor((open * couponPercent) / 100)
  const shares = prices.map((price) => (open ? Math.floor((coupon * price) / open) : 0))
  const byRest = prices.map((price, index) => ({ index, rest: open ? (coupon * price) % open : 0 }))
  byRest.sort((a, b) => b.rest - a.rest || a.index - b.index)
  const odd = coupon - shares.reduce((sum, share) => sum + share, 0)
  for (const { index } of byRest.slice(0, odd)) shares[index] = (shares[index] ?? 0) + 1

  const taxes = lines.map(({ taxPercents }, index) =>
    taxPercents.map((percent) => Math.floor(((prices[index] ?? 0) * percent) / 100)),
  )
  const books = lines.map(({ quantity }, index): Book => {
    const price = (prices[index] ?? 0) - (shares[index] ?? 0)
    const parts = taxesIncluded ? [price] : [price, ...(taxes[index] ?? [])]
    const total = parts.reduce((sum, part) => sum + part, 0)
    return { id: `l${index}`, quantity, parts, total, back: 0, settled: 0, paid: 0, kept: 0, keptWorth: 0 }
  })
  const total = books.reduce((sum, book) => sum + book.total, delivery)
  const gift = Math.floor((total * giftPercent) / 100)
  const left = { gift, card: total - gift }

  const refunds: object[] = []
  const book = books[(outside?.line ?? 0) % books.length] as Book
  if (outside && outside.units <= book.quantity) {
    const stated = outside.percent === null ? undefined : Math.floor((book.total * outside.percent) / 100)
    const amount = stated ?? (outside.units ? worthOf(book, outside.units) : 0)
    refunds.push({ id: 'r', at, lines: [{ line: book.id, quantity: outside.units, amount: stated }] })
    const [fromGift, fromCard] = inProportion(amount, left)
    Object.assign(left, { gift: left.gift - fromGift, card: left.card - fromCard })
    Object.assign(book, { back: outside.units, settled: amount, paid: amount })
  }

  const paid = (id: string, amount: number) => ({
    id,
    method: 'card',
    provider: 'x',
    reference: id,
    amount,
    capturedAt: at,
  })
  const sent = {
    number: '1',
    placedAt: at,
    currency,
    customer: { country: 'DE' },
    taxesIncluded,
    lines: lines.map(({ quantity, unitPrice }, index) => ({
      id: `l${index}`,
      sku: 's',
      title: 't',
      quantity,
      unitPrice,
      discount: quantity * unitPrice - (prices[index] ?? 0),
      taxes: taxes[index]?.map((amount, name) => ({ name: String(name), amount })),
    })),
    orderDiscount: coupon,
    shipping: delivery ? [{ id: 's', title: 's', amount: delivery }] : [],
    payments: [paid('gift', gift), paid('card', total - gift)],
    refunds,
  }
  return { sent, books, left, delivery, captured: total }
}

function worthOf(book: Book, units: number): number {
  const upTo = Math.min(book.quantity, book.back + units)
  return Math.max(0, book.parts.reduce((sum, part) => sum + half(part, upTo, book.quantity), 0) - book.settled)
}

function inProportion(amount: number, { gift, card }: { gift: number; card: number }): [number, number] {
  if (amount === 0) return [0, 0]
  const all = gift + card
  const down = Math.floor((amount * gift) / all)
  const isOdd = down + Math.floor((amount * card) / all) < amount
  const first = down + (isOdd && (amount * gift) % all >= (amount * card) % all ? 1 : 0)
  return [first, amount - first]
}

test('any refunds of any order pay what a naive book says, to the smallest unit and to the same payment', () => {
  let accepted = 0
  let refused = 0
  fc.assert(
    fc.property(shop, fc.array(step, { minLength: 1, maxLength: 8 }), (drawn, steps) => {
      const { sent, books, left, delivery, captured } = opened(drawn)
      fc.pre(captured > 0)
      const parsed = parseOrder(JSON.parse(JSON.stringify(sent)))
      if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
      let holdings: Holdings = {}
      let delivered = delivery
      for (const { line, units, way, by, preferred } of steps) {
        const book = books[line % books.length] as Book
        const amount = way === 'amount' ? Math.floor((book.total * by) / 300) + 1 : undefined
        const result = ask(parsed.order, {
          holdings,
          preferredPayment: preferred,
          shipping: 'policy',
          items: [
            { line: book.id, quantity: units, amount, ...(way === 'keep' && { resolution: 'keep_item' as const }) },
          ],
          terms: {
            keepItemPercent: by * 100,
            restockingFee: way === 'restocked' ? { percent: by * 100 } : 'none',
            processingFee: way === 'processed' ? { [drawn.currency]: by } : 'none',
          },
        })
        const worth = worthOf(book, units)
        const wanted =
          amount ?? (way === 'keep' ? half(book.keptWorth + worth, by, 100) - half(book.keptWorth, by, 100) : worth)
        const room = Math.max(0, book.total - book.paid)
        if (units > book.quantity - book.back || wanted > room || (amount && room === 0)) {
          expect(isRefusal(result)).toBe(true)
          refused += 1
          continue
        }
        const isUnpriced = room === 0 && book.parts.some((part) => half(part, book.back, book.quantity) < part)
        if (isUnpriced) {
          expect(result).toMatchObject({ refused: 'already_refunded' })
          refused += 1
          continue
        }
        if (isRefusal(result)) throw new Error(JSON.stringify(result))
        if (way === 'keep') {
          book.kept += units
          book.keptWorth += worth
        }
        book.back += units
        book.settled += Math.max(worth, wanted)
        const isEmpty = books.every(({ back, kept, quantity }) => back - kept >= quantity)
        const shipping = way !== 'keep' && isEmpty ? delivered : 0
        delivered -= shipping
        const restocked = way === 'restocked' ? half(wanted, by, 100) : 0
        book.paid += wanted - restocked
        const fees = restocked + (way === 'processed' ? Math.min(by, wanted + shipping) : 0)
        const total = wanted + shipping - fees
        const first = preferred === 'gift' ? Math.min(left.gift, total) : total - Math.min(left.card, total)
        const [gift, card] = preferred ? [first, total - first] : inProportion(total, left)
        Object.assign(left, { gift: left.gift - gift, card: left.card - card })

        const paidTo = (id: string) => result.payments.find(({ payment }) => payment === id)?.amount ?? 0
        expect(result.items[0]?.amount).toBe(wanted)
        expect(result.shipping.amount).toBe(shipping)
        expect([result.total, paidTo('gift'), paidTo('card')]).toEqual([total, gift, card])
        expect(Math.min(left.gift, left.card)).toBeGreaterThanOrEqual(0)
        holdings = hold(holdings, result)
        accepted += 1
      }
    }),
    { numRuns: 600 },
  )
  expect(accepted).toBeGreaterThan(500)
  expect(refused).toBeGreaterThan(200)
})
