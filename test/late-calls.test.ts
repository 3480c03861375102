import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noFaults } from './doubles/faults.ts'
import { read, type TestMerchant } from './support/api.ts'
import type { Colleague } from './support/colleague.ts'
import {
  claimAt,
  type DoubledApi,
  openDoubledShop,
  startDoubledApi,
  type WiredProvider,
} from './support/doubled-api.ts'

// A call without an answer may be carried out minutes later. Until then a refusal of the next one says nothing of the money:
// paid another way at once, it could go out twice.
const minuteMs = 60_000
let doubled: DoubledApi
let merchant: TestMerchant
let finance: Colleague
beforeAll(async () => {
  doubled = await startDoubledApi('late calls')
})
afterAll(() => doubled.api.close())

// Refused where somebody may still top up or mend the account, and for good.
describe.each<[WiredProvider, 'short' | 'frozen' | 'gone']>([
  ['stripe', 'frozen'],
  ['paypal', 'gone'],
  ['adyen', 'gone'],
  ['alipay', 'short'],
  ['alipay', 'frozen'],
  ['wechat_pay', 'short'],
  ['wechat_pay', 'frozen'],
])('%s does not answer, and refuses the next call: %s', (provider, why) => {
  beforeEach(async () => {
    const shop = await openDoubledShop(doubled, provider)
    merchant = shop.merchant
    finance = shop.finance
  })

  it('which frees nothing until the first has surely come to nothing', async () => {
    const { api, double, now } = doubled
    const one = await claimAt(doubled, merchant, provider)
    const sentAt = now()
    let calls = 0
    double.onCall = (call, face) => {
      if (face.isRefund(call)) calls += 1
    }
    double.rates = { ...noFaults, late: 1 }
    await api.work()
    expect(double.isAwaited([one.payout])).toBe(true)
    double.rates = noFaults
    if (why === 'short') double.books.short.add(provider)
    if (why === 'frozen') double.books.neverMakes(provider, one.payout)
    if (why === 'gone') double.books.captures.delete(one.reference)

    const press = async () =>
      (await finance.post('/payouts/actions/store_credit', { payouts: [one.payout] })).body.results[0]
    while (now() - sentAt < 4.5 * minuteMs) {
      await api.advance(20_000)
      await api.work()
      expect(await press()).toMatchObject({ done: false })
    }
    expect(calls).toBeGreaterThan(1)
    expect((await finance.get(`/payouts/${one.payout}`)).body.status).toBe('unknown')

    for (let minutes = 0; minutes < 12; minutes++) {
      await api.advance(minuteMs)
      await api.work()
    }
    expect((await finance.get(`/payouts/${one.payout}`)).body.status).toBe('failed')
    double.books.short.clear()
    expect(await press()).toMatchObject({ done: true })
    await api.work()
    const { body } = await read(api, merchant, `/v1/requests/${one.request}`)
    expect(body.status).toBe('completed')
  })
})

it('sent again in vain, for hours, is not declared unpaid right after a call', async () => {
  const { api, double } = doubled
  const shop = await openDoubledShop(doubled, 'wechat_pay')
  const one = await claimAt(doubled, shop.merchant, 'wechat_pay')
  double.rates = { ...noFaults, late: 1 }
  const press = async () => {
    const more = { payouts: [one.payout], proof: 'Not on their page' }
    return (await shop.finance.post('/payouts/actions/confirm_unpaid', more)).body.results[0]
  }
  const rowOf = async () => (await shop.finance.get(`/payouts/${one.payout}`)).body
  // Until just after a call that nobody answered, once it is with a person.
  for (let sent = 0, hours = 0; hours < 7 || (await rowOf()).attempts === sent; hours += 0.25) {
    sent = (await rowOf()).attempts
    await api.advance(15 * minuteMs)
    await api.work()
  }
  expect(await rowOf()).toMatchObject({ status: 'unknown', person: { why: 'unknown_too_long' } })
  expect(await press()).toMatchObject({ done: false, problem: { code: 'illegal_state' } })
  await api.advance(5 * minuteMs)
  expect(await press()).toMatchObject({ done: true })
  double.rates = noFaults
})
