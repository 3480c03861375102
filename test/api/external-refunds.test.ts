import { beforeEach, describe, expect, it } from 'vitest'
import type { Order } from '../../shared/order/order.ts'
import { AdyenNotices } from '../support/adyen-notices.ts'
import {
  command,
  instantPolicy,
  putOrder,
  read,
  secretHeaders,
  submit,
  type TestMerchant,
  testOrder,
} from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

let merchant: TestMerchant
let adyen: AdyenNotices
const api = await testApi()
beforeEach(async () => {
  merchant = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
  adyen = new AdyenNotices(api, merchant)
  await adyen.connect(new Colleague(api, merchant, 'owner'))
})

function orderBy(psp: string, more: Partial<Order> = {}): Order {
  const plain = testOrder()
  return { ...plain, payments: [{ ...plain.payments[0]!, provider: 'adyen', reference: psp }], ...more }
}
async function push(order: Order) {
  const answer = await putOrder(api, merchant, order)
  return (await answer.json()) as { outcome: string; revision: number; overcommitted: boolean }
}
const orderNow = async ({ number }: Order) => (await read(api, merchant, `/v1/orders/${number}`)).body
const external = () =>
  api.query(
    'SELECT reference, order_number, payment, status FROM external_refunds WHERE merchant = ? ORDER BY reference',
    [merchant.id],
  )
const outcomes = async () =>
  (
    await api.query('SELECT outcome FROM provider_events WHERE merchant = ? ORDER BY received_at, event', [merchant.id])
  ).map(({ outcome }) => outcome)
const refund = { pspReference: 'R1', originalReference: 'PSP1', value: 500 }

