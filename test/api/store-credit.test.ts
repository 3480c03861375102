import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MerchantSettings } from '../../server/merchants/merchant.ts'
import type { Order } from '../../shared/order/order.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import {
  command,
  instantPolicy,
  newKey,
  putOrder,
  read,
  secretHeaders,
  shopperHeaders,
  submit,
  type TestMerchant,
  testOrder,
} from '../support/api.ts'
import { merchantServer } from '../support/callers.ts'
import { testApi } from '../support/runtime.ts'

const dayMs = 86_400_000

let merchant: TestMerchant
const api = await testApi()
beforeEach(async () => {
  merchant = await newMerchant({ storeCredit: { expiresAfterDays: 100 } })
})

/** Store credit is worth what was paid: no bonus. */
function newMerchant(settings: Partial<MerchantSettings> = {}, terms: Partial<Policy['terms']> = {}) {
  return api.createMerchant({ settings, policy: instantPolicy({ creditBonusPercent: 0, ...terms }) })
}

const post = (path: string, body: unknown, key?: Record<string, string>) =>
  merchantServer(api, merchant).post(path, body, key)
const credit = async (who = 'customer=c-1') => (await read(api, merchant, `/v1/store-credit?${who}`)).body
const balance = async (who?: string) => (await credit(who)).balances[0]?.balance ?? 0
const redeem = (amount: number, more: Record<string, unknown> = {}, key?: Record<string, string>) =>
  post('/store-credit/redemptions', { customer: 'c-1', currency: 'GBP', amount, order: 'N-1', ...more }, key)
const reverse = (id: string, amount?: number, key?: Record<string, string>) =>
  post(`/store-credit/redemptions/${id}/reversal`, { amount }, key)

/** Refunds one cup, 12.50, of a new order to store credit. */
async function grant(more: Partial<Order> = {}): Promise<string> {
  const order = testOrder(more)
  await putOrder(api, merchant, order)
  const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind', resolution: 'store_credit' }]
  const { body } = await submit(api, merchant, { order: order.number, items })
  expect(body, JSON.stringify(body)).toHaveProperty('number')
  await api.work()
  const { body: after } = await read(api, merchant, `/v1/requests/${body.number}`)
  expect(after.status).toBe('completed')
  return after.payouts[0].id
}

/** An order paid for with a redemption, one cup of it given back. */
async function refundedTo(reference: string, amount = 1250) {
  const payments = [{ ...paid, reference, amount }]
  const order = testOrder({ payments, lines: [{ ...cup, unitPrice: amount, quantity: 1, tax: 0 }], shipping: [] })
  await putOrder(api, merchant, order)
  const { body } = await submit(api, merchant, {
    order: order.number,
    items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }],
  })
  await api.work()
  const { body: after } = await read(api, merchant, `/v1/requests/${body.number}`)
  return { number: body.number as string, payout: after.payouts[0], status: after.status }
}
const [cup = testOrder().lines[0] as Order['lines'][number]] = testOrder().lines
const paid: Order['payments'][number] = {
  id: 'p1',
  method: 'store_credit',
  provider: 'store_credit',
  reference: '',
  amount: 0,
  capturedAt: '2026-11-09T10:00:05Z',
}

/** Rows against themselves: what was ever added and taken is what is left, for each owner and currency. */
async function audit() {
  const rows = await api.query(
    `SELECT owner, currency, SUM(amount) AS total, SUM("left") AS remaining, MIN("left") AS least
     FROM store_credit_entries WHERE merchant = ? GROUP BY owner, currency`,
    [merchant.id],
  )
  for (const { owner, total, remaining, least } of rows) {
    expect(total, String(owner)).toBe(remaining)
    expect(Number(least)).toBeGreaterThanOrEqual(0)
  }
}

