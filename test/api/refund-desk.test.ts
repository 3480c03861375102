import { describe, expect, it } from 'vitest'
import type { PayoutRow } from '../../shared/api/payout-row.schema.ts'
import type { RefundDesk } from '../../shared/api/refund-desk.schema.ts'
import type { Order } from '../../shared/order/order.ts'
import { instantPolicy, newKey, putOrder, submit, type TestMerchant, testOrder } from '../support/api.ts'
import { merchantServer } from '../support/callers.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

interface Shop {
  merchant: TestMerchant
  owner: Colleague
  finance: Colleague
  agent: Colleague
}

async function shop(settings = {}): Promise<Shop> {
  const merchant = await api.createMerchant({ settings })
  return {
    merchant,
    owner: new Colleague(api, merchant, 'owner'),
    finance: new Colleague(api, merchant, 'finance'),
    agent: new Colleague(api, merchant, 'agent'),
  }
}

/** An order whose payment tells the sandbox what to do, fully claimed; its payout's number. */
async function payout(merchant: TestMerchant, behaviour = '', more: Partial<Order> = {}): Promise<PayoutRow> {
  const plain = testOrder(more)
  const payments = plain.payments.map((payment) => ({ ...payment, reference: `ch_${plain.number}_${behaviour}` }))
  await putOrder(api, merchant, { ...plain, payments })
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
  const { body } = await submit(api, merchant, { order: plain.number, items })
  await api.work()
  const [row] = await api.query('SELECT id FROM payouts WHERE request = ?', [body.number])
  return { id: String(row?.id), request: body.number, order: plain.number } as PayoutRow
}

