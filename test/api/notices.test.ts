import { beforeEach, describe, expect, it } from 'vitest'
import { AdyenNotices } from '../support/adyen-notices.ts'
import { putOrder, read, submit, type TestMerchant, testOrder } from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

let merchant: TestMerchant
let adyen: AdyenNotices
const api = await testApi()
beforeEach(async () => {
  merchant = await api.createMerchant()
  adyen = new AdyenNotices(api, merchant)
  await adyen.connect(new Colleague(api, merchant, 'owner'))
})

/** A payout that is on its way, as after a call to a provider that answers by webhook alone. */
async function paying() {
  const plain = testOrder()
  const psp = `PSP${plain.number}`
  const order = { ...plain, payments: [{ ...plain.payments[0]!, provider: 'adyen', reference: psp }] }
  await putOrder(api, merchant, order)
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
  const { body } = await submit(api, merchant, { order: order.number, items })
  const [payout] = body.payouts
  const notice = {
    pspReference: `R${plain.number}`,
    originalReference: psp,
    merchantReference: payout.id as string,
    value: payout.amount as number,
  }
  return { order, request: body.number as string, payout: payout.id as string, notice }
}
const statusOf = async (request: string) => {
  const { body } = await read(api, merchant, `/v1/requests/${request}`)
  return [body.status, body.payouts[0].status]
}
const events = async () =>
  (await api.query('SELECT event, outcome FROM provider_events WHERE merchant = ? ORDER BY event', [merchant.id])).map(
    ({ event, outcome }) => `${String(event).split(':').slice(1).join(':')} ${outcome}`,
  )

describe('webhooks of a provider', () => {
  it('settle a payout of ours, once, and are acknowledged as Adyen wants it', async () => {
    const { request, payout, notice, order } = await paying()
    const told = [await adyen.tell(notice), await adyen.tell(notice)]
    expect(told).toEqual([
      { status: 200, text: '[accepted]' },
      { status: 200, text: '[accepted]' },
    ])
    expect(await statusOf(request)).toEqual(['completed', 'succeeded'])
    expect(await events()).toEqual(['REFUND:true applied'])
    const stream = await api.query('SELECT type FROM payout_events WHERE payout = ? ORDER BY seq', [payout])
    expect(stream.map(({ type }) => type)).toEqual(['requested', 'reported'])
    const { body } = await read(api, merchant, `/v1/orders/${order.number}`)
    expect([body.revision, body.remaining.total]).toEqual([1, 0])
  })

  it('that the bank sent it back reopens the request; told before that it was paid, paid is late news', async () => {
    const { request, notice } = await paying()
    await adyen.tell(notice)
    await adyen.tell({ ...notice, eventCode: 'REFUND_FAILED' })
    expect(await statusOf(request)).toEqual(['payout_failed', 'failed'])
    const other = await paying()
    await adyen.tell({ ...other.notice, eventCode: 'REFUND_FAILED' })
    await adyen.tell(other.notice)
    expect(await statusOf(other.request)).toEqual(['payout_failed', 'failed'])
  })

  it('of several things are done each by itself', async () => {
    const [one, other] = [await paying(), await paying()]
    const dispute = { ...one.notice, pspReference: 'D1', eventCode: 'CHARGEBACK' } as const
    expect((await adyen.tell([one.notice, dispute, other.notice])).status).toBe(200)
    expect(await statusOf(one.request)).toEqual(['completed', 'succeeded'])
    expect(await statusOf(other.request)).toEqual(['completed', 'succeeded'])
    expect(await events()).toEqual(['CHARGEBACK:true recorded', 'REFUND:true applied', 'REFUND:true applied'])
  })

  it('of another amount than was asked for settle nothing', async () => {
    const { request, notice } = await paying()
    await adyen.tell({ ...notice, value: notice.value - 1 })
    expect((await statusOf(request))[1]).not.toBe('succeeded')
    expect(await events()).toEqual(['REFUND:true recorded'])
  })

  it('that name a payout of another shop pay nothing there', async () => {
    const { notice } = await paying()
    const strangers = await api.createMerchant()
    const theirs = new AdyenNotices(api, strangers)
    await theirs.connect(new Colleague(api, strangers, 'owner'))
    expect((await theirs.tell(notice)).status).toBe(200)
    expect(await events()).toEqual([])
    const payouts = await api.query('SELECT status FROM payouts WHERE merchant = ?', [merchant.id])
    expect(payouts).not.toContainEqual({ status: 'succeeded' })
  })

  it('of nobody are refused, and of no merchant not found', async () => {
    const { request, notice } = await paying()
    const forged = await adyen.tell(notice, 'ab'.repeat(32))
    expect([forged.status, JSON.parse(forged.text).code]).toEqual([401, 'invalid_signature'])
    expect((await statusOf(request))[1]).not.toBe('succeeded')
    for (const path of ['adyen/pk_nobody', `stripe/${merchant.publishableKey}`, `sandbox/${merchant.publishableKey}`]) {
      const answer = await api.fetch(`/v1/hooks/${path}`, { method: 'POST', body: '{}' })
      expect(answer.status, path).toBe(404)
    }
    const { body } = await new Colleague(api, merchant, 'owner').get('/connections')
    expect(body.connections.find(({ provider }: { provider: string }) => provider === 'adyen')).not.toHaveProperty(
      'lastNoticeAt',
    )
  })
})
