import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Order } from '../../../shared/order/order.ts'
import { putOrder, read, submit, type TestMerchant, testOrder } from '../../../test/support/api.ts'
import { auditDatabase } from '../../../test/support/audit.ts'
import { Colleague } from '../../../test/support/colleague.ts'
import { type NodeApi, startNodeApi } from '../../../test/support/node-api.ts'
import type { NoticeItem } from '../../platform/ports.ts'
import { providers } from '../providers/index.ts'
import { eventOf, NoticeProvider } from './notices.fixtures.ts'

let api: NodeApi
let provider: NoticeProvider
let merchant: TestMerchant
let owner: Colleague
beforeAll(async () => {
  api = await startNodeApi({ providers: { ...providers, stripe: (parts) => provider.factory(parts) } })
})
beforeEach(async () => {
  provider = new NoticeProvider()
  merchant = await api.createMerchant()
  owner = new Colleague(api, merchant, 'owner')
  const credentials = { secretKey: `sk_test_${'a'.repeat(20)}`, webhookSecret: `whsec_${'b'.repeat(24)}` }
  expect((await owner.put('/connections/stripe', { expectedRevision: 0, credentials })).status).toBe(200)
})
afterAll(() => api.close())

const tell = (items: NoticeItem[], headers: Record<string, string> = { 'x-signed': 'yes' }, at = 'stripe') =>
  api.fetch(`/v1/hooks/${at}/${merchant.publishableKey}`, { method: 'POST', headers, body: JSON.stringify(items) })

async function pushed(more: Partial<Order> = {}): Promise<Order> {
  const plain = testOrder()
  const order = {
    ...plain,
    payments: [{ ...plain.payments[0]!, provider: 'stripe', reference: `pi_${plain.number}` }],
    ...more,
  }
  expect((await putOrder(api, merchant, order)).status).toBeLessThan(300)
  return order
}
const claim = async (order: Order, quantity = 1): Promise<string> => {
  const { body } = await submit(api, merchant, {
    order: order.number,
    items: [{ line: 'l1', quantity, reason: 'changed_mind' }],
  })
  return body.number
}
const payoutOf = async (request: string) =>
  (
    await api.query('SELECT id, status, provider_reference, reference, amount FROM payouts WHERE request = ?', [
      request,
    ])
  )[0]
const external = () =>
  api.query(
    'SELECT reference, order_number, payment, status, amount FROM external_refunds WHERE merchant = ? ORDER BY reference',
    [merchant.id],
  )
const events = () =>
  api.query('SELECT event, outcome FROM provider_events WHERE merchant = ? ORDER BY event', [merchant.id])
const remaining = async ({ number }: Order) => (await read(api, merchant, `/v1/orders/${number}`)).body.remaining

describe('who may tell', () => {
  it('is believed when it is signed, and acknowledged as the provider wants it', async () => {
    const told = await tell([{ event: 'e1', kind: 'dispute' }])
    expect([told.status, await told.text()]).toEqual([200, 'success'])
    expect(await events()).toEqual([{ event: 'e1', outcome: 'recorded' }])
    const { body } = await owner.get('/connections')
    expect(body.connections[0].lastNoticeAt).toBeGreaterThan(0)
  })

  it('is refused without a signature, and after many tries not even heard', async () => {
    const forged = await tell([{ event: 'e1', kind: 'other' }], {})
    expect([forged.status, (await forged.json()).code]).toEqual([401, 'invalid_signature'])
    const statuses: number[] = []
    for (let i = 0; i < 65; i++) statuses.push((await tell([], {})).status)
    expect(statuses.at(-1)).toBe(429)
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(60)
    // What is signed is heard all the same, from whatever address.
    expect((await tell([])).status).toBe(200)
    expect(await events()).toEqual([])
  })

  it('is nobody for a provider that is not connected, that tells nothing, or for another shop', async () => {
    for (const at of ['paypal', 'sandbox', 'store_credit', 'manual', 'bank']) {
      expect((await tell([], { 'x-signed': 'yes' }, at)).status, at).toBe(404)
    }
    expect((await tell([], { 'x-signed': 'yes' }, 'nobody')).status).toBe(422)
    const stranger = await api.fetch('/v1/hooks/stripe/pk_unknown', { method: 'POST', body: '[]' })
    expect(stranger.status).toBe(404)
    await owner.delete('/connections/stripe')
    expect((await tell([])).status).toBe(404)
  })

  it('may send a megabyte, and no more', async () => {
    const body = JSON.stringify([{ event: 'e', kind: 'other', pad: 'x'.repeat(1_048_576) }])
    const told = await api.fetch(`/v1/hooks/stripe/${merchant.publishableKey}`, {
      method: 'POST',
      headers: { 'x-signed': 'yes' },
      body,
    })
    expect(told.status).toBe(413)
  })
})