async function deskOf(who: Colleague): Promise<RefundDesk> {
  const { status, body } = await who.get('/refund-desk')
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

async function listOf(
  who: Colleague,
  query: string,
): Promise<{ payouts: PayoutRow[]; total: number; nextCursor?: string }> {
  const { status, body } = await who.get(`/payouts?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

describe('the desk', () => {
  it('says what was paid today, what is on its way, and what failed for which reason', async () => {
    const { merchant, finance } = await shop()
    await payout(merchant)
    await payout(merchant)
    await payout(merchant, 'sandbox_days')
    const low = [
      await payout(merchant, 'sandbox_fail_insufficient_merchant_balance'),
      await payout(merchant, 'sandbox_fail_insufficient_merchant_balance'),
    ]
    const closed = await payout(merchant, 'sandbox_fail_payer_account_closed_or_frozen')
    const lost = await payout(merchant, 'sandbox_fail_outcome_unknown')
    const desk = await deskOf(finance)
    expect(desk.paidToday).toEqual([{ currency: 'GBP', amount: 2 * 2895 }])
    expect(desk.onTheWay).toMatchObject({ count: 2, oldestSentAt: expect.any(Number) })
    expect(desk.failed).toMatchObject({ count: 3, oldestAt: expect.any(Number) })
    expect(desk.firstTry).toEqual({ paid: 2, settled: 5 })
    expect(desk.views).toEqual({
      today: 7,
      on_the_way: 2,
      failed: 3,
      asked: 0,
      returned: 0,
      held: 0,
      with_person: 0,
      all: 7,
    })
    expect(desk.asked).toEqual([])
    expect(desk.causes).toMatchObject([
      {
        provider: 'sandbox',
        code: 'insufficient_merchant_balance',
        state: 'failed',
        who: 'finance',
        actions: ['retry', 'other_method'],
        count: 2,
        sums: [{ currency: 'GBP', amount: 5790 }],
        payouts: low.map(({ id }) => id),
        nextAt: expect.any(Number),
        tries: 1,
      },
      expect.anything(),
      expect.anything(),
    ])
    const byCode = Object.fromEntries(desk.causes.map((cause) => [cause.code, cause]))
    expect(byCode.payer_account_closed_or_frozen).toMatchObject({ who: 'finance', payouts: [closed.id] })
    expect(byCode.payer_account_closed_or_frozen?.actions).toContain('ask_shopper')
    expect(byCode.payer_account_closed_or_frozen?.nextAt).toBeUndefined()
    expect(byCode.outcome_unknown).toMatchObject({ state: 'unknown', who: 'amends', payouts: [lost.id] })
    expect(byCode.outcome_unknown?.untilAt).toBe((byCode.outcome_unknown?.firstAt ?? 0) + 6 * 3_600_000)
    expect(desk.may).toEqual({ act: true, approve: true, control: true, setLimits: false })
  })

  it('forgets a failure that another number has paid', async () => {
    const { merchant, finance } = await shop()
    const failed = await payout(merchant, 'sandbox_fail_payer_account_closed_or_frozen')
    const done = await finance.post('/payouts/actions/store_credit', { payouts: [failed.id] })
    expect(done.body).toEqual({ results: [{ payout: failed.id, done: true }] })
    await api.work()
    const desk = await deskOf(finance)
    expect([desk.failed.count, desk.causes, desk.views.all]).toEqual([0, [], 2])
    const { payouts } = await listOf(finance, 'view=all')
    const byId = Object.fromEntries(payouts.map((row) => [row.id, row]))
    const credit = payouts.find(({ destination }) => destination === 'store_credit')
    expect(byId[failed.id]).toMatchObject({ status: 'failed', replacedBy: credit?.id, actions: [] })
    expect(credit).toMatchObject({ status: 'succeeded', amount: 2895 })
  })

  it('gives to finance what Amends has tried often enough', async () => {
    const { merchant, finance } = await shop()
    const { id } = await payout(merchant, 'sandbox_fail_provider_unavailable')
    const early = (await finance.get(`/payouts/${id}`)).body
    expect(early).toMatchObject({ status: 'queued', nextAt: expect.any(Number) })
    for (let i = 0; i < 24; i++) {
      await api.advance(3_600_000)
      await api.work()
    }
    const { causes, views } = await deskOf(finance)
    expect(causes).toMatchObject([{ code: 'provider_unavailable', state: 'failed', who: 'finance', count: 1 }])
    expect([causes[0]?.nextAt, views.with_person]).toEqual([undefined, 1])
    expect((await finance.get(`/payouts/${id}`)).body.nextAt).toBeUndefined()
  })

  it('counts the day in the shop’s zone', async () => {
    // 12:00 UTC is 01:00 of the next day in Auckland: two hours earlier was yesterday there.
    const { merchant, finance } = await shop({ timezone: 'Pacific/Auckland' })
    await payout(merchant)
    expect((await deskOf(finance)).paidToday).toEqual([{ currency: 'GBP', amount: 2895 }])
    await api.advance(12 * 3_600_000)
    expect((await deskOf(finance)).views.today).toBe(1)
    await api.advance(11 * 3_600_000 + 1_800_000)
    const desk = await deskOf(finance)
    expect([desk.paidToday, desk.views.today, desk.views.all]).toEqual([[], 0, 1])
  })
})

describe('the list', () => {
  it('filters by view, state, provider, code, amount, age and number', async () => {
    const { merchant, finance } = await shop()
    const paid = await payout(merchant)
    const failed = await payout(merchant, 'sandbox_fail_disputed')
    await api.advance(3 * 3_600_000)
    const pending = await payout(merchant, 'sandbox_days')
    const ids = async (query: string) => (await listOf(finance, query)).payouts.map(({ id }) => id)
    expect(await ids('view=all')).toEqual([pending.id, failed.id, paid.id])
    expect(await ids('view=failed')).toEqual([failed.id])
    expect(await ids('view=on_the_way')).toEqual([pending.id])
    expect(await ids('view=all&status=succeeded')).toEqual([paid.id])
    expect(await ids('view=all&code=disputed')).toEqual([failed.id])
    expect(await ids('view=all&provider=sandbox')).toHaveLength(3)
    expect(await ids('view=all&provider=stripe')).toEqual([])
    expect(await ids('view=all&olderThanHours=2')).toEqual([failed.id, paid.id])
    expect(await ids('view=all&currency=GBP&minAmount=2895&maxAmount=2895')).toHaveLength(3)
    expect(await ids('view=all&currency=GBP&minAmount=2896')).toEqual([])
    expect(await ids('view=all&currency=EUR')).toEqual([])
    for (const q of [paid.id, paid.request, paid.request.toLowerCase(), paid.order, `sandbox_${paid.id}`]) {
      expect(await ids(`view=failed&q=${encodeURIComponent(q)}`), q).toEqual([paid.id])
    }
    const [row] = (await listOf(finance, `q=${pending.id}`)).payouts
    expect(row).toMatchObject({
      request: pending.request,
      order: pending.order,
      customer: 'Ann Lee',
      label: 'Visa •••• 4242',
      method: 'card',
      amount: 2895,
      status: 'pending',
      attempts: 1,
      arrival: { payment: 'p1', earliest: expect.any(String) },
      actions: ['ask_provider', 'open_request'],
    })
    const { status, body } = await finance.get('/payouts?minAmount=1')
    expect([status, body.code]).toEqual([422, 'validation_failed'])
  })

  it('pages without losing or repeating one', async () => {
    const { merchant, finance } = await shop()
    for (let i = 0; i < 5; i++) await payout(merchant)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listOf(finance, `view=all&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      expect(page.total).toBe(5)
      seen.push(...page.payouts.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect([seen.length, new Set(seen).size]).toEqual([5, 5])
    expect((await finance.get('/payouts?cursor=nonsense')).status).toBe(422)
  })

  it('opens one with its whole stream', async () => {
    const { merchant, agent } = await shop()
    const paid = await payout(merchant)
    const { body } = await agent.get(`/payouts/${paid.id}`)
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual(['requested', 'submitting', 'reported'])
    expect(body.events.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 3])
    expect(body.actions).toEqual(['open_request'])
    expect((await agent.get('/payouts/po_nothing')).status).toBe(404)
  })
})

