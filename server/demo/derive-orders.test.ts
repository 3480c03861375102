import { describe, expect, it } from 'vitest'
import type { Order } from '../../shared/order/order.ts'
import { deriveOrders } from './derive-orders.ts'
import { openOutcomes, type PastReturn } from './derive-past-returns.ts'
import { loadDemoData } from './load-demo-data.ts'

const data = loadDemoData()
const nowMs = Date.parse('2026-11-22T15:30:00Z')
const todayMs = Date.parse('2026-11-22T00:00:00Z')
const dayMs = 86_400_000
const storeUrl = 'http://store.example'
const { orders, pastReturns } = deriveOrders({ data, nowMs, storeUrl })

const count = <T>(list: readonly T[], key: (item: T) => string) => {
  const counts: Record<string, number> = {}
  for (const item of list) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}
const isDoubleCharge = ({ payments: [a, b] }: Order) =>
  b !== undefined && a?.amount === b.amount && a.method === b.method

/** Independent of the derivation: in BigInt, from the written order alone. */
function totalOf(order: Order): bigint {
  let total = -BigInt(order.orderDiscount)
  for (const line of order.lines) {
    total += BigInt(line.quantity) * BigInt(line.unitPrice) - BigInt(line.discount) - BigInt(line.orderDiscount ?? 0)
    if (!order.taxesIncluded) total += BigInt(line.tax)
  }
  for (const line of order.shipping) {
    total += BigInt(line.amount) - BigInt(line.discount)
    if (!order.taxesIncluded) total += BigInt(line.tax)
  }
  return total
}

