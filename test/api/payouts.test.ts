import { describe, expect, it } from 'vitest'
import type { Order } from '../../shared/order/order.ts'
import { command, instantPolicy, putOrder, read, submit, testOrder, workFor } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant()

/** An order whose payment tells the sandbox what to do, fully claimed. */
async function claimed(behaviour: string, more: Record<string, unknown> = {}) {
  const plain = testOrder()
  const payments = [{ ...plain.payments[0]!, reference: `ch_${plain.number}_${behaviour}` }]
  const order: Order = { ...plain, payments }
  await putOrder(api, merchant, order)
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind', ...more }]
  const { body } = await submit(api, merchant, { order: order.number, items })
  return { order, number: body.number as string }
}

async function ledgerOf(order: Order) {
  return api.query('SELECT status, paid, asked FROM sandbox_refunds WHERE reference = ?', [
    order.payments[0]!.reference,
  ])
}

async function payoutOf(number: string) {
  const { body } = await read(api, merchant, `/v1/requests/${number}`)
  return { status: body.status, payout: body.payouts[0].status, next: body.next.action }
}

describe('the sandbox does what the reference says, and nothing is paid twice', () => {
  it('times out after paying: found by asking, never sent again', async () => {
    const { order, number } = await claimed('sandbox_timeout_paid')
    await api.work()
    expect(await payoutOf(number)).toEqual({ status: 'paying', payout: 'unknown', next: 'pay' })
    await workFor(api, 2)
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    expect(await ledgerOf(order)).toEqual([{ status: 'succeeded', paid: 1, asked: 1 }])
  })

  it('loses the call on the way: sent again under the same number', async () => {
    const { order, number } = await claimed('sandbox_timeout_lost')
    await workFor(api, 2)
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    expect(await ledgerOf(order)).toEqual([{ status: 'succeeded', paid: 1, asked: 2 }])
  })

  it('says pending, and later that it paid', async () => {
    const { order, number } = await claimed('sandbox_pending')
    await api.work()
    expect(await payoutOf(number)).toMatchObject({ status: 'paying', payout: 'pending' })
    await workFor(api, 2)
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    expect(await ledgerOf(order)).toEqual([{ status: 'succeeded', paid: 1, asked: 1 }])
  })

  it('fails in passing: retried under its own number', async () => {
    const { order, number } = await claimed('sandbox_failonce_insufficient_merchant_balance')
    await api.work()
    expect(await payoutOf(number)).toEqual({ status: 'payout_failed', payout: 'failed', next: 'fix_payout' })
    const { body } = await read(api, merchant, `/v1/requests/${number}`)
    const retried = await command(api, merchant, number, 'retry_payout', { payout: body.payouts[0].id })
    expect(retried.status).toBe(200)
    await api.work()
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    expect(await ledgerOf(order)).toEqual([{ status: 'succeeded', paid: 1, asked: 2 }])
  })

  it('fails for good: the amount is free again, and another method pays it', async () => {
    const { order, number } = await claimed('sandbox_fail_payer_account_closed_or_frozen')
    await api.work()
    const { body } = await read(api, merchant, `/v1/requests/${number}`)
    const payout = body.payouts[0].id
    const hopeless = await command(api, merchant, number, 'retry_payout', { payout })
    expect([hopeless.status, hopeless.body.code]).toEqual([409, 'illegal_state'])
    const byCredit = await command(api, merchant, number, 'change_method', { payout, destination: 'store_credit' })
    expect(byCredit.status).toBe(200)
    await api.work()
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    const credit = await api.query(
      `SELECT amount, currency FROM store_credit_entries WHERE payout IN (SELECT id FROM payouts WHERE request = ?)`,
      [number],
    )
    expect(credit).toEqual([{ amount: 2895, currency: 'GBP' }])
    expect(await ledgerOf(order)).toMatchObject([{ status: 'failed', paid: 0 }])
  })

  it('pays, and the bank sends it back: the request is open again, and its money free', async () => {
    const { order, number } = await claimed('sandbox_returned')
    await api.work()
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    await workFor(api, 3)
    expect(await payoutOf(number)).toMatchObject({ status: 'payout_failed', payout: 'failed' })
    const rows = await api.query('SELECT failure_code, failure_final, returned FROM payouts WHERE request = ?', [
      number,
    ])
    expect(rows).toEqual([{ failure_code: 'payer_account_closed_or_frozen', failure_final: 1, returned: 1 }])
    const held = await api.query(
      `SELECT reserved, refunded FROM balances WHERE order_number = ? AND key = 'payment:p1'`,
      [order.number],
    )
    expect(held).toEqual([{ reserved: 0, refunded: 0 }])
  })

  it.each(['sandbox_callback_twice', 'sandbox_callback_unordered'])('%s is once', async (behaviour) => {
    const { order, number } = await claimed(behaviour)
    await api.work()
    expect(await payoutOf(number)).toMatchObject({ status: 'paying', payout: 'pending' })
    await workFor(api, 3)
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    expect(await ledgerOf(order)).toEqual([{ status: 'succeeded', paid: 1, asked: 1 }])
    const events = await api.query(
      `SELECT e.type FROM payout_events e JOIN payouts p ON p.merchant = e.merchant AND p.id = e.payout
       WHERE p.request = ? ORDER BY e.seq`,
      [number],
    )
    expect(events.map(({ type }) => type)).toEqual(['requested', 'submitting', 'reported', 'reported'])
  })

  it('pays late, by a callback alone', async () => {
    const { number } = await claimed('sandbox_callback_late')
    await workFor(api, 4)
    expect(await payoutOf(number)).toMatchObject({ payout: 'pending' })
    await api.advance(60_000)
    await api.work()
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
  })

  it('grants store credit at once, in our own books', async () => {
    const { order, number } = await claimed('', { resolution: 'store_credit' })
    await api.work()
    expect(await payoutOf(number)).toMatchObject({ status: 'completed', payout: 'succeeded' })
    expect(await ledgerOf(order)).toEqual([])
  })
})

describe('an order pushed again', () => {
  it('with a refund made elsewhere is kept, flagged, and holds its payouts', async () => {
    const reviewed = await api.createMerchant({
      policy: instantPolicy({ decision: 'review' }),
    })
    const order = testOrder()
    await putOrder(api, reviewed, order)
    const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
    const { body } = await submit(api, reviewed, { order: order.number, items })
    const outside = {
      ...order,
      refunds: [{ id: 're_1', at: '2026-11-09T10:00:00Z', lines: [{ line: 'l1', quantity: 1, amount: 1250 }] }],
    }
    const pushed = await putOrder(api, reviewed, outside)
    expect(await pushed.json()).toMatchObject({ outcome: 'updated', revision: 2, overcommitted: true })
    const approved = await command(api, reviewed, body.number, 'approve')
    expect([approved.status, approved.body.code]).toEqual([422, 'exceeds_line'])
    const restored = await putOrder(api, reviewed, { ...order, revision: 2 })
    expect(await restored.json()).toMatchObject({ outcome: 'updated', overcommitted: false })
    const again = await command(api, reviewed, body.number, 'approve')
    expect([again.status, again.body.status]).toEqual([200, 'paying'])
    const older = await putOrder(api, reviewed, { ...outside, revision: 1 })
    expect(await older.json()).toMatchObject({ outcome: 'ignored', revision: 3 })
  })
})