describe('doing the next thing', () => {
  it('retries many, each for itself, under their own numbers', async () => {
    const { merchant, finance } = await shop()
    const low = [
      await payout(merchant, 'sandbox_failonce_insufficient_merchant_balance'),
      await payout(merchant, 'sandbox_failonce_insufficient_merchant_balance'),
    ]
    const paid = await payout(merchant)
    const ids = [low[0]?.id, paid.id, 'po_nobodys', low[1]?.id, low[0]?.id]
    const key = newKey()
    const { status, body } = await finance.post('/payouts/actions/retry', { payouts: ids }, key)
    expect(status).toBe(200)
    expect(body.results).toEqual([
      { payout: low[0]?.id, done: true },
      {
        payout: paid.id,
        done: false,
        problem: { code: 'illegal_state', params: { command: 'retry_payout', status: 'completed' } },
      },
      { payout: 'po_nobodys', done: false, problem: { code: 'not_found' } },
      { payout: low[1]?.id, done: true },
    ])
    const again = await finance.post('/payouts/actions/retry', { payouts: ids }, key)
    expect(again.body).toEqual(body)
    await api.work()
    expect((await deskOf(finance)).failed.count).toBe(0)
    const books = await api.query('SELECT paid, asked FROM sandbox_refunds WHERE payout IN (?, ?, ?) ORDER BY payout', [
      low[0]?.id ?? '',
      low[1]?.id ?? '',
      paid.id,
    ])
    expect(books.map(({ paid }) => paid)).toEqual([1, 1, 1])
  })

  it('asks the provider now, and is told what happened', async () => {
    const { merchant, finance } = await shop()
    const paid = await payout(merchant)
    const open = [await payout(merchant, 'sandbox_fail_outcome_unknown'), await payout(merchant, 'sandbox_days')]
    // Asked in vain some times, Amends itself asks again in half an hour at the earliest.
    for (let i = 0; i < 6; i++) {
      await api.advance(3_600_000)
      await api.work()
    }
    for (const { id } of open) await api.query(`UPDATE sandbox_refunds SET status = 'succeeded' WHERE payout = ?`, [id])
    await api.work()
    const statuses = async () =>
      Promise.all(open.map(async ({ id }) => (await listOf(finance, `q=${id}`)).payouts[0]?.status))
    expect(await statuses()).toEqual(['unknown', 'pending'])
    const ids = [...open.map(({ id }) => id), paid.id]
    const asked = await finance.post('/payouts/actions/ask_provider', { payouts: ids })
    expect(asked.body.results.map(({ problem }: { problem?: { code: string } }) => problem?.code)).toEqual([
      undefined,
      undefined,
      'illegal_state',
    ])
    await api.work()
    expect(await statuses()).toEqual(['succeeded', 'succeeded'])
    const books = await api.query('SELECT asked FROM sandbox_refunds WHERE payout IN (?, ?)', [
      ids[0] ?? '',
      ids[1] ?? '',
    ])
    expect(books).toEqual([{ asked: 1 }, { asked: 1 }])
  })

  it('takes the word of somebody who looked at the provider, once it was asked in vain', async () => {
    const { merchant, finance, agent } = await shop()
    const there = await payout(merchant, 'sandbox_fail_outcome_unknown')
    const nowhere = await payout(merchant, 'sandbox_fail_outcome_unknown')
    const confirm = (who: Colleague, outcome: string, { id }: PayoutRow, proof?: string) =>
      who.post(`/payouts/actions/confirm_${outcome}`, { payouts: [id], proof })
    const early = await confirm(finance, 'unpaid', nowhere, 'Not on their page')
    expect(early.body.results[0]).toMatchObject({ done: false, problem: { code: 'illegal_state' } })
    for (let hour = 0; hour < 8; hour++) {
      await api.advance(3_600_000)
      await api.work()
    }
    const rowOf = async ({ id }: PayoutRow) => (await listOf(finance, `q=${id}`)).payouts.find((row) => row.id === id)
    expect(await rowOf(there)).toMatchObject({
      status: 'unknown',
      actions: ['ask_provider', 'confirm_paid', 'confirm_unpaid', 'open_request'],
    })
    expect((await confirm(finance, 'paid', there)).body.code).toBe('reason_required')
    expect((await confirm(agent, 'paid', there, 'I am sure')).status).toBe(403)

    expect((await confirm(finance, 'paid', there, 'rf_1 of 12 March')).body.results[0]).toMatchObject({ done: true })
    expect((await confirm(finance, 'unpaid', nowhere, 'Not on their page')).body.results[0]).toMatchObject({
      done: true,
    })
    expect(await rowOf(there)).toMatchObject({ status: 'succeeded' })
    expect(await rowOf(nowhere)).toMatchObject({ status: 'failed', failure: { code: 'not_executed', final: true } })
    const { body } = await finance.get(`/payouts/${nowhere.id}`)
    expect(body.events.at(-1)).toMatchObject({ type: 'reported', seen: { proof: 'Not on their page' } })
    // What is known now is nobody's to say any more.
    const twice = await confirm(finance, 'unpaid', there, 'I was wrong')
    expect(twice.body.results[0]).toMatchObject({ done: false, problem: { code: 'illegal_state' } })

    const again = await finance.post('/payouts/actions/store_credit', { payouts: [nowhere.id] })
    expect(again.body.results[0]).toMatchObject({ done: true })
  })

  it('marks as paid with proof only, and needs a destination for another method', async () => {
    const { merchant, finance } = await shop()
    const failed = await payout(merchant, 'sandbox_fail_window_expired')
    const without = await finance.post('/payouts/actions/mark_paid', { payouts: [failed.id] })
    expect([without.status, without.body.code]).toEqual([422, 'reason_required'])
    const nowhere = await finance.post('/payouts/actions/other_method', { payouts: [failed.id] })
    expect([nowhere.status, nowhere.body.code]).toEqual([422, 'validation_failed'])
    const unknown = await finance.post('/payouts/actions/other_method', { payouts: [failed.id], destination: 'p9' })
    expect(unknown.body.results).toEqual([
      { payout: failed.id, done: false, problem: { code: 'unknown_payment', pointer: '/destination' } },
    ])
    const byHand = await finance.post('/payouts/actions/other_method', { payouts: [failed.id], destination: 'manual' })
    expect([byHand.status, byHand.body.code, byHand.body.pointer]).toEqual([422, 'reason_required', '/proof'])
    const paid = await finance.post('/payouts/actions/mark_paid', { payouts: [failed.id], proof: 'cash, receipt 12' })
    expect(paid.body.results).toEqual([{ payout: failed.id, done: true }])
    const { payouts } = await listOf(finance, 'view=all')
    expect(payouts.find(({ destination }) => destination === 'manual')).toMatchObject({
      status: 'succeeded',
      attempts: 0,
    })
    // By hand is no try of a provider.
    expect((await deskOf(finance)).firstTry).toEqual({ paid: 0, settled: 1 })
  })

  it('asks the shopper for another account, once, and says until when', async () => {
    const { merchant, owner, finance } = await shop()
    const credentials = { name: 'Test shop', iban: 'GB82WEST12345698765432', bic: 'NWBKGB2L', country: 'GB' }
    expect((await owner.put('/connections/bank', { expectedRevision: 0, credentials })).status).toBe(200)
    const late = await payout(merchant, 'sandbox_fail_window_expired')
    const cause = async () => (await deskOf(finance)).causes[0]
    expect(await cause()).toMatchObject({ code: 'window_expired', who: 'finance', count: 1 })
    expect((await finance.get(`/payout-ways?payouts=${late.id}`)).body.ask).toEqual({ possible: 1, refusals: [] })
    const ask = () => finance.post('/payouts/actions/ask_shopper', { payouts: [late.id], message: 'Where to?' })
    expect((await ask()).body.results).toEqual([{ payout: late.id, done: true }])
    const refusal = { code: 'illegal_state', params: { command: 'ask_account', status: 'asked' } }
    expect((await ask()).body.results).toEqual([{ payout: late.id, done: false, problem: refusal }])
    const { askedBy, actions } = (await listOf(finance, `q=${late.id}`)).payouts[0] ?? {}
    expect(actions).toEqual(['store_credit', 'mark_paid', 'other_method', 'open_request'])
    expect(askedBy).toBeGreaterThan(Date.parse('2026-11-16'))
    const desk = await deskOf(finance)
    expect([desk.causes, desk.failed, desk.views.failed, desk.views.asked]).toEqual([[], { count: 0 }, 0, 1])
    expect(desk.asked).toEqual([
      {
        provider: 'sandbox',
        code: 'window_expired',
        count: 1,
        sums: [{ currency: 'GBP', amount: 2895 }],
        since: expect.any(Number),
        answerBy: askedBy,
      },
    ])
    expect((await listOf(finance, 'view=asked')).payouts.map(({ id }) => id)).toEqual([late.id])
    expect((await listOf(finance, 'view=failed')).payouts).toEqual([])
    // Nobody answered: it is work again.
    await api.advance(9 * 86_400_000)
    await api.work()
    expect(await cause()).toMatchObject({ code: 'window_expired', who: 'finance', count: 1 })
    expect((await deskOf(finance)).asked).toEqual([])
  })

  it('says beforehand where a payout can go instead, and why not elsewhere, as choosing it would', async () => {
    const { merchant, finance, agent } = await shop()
    const failed = await payout(merchant, 'sandbox_fail_window_expired')
    const other = await payout(merchant, 'sandbox_fail_window_expired')
    const waysOf = async (...ids: string[]) => (await finance.get(`/payout-ways?payouts=${ids.join()}`)).body
    const one = await waysOf(failed.id)
    expect(one.ask).toMatchObject({
      possible: 0,
      refusals: [{ code: 'illegal_state', params: { status: 'no_bank' }, count: 1 }],
    })
    const notConnected = { possible: 0, refusals: [{ code: 'unknown_payment', pointer: '/destination', count: 1 }] }
    expect(one).toMatchObject({
      count: 1,
      ways: [
        { destination: 'store_credit', kind: 'store_credit', possible: 1, refusals: [] },
        { destination: 'account', ...notConnected },
        { destination: 'gift_card', ...notConnected },
        { destination: 'coupon', ...notConnected },
        { destination: 'points', ...notConnected },
        { destination: 'manual', possible: 1, refusals: [] },
      ],
    })
    for (const { destination, possible } of one.ways) {
      const body = { payouts: [failed.id], destination, proof: 'receipt 12' }
      if (possible > 0) continue
      const { results } = (await finance.post('/payouts/actions/other_method', body)).body
      expect([destination, results[0].done]).toEqual([destination, false])
    }
    expect((await finance.post('/payouts/actions/store_credit', { payouts: [failed.id] })).body.results[0].done).toBe(
      true,
    )
    const both = await waysOf(failed.id, other.id)
    expect(both.ways.find(({ kind }: { kind: string }) => kind === 'store_credit')).toMatchObject({
      possible: 1,
      refusals: [{ code: 'illegal_state', count: 1 }],
    })
    expect((await finance.get('/payout-ways?payouts=po_nobodys')).status).toBe(404)
    expect((await agent.get(`/payout-ways?payouts=${other.id}`)).status).toBe(403)
    expect((await finance.get('/payout-ways?payouts=')).status).toBe(422)
  })

  it('says what is missing on another payment, in its currency', async () => {
    const { merchant, finance } = await shop()
    const plain = testOrder()
    const [paid] = plain.payments
    if (!paid) throw new Error('no payment')
    const order = {
      ...plain,
      payments: [
        { ...paid, id: 'p1', amount: paid.amount - 1000, reference: `ch_${plain.number}_sandbox_fail_window_expired` },
        { ...paid, id: 'p2', amount: 1000, label: 'Visa •••• 9921', reference: `ch_${plain.number}_2` },
      ],
    }
    await putOrder(api, merchant, order)
    const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
    const { body } = await submit(api, merchant, { order: order.number, items })
    await api.work()
    const failed = (await listOf(finance, 'view=failed')).payouts.find(({ request }) => request === body.number)
    if (!failed) throw new Error('nothing failed')
    const { ways } = (await finance.get(`/payout-ways?payouts=${failed.id}`)).body
    expect(ways[0]).toMatchObject({
      destination: 'p2',
      kind: 'payment',
      label: 'Visa •••• 9921',
      method: 'card',
      possible: 0,
    })
    const [{ code, currency, limit }] = ways[0].refusals
    expect([code, currency]).toEqual(['exceeds_payment', 'GBP'])
    const wanted = { payouts: [failed.id], destination: 'p2' }
    const [refused] = (await finance.post('/payouts/actions/other_method', wanted)).body.results
    expect(refused).toEqual({
      payout: failed.id,
      done: false,
      problem: { code: 'exceeds_payment', limit, pointer: '/destination' },
      currency: 'GBP',
    })
  })

  it('by an agent is refused on the request too, where deciding is theirs', async () => {
    const { merchant, agent, finance } = await shop()
    const { id, request } = await payout(merchant, 'sandbox_failonce_insufficient_merchant_balance')
    const { body: seen } = await agent.get(`/requests/${request}`)
    expect(seen.commands).toContain('note')
    expect(seen.commands).not.toContain('retry_payout')
    const body = { payout: id, expectedSeq: seen.seq }
    const refused = await agent.post(`/requests/${request}/commands/retry_payout`, body)
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    const done = await finance.post(`/requests/${request}/commands/retry_payout`, body)
    expect(done.status, JSON.stringify(done.body)).toBe(200)
  })

  it('is for owners, managers and finance', async () => {
    const { merchant, agent, finance } = await shop()
    const failed = await payout(merchant, 'sandbox_fail_window_expired')
    for (const action of ['retry', 'ask_provider', 'store_credit', 'mark_paid', 'approve', 'ask_shopper']) {
      const { status, body } = await agent.post(`/payouts/actions/${action}`, { payouts: [failed.id], proof: 'x' })
      expect([action, status, body.code]).toEqual([action, 403, 'forbidden'])
    }
    const tried = await Promise.all([
      agent.post('/payout-controls/stop', { reason: 'x' }),
      agent.post('/payout-controls/resume', { reason: 'x' }),
      agent.put('/payout-controls', { secondPersonAbove: {}, dailyCap: {}, revision: 0 }),
      finance.put('/payout-controls', { secondPersonAbove: {}, dailyCap: {}, revision: 0 }),
    ])
    expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    const desk = await deskOf(agent)
    expect(desk.may).toEqual({ act: false, approve: false, control: false, setLimits: false })
    expect((await listOf(agent, 'view=failed')).payouts[0]?.actions).toEqual(['open_request'])
  })
})

