import { describe, expect, it } from 'vitest'
import { command, instantPolicy, putOrder, read, submit, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

const at20 = <T>(work: (index: number) => Promise<T>) => Promise.all(Array.from({ length: 20 }, (_, i) => work(i)))

async function sumsOf(order: string) {
  const rows = await api.query(
    'SELECT key, cap, reserved, refunded, overcommitted FROM balances WHERE order_number = ? ORDER BY key',
    [order],
  )
  return Object.fromEntries(rows.map((row) => [row.key, row])) as Record<
    string,
    { cap: number; reserved: number; refunded: number; overcommitted: number }
  >
}

describe('twenty at once', () => {
  it('submit the same two units: two get one each, nothing is paid twice', async () => {
    const merchant = await api.createMerchant()
    const order = testOrder()
    await putOrder(api, merchant, order)
    const claim = { order: order.number, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] }
    const answers = await at20(() => submit(api, merchant, claim))
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(2)
    const refused = answers.filter(({ status }) => status !== 201).map(({ body }) => body.code)
    expect(new Set(refused)).toEqual(new Set(['already_refunded']))
    await api.work()
    const sums = await sumsOf(order.number)
    expect(sums['units:l1']).toMatchObject({ reserved: 0, refunded: 2 })
    expect(sums['total']).toMatchObject({ reserved: 0, refunded: 2895, overcommitted: 0 })
    const [{ paid, amount } = {}] = await api.query(
      'SELECT SUM(paid) AS paid, SUM(amount) AS amount FROM sandbox_refunds WHERE reference = ?',
      [`ch_${order.number}`],
    )
    expect([paid, amount]).toEqual([2, 2895])
  })

  it('press submit under one key: one request, one answer', async () => {
    const merchant = await api.createMerchant()
    const order = testOrder()
    await putOrder(api, merchant, order)
    const claim = { order: order.number, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] }
    const key = { 'Idempotency-Key': crypto.randomUUID() }
    const answers = await at20(() => submit(api, merchant, claim, key))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1)
    const list = await read(api, merchant, `/v1/requests?order=${order.number}`)
    expect(list.body.requests).toHaveLength(1)
  })

  it('decide the same request: one decision stands', async () => {
    const merchant = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    // Where no statute forbids declining a claim without a reason.
    const order = testOrder({ customer: { country: 'US' } })
    await putOrder(api, merchant, order)
    const claim = { order: order.number, items: [{ line: 'l1', quantity: 2, reason: 'changed_mind' }] }
    const { body } = await submit(api, merchant, claim)
    expect(body.status).toBe('in_review')
    const answers = await at20((index) =>
      index % 2 === 0
        ? command(api, merchant, body.number, 'approve', { expectedSeq: 1 })
        : command(api, merchant, body.number, 'decline', { expectedSeq: 1, reason: 'other', message: 'Sorry.' }),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const refused = answers.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ body: { code } }) => code))).toEqual(new Set(['stale']))
    await api.work()
    const payouts = await api.query('SELECT status FROM payouts WHERE order_number = ?', [order.number])
    const sums = await sumsOf(order.number)
    const { body: after } = await read(api, merchant, `/v1/requests/${body.number}`)
    expect(['completed', 'declined']).toContain(after.status)
    expect(payouts).toHaveLength(after.status === 'completed' ? 1 : 0)
    expect(sums['total']).toMatchObject({ reserved: 0, refunded: after.status === 'completed' ? 2895 : 0 })
  })

  it('race for the shipping of one order: it is paid back once', async () => {
    const merchant = await api.createMerchant()
    const line = testOrder().lines[0]!
    const order = testOrder({
      lines: [
        { ...line, quantity: 1, tax: 208 },
        { ...line, id: 'l2', quantity: 1, tax: 208 },
      ],
      fulfillments: [],
    })
    await putOrder(api, merchant, order)
    const [left, right] = await Promise.all(
      ['l1', 'l2'].map((id) =>
        submit(api, merchant, { order: order.number, items: [{ line: id, reason: 'changed_mind' }] }),
      ),
    )
    expect([left?.status, right?.status]).toEqual([201, 201])
    const totals = [left?.body.quote.total, right?.body.quote.total].sort()
    expect(totals).toEqual([1250, 1645])
    await api.work()
    expect((await sumsOf(order.number))['shipping:s1']).toMatchObject({ cap: 395, refunded: 395, reserved: 0 })
  })
})