describe('the demo orders', () => {
  it('attribute their source', () => {
    expect(data.attribution).toContain('Chen, Sain, Guo (2012), doi:10.1057/dbm.2012.17, CC BY 4.0')
  })

  it('are at least 4,000, with unique numbers', () => {
    expect(orders.length).toBeGreaterThanOrEqual(4000)
    expect(new Set(orders.map((order) => order.number)).size).toBe(orders.length)
  })

  it('add up: what was captured is the total, or twice the total', () => {
    for (const order of orders) {
      const captured = order.payments.reduce((sum, payment) => sum + BigInt(payment.amount), 0n)
      expect(captured, order.number).toBe(totalOf(order) * (isDoubleCharge(order) ? 2n : 1n))
      expect(captured > 0n && captured < 2n ** 53n, order.number).toBe(true)
    }
  })

  it('hold only safe, non-negative integers, and no discount above its price', () => {
    for (const order of orders) {
      const amounts = [
        order.orderDiscount,
        ...order.lines.flatMap((line) => [
          line.quantity,
          line.unitPrice,
          line.discount,
          line.tax,
          line.orderDiscount ?? 0,
        ]),
        ...order.shipping.flatMap((line) => [line.amount, line.discount, line.tax, line.standardAmount ?? 0]),
        ...order.payments.map((payment) => payment.amount),
      ]
      expect(
        amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0),
        order.number,
      ).toBe(true)
      for (const line of order.lines) {
        expect(line.quantity).toBeGreaterThan(0)
        expect(line.discount + (line.orderDiscount ?? 0)).toBeLessThanOrEqual(line.quantity * line.unitPrice)
        if (line.taxes) expect(line.taxes.reduce((sum, tax) => sum + tax.amount, 0)).toBe(line.tax)
      }
      for (const line of order.shipping) expect(line.discount).toBeLessThanOrEqual(line.amount)
      expect(order.payments.every((payment) => payment.amount > 0)).toBe(true)
      const net = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice - line.discount, 0)
      expect(order.orderDiscount).toBeLessThan(net)
    }
  })

  it('carry the tax of their country, inside the price or on top', () => {
    for (const [country, numerator, denominator] of [
      ['GB', 20, 120],
      ['DE', 19, 119],
      ['CN', 13, 113],
      ['US', 33, 400],
    ] as const) {
      const plain = orders.filter((o) => o.customer.country === country && o.orderDiscount === 0)
      expect(plain.length).toBeGreaterThan(50)
      for (const line of plain.flatMap((order) => order.lines)) {
        const net = line.quantity * line.unitPrice - line.discount - (line.orderDiscount ?? 0)
        expect(Math.abs(line.tax - (net * numerator) / denominator)).toBeLessThanOrEqual(0.5)
      }
      expect(plain.every((order) => order.taxesIncluded === (country !== 'US'))).toBe(true)
    }
  })

  it('have lines with unique ids, and parcels that hold each unit once', () => {
    for (const order of orders) {
      const ids = order.lines.map((line) => line.id)
      expect(new Set(ids).size).toBe(ids.length)
      const shipped = new Map<string, number>()
      for (const { line, quantity } of order.fulfillments.flatMap((parcel) => parcel.lines)) {
        shipped.set(line, (shipped.get(line) ?? 0) + quantity)
      }
      for (const [id, quantity] of shipped) expect(quantity).toBe(order.lines.find((line) => line.id === id)?.quantity)
    }
  })

  it('end yesterday, and nothing lies in the future', () => {
    const newest = orders.map((order) => order.placedAt).reduce((a, b) => (a > b ? a : b))
    expect(newest.slice(0, 10)).toBe('2026-11-21')
    for (const order of orders) {
      const placed = Date.parse(order.placedAt)
      for (const { shippedAt, deliveredAt } of order.fulfillments) {
        expect(Date.parse(shippedAt)).toBeGreaterThan(placed)
        expect(Date.parse(shippedAt)).toBeLessThan(todayMs)
        if (deliveredAt === undefined) continue
        const days = (Date.parse(deliveredAt) - Date.parse(shippedAt)) / dayMs
        expect(days).toBeGreaterThan(0.5)
        expect(days).toBeLessThan(10)
        expect(Date.parse(deliveredAt)).toBeLessThan(todayMs)
      }
    }
    expect(orders.filter((order) => todayMs - Date.parse(order.placedAt) < 30 * dayMs).length).toBeGreaterThan(300)
  })

  it('follow the given day whatever its hour, also over a leap day', () => {
    for (const [now, yesterday] of [
      ['2028-03-01T00:00:00Z', '2028-02-29'],
      ['2027-01-01T23:59:59Z', '2026-12-31'],
    ] as const) {
      const derived = deriveOrders({ data, nowMs: Date.parse(now), storeUrl })
      expect(derived.orders.at(-1)?.placedAt.slice(0, 10)).toBe(yesterday)
    }
  })

  it('are the same bytes for the same day and seed, and others for another seed', () => {
    const again = deriveOrders({ data: loadDemoData(), nowMs: nowMs + 3_600_000, storeUrl })
    expect(JSON.stringify(again)).toBe(JSON.stringify({ orders, pastReturns }))
    expect(JSON.stringify(deriveOrders({ data, nowMs, storeUrl, seed: 'other' }).orders)).not.toBe(
      JSON.stringify(orders),
    )
  })

  it('come from many countries, in six currencies', () => {
    const countries = count(orders, (order) => order.customer.country)
    for (const [country, least] of Object.entries({
      GB: 500,
      CN: 250,
      DE: 200,
      FR: 200,
      US: 100,
      JP: 80,
      ES: 40,
      NL: 20,
      IE: 20,
    })) {
      expect(countries[country], country).toBeGreaterThanOrEqual(least)
    }
    const byCurrency = count(orders, (order) => order.currency)
    expect(Object.keys(byCurrency).sort()).toEqual(['CNY', 'EUR', 'GBP', 'JPY', 'KWD', 'USD'])
    expect(byCurrency.KWD).toBeGreaterThan(3)
  })

  it('include the cases refunds are hard for', () => {
    const doubles = orders.filter(isDoubleCharge).length
    expect(doubles / orders.length).toBeGreaterThan(0.009)
    expect(doubles / orders.length).toBeLessThan(0.022)
    const giftCards = orders.filter((order) => order.payments.some((payment) => payment.method === 'gift_card')).length
    expect(giftCards / orders.length).toBeGreaterThan(0.045)
    expect(giftCards / orders.length).toBeLessThan(0.075)
    const stated = orders.filter((order) => order.lines.some((line) => (line.orderDiscount ?? 0) > 0)).length
    const unstated = orders.filter((order) => order.orderDiscount > 0).length
    expect(Math.min(stated, unstated)).toBeGreaterThan(80)
    expect((stated + unstated) / orders.length).toBeGreaterThan(0.09)
    expect((stated + unstated) / orders.length).toBeLessThan(0.15)
    for (const { promotions = [], lines, orderDiscount } of orders) {
      const stated = lines.reduce((total, line) => total + (line.orderDiscount ?? 0), 0)
      expect(promotions.flatMap(({ discounts }) => discounts).reduce((total, { amount }) => total + amount, 0)).toBe(
        stated,
      )
      if (promotions.length > 0) expect(orderDiscount).toBe(0)
    }
    expect(orders.filter((order) => order.fulfillments.length === 2).length).toBeGreaterThan(100)
    expect(orders.filter((order) => order.lines.length > 150).length).toBeGreaterThanOrEqual(10)
    expect(orders.filter((order) => order.shipping[0]?.title === 'Express').length).toBeGreaterThan(200)
    const lost = orders.filter(
      (o) => o.fulfillments.some((f) => !f.deliveredAt) && todayMs - Date.parse(o.placedAt) > 20 * dayMs,
    )
    expect(lost.length).toBeGreaterThan(5)
    const classes = new Set(orders.flatMap((order) => order.lines.flatMap((line) => line.legalClass ?? [])))
    expect([...classes].sort()).toEqual(['custom_made', 'perishable', 'sealed_hygiene'])
  })

  it('name nobody who can be reached', () => {
    for (const { customer } of orders) {
      expect(customer.email).toMatch(/^[a-z]+(\.[a-z]+)+\.\d+@example\.(com|org|net)$/)
      expect(customer.phone).toMatch(
        /^\+(447700900|4917139200|3363998|861000000|121255501|81900000|96500000|888000)\d{2,4}$/,
      )
      expect(customer.name).not.toBe('')
    }
    const people = new Map<string, string>()
    for (const { customer } of orders) {
      const known = people.get(customer.id ?? '')
      if (known) expect(JSON.stringify(customer)).toBe(known)
      people.set(customer.id ?? '', JSON.stringify(customer))
    }
  })
})