describe('limits', () => {
  it('holds what is above the limit for two people, and shows whose yes it has', async () => {
    const { merchant, owner, finance } = await shop()
    const manager = new Colleague(api, merchant, 'manager', 'Lucía Ortega')
    const saved = await owner.put('/payout-controls', {
      secondPersonAbove: { GBP: 2000 },
      dailyCap: { GBP: 5000 },
      revision: 0,
    })
    expect(saved.body).toMatchObject({ secondPersonAbove: { GBP: 2000 }, revision: 1 })
    const held = await payout(merchant)
    const before = await deskOf(finance)
    expect(before.caps).toEqual([{ currency: 'GBP', cap: 5000, used: 0 }])
    expect(before.approvals).toMatchObject([
      { id: held.id, hold: 'approval', approvals: [], reason: 'changed_mind', mine: false },
    ])
    expect(before.approvals[0]?.reasonLabels).toHaveProperty('en')
    const approve = (who: Colleague) => who.post('/payouts/actions/approve', { payouts: [held.id] })
    expect((await approve(finance)).body.results).toEqual([{ payout: held.id, done: true }])
    const first = await deskOf(finance)
    expect(first.approvals[0]).toMatchObject({ mine: true, approvals: [{ name: 'The finance' }] })
    expect((await deskOf(manager)).approvals[0]?.mine).toBe(false)
    expect((await approve(finance)).body.results).toEqual([
      { payout: held.id, done: false, problem: { code: 'same_reviewer' } },
    ])
    await api.work()
    expect((await deskOf(finance)).paidToday).toEqual([])
    expect((await approve(manager)).body.results).toEqual([{ payout: held.id, done: true }])
    await api.work()
    const after = await deskOf(finance)
    expect([after.approvals, after.paidToday, after.caps]).toEqual([
      [],
      [{ currency: 'GBP', amount: 2895 }],
      [{ currency: 'GBP', cap: 5000, used: 2895 }],
    ])
    const stale = await owner.put('/payout-controls', { secondPersonAbove: {}, dailyCap: {}, revision: 0 })
    expect([stale.status, stale.body.code]).toEqual([409, 'stale'])
  })

  it('lets out no more in a day than its cap, of what other days refused as well', async () => {
    const { merchant, owner, finance } = await shop()
    await owner.put('/payout-controls', { secondPersonAbove: {}, dailyCap: { GBP: 5000 }, revision: 0 })
    const refused = await payout(merchant, 'sandbox_fail_insufficient_merchant_balance')
    const used = async () => (await deskOf(finance)).caps
    expect(await used()).toEqual([{ currency: 'GBP', cap: 5000, used: 2895 }])
    await api.advance(24 * 3_600_000)
    expect(await used()).toEqual([{ currency: 'GBP', cap: 5000, used: 0 }])
    const fresh = await payout(merchant)
    expect(await used()).toEqual([{ currency: 'GBP', cap: 5000, used: 2895 }])
    // Whichever goes first, the other waits for tomorrow.
    const holds = await api.query('SELECT hold FROM payouts WHERE id IN (?, ?)', [refused.id, fresh.id])
    expect(holds.map(({ hold }) => hold).sort()).toEqual([null, 'daily_cap'].sort())
  })

  it('needs two people, whatever the shop’s server does with its key', async () => {
    const policy = instantPolicy({ decision: 'review' })
    const merchant = await api.createMerchant({ policy })
    const [owner, finance] = [new Colleague(api, merchant, 'owner'), new Colleague(api, merchant, 'finance')]
    await owner.put('/payout-controls', { secondPersonAbove: { GBP: 2000 }, dailyCap: {}, revision: 0 })
    const server = merchantServer(api, merchant)
    const order = testOrder()
    await putOrder(api, merchant, order)
    const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
    const { body } = await submit(api, merchant, { order: order.number, items })
    // Who decides that it is paid is the first of the two, also without having said so twice.
    const approved = await finance.post(`/requests/${body.number}/commands/approve`, {
      expectedSeq: body.seq,
    })
    expect(approved.status, JSON.stringify(approved.body)).toBe(200)
    await api.work()
    const [held] = (await deskOf(finance)).approvals
    expect(held).toMatchObject({ hold: 'approval', mine: true, approvals: [{ name: 'The finance' }] })
    const yes = { payouts: [held?.id] }
    expect((await finance.post('/payouts/actions/approve', yes)).body.results).toMatchObject([
      { done: false, problem: { code: 'same_reviewer' } },
    ])
    expect((await server.post('/admin/payouts/actions/approve', yes)).status).toBe(403)
    for (const [name, more] of [
      ['retry_payout', { payout: held?.id }],
      ['change_method', { payout: held?.id, destination: 'store_credit' }],
      ['approve', {}],
    ] as const) {
      const answer = await server.post(`/requests/${body.number}/commands/${name}`, more)
      expect([name, answer.status]).toEqual([name, 409])
    }
    expect((await server.post(`/payouts/${held?.id}/result`, { status: 'succeeded' })).status).toBe(404)
    await api.work()
    const [row] = await api.query('SELECT status, hold, attempts FROM payouts WHERE id = ?', [held?.id ?? ''])
    expect(row).toMatchObject({ status: 'queued', hold: 'approval' })
    expect((await owner.post('/payouts/actions/approve', yes)).body.results).toMatchObject([{ done: true }])
    await api.work()
    expect((await deskOf(finance)).paidToday).toEqual([{ currency: 'GBP', amount: 2895 }])
  })

  it('stops everything at once, says who did, and goes on', async () => {
    const { merchant, finance } = await shop()
    const stopped = await finance.post('/payout-controls/stop', { reason: 'a strange evening' })
    expect(stopped.body.stopped).toMatchObject({ by: 'The finance', reason: 'a strange evening' })
    const held = await payout(merchant)
    expect((await listOf(finance, 'view=held')).payouts).toMatchObject([{ id: held.id, hold: 'stopped' }])
    expect((await deskOf(finance)).controls.stopped?.by).toBe('The finance')
    const resumed = await finance.post('/payout-controls/resume', { reason: 'it was nothing' })
    expect(resumed.body.stopped).toBeUndefined()
    await api.work()
    expect((await deskOf(finance)).paidToday).toEqual([{ currency: 'GBP', amount: 2895 }])
  })
})
