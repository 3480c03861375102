import { describe, expect, it } from 'vitest'
import { newKey, putOrder, read, submit, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

describe('one refund, end to end', () => {
  it('goes from an order to money that arrived', async () => {
    const merchant = await api.createMerchant()
    const order = testOrder()
    const stored = await putOrder(api, merchant, order)
    expect([stored.status, await stored.json()]).toEqual([
      200,
      { number: order.number, revision: 1, outcome: 'created', overcommitted: false },
    ])

    const claim = {
      order: order.number,
      items: [{ line: 'l1', quantity: 2, reason: 'changed_mind' }],
      quotedTotal: 2895,
    }
    const key = newKey()
    const first = await submit(api, merchant, claim, key)
    expect(first.body).toMatchObject({ status: 'paying', quote: { total: 2895 }, payouts: [{ status: 'queued' }] })
    expect(first.status).toBe(201)

    const again = await submit(api, merchant, claim, key)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    const other = await submit(api, merchant, { ...claim, quotedTotal: 1 }, key)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])

    await api.work()
    const done = await read(api, merchant, `/v1/requests/${first.body.number}`)
    expect(done.body).toMatchObject({
      status: 'completed',
      payouts: [{ status: 'succeeded', amount: 2895, destination: 'p1' }],
      next: { who: 'shopper', action: 'rate' },
    })
    expect(done.body.timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      'submitted',
      'approved',
      'payout_requested',
      'payout_succeeded',
    ])
    const balances = await api.query(
      'SELECT key, reserved, refunded FROM balances WHERE order_number = ? ORDER BY key',
      [order.number],
    )
    expect(balances).toEqual([
      { key: 'line:l1', reserved: 0, refunded: 2500 },
      { key: 'payment:p1', reserved: 0, refunded: 2895 },
      { key: 'shipping:s1', reserved: 0, refunded: 395 },
      { key: 'total', reserved: 0, refunded: 2895 },
      { key: 'units:l1', reserved: 0, refunded: 2 },
    ])
    const paid = await api.query('SELECT paid, asked FROM sandbox_refunds WHERE reference = ?', [`ch_${order.number}`])
    expect(paid).toEqual([{ paid: 1, asked: 1 }])
  })
})