describe('the past returns', () => {
  const requests = new Map<string, PastReturn[]>()
  for (const entry of pastReturns) requests.set(entry.request, [...(requests.get(entry.request) ?? []), entry])
  const byNumber = new Map(orders.map((order) => [order.number, order]))

  it('are at least 3,000 requests over eighteen months, oldest first', () => {
    expect(requests.size).toBeGreaterThanOrEqual(3000)
    expect(Object.keys(count(pastReturns, (entry) => entry.atIso.slice(0, 7))).length).toBeGreaterThanOrEqual(18)
    const times = pastReturns.map((entry) => entry.atIso)
    expect(times).toEqual([...times].sort())
  })

  it('fit their orders: never more than bought, asked after delivery', () => {
    const units = new Map<string, number>()
    for (const entry of pastReturns) {
      const order = byNumber.get(entry.orderNumber)
      expect(order).toBeDefined()
      if (!order) continue
      expect(Date.parse(entry.atIso)).toBeLessThan(todayMs)
      expect(entry.atIso > order.placedAt).toBe(true)
      if ('paymentId' in entry) {
        expect(isDoubleCharge(order)).toBe(true)
        expect(order.payments.map((payment) => payment.id)).toContain(entry.paymentId)
        continue
      }
      const line = order.lines.find(({ id }) => id === entry.lineId)
      const key = `${entry.orderNumber}/${entry.lineId}`
      units.set(key, (units.get(key) ?? 0) + entry.quantity)
      expect(units.get(key)).toBeLessThanOrEqual(line?.quantity ?? 0)
      if (entry.reasonCode === 'never_arrived') continue
      const parcel = order.fulfillments.find((f) => f.lines.some((inside) => inside.line === entry.lineId))
      expect(parcel?.deliveredAt !== undefined && parcel.deliveredAt <= entry.atIso).toBe(true)
      if (line?.legalClass) expect(entry.reasonCode).not.toBe('not_needed')
    }
  })

  it('leave every open state to work on in the last two weeks, and no other', () => {
    const outcomes = count([...requests.values()], (lines) => lines[0]?.outcome ?? '')
    for (const outcome of openOutcomes) expect(outcomes[outcome], outcome).toBeGreaterThanOrEqual(3)
    expect(outcomes.declined).toBeGreaterThan(30)
    for (const entry of pastReturns) {
      if (openOutcomes.includes(entry.outcome)) expect(todayMs - Date.parse(entry.atIso)).toBeLessThan(14 * dayMs)
    }
  })
})