describe('a customer’s store credit', () => {
  it('is what was granted, with the day it expires on', async () => {
    const payout = await grant()
    const { balances, entries } = await credit()
    const [{ at, expiresAt }] = entries
    expect(entries).toEqual([
      { id: `sc_${payout}`, kind: 'granted', currency: 'GBP', amount: 1250, at, expiresAt: at + 100 * dayMs, payout },
    ])
    expect(balances).toEqual([{ currency: 'GBP', balance: 1250, expiring: [{ amount: 1250, expiresAt }] }])
  })

  it('never expires where the merchant does not say so', async () => {
    merchant = await newMerchant()
    await grant()
    expect((await credit()).balances).toEqual([{ currency: 'GBP', balance: 1250, expiring: [] }])
    await api.advance(400 * dayMs)
    await api.work()
    expect(await balance()).toBe(1250)
  })

  it('of a guest is found by e-mail, and counts with what they have as a customer', async () => {
    await grant({ customer: { email: 'Guest@Example.com', country: 'GB' } })
    await grant()
    expect(await balance('email=guest@example.com')).toBe(1250)
    expect(await balance()).toBe(1250)
    expect(await balance('customer=c-1&email=guest%40example.com')).toBe(2500)
    expect(await credit('customer=nobody')).toEqual({ balances: [], entries: [] })
    const spent = await redeem(2000, { email: 'guest@example.com' })
    expect(spent.status).toBe(201)
    expect(await balance('customer=c-1&email=guest@example.com')).toBe(500)
    await audit()
  })

  it('needs somebody to be named', async () => {
    expect((await read(api, merchant, '/v1/store-credit')).body.code).toBe('validation_failed')
    expect((await redeem(1, { customer: undefined })).body.code).toBe('validation_failed')
  })
})

describe('what a shopper sees of it', () => {
  const see = async (who: { order?: string; customer?: { id?: string } }, request?: string) => {
    const headers = shopperHeaders(merchant, await api.shopperToken(merchant.id, who))
    const answer = await api.fetch(`/v1/shop/store-credit${request ? `?request=${request}` : ''}`, { headers })
    return { status: answer.status, body: await answer.json() }
  }
  const granted = async () => {
    const payout = await grant()
    const [row] = await api.query('SELECT request, order_number FROM payouts WHERE merchant = ? AND id = ?', [
      merchant.id,
      payout,
    ])
    return { payout, number: String(row?.request), order: String(row?.order_number) }
  }

  it('a customer: all of theirs, and what one request gave, until when', async () => {
    const { payout, number } = await granted()
    await grant()
    const { status, body } = await see({ customer: { id: 'c-1' } }, number)
    expect(status).toBe(200)
    expect(body.balances).toMatchObject([
      { currency: 'GBP', balance: 2500, expiring: [{ amount: 1250 }, { amount: 1250 }] },
    ])
    const { expiresAt } = body.granted[0]
    expect(body.granted).toEqual([{ payout, amount: 1250, left: 1250, expiresAt }])
    expect(body.balances[0].expiring[0].expiresAt).toBe(expiresAt)
    await redeem(250)
    expect((await see({ customer: { id: 'c-1' } }, number)).body.granted[0].left).toBe(1000)
    expect((await see({ customer: { id: 'c-2' } })).body).toEqual({ balances: [], granted: [] })
    expect((await see({ customer: { id: 'c-2' } }, number)).status).toBe(404)
  })

  it('with a code for one order: what that order’s request gave, and no balance', async () => {
    const { order, number, payout } = await granted()
    expect((await see({ order })).body).toEqual({ balances: [], granted: [] })
    const { body } = await see({ order }, number)
    expect(body).toMatchObject({ balances: [], granted: [{ payout, amount: 1250, left: 1250 }] })
    const other = testOrder()
    await putOrder(api, merchant, other)
    expect((await see({ order: other.number }, number)).status).toBe(404)
  })

  it('is told beforehand how long it lives', async () => {
    const config = async () =>
      (await (await api.fetch('/v1/shop/config', { headers: shopperHeaders(merchant, '') })).json()).storeCredit
    expect(await config()).toEqual({ expiresAfterDays: 100 })
    merchant = await newMerchant()
    expect(await config()).toBeUndefined()
  })
})

