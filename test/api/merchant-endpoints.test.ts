import { Webhook } from 'standardwebhooks'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { endpointMessage } from '../../shared/api/merchant-endpoints.schema.ts'
import type { Order } from '../../shared/order/order.ts'
import { command, putOrder, read, secretHeaders, submit, type TestMerchant, testOrder } from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { startReceiver } from '../support/receiver.ts'
import { testApi } from '../support/runtime.ts'

const secret = `whsec_${btoa('the secret of the gift card server')}`
const minuteMs = 60_000

const api = await testApi()
const shop = await startReceiver()
let merchant: TestMerchant
let path: string
let paths = 0
afterAll(() => shop.close())
beforeEach(async () => {
  merchant = await api.createMerchant()
  paths += 1
  path = `/credit-${paths}`
  const manager = new Colleague(api, merchant, 'manager', 'Amara Osei')
  const credentials = { url: shop.url(path), secret }
  const saved = await manager.put('/connections/gift_card', { expectedRevision: 0, credentials })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
})

/** An order paid with a gift card, refunded in full. */
async function refunded(provider = 'gift_card', reference = 'GC-77') {
  const [card] = testOrder().payments as [Order['payments'][number]]
  const payments = [{ ...card, method: 'gift_card' as const, provider, reference, label: 'Gift card •• 77' }]
  const order = testOrder({ payments })
  expect((await putOrder(api, merchant, order)).status).toBe(200)
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
  const { body } = await submit(api, merchant, { order: order.number, items })
  await api.work()
  return { order: order.number, number: body.number as string, payout: (await stateOf(body.number)).payout }
}

async function stateOf(number: string): Promise<{ status: string; payout: { id: string; status: string } }> {
  const { body } = await read(api, merchant, `/v1/requests/${number}`)
  return { status: body.status, payout: body.payouts[0] }
}

/** What the merchant's server heard, as it verifies it. */
function heard() {
  return shop.heard(path).map(({ headers, body }) => {
    const atMs = Number(headers['webhook-timestamp']) * 1000
    const signature = new Webhook(secret).sign(headers['webhook-id'] ?? '', new Date(atMs), body)
    expect(headers['webhook-signature']).toBe(signature)
    return { id: headers['webhook-id'], ...endpointMessage.parse(JSON.parse(body)) }
  })
}

async function report(payout: string, body: unknown, as = merchant) {
  const init = { method: 'POST', headers: secretHeaders(as), body: JSON.stringify(body) }
  const answer = await api.fetch(`/v1/payouts/${payout}/result`, init)
  return { status: answer.status, body: await answer.json() }
}

describe('a gift card', () => {
  it('is credited by the merchant’s server, which is told all it needs', async () => {
    const { order, number, payout } = await refunded()
    expect(await stateOf(number)).toMatchObject({ status: 'completed', payout: { status: 'succeeded' } })
    expect(heard()).toMatchObject([
      {
        id: payout.id,
        type: 'gift_card.credit',
        data: {
          payout: payout.id,
          request: number,
          order,
          customer: 'c-1',
          currency: 'GBP',
          amount: 2895,
          reference: 'GC-77',
        },
      },
    ])
  })

  it('is asked for again under its number until the server answers', async () => {
    shop.answer(path, 503)
    const { number, payout } = await refunded()
    expect(payout.status).toBe('unknown')
    shop.answer(path, 200)
    for (let index = 0; index < 3; index += 1) {
      await api.advance(minuteMs)
      await api.work()
    }
    expect(await stateOf(number)).toMatchObject({ status: 'completed', payout: { status: 'succeeded' } })
    const [first, second, ...more] = heard()
    expect(more).toEqual([])
    expect(second).toEqual(first)
  })

  it('that cannot be credited fails for good', async () => {
    shop.answer(path, 410)
    const { number } = await refunded()
    expect(await stateOf(number)).toMatchObject({ status: 'payout_failed', payout: { status: 'failed' } })
  })
})

describe('another way of paying', () => {
  it('is a coupon of the merchant’s server, where the card is gone', async () => {
    const manager = new Colleague(api, merchant, 'manager', 'Li Na')
    const credentials = { url: shop.url(path), secret }
    await manager.put('/connections/coupon', { expectedRevision: 0, credentials })
    const { number, payout, order } = await refunded('sandbox', 'sandbox_fail_payer_account_closed_or_frozen')
    const changed = await command(api, merchant, number, 'change_method', { payout: payout.id, destination: 'coupon' })
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    await api.work()
    expect(await stateOf(number)).toMatchObject({ status: 'completed' })
    const [told, ...more] = heard()
    expect(more).toEqual([])
    expect(told).toMatchObject({ type: 'coupon.issue', data: { order, amount: 2895, customer: 'c-1' } })
    expect(told?.data.payout).not.toBe(payout.id)
  })
})

describe('the result of what was accepted', () => {
  beforeEach(() => shop.answer(path, 202))

  it('completes the refund, twice is once, and it is never sent again meanwhile', async () => {
    const { number, payout } = await refunded()
    expect(payout.status).toBe('pending')
    await api.advance(60 * minuteMs)
    await api.work()
    expect(heard()).toHaveLength(1)
    const result = { status: 'succeeded', reference: 'credit-9981' }
    expect(await report(payout.id, result)).toEqual({ status: 200, body: { payout: payout.id, status: 'succeeded' } })
    expect(await report(payout.id, result)).toEqual({ status: 200, body: { payout: payout.id, status: 'succeeded' } })
    expect(await stateOf(number)).toMatchObject({ status: 'completed' })
    const events = await api.query('SELECT type FROM payout_events WHERE payout = ? ORDER BY seq', [payout.id])
    expect(events.map(({ type }) => type)).toEqual(['requested', 'submitting', 'reported', 'reported'])
  })

  it('may be a failure, also after it had succeeded', async () => {
    const { number, payout } = await refunded()
    await report(payout.id, { status: 'succeeded' })
    const failed = { status: 'failed', code: 'payer_account_closed_or_frozen' }
    expect((await report(payout.id, failed)).body.status).toBe('failed')
    expect(await stateOf(number)).toMatchObject({ status: 'payout_failed' })
    const [row] = await api.query('SELECT failure_code, failure_final, returned FROM payouts WHERE id = ?', [payout.id])
    expect(row).toEqual({ failure_code: 'payer_account_closed_or_frozen', failure_final: 1, returned: 1 })
  })

  it('is taken of such payouts alone, and of one’s own', async () => {
    const { payout } = await refunded('sandbox')
    expect((await report(payout.id, { status: 'succeeded' })).status).toBe(404)
    expect((await report('po_nobody', { status: 'succeeded' })).status).toBe(404)
    const { payout: accepted } = await refunded()
    const other = await api.createMerchant()
    expect((await report(accepted.id, { status: 'succeeded' }, other)).status).toBe(404)
    expect((await report(accepted.id, { status: 'pending' })).body.code).toBe('validation_failed')
    expect((await report(accepted.id, { status: 'failed', code: 'bad luck' })).body.code).toBe('validation_failed')
  })

  it('is not taken of what was never sent', async () => {
    const owner = new Colleague(api, merchant, 'owner', 'Ann Lee')
    const stopped = await owner.post('/payout-controls/stop', { reason: 'looking into it' })
    expect(stopped.status, JSON.stringify(stopped.body)).toBe(200)
    const { payout } = await refunded()
    const early = await report(payout.id, { status: 'succeeded' })
    expect([early.status, early.body.code]).toEqual([409, 'illegal_state'])
    expect(heard()).toEqual([])
  })
})
