import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BookedRefund } from './doubles/books.ts'
import { read, type TestMerchant } from './support/api.ts'
import type { Colleague } from './support/colleague.ts'
import { claimAt, type DoubledApi, openDoubledShop, startDoubledApi } from './support/doubled-api.ts'

// WeChat Pay could not give the money to a card that is gone, and keeps it. Paid another way meanwhile, it would be paid twice
// as soon as somebody finishes the first one in the merchant platform.
const dayMs = 86_400_000
let doubled: DoubledApi
let merchant: TestMerchant
let finance: Colleague
beforeAll(async () => {
  doubled = await startDoubledApi('abnormal', { requiresAction: 1 })
})
afterAll(() => doubled.api.close())
beforeEach(async () => {
  const shop = await openDoubledShop(doubled, 'wechat_pay')
  merchant = shop.merchant
  finance = shop.finance
})

/** A refund whose card is gone, as WeChat Pay has it, and our payout for it. */
async function abnormal() {
  const claimed = await claimAt(doubled, merchant, 'wechat_pay')
  await doubled.api.work()
  const refund = doubled.double.books.find('wechat_pay', claimed.payout)
  if (!refund) throw new Error('WeChat Pay has no such refund')
  refund.ends = undefined
  return { ...claimed, refund }
}
type Abnormal = Awaited<ReturnType<typeof abnormal>>

/** Somebody does something in the merchant platform, or WeChat Pay ends it; it tells so twice, or is asked. */
async function ends(refund: BookedRefund, as: 'succeeded' | 'failed', trouble: BookedRefund['trouble'], heard: Heard) {
  const { api, double, now } = doubled
  refund.ends = { at: now(), as, trouble }
  await double.tick()
  if (heard === 'asked') await api.advance(dayMs)
  else await tell(refund)
  await api.work()
}
type Heard = 'asked' | 'told'

async function tell(refund: BookedRefund) {
  for (const event of ['EV-1', 'EV-1', 'EV-2']) {
    const told = doubled.faces.wechat_pay.notice?.(refund, `${event}-${refund.reference}`)
    const path = `/v1/hooks/wechat_pay/${merchant.publishableKey}`
    const answer = await doubled.api.fetch(path, { method: 'POST', headers: told?.headers, body: told?.body })
    expect(answer.status).toBe(204)
  }
}

const requestOf = async ({ request }: Abnormal) => (await read(doubled.api, merchant, `/v1/requests/${request}`)).body
const rowOf = async ({ payout }: Abnormal) => (await finance.get(`/payouts/${payout}`)).body
const remainingOf = async ({ order }: Abnormal) =>
  (await read(doubled.api, merchant, `/v1/orders/${order}`)).body.remaining.total
const act = async ({ payout }: Abnormal, action: string, more: Record<string, unknown> = {}) =>
  (await finance.post(`/payouts/actions/${action}`, { payouts: [payout], ...more })).body.results[0]

/** Everything by which somebody could pay it another way. */
const otherWays: [string, Record<string, unknown>?][] = [
  ['retry'],
  ['other_method', { destination: 'store_credit' }],
  ['other_method', { destination: 'account' }],
  ['store_credit'],
  ['mark_paid', { proof: 'Cash, receipt 12' }],
  ['ask_shopper'],
  ['confirm_unpaid', { proof: 'It says abnormal' }],
]

describe('a refund that is abnormal at WeChat Pay', () => {
  it('keeps its amount, whatever anybody presses and however long it takes', async () => {
    const one = await abnormal()
    for (const days of [0, 3, 6, 20, 60]) {
      await doubled.api.advance(days * dayMs)
      await doubled.api.work()
      for (const [action, more] of otherWays) {
        expect(await act(one, action, more), action).toMatchObject({ done: false, problem: { code: 'illegal_state' } })
      }
      expect(await rowOf(one)).toMatchObject({ status: 'requires_action', providerCode: 'ABNORMAL' })
      expect([(await requestOf(one)).status, await remainingOf(one)]).toEqual(['paying', 0])
    }
    expect((await rowOf(one)).actions).toEqual(['ask_provider', 'confirm_paid', 'open_request'])
    expect(doubled.double.books.refunds.filter(({ number }) => number === one.payout)).toHaveLength(1)
  })

  it('keeps it too while WeChat Pay tries the other card', async () => {
    const one = await abnormal()
    one.refund.status = 'pending'
    for (const days of [1, 10, 20]) {
      await doubled.api.advance(days * dayMs)
      await doubled.api.work()
      for (const [action, more] of otherWays) {
        expect(await act(one, action, more), action).toMatchObject({ done: false, problem: { code: 'illegal_state' } })
      }
    }
    expect(await rowOf(one)).toMatchObject({
      status: 'pending',
      actions: ['ask_provider', 'confirm_paid', 'open_request'],
    })
  })

  it('is with finance, as nobody else gets into the merchant platform', async () => {
    const one = await abnormal()
    const { body } = await finance.get('/refund-desk')
    expect(body.causes).toEqual([
      expect.objectContaining({
        provider: 'wechat_pay',
        code: 'payer_account_closed_or_frozen',
        state: 'requires_action',
        who: 'finance',
        payouts: [one.payout],
      }),
    ])
  })

  describe.each(['asked', 'told'] as const)('and ended, which is %s', (heard) => {
    it('by somebody who sent it to another card of the shopper: it is paid', async () => {
      const one = await abnormal()
      await ends(one.refund, 'succeeded', undefined, heard)
      expect((await rowOf(one)).status).toBe('succeeded')
      expect([(await requestOf(one)).status, await remainingOf(one)]).toEqual(['completed', 0])
    })

    it.each([
      ['WeChat Pay, which closed it', 'no_balance', 'CLOSED', undefined],
      ['the merchant, who took it back', 'payer_closed', 'SUCCESS_TO_MERCHANT', true],
    ] as const)('by %s: it is free, and the shopper is asked', async (_, trouble, providerCode, returned) => {
      const one = await abnormal()
      await ends(one.refund, 'failed', trouble, heard)
      expect(await rowOf(one)).toMatchObject({
        status: 'failed',
        failure: { code: 'payer_account_closed_or_frozen', final: true, ...(returned ? { returned } : {}) },
        providerCode,
      })
      expect(await requestOf(one)).toMatchObject({
        status: 'payout_failed',
        next: { who: 'shopper', action: 'fix_account' },
      })
      expect(await act(one, 'store_credit')).toMatchObject({ done: true })
      await doubled.api.work()
      // Told once more what is known.
      await tell(one.refund)
      await doubled.api.work()
      expect((await rowOf(one)).status).toBe('failed')
      const { status, payouts } = await requestOf(one)
      expect([status, payouts]).toEqual([
        'completed',
        [expect.objectContaining({ destination: 'store_credit', status: 'succeeded', amount: one.amount })],
      ])
      expect(await remainingOf(one)).toBe(0)
    })
  })
})