describe('spending store credit', () => {
  it('takes from what expires first, once for a key', async () => {
    await grant()
    await api.advance(10 * dayMs)
    await grant()
    const key = newKey()
    const first = await redeem(1500, {}, key)
    expect(first).toMatchObject({ status: 201, body: { currency: 'GBP', amount: 1500, givenBack: 0, order: 'N-1' } })
    expect(first.body.id).toMatch(/^cr_/)
    const again = await redeem(1500, {}, key)
    expect([again.status, again.body]).toEqual([201, first.body])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    const { balances, entries } = await credit()
    expect(balances).toMatchObject([{ balance: 1000, expiring: [{ amount: 1000 }] }])
    expect(entries.map(({ kind, amount }: Record<string, unknown>) => [kind, amount])).toEqual([
      ['redeemed', -250],
      ['redeemed', -1250],
      ['granted', 1250],
      ['granted', 1250],
    ])
    expect(entries[0]).toMatchObject({ redemption: first.body.id, order: 'N-1' })
    await audit()
  })

  it('is refused beyond the balance, which is told; nothing is taken', async () => {
    await grant()
    const over = await redeem(1251)
    expect([over.status, over.body.code, over.body.limit]).toEqual([422, 'exceeds_balance', 1250])
    expect((await redeem(1, { currency: 'EUR' })).body).toMatchObject({ code: 'exceeds_balance', limit: 0 })
    expect((await redeem(1, { customer: 'c-2' })).body).toMatchObject({ code: 'exceeds_balance', limit: 0 })
    expect((await redeem(0)).body.code).toBe('validation_failed')
    expect((await redeem(1.5)).body.code).toBe('validation_failed')
    expect(await balance()).toBe(1250)
  })

  it('by twenty at once never overdraws', async () => {
    for (let index = 0; index < 4; index += 1) await grant()
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(700)))
    const statuses = answers.map(({ status, body }) => (status === 201 ? 'spent' : body.code))
    // 50.00 is seven times 7.00: who lost every race is told to try again, and nobody else.
    expect(statuses.filter((status) => status === 'spent').length).toBe(7)
    expect(statuses.filter((status) => !['spent', 'exceeds_balance', 'conflict'].includes(status))).toEqual([])
    expect(await balance()).toBe(100)
    await audit()
  })

  it('with one key by ten at once spends once', async () => {
    await grant()
    const key = newKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(500, {}, key)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect(await balance()).toBe(750)
    expect((await redeem(501, {}, key)).body.code).toBe('idempotency_key_reused')
  })
})

describe('giving spent credit back', () => {
  it('is cumulative, keeps its expiry, and never gives more than was spent', async () => {
    await grant()
    const before = await credit()
    const { body } = await redeem(1000)
    const key = newKey()
    expect(await reverse(body.id, 400, key)).toMatchObject({ status: 200, body: { ...body, givenBack: 400 } })
    expect((await reverse(body.id, 400, key)).body.givenBack).toBe(400)
    const over = await reverse(body.id, 601)
    expect([over.status, over.body.code, over.body.limit]).toEqual([422, 'exceeds_payment', 600])
    expect((await reverse(body.id)).body.givenBack).toBe(1000)
    expect((await reverse(body.id)).body).toMatchObject({ code: 'exceeds_payment', limit: 0 })
    expect((await credit()).balances).toEqual(before.balances)
    expect((await reverse('cr_other')).status).toBe(404)
    await audit()
  })

  it('by ten at once gives back once', async () => {
    await grant()
    const { body } = await redeem(1000)
    const answers = await Promise.all(Array.from({ length: 10 }, () => reverse(body.id, 300)))
    expect(answers.filter(({ status }) => status === 200).length).toBe(3)
    expect(await balance()).toBe(1150)
    await audit()
  })

  it('what lives longest comes back first; what has expired meanwhile comes back as new', async () => {
    await grant()
    await api.advance(60 * dayMs)
    await grant()
    const { body } = await redeem(2500)
    const [, late] = (await credit()).entries.filter(({ kind }: { kind: string }) => kind === 'redeemed').reverse()
    await reverse(body.id, 1000)
    expect((await credit()).balances).toMatchObject([{ expiring: [{ amount: 1000, expiresAt: late.expiresAt }] }])
    await api.advance(50 * dayMs)
    await reverse(body.id)
    const [{ expiring, balance: whole }] = (await credit()).balances
    expect(whole).toBe(2500)
    const [kept, fresh] = expiring
    expect(kept).toEqual({ amount: 1250, expiresAt: late.expiresAt })
    expect(fresh.amount).toBe(1250)
    expect(fresh.expiresAt).toBeGreaterThan(late.expiresAt + 40 * dayMs)
  })
})

