import { beforeAll, describe, expect, it } from 'vitest'
import { appCert, rootCert } from '../../server/payouts/providers/alipay-certificates.fixtures.ts'
import type { Order } from '../../shared/order/order.ts'
import { doubleKeys } from '../doubles/keys.ts'
import {
  command,
  instantPolicy,
  newKey,
  putOrder,
  read,
  type TestMerchant,
  testOrder,
  workFor,
} from '../support/api.ts'
import { shopperWith } from '../support/callers.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
let merchant: TestMerchant
let finance: Colleague
let withoutBank: TestMerchant
const policy = instantPolicy({ resolutions: ['refund', 'store_credit', 'other_account'] })
beforeAll(async () => {
  merchant = await api.createMerchant({ policy })
  withoutBank = await api.createMerchant({ policy })
  const manager = new Colleague(api, merchant, 'manager', 'Amara Osei')
  const saved = await manager.put('/connections/bank', {
    expectedRevision: 0,
    credentials: { name: 'Test shop', iban: 'GB82WEST12345698765432', bic: 'NWBKGB2L', country: 'GB' },
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  finance = new Colleague(api, merchant, 'finance', 'Jonas Weber')
})

const account = { kind: 'uk_bank', holder: 'Ann  Lee', number: '3192 6819', bank: '60-16-13' }

async function ordered(behaviour = '', at = merchant): Promise<Order> {
  const plain = testOrder()
  const [card] = plain.payments
  if (!card) throw new Error('the test order has no payment')
  const order = { ...plain, payments: [{ ...card, reference: `ch_${plain.number}_${behaviour}` }] }
  await putOrder(api, at, order)
  return order
}

async function shopperOf(order: Order, at = merchant) {
  const token = await api.shopperToken(at.id, { order: order.number })
  const { get, post } = shopperWith(api, at, token)
  const name = (details: Record<string, unknown> = account, key?: Record<string, string>) =>
    post(`/orders/${order.number}/accounts`, details, key)
  return { get, post, name }
}

const claim = (resolution: string, more: Record<string, unknown> = {}) => ({
  items: [{ line: 'l1', quantity: 2, reason: 'changed_mind', resolution }],
  ...more,
})

describe('naming an account', () => {
  it('keeps it sealed: nothing that answers or is stored says the number or the holder', async () => {
    const order = await ordered()
    const shopper = await shopperOf(order)
    const key = newKey()
    const named = await shopper.name(account, key)
    expect(named.status, JSON.stringify(named.body)).toBe(201)
    expect(named.body).toEqual({ id: expect.stringMatching(/^acc_/), kind: 'uk_bank', label: '•••• 6819' })
    const again = await shopper.name(account, key)
    expect(again.body).toEqual(named.body)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    const rows = await api.query('SELECT * FROM payout_accounts WHERE merchant = ? AND order_number = ?', [
      merchant.id,
      order.number,
    ])
    expect(rows).toHaveLength(1)
    expect(String(rows[0]?.sealed)).toMatch(/^v2\./)
    const stored = JSON.stringify([
      rows,
      await api.query('SELECT * FROM idempotency_keys'),
      await api.query('SELECT * FROM outbox'),
      named.body,
    ])
    for (const secret of ['31926819', 'Ann  Lee', '60-16-13', '601613']) expect(stored).not.toContain(secret)
  })

  it.each([
    [{ ...account, number: '31926' }, '/number', 'length'],
    [{ ...account, bank: '60' }, '/bank', 'length'],
    [{ ...account, holder: ' ' }, '/holder', 'missing'],
    [{ kind: 'iban', holder: 'Ann Lee', number: 'DE89370400440532013001' }, '/number', 'checksum'],
    [{ kind: 'iban', holder: 'Ann Lee', number: 'GB82123412345698765432' }, '/number', 'checksum'],
    [{ kind: 'paypal', holder: 'Ann Lee', number: 'ann@example.com' }, '/kind', 'not_offered'],
  ])('refuses %j at its field, and does not repeat it', async (details, pointer, why) => {
    const { status, body } = await (await shopperOf(await ordered())).name(details)
    expect([status, body.code, body.pointer, body.params.why]).toEqual([422, 'invalid_account', pointer, why])
    if (details.number) expect(JSON.stringify(body)).not.toContain(details.number)
  })

  it('is for the shopper of the order alone, who proved it lately', async () => {
    const order = await ordered()
    const other = await shopperOf(await ordered())
    expect((await other.post(`/orders/${order.number}/accounts`, account)).status).toBe(404)
    const shopper = await shopperOf(order)
    await api.advance(31 * 60_000)
    const late = await shopper.name()
    expect([late.status, late.body.code]).toEqual([403, 'verification_too_old'])
    expect((await (await shopperOf(order)).name()).status).toBe(201)
  })

  it('ends at its quota, and is not for guessing', async () => {
    const shopper = await shopperOf(await ordered())
    const statuses = []
    for (let i = 0; i < 21; i++) statuses.push((await shopper.name({ ...account, number: `319268${10 + i}` })).status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(10)
    expect(statuses.at(-1)).toBe(429)
  })

  it('is not offered where the shop cannot pay to accounts', async () => {
    const order = await ordered('', withoutBank)
    const shopper = await shopperOf(order, withoutBank)
    const view = (await shopper.get(`/orders/${order.number}`)).body
    expect(view.accountKinds).toBeUndefined()
    expect(JSON.stringify(view.termsTable)).not.toContain('other_account')
    expect((await shopper.name()).body).toMatchObject({ code: 'invalid_account', pointer: '/kind' })
  })
})

describe('a refund to another account', () => {
  it('is offered with its kinds and its days, and waits for the next file to the bank', async () => {
    const order = await ordered()
    const shopper = await shopperOf(order)
    const view = (await shopper.get(`/orders/${order.number}`)).body
    expect(view.accountKinds).toEqual(['uk_bank', 'iban'])
    expect(view.arrival.map(({ payment }: { payment: string }) => payment)).toContain('account')
    const { id } = (await shopper.name()).body
    const body = { order: order.number, ...claim('other_account', { account: id }) }
    const { status, body: request } = await shopper.post('/requests', body)
    expect(status, JSON.stringify(request)).toBe(201)
    expect(request.quote.payments).toEqual([{ payment: 'account', amount: 2895 }])
    await api.work()
    const [payout] = (await shopper.get(`/requests/${request.number}`)).body.payouts
    expect(payout).toMatchObject({
      destination: 'account',
      method: 'bank_transfer',
      label: '•••• 6819',
      amount: 2895,
      status: 'queued',
    })
    const [row] = await api.query('SELECT provider, hold, reference, state FROM payouts WHERE id = ?', [payout.id])
    expect(row).toMatchObject({ provider: 'bank', hold: 'batch', reference: id })
    expect(String(row?.state)).not.toMatch(/31926819|Ann Lee/)
  })

  it.each([
    ['without one', () => ({}), 'account_required'],
    ['with one that was never entered', () => ({ account: 'acc_unknown' }), 'unknown_account'],
  ])('is refused %s', async (_, more, code) => {
    const order = await ordered()
    const body = { order: order.number, ...claim('other_account', more()) }
    const refused = await (await shopperOf(order)).post('/requests', body)
    expect([refused.status, refused.body.code, refused.body.pointer]).toEqual([422, code, '/account'])
  })

  it('is refused with an account of another order', async () => {
    const elsewhere = (await (await shopperOf(await ordered())).name()).body.id
    const order = await ordered()
    const body = { order: order.number, ...claim('other_account', { account: elsewhere }) }
    expect((await (await shopperOf(order)).post('/requests', body)).body.code).toBe('unknown_account')
  })
})

describe('a wallet', () => {
  const paypal = { environment: 'sandbox', clientId: 'AeA1', clientSecret: 'EM1', webhookId: 'WH1' }
  const wallet = { kind: 'paypal', number: ' Ann@Example.com ' }

  async function withPaypal(transfers?: 'on' | 'off') {
    const shop = await api.createMerchant({ policy })
    const owner = new Colleague(api, shop, 'owner', 'Amara Osei')
    const credentials = { ...paypal, ...(transfers && { transfers }) }
    const saved = await owner.put('/connections/paypal', { expectedRevision: 0, credentials })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    return { shop, owner }
  }

  it('is offered where its provider pays to accounts, and paid by it', async () => {
    const { shop } = await withPaypal('on')
    const order = await ordered('', shop)
    const shopper = await shopperOf(order, shop)
    expect((await shopper.get(`/orders/${order.number}`)).body.accountKinds).toEqual(['paypal'])
    const named = await shopper.name(wallet)
    expect(named.status, JSON.stringify(named.body)).toBe(201)
    expect(named.body).toMatchObject({ kind: 'paypal', label: 'a•••@example.com' })
    const stored = JSON.stringify(
      await api.query('SELECT * FROM payout_accounts WHERE merchant = ? AND order_number = ?', [shop.id, order.number]),
    )
    expect(stored).not.toMatch(/ann@example/i)
    const body = { order: order.number, ...claim('other_account', { account: named.body.id }) }
    const { body: request } = await shopper.post('/requests', body)
    expect(request.payouts).toMatchObject([
      { destination: 'account', method: 'paypal', label: 'a•••@example.com', status: 'queued' },
    ])
    expect(request.arrival.map(({ payment }: { payment: string }) => payment)).toEqual(['account'])
    const [row] = await api.query('SELECT provider, reference, state FROM payouts WHERE merchant = ?', [shop.id])
    expect(row).toMatchObject({ provider: 'paypal', reference: named.body.id })
    expect(String(row?.state)).not.toMatch(/ann@example/i)
  })

  it.each([undefined, 'off'] as const)(
    'is not where it only refunds (%s), nor is an account at all',
    async (transfers) => {
      const { shop } = await withPaypal(transfers)
      const order = await ordered('', shop)
      const shopper = await shopperOf(order, shop)
      const view = (await shopper.get(`/orders/${order.number}`)).body
      expect(view.accountKinds).toBeUndefined()
      expect(JSON.stringify(view.termsTable)).not.toContain('other_account')
      expect((await shopper.name(wallet)).body).toMatchObject({ code: 'invalid_account', pointer: '/kind' })
    },
  )

  it('is not of another currency than it pays, nor of a kind that nobody pays to', async () => {
    const { shop } = await withPaypal('on')
    const order = await ordered('', shop)
    const shopper = await shopperOf(order, shop)
    const alipay = { kind: 'alipay', holder: '林子涵', number: '13800138000' }
    expect((await shopper.name(alipay)).body).toMatchObject({ pointer: '/kind', params: { why: 'not_offered' } })
    expect((await shopper.name(account)).body).toMatchObject({ pointer: '/kind', params: { why: 'not_offered' } })
    expect((await shopper.name({ ...wallet, number: 'ann@example' })).body).toMatchObject({
      pointer: '/number',
      params: { why: 'form' },
    })
  })

  it('at Alipay needs the certificates that Alipay pays out with', async () => {
    const { owner } = await withPaypal()
    const { publicKey, privateKey } = doubleKeys().merchant
    const credentials = { environment: 'live', appId: '2021000000000001', privateKey, alipayPublicKey: publicKey }
    const refused = await owner.put('/connections/alipay', {
      expectedRevision: 0,
      credentials: { ...credentials, transfers: 'on', appCert },
    })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      422,
      expect.stringContaining('/credentials/rootCert'),
    ])
    const saved = await owner.put('/connections/alipay', {
      expectedRevision: 0,
      credentials: { ...credentials, transfers: 'on', appCert, rootCert },
    })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    expect(saved.body).toMatchObject({ isConnected: true, shown: { transfers: 'on' } })
  })
})

describe('a payout that only the shopper can mend', () => {
  async function closedCard() {
    const order = await ordered('sandbox_fail_payer_account_closed_or_frozen')
    const shopper = await shopperOf(order)
    const { body } = await shopper.post('/requests', { order: order.number, ...claim('refund') })
    await workFor(api, 2)
    return { order, shopper, number: body.number as string }
  }

  it('asks them at once, by mail and on the request, and goes to the account they name', async () => {
    const { shopper, number } = await closedCard()
    const asked = (await shopper.get(`/requests/${number}`)).body
    expect(asked).toMatchObject({
      status: 'payout_failed',
      next: { who: 'shopper', action: 'fix_account' },
      accountAsked: { amount: 2895, kinds: ['uk_bank', 'iban'] },
      commands: expect.arrayContaining(['fix_account']),
    })
    expect(asked.accountAsked.by).toBe(asked.next.by)
    const [mail] = await api.query('SELECT subject, text FROM dev_mail WHERE text LIKE ? ORDER BY rowid DESC LIMIT 1', [
      `%${number}%`,
    ])
    expect(String(mail?.text)).toMatch(/account/)

    const { id } = (await shopper.name()).body
    const [payout] = asked.accountAsked.payouts
    const fixed = await shopper.post(`/requests/${number}/commands/fix_account`, { payout, account: id })
    expect(fixed.status, JSON.stringify(fixed.body)).toBe(200)
    expect(fixed.body).toMatchObject({ status: 'paying', payouts: [{ destination: 'account', status: 'queued' }] })
    expect(fixed.body).not.toHaveProperty('accountAsked')
    expect(fixed.body.payouts[0].id).not.toBe(payout)
    const twice = await shopper.post(`/requests/${number}/commands/fix_account`, { payout, account: id })
    expect([twice.status, twice.body.code]).toEqual([409, 'illegal_state'])
    await api.work()
    const rows = await api.query('SELECT id, status, provider, hold FROM payouts WHERE request = ? ORDER BY id', [
      number,
    ])
    expect(rows).toMatchObject([
      { status: 'failed', provider: 'sandbox' },
      { status: 'queued', provider: 'bank', hold: 'batch' },
    ])
  })

  it('goes back to finance when nobody named one, after a reminder', async () => {
    const { shopper, number } = await closedCard()
    const { by } = (await shopper.get(`/requests/${number}`)).body.accountAsked
    await api.advance(6 * 86_400_000)
    await api.work()
    const [{ reminded } = { reminded: 0 }] = await api.query(
      `SELECT COUNT(*) AS reminded FROM request_events WHERE request = ? AND type = 'reminded'`,
      [number],
    )
    expect(reminded).toBe(1)
    await api.advance(2 * 86_400_000)
    await api.work()
    const late = (await read(api, merchant, `/v1/requests/${number}`)).body
    expect(by).toBeGreaterThan(0)
    expect(late).toMatchObject({ status: 'payout_failed', next: { who: 'staff', action: 'fix_payout' } })
    expect(late).not.toHaveProperty('accountAsked')
    const later = await shopperOf({ ...testOrder(), number: late.order })
    const { id } = (await later.name()).body
    const [payout] = late.payouts
    const fixed = await later.post(`/requests/${number}/commands/fix_account`, { payout: payout.id, account: id })
    expect([fixed.status, fixed.body.code]).toEqual([409, 'illegal_state'])
  })

  it('may be asked for again by finance, with a word of theirs, and paid to the account by them', async () => {
    const order = await ordered('sandbox_fail_window_expired')
    const shopper = await shopperOf(order)
    const { body } = await shopper.post('/requests', { order: order.number, ...claim('refund') })
    await workFor(api, 2)
    const failed = (await shopper.get(`/requests/${body.number}`)).body
    expect(failed).toMatchObject({ next: { who: 'staff', action: 'fix_payout' } })
    expect(failed).not.toHaveProperty('accountAsked')
    const [payout] = failed.payouts
    const asked = await finance.post(`/requests/${body.number}/commands/ask_account`, {
      payout: payout.id,
      message: 'Your card is too old for us.',
      expectedSeq: failed.seq,
    })
    expect(asked.status, JSON.stringify(asked.body)).toBe(200)
    const view = (await shopper.get(`/requests/${body.number}`)).body
    expect(view.accountAsked).toMatchObject({ text: 'Your card is too old for us.', payouts: [payout.id] })
    const twice = await command(api, merchant, body.number, 'ask_account', { payout: payout.id })
    expect([twice.status, twice.body.code]).toEqual([409, 'illegal_state'])
    const { id } = (await shopper.name()).body
    const paid = await command(api, merchant, body.number, 'change_method', {
      payout: payout.id,
      destination: 'account',
    })
    expect(paid.status, JSON.stringify(paid.body)).toBe(200)
    expect(paid.body.payouts).toMatchObject([{ destination: 'account', label: '•••• 6819' }])
    const [row] = await api.query('SELECT reference FROM payouts WHERE request = ? AND provider = ?', [
      body.number,
      'bank',
    ])
    expect(row).toEqual({ reference: id })
  })

  it('tells staff, and nobody else, how many other customers named the same account, and what it took the place of', async () => {
    const spare = { kind: 'uk_bank', holder: 'Ann Lee', bank: '20-00-00', number: '55779911' }
    const before = await ordered()
    expect((await (await shopperOf(before)).name(spare)).status).toBe(201)
    const isOf = (customer: string) =>
      api.query(
        'UPDATE orders SET customer_id = ?, email_key = ?, phone_key = NULL WHERE merchant = ? AND number = ?',
        [customer, customer, merchant.id, before.number],
      )
    await isOf('somebody else')
    const order = await ordered('sandbox_fail_window_expired')
    const shopper = await shopperOf(order)
    expect((await shopper.name()).status).toBe(201)
    expect((await shopper.name({ ...spare, holder: 'A. Lee' })).status).toBe(201)
    const { body } = await shopper.post('/requests', { order: order.number, ...claim('refund') })
    await workFor(api, 2)
    const [failed] = (await shopper.get(`/requests/${body.number}`)).body.payouts
    const { ways } = (await finance.get(`/payout-ways?payouts=${failed.id}`)).body
    const signs = { namedAt: expect.any(Number), earlier: 1, otherCustomers: 1 }
    expect(ways.find(({ kind }: { kind: string }) => kind === 'account')).toEqual({
      destination: 'account',
      kind: 'account',
      label: '•••• 9911',
      possible: 1,
      refusals: [],
      account: signs,
    })
    const moved = { payouts: [failed.id], destination: 'account' }
    expect((await finance.post('/payouts/actions/other_method', moved)).body.results[0].done).toBe(true)
    const { payouts } = (await finance.get(`/requests/${body.number}`)).body
    const [, paid] = payouts
    expect(paid).toMatchObject({ label: '•••• 9911', account: signs })
    expect((await finance.get(`/payouts/${paid.id}`)).body.account).toEqual(signs)
    expect(JSON.stringify((await shopper.get(`/requests/${body.number}`)).body)).not.toContain('otherCustomers')
    // Another order of the same customer is no other customer.
    const [own] = await api.query('SELECT email_key FROM orders WHERE merchant = ? AND number = ?', [
      merchant.id,
      order.number,
    ])
    await isOf(String(own?.email_key))
    expect((await finance.get(`/payouts/${paid.id}`)).body.account).toEqual({ ...signs, otherCustomers: 0 })
  })

  it('never lets a shopper move money that they were not asked about', async () => {
    const order = await ordered('sandbox_fail_disputed')
    const shopper = await shopperOf(order)
    const { body } = await shopper.post('/requests', { order: order.number, ...claim('refund') })
    await workFor(api, 2)
    const failed = (await shopper.get(`/requests/${body.number}`)).body
    const { id } = (await shopper.name()).body
    const moved = await shopper.post(`/requests/${body.number}/commands/fix_account`, {
      payout: failed.payouts[0].id,
      account: id,
    })
    expect([moved.status, moved.body.code]).toEqual([409, 'illegal_state'])
    expect(failed.commands).not.toContain('fix_account')
  })

  it.each([
    ['coupon', 'unknown_payment', '/destination'],
    ['account', 'account_required', '/account'],
    ['nonsense', 'unknown_payment', '/destination'],
  ])('is not paid to %s that is not there', async (destination, code, pointer) => {
    const order = await ordered('sandbox_fail_window_expired')
    const { body } = await (await shopperOf(order)).post('/requests', { order: order.number, ...claim('refund') })
    await workFor(api, 2)
    const { payouts } = (await read(api, merchant, `/v1/requests/${body.number}`)).body
    const refused = await command(api, merchant, body.number, 'change_method', { payout: payouts[0].id, destination })
    expect([refused.status, refused.body.code, refused.body.pointer]).toEqual([422, code, pointer])
  })
})

it.each([
  ['failed for good', 'payer_account_closed_or_frozen'],
  ['could have gone again', 'insufficient_merchant_balance'],
])('money that went out under a number that was given up is counted: one that %s', async (_, code) => {
  const order = await ordered(`sandbox_fail_${code}`)
  const shopper = await shopperOf(order)
  const { body } = await shopper.post('/requests', { order: order.number, ...claim('refund') })
  await workFor(api, 2)
  const { payouts } = (await shopper.get(`/requests/${body.number}`)).body
  const [{ id: lost }] = payouts
  const paid = await command(api, merchant, body.number, 'change_method', {
    payout: lost,
    destination: 'manual',
    proof: 'bank slip 7',
  })
  expect(paid.body.status, JSON.stringify(paid.body)).toBe('completed')
  // The sandbox calls back that it has paid after all.
  await api.query(
    `UPDATE sandbox_refunds SET reference = 'sandbox_callback_late', callbacks = 0, callback_at = 1 WHERE payout = ?`,
    [lost],
  )
  await workFor(api, 2)
  const rows = await api.query('SELECT id, status FROM payouts WHERE request = ? ORDER BY requested_at, id', [
    body.number,
  ])
  expect(rows.map(({ status }) => status)).toEqual(['succeeded', 'succeeded'])
  const [total] = await api.query(
    `SELECT cap, refunded, overcommitted FROM balances WHERE merchant = ? AND order_number = ? AND key = 'total'`,
    [merchant.id, order.number],
  )
  expect(total).toEqual({ cap: 2895, refunded: 5790, overcommitted: 1 })
})
