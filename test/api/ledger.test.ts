import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../../shared/api/ledger.schema.ts'
import type { Order } from '../../shared/order/order.ts'
import { AdyenNotices } from '../support/adyen-notices.ts'
import { putOrder, read, staffPassword, submit, testOrder } from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant({ settings: { timezone: 'Pacific/Auckland' } })
const finance = new Colleague(api, merchant, 'finance')

interface Ledger {
  entries: LedgerEntry[]
  sums: { currency: string; out: number; back: number; net: number }[]
  isCut: boolean
}

async function ledgerOf(by: string, key: string, until?: string): Promise<Ledger> {
  const query = new URLSearchParams({ by, key, ...(until ? { until } : {}) })
  const { status, body } = await finance.get(`/ledger?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** Two payments: what the sandbox is told to do with the first, and one at Adyen. */
async function ordered(behaviour: string, currency: string): Promise<Order> {
  const plain = testOrder({ currency })
  const [card] = plain.payments
  if (!card) throw new Error('the test order has no payment')
  const payments = [
    { ...card, amount: 2000, reference: `ch_${plain.number}_${behaviour}` },
    { ...card, id: 'p2', amount: 895, provider: 'adyen', reference: `PSP-${plain.number}` },
  ]
  const order: Order = { ...plain, payments, refunds: [] }
  await putOrder(api, merchant, order)
  return order
}

async function claim(order: Order): Promise<string> {
  const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind' }]
  const { status, body } = await submit(api, merchant, { order: order.number, items, preferredPayment: 'p1' })
  expect(status, JSON.stringify(body)).toBe(201)
  await api.work()
  return body.number
}

const payoutsOf = (request: string) =>
  api.query('SELECT id, status FROM payouts WHERE request = ? ORDER BY requested_at, id', [request])

const nets = (ledgers: Ledger[]) => {
  const sums = new Map<string, number>()
  for (const { currency, net } of ledgers.flatMap((ledger) => ledger.sums)) {
    sums.set(currency, (sums.get(currency) ?? 0) + net)
  }
  return Object.fromEntries([...sums].filter(([, net]) => net !== 0).sort())
}

describe('the ledger', () => {
  it('sums by request, by order and by day to the same, which is what the orders lack', async () => {
    const adyen = new AdyenNotices(api, merchant)
    await adyen.connect(new Colleague(api, merchant, 'owner'))
    const orders: Order[] = []
    const requests: string[] = []
    const behaviours = [
      '',
      'sandbox_returned',
      'sandbox_pending',
      'sandbox_timeout_paid',
      'sandbox_fail_window_expired',
      '',
    ]
    for (const [index, behaviour] of behaviours.entries()) {
      const order = await ordered(behaviour, index % 2 === 0 ? 'GBP' : 'EUR')
      orders.push(order)
      requests.push(await claim(order))
      // From one day into the next, in a zone of its own.
      await api.advance(5 * 3_600_000)
      await api.work()
    }
    // Paid another way, and by hand, after their failures.
    const lost = async (index: number) =>
      String((await payoutsOf(requests[index] ?? '')).find(({ status }) => status === 'failed')?.id)
    const credit = await finance.post('/payouts/actions/store_credit', { payouts: [await lost(4)] })
    expect(credit.body.results).toMatchObject([{ done: true }])
    const byHand = await finance.post('/payouts/actions/mark_paid', { payouts: [await lost(1)], proof: 'cash' })
    expect(byHand.body.results).toMatchObject([{ done: true }])
    const reference = (order: Order | undefined) => order?.payments[1]?.reference ?? ''
    await adyen.tell({ pspReference: 'X1', originalReference: reference(orders[0]), value: 300 })
    await adyen.tell({ pspReference: 'X2', originalReference: reference(orders[2]), value: 200 })
    for (let i = 0; i < 3; i++) {
      await api.advance(60_000)
      await api.work()
    }

    const ofRequests = await Promise.all(requests.map((number) => ledgerOf('request', number)))
    const ofOrders = await Promise.all(orders.map(({ number }) => ledgerOf('order', number)))
    const ofDays = await ledgerOf('day', '2026-11-09', '2026-11-14')
    const days = ['09', '10', '11', '12', '13', '14'].map((day) => ledgerOf('day', `2026-11-${day}`))
    expect(nets(ofOrders)).toEqual(nets([ofDays]))
    expect(nets(ofOrders)).toEqual(nets(await Promise.all(days)))
    const external = ofDays.entries.filter(({ kind }) => kind === 'external')
    expect(external.map(({ amount, provider }) => [provider, amount]).sort()).toEqual([
      ['adyen', 200],
      ['adyen', 300],
    ])
    const requestNets = nets(ofRequests)
    expect({ ...requestNets, GBP: (requestNets.GBP ?? 0) + 500 }).toEqual(nets(ofOrders))

    for (const ledger of [...ofRequests, ...ofOrders, ofDays]) {
      for (const { currency, out, back, net } of ledger.sums) {
        const amounts = ledger.entries.filter((entry) => entry.currency === currency).map(({ amount }) => amount)
        const sumOf = (part: number[]) => part.reduce((sum, amount) => sum + amount, 0)
        expect(out).toBe(sumOf(amounts.filter((amount) => amount > 0)))
        expect(0 - back).toBe(sumOf(amounts.filter((amount) => amount < 0)))
        expect(net).toBe(sumOf(amounts))
      }
    }
    for (const [index, order] of orders.entries()) {
      const { body } = await read(api, merchant, `/v1/orders/${order.number}`)
      const gone = nets([ofOrders[index] as Ledger])[order.currency] ?? 0
      expect([index, 2895 - body.remaining.total]).toEqual([index, gone])
    }
    // Sent back by the bank, then paid by hand.
    expect(ofRequests[1]?.entries.map(({ kind, amount, provider }) => [kind, amount > 0, provider])).toEqual([
      ['paid', true, 'sandbox'],
      ['returned', false, 'sandbox'],
      ['paid', true, 'manual'],
    ])
    // Each entry is on its day in Auckland, thirteen hours ahead.
    for (const { at, day } of ofDays.entries) {
      expect(new Date(at + 13 * 3_600_000).toISOString().slice(0, 10)).toBe(day)
    }
  })

  it('takes back what was booked from outside and failed, on the day it was learnt', async () => {
    const adyen = new AdyenNotices(api, merchant)
    const order = await ordered('', 'GBP')
    await adyen.tell({ pspReference: 'X9', originalReference: order.payments[1]?.reference ?? '', value: 100 })
    await api.advance(24 * 3_600_000)
    const { number } = order
    const failed = { pspReference: 'X9', originalReference: order.payments[1]?.reference ?? '', value: 100 }
    await adyen.tell({ ...failed, eventCode: 'REFUND_FAILED' })
    const ledger = await ledgerOf('order', number)
    expect(ledger.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['external', 100],
      ['external_failed', -100],
    ])
    expect(ledger.sums).toEqual([{ currency: 'GBP', out: 100, back: 100, net: 0 }])
    const [first, second] = ledger.entries
    expect(first?.day).not.toBe(second?.day)
  })

  it('refuses days that are none', async () => {
    for (const query of [
      'by=day&key=2026-02-30',
      'by=day&key=2026-11-10&until=2026-11-09',
      'by=day&key=2026-01-01&until=2026-12-31',
    ]) {
      expect((await finance.get(`/ledger?${query}`)).status, query).toBe(422)
      expect((await finance.get(`/ledger.csv?${query}`)).status, query).toBe(422)
    }
  })

  it('is a table as well, whole, in which nothing calculates', async () => {
    const shop = await api.createMerchant()
    const order = testOrder({ number: `=cmd|' /C calc'!A${Date.now()}` })
    await putOrder(api, shop, order)
    for (let i = 0; i < 2; i++) {
      await submit(api, shop, { order: order.number, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] })
    }
    await api.work()
    const { email } = await api.createStaff(shop.id, 'Ben', 'agent')
    const signedIn = await api.fetch('/v1/admin/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'http://localhost:8787' },
      body: JSON.stringify({ email, password: staffPassword }),
    })
    const Cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
    const query = `by=order&key=${encodeURIComponent(order.number)}`
    const answer = await api.fetch(`/v1/admin/ledger.csv?${query}`, { headers: { Cookie } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="ledger-[\w.-]+\.csv"$/)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [heading = '', ...rows] = new TextDecoder().decode(bytes).trimEnd().split('\r\n')
    expect(heading.split(',')[3]).toBe('amount')
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row).toContain(`,'=cmd|' /C calc'!A`)
    const total = rows.reduce((sum, row) => sum + Math.round(Number(row.split(',')[3]) * 100), 0)
    expect(total).toBe(2895)
  })
})