describe('an order that was paid with store credit', () => {
  it('is refunded into it: the same credit, with its expiry', async () => {
    await grant()
    const before = await credit()
    const { body } = await redeem(1250)
    expect(await balance()).toBe(0)
    const { status, payout } = await refundedTo(body.id)
    expect([status, payout.status]).toEqual(['completed', 'succeeded'])
    const { balances, entries } = await credit()
    expect(balances).toEqual(before.balances)
    expect(entries[0]).toMatchObject({ kind: 'given_back', amount: 1250, payout: payout.id, redemption: body.id })
    // Refund and reversal together never give more than was spent.
    expect((await reverse(body.id, 1)).body).toMatchObject({ code: 'exceeds_payment', limit: 0 })
    await audit()
  })

  it('that was given back already is not given back again', async () => {
    await grant()
    const { body } = await redeem(1250)
    await reverse(body.id)
    const { status, payout } = await refundedTo(body.id)
    expect(status).toBe('payout_failed')
    const [row] = await api.query('SELECT status, failure_code, failure_final FROM payouts WHERE id = ?', [payout.id])
    expect(row).toEqual({ status: 'failed', failure_code: 'already_refunded', failure_final: 1 })
    expect(await balance()).toBe(1250)
  })

  it('with credit that is not ours is granted anew', async () => {
    const { status } = await refundedTo('credit of the old shop')
    expect(status).toBe('completed')
    expect((await credit()).entries).toMatchObject([{ kind: 'granted', amount: 1250 }])
  })
})

describe('credit that expires', () => {
  it('cannot be spent from that moment on, and is written off with the deadlines', async () => {
    await grant()
    const [{ expiresAt }] = (await credit()).balances[0].expiring
    await redeem(250)
    const [{ at }] = (await credit()).entries
    await api.advance(expiresAt - at + 1_000)
    expect(await balance()).toBe(0)
    expect((await redeem(1)).body).toMatchObject({ code: 'exceeds_balance', limit: 0 })
    await api.work()
    const { balances, entries } = await credit()
    expect(balances).toEqual([])
    expect(entries[0]).toMatchObject({ kind: 'expired', amount: -1000, expiresAt })
    await api.work()
    expect((await credit()).entries).toHaveLength(3)
    await audit()
  })

  it('follows the settings, which anybody who may change them changes', async () => {
    const put = async (storeCredit: unknown) => {
      const { revision } = (await read(api, merchant, '/v1/settings')).body
      const body = JSON.stringify({ expectedRevision: revision, storeCredit })
      return (await api.fetch('/v1/settings', { method: 'PUT', headers: secretHeaders(merchant), body })).json()
    }
    expect((await put({ expiresAfterDays: 7 })).storeCredit).toEqual({ expiresAfterDays: 7 })
    await grant()
    expect(await put(null)).not.toHaveProperty('storeCredit')
    await grant()
    const [{ expiring, balance: whole }] = (await credit()).balances
    expect([expiring.length, whole]).toEqual([1, 2500])
    expect((await put({ expiresAfterDays: 0 })).code).toBe('validation_failed')
  })
})

it('the ledger adds up whatever is done in whatever order', async () => {
  type Step = ['grant' | 'wait'] | ['redeem' | 'reverse' | 'refund', number]
  const amount = fc.integer({ min: 1, max: 1600 })
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.constantFrom<Step>(['grant'], ['wait']),
    fc.tuple(fc.constantFrom('redeem' as const, 'reverse' as const, 'refund' as const), amount),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), async (steps) => {
      merchant = await newMerchant({ storeCredit: { expiresAfterDays: 30 } })
      await grant()
      const redemptions: { id: string; amount: number }[] = []
      for (const [name, value = 0] of steps) {
        const last = redemptions.at(-1)
        if (name === 'grant') await grant()
        else if (name === 'wait') await api.advance(13 * dayMs)
        else if (name === 'redeem') {
          const { status, body } = await redeem(value)
          if (status === 201) redemptions.push(body)
        } else if (name === 'reverse' && last) await reverse(last.id, value)
        else if (name === 'refund' && last) await refundedTo(last.id, Math.min(value, last.amount))
        await audit()
      }
      await api.work()
      await audit()
      const [row] = await api.query('SELECT SUM("left") AS remaining FROM store_credit_entries WHERE merchant = ?', [
        merchant.id,
      ])
      expect(await balance()).toBe(Number(row?.remaining))
    }),
    { numRuns: api.runtime === 'node' ? 12 : 3 },
  )
})

it('a payout waits for nobody’s word: granted once however often it is worked on', async () => {
  merchant = await newMerchant({}, { decision: 'review' })
  const order = testOrder()
  await putOrder(api, merchant, order)
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind', resolution: 'store_credit' }]
  const { body } = await submit(api, merchant, { order: order.number, items })
  await command(api, merchant, body.number, 'approve')
  await Promise.all([api.work(), api.work(), api.work()])
  expect(await balance()).toBe(2895)
  await audit()
})