describe('a payout of ours', () => {
  it('is paid when the provider says so, asked again; twice is once', async () => {
    provider.losesAnswers = true
    const request = await claim(await pushed())
    await api.work()
    const payout = await payoutOf(request)
    expect(payout?.status).toBe('unknown')
    const [refund] = provider.refunds.values()
    const event = eventOf('e1', refund!, undefined, String(payout?.id))
    expect((await tell([event])).status).toBe(200)
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded', provider_reference: 're_1' })
    const asked = provider.asked
    expect((await tell([event])).status).toBe(200)
    expect(provider.asked).toBe(asked)
    expect(await events()).toEqual([{ event: 'e1', outcome: 'applied' }])
    expect(await external()).toEqual([])
  })

  it('two deliveries at the same moment are one', async () => {
    const request = await claim(await pushed())
    await api.work()
    const event = eventOf('e1', [...provider.refunds.values()][0]!)
    const both = await Promise.all([tell([event]), tell([event]), tell([event])])
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await events()).toEqual([{ event: 'e1', outcome: 'applied' }])
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded' })
  })

  it.each([
    ['that repeats our number', true],
    ['that does not', false],
  ])('its webhook before our own answer is stored (%s) is never booked as somebody else’s', async (_, repeats) => {
    const told: number[] = []
    const order = await pushed()
    provider.beforeAnswer = async (refund) => {
      told.push((await tell([eventOf('e1', refund, undefined, repeats ? refund.number : undefined)])).status)
    }
    const request = await claim(order)
    await api.work()
    expect(told).toEqual([200])
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded', provider_reference: 're_1' })
    expect(await external()).toEqual([])
    expect(await remaining(order)).toMatchObject({ total: 2895 - 1250, 'payment:p1': 2895 - 1250 })
    expect((await auditDatabase(api.query)).faults).toEqual([])
  })

  it('while nobody can tell whether it is ours it is not booked, and has to come again', async () => {
    provider.canTell = false
    provider.losesAnswers = true
    const order = await pushed()
    const request = await claim(order)
    await api.work()
    const refund = [...provider.refunds.values()][0]!
    const event = eventOf('e1', refund)
    const refused = await tell([event])
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'conflict'])
    expect([await events(), await external()]).toEqual([[], []])
    // Of another amount it cannot be ours.
    const other = provider.refundByHand(refund.payment!, 100)
    expect((await tell([eventOf('e2', other)])).status).toBe(200)
    expect(await external()).toMatchObject([{ reference: 're_2', status: 'booked' }])
    provider.canTell = true
    expect((await tell([event])).status).toBe(200)
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded', provider_reference: 're_1' })
    expect(await external()).toHaveLength(1)
  })

  it('is not believed when the provider does not answer: the webhook has to come again', async () => {
    const request = await claim(await pushed())
    await api.work()
    const [refund] = provider.refunds.values()
    refund!.state = {
      status: 'failed',
      failure: { code: 'payer_account_closed_or_frozen', final: true },
      providerReference: 're_1',
    }
    provider.isAway = true
    expect((await tell([eventOf('e1', refund!)])).status).toBe(409)
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded' })
    provider.isAway = false
    expect((await tell([eventOf('e1', refund!)])).status).toBe(200)
    expect(await payoutOf(request)).toMatchObject({ status: 'failed' })
    expect((await read(api, merchant, `/v1/requests/${request}`)).body.status).toBe('payout_failed')
  })

  it('that cannot be read without an answer of the provider has to come again, and is no fault of ours', async () => {
    provider.readsAway = true
    const refused = await tell([{ event: 'e1', kind: 'other' }])
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'conflict'])
    provider.readsAway = false
    expect((await tell([{ event: 'e1', kind: 'other' }])).status).toBe(200)
  })

  it('late news of something earlier undo nothing, asked or not', async () => {
    const request = await claim(await pushed())
    await api.work()
    const [refund] = provider.refunds.values()
    const pending = { status: 'pending', providerReference: 're_1' } as const
    await tell([eventOf('e1', refund!, pending)])
    provider.canTell = false
    await tell([eventOf('e2', refund!, pending)])
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded' })
    expect(await events()).toEqual([
      { event: 'e1', outcome: 'applied' },
      { event: 'e2', outcome: 'applied' },
    ])
  })

  it('of a provider that cannot be asked is believed, for the amount that was asked for', async () => {
    provider.canTell = false
    provider.losesAnswers = true
    const request = await claim(await pushed())
    await api.work()
    const [refund] = provider.refunds.values()
    const payout = String((await payoutOf(request))?.id)
    await tell([eventOf('e1', { ...refund!, amount: 99 }, undefined, payout)])
    expect(await payoutOf(request)).toMatchObject({ status: 'unknown' })
    await tell([eventOf('e2', refund!, undefined, payout)])
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded', provider_reference: 're_1' })
    expect(await events()).toEqual([
      { event: 'e1', outcome: 'recorded' },
      { event: 'e2', outcome: 'applied' },
    ])
  })

  it('that the order’s source told of before the provider named it to us is counted once', async () => {
    provider.losesAnswers = true
    const order = await pushed()
    const request = await claim(order, 2)
    await api.work()
    const [refund] = provider.refunds.values()
    const lines = [{ line: 'l1', quantity: 2, amount: 2500 }]
    const own = { id: 'shop-1', reference: refund!.providerReference, at: '2026-11-10T12:00:00Z', lines, amount: 2895 }
    await putOrder(api, merchant, { ...order, refunds: [own] })
    await tell([eventOf('e1', refund!)])
    expect(await payoutOf(request)).toMatchObject({ status: 'succeeded' })
    const rows = await api.query(
      `SELECT key, external, reserved, refunded, overcommitted FROM balances WHERE merchant = ? AND key IN ('total', 'payment:p1', 'units:l1') ORDER BY key`,
      [merchant.id],
    )
    expect(rows).toEqual([
      { key: 'payment:p1', external: 0, reserved: 0, refunded: 2895, overcommitted: 0 },
      { key: 'total', external: 0, reserved: 0, refunded: 2895, overcommitted: 0 },
      { key: 'units:l1', external: 0, reserved: 0, refunded: 2, overcommitted: 0 },
    ])
  })

  it('is booked by whichever name its order has for the payment', async () => {
    const order = await pushed()
    const otherReferences = order.payments.map(({ reference }) => reference)
    const refund = provider.refundByHand('pi_other', 300, { otherReferences })
    expect((await tell([eventOf('e1', refund)])).status).toBe(200)
    expect(await external()).toMatchObject([{ order_number: order.number, payment: 'p1', status: 'booked' }])
  })

  it.each([
    ['payment intent', 'pi_later'],
    ['charge', 'ch_later'],
  ])('waits for an order that will know the payment by its %s', async (_, reference) => {
    const refund = provider.refundByHand('pi_later', 300, { otherReferences: ['ch_later'] })
    expect((await tell([eventOf(`e_${reference}`, refund)])).status).toBe(200)
    expect(await external()).toMatchObject([{ order_number: null, status: 'unmatched' }])
    const order = testOrder()
    const payments = order.payments.map((payment) => ({ ...payment, provider: 'stripe', reference }))
    await putOrder(api, merchant, { ...order, payments })
    expect(await external()).toMatchObject([{ order_number: order.number, payment: 'p1', status: 'booked' }])
    const rows = await api.query(
      `SELECT key, external FROM balances WHERE merchant = ? AND order_number = ? AND key IN ('total', 'payment:p1') ORDER BY key`,
      [merchant.id, order.number],
    )
    expect(rows.map((row) => row.external)).toEqual(rows.map(() => 300))
    const { body } = await read(api, merchant, `/v1/orders/${order.number}`)
    expect([body.remaining.total, body.remaining['payment:p1']]).toEqual([2595, 2595])
  })

  it('is nobody’s where two orders know the payment, each by another of its names', async () => {
    for (const reference of ['pi_both', 'ch_both']) {
      const order = testOrder()
      const payments = order.payments.map((payment) => ({ ...payment, provider: 'stripe', reference }))
      await putOrder(api, merchant, { ...order, payments })
    }
    const refund = provider.refundByHand('pi_both', 300, { otherReferences: ['ch_both'] })
    expect((await tell([eventOf('e1', refund)])).status).toBe(200)
    expect(await external()).toMatchObject([{ order_number: null, status: 'unmatched' }])
  })

  it('is never settled by another provider’s webhook', async () => {
    provider.losesAnswers = true
    const request = await claim(await pushed())
    await api.work()
    const payout = String((await payoutOf(request))?.id)
    await api.query(`UPDATE payouts SET provider = 'adyen' WHERE id = ? RETURNING id`, [payout])
    const [refund] = provider.refunds.values()
    await tell([eventOf('e1', refund!, undefined, payout)])
    expect(await payoutOf(request)).toMatchObject({ status: 'unknown' })
    await api.query(`UPDATE payouts SET provider = 'stripe' WHERE id = ? RETURNING id`, [payout])
  })
})