describe('a refund made at the provider', () => {
  it('is booked to its order: what remains is less, and its source’s word is still its source’s', async () => {
    const order = orderBy('PSP1')
    await push(order)
    const told = await adyen.tell(refund)
    expect(told).toEqual({ status: 200, text: '[accepted]' })
    const after = await orderNow(order)
    expect(after).toMatchObject({ revision: 2, remaining: { total: 2395, 'payment:p1': 2395, 'units:l1': 2 } })
    expect(after.order.refunds).toEqual([
      {
        id: 'R1',
        at: '2026-11-09T11:00:00.000Z',
        lines: [],
        amount: 500,
        payments: [{ payment: 'p1', amount: 500 }],
        bookedFrom: 'adyen',
      },
    ])
    expect(await external()).toEqual([{ reference: 'R1', order_number: order.number, payment: 'p1', status: 'booked' }])
    // What the source pushed is what it pushed: the same again changes nothing.
    expect(await push(order)).toMatchObject({ outcome: 'ignored', revision: 2 })
  })

  it('twice, and twice in one delivery, is once', async () => {
    const order = orderBy('PSP1')
    await push(order)
    await adyen.tell(refund)
    await adyen.tell([refund, refund])
    expect(await orderNow(order)).toMatchObject({ revision: 2, remaining: { total: 2395 } })
    expect(await outcomes()).toEqual(['external'])
  })

  it('stays booked when the source pushes again without it, and is its own when the source has it', async () => {
    const order = orderBy('PSP1')
    await push(order)
    await adyen.tell(refund)
    expect(await push({ ...order, locale: 'en-GB' })).toMatchObject({ outcome: 'updated', revision: 3 })
    expect(await orderNow(order)).toMatchObject({ remaining: { total: 2395, 'units:l1': 2 } })
    const own = {
      id: 'shop-1',
      reference: 'R1',
      at: '2026-11-09T11:00:01Z',
      lines: [{ line: 'l1', quantity: 1, amount: 500 }],
    }
    expect(await push({ ...order, refunds: [own] })).toMatchObject({ outcome: 'updated', revision: 4 })
    const after = await orderNow(order)
    expect(after).toMatchObject({ remaining: { total: 2395, 'units:l1': 1 } })
    expect(after.order.refunds).toHaveLength(1)
    // The provider tells again, late: the source has it.
    await adyen.tell({ ...refund, eventCode: 'REFUND', at: '2026-11-10T01:00:00Z' })
    expect(await orderNow(order)).toMatchObject({ revision: 4, remaining: { total: 2395 } })
  })

  it('that the source told first is counted once', async () => {
    const order = orderBy('PSP1', { refunds: [{ id: 'R1', at: '2026-11-09T11:00:01Z', lines: [], amount: 500 }] })
    await push(order)
    await adyen.tell(refund)
    expect(await orderNow(order)).toMatchObject({ revision: 1, remaining: { total: 2395 } })
    expect(await external()).toMatchObject([{ status: 'booked', order_number: order.number }])
  })

  it('waits for its order, pushed or imported', async () => {
    const [pushed, imported] = [orderBy('PSP1'), orderBy('PSP2')]
    await adyen.tell([refund, { ...refund, pspReference: 'R2', originalReference: 'PSP2' }])
    expect(await external()).toMatchObject([{ status: 'unmatched' }, { status: 'unmatched' }])
    expect(await push(pushed)).toMatchObject({ outcome: 'created', revision: 1 })
    const others = [orderBy('PSP3'), imported, orderBy('PSP4')]
    await api.fetch('/v1/orders/import', {
      method: 'POST',
      headers: secretHeaders(merchant, { 'Content-Type': 'application/x-ndjson' }),
      body: others.map((each) => JSON.stringify(each)).join('\n'),
    })
    for (const order of [pushed, imported]) {
      expect(await orderNow(order), order.number).toMatchObject({ remaining: { total: 2395, 'payment:p1': 2395 } })
    }
    expect(await external()).toMatchObject([
      { status: 'booked', order_number: pushed.number },
      { status: 'booked', order_number: imported.number },
    ])
    // Those that came in one piece with it are found too.
    await adyen.tell({ ...refund, pspReference: 'R4', originalReference: 'PSP4' })
    expect(await orderNow(others[2]!)).toMatchObject({ remaining: { total: 2395 } })
    expect(await push(pushed)).toMatchObject({ outcome: 'ignored' })
  })

  it('of a payment that two orders share, or in another currency, is nobody’s until a person says whose', async () => {
    const [one, other] = [orderBy('PSP1'), orderBy('PSP1')]
    await push(one)
    await push(other)
    await adyen.tell([refund, { ...refund, pspReference: 'R2', originalReference: 'PSP9', currency: 'EUR' }])
    await push(orderBy('PSP9'))
    expect(await external()).toMatchObject([{ status: 'unmatched' }, { status: 'unmatched' }])
    expect(await push({ ...one, locale: 'en-GB' })).toMatchObject({ outcome: 'updated' })
    expect(await orderNow(one)).toMatchObject({ remaining: { total: 2895 } })
  })

  it('that fails later is taken back; failed first and paid late it stays failed', async () => {
    const order = orderBy('PSP1')
    await push(order)
    await adyen.tell(refund)
    await adyen.tell({ ...refund, eventCode: 'REFUND_FAILED' })
    const after = await orderNow(order)
    expect(after).toMatchObject({ revision: 3, remaining: { total: 2895 } })
    expect(after.order.refunds).toEqual([])
    expect(await external()).toMatchObject([{ status: 'failed' }])
    await adyen.tell({ ...refund, pspReference: 'R2', eventCode: 'REFUND_FAILED' })
    await adyen.tell({ ...refund, pspReference: 'R2' })
    expect(await orderNow(order)).toMatchObject({ revision: 3, remaining: { total: 2895 } })
    expect(await push({ ...order, locale: 'en-GB' })).toMatchObject({ revision: 4 })
    expect(await orderNow(order)).toMatchObject({ remaining: { total: 2895 } })
  })

  it('that was refused at the provider, or is no refund at all, books nothing', async () => {
    const order = orderBy('PSP1')
    await push(order)
    await adyen.tell([
      { ...refund, success: false },
      { ...refund, pspReference: 'C1', eventCode: 'CHARGEBACK' },
    ])
    expect(await orderNow(order)).toMatchObject({ revision: 1, remaining: { total: 2895 } })
    expect(await outcomes()).toEqual(['recorded', 'recorded'])
  })

  it('leaves no more to a request than there is, and flags what does not fit any more', async () => {
    const order = orderBy('PSP1')
    await push(order)
    const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
    const { body } = await submit(api, merchant, { order: order.number, items })
    await adyen.tell({ ...refund, value: 2000 })
    expect(await orderNow(order)).toMatchObject({ overcommitted: true })
    const approved = await command(api, merchant, body.number, 'approve')
    expect([approved.status, approved.body.code]).toEqual([422, 'exceeds_order'])
    await adyen.tell({ ...refund, value: 2000, eventCode: 'REFUND_FAILED' })
    expect(await orderNow(order)).toMatchObject({ overcommitted: false })
    expect((await command(api, merchant, body.number, 'approve')).status).toBe(200)
  })

  it('told while the order is being pushed is booked whoever comes first', async () => {
    for (let i = 0; i < 6; i++) {
      const psp = `RACE${i}`
      const order = orderBy(psp)
      const [, told] = await Promise.all([
        push(order),
        adyen.tell({ ...refund, pspReference: `RR${i}`, originalReference: psp }),
        push({ ...order, locale: 'en-GB' }),
      ])
      expect(told.status).toBe(200)
      expect(await orderNow(order)).toMatchObject({ remaining: { total: 2395 } })
    }
    expect((await external()).every(({ status }) => status === 'booked')).toBe(true)
  })
})

it('another shop’s secret signs nothing here', async () => {
  const forged = await adyen.tell(refund, 'ab'.repeat(32))
  expect(forged.status).toBe(401)
  expect(await external()).toEqual([])
})
