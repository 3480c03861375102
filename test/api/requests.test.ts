import { describe, expect, it } from 'vitest'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { Order } from '../../shared/order/order.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Rule } from '../../shared/policy/policy.ts'
import {
  command,
  instantPolicy,
  newKey,
  putOrder,
  read,
  secretHeaders,
  shopperHeaders,
  submit,
  testOrder,
} from '../support/api.ts'
import { shopperWith } from '../support/callers.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant({
  policy: instantPolicy({
    decision: 'review',
    returnItem: true,
    returnShipping: { paidBy: 'merchant', fee: { GBP: 0, EUR: 0, CNY: 0, USD: 0, JPY: 0, KWD: 0 } },
    refundTrigger: 'on_inspection',
  }),
})

/** A shopper with a token for one new order, in a country whose law asks for nothing here. */
async function shopper(more: Parameters<typeof testOrder>[0] = {}) {
  const order = testOrder({ customer: { id: 'c-9', name: 'Bo Lin', email: 'bo@example.com', country: 'US' }, ...more })
  await putOrder(api, merchant, order)
  const token = await api.shopperToken(merchant.id, { order: order.number })
  const { get, post } = shopperWith(api, merchant, token)
  const claim = { order: order.number, locale: 'en', items: [{ line: 'l1', quantity: 2, reason: 'changed_mind' }] }
  return { order, get, post, claim }
}

describe('a shopper', () => {
  it('is promised no date while goods must come back first, but the working days from then', async () => {
    const { get, post, claim } = await shopper()
    const sent = (await post('/requests', claim)).body
    const arrivalOf = async () => (await get(`/requests/${sent.number}`)).body.arrival
    const coming = [{ payment: 'p1', after: 'on_inspection', workingDays: [3, 7] }]
    expect(sent.status).toBe('in_review')
    expect(await arrivalOf()).toMatchObject(coming)
    await command(api, merchant, sent.number, 'approve')
    expect(await arrivalOf()).toMatchObject(coming)
    await command(api, merchant, sent.number, 'mark_received')
    await command(api, merchant, sent.number, 'inspect', { result: 'as_described' })
    expect((await arrivalOf())[0]).not.toHaveProperty('after')
  })

  it('is told where days count from a delivery that nobody reported', async () => {
    const [sent] = testOrder().fulfillments
    if (!sent) throw new Error('nothing was sent')
    const { deliveredAt, ...unreported } = sent
    const lineOf = async (fulfillments: Order['fulfillments']) => {
      const { order, get } = await shopper({ fulfillments })
      return (await get(`/orders/${order.number}`)).body.lines[0]
    }
    expect(await lineOf([unreported])).toMatchObject({ missing: ['delivery'], answers: expect.anything() })
    expect(await lineOf([unreported])).not.toHaveProperty('deliveredAt')
    const reported = await lineOf([sent])
    expect(reported).toMatchObject({ deliveredAt: Date.parse(deliveredAt ?? '') })
    expect(reported).not.toHaveProperty('missing')
  })

  it('sees what another quantity would be given, so that the amount shown is the amount decided', async () => {
    const sorting: Rule = {
      id: 'sorting',
      name: 'Two and more',
      when: { fact: 'claim.quantity', op: 'gte', value: 2 },
      set: { restockingFee: { percent: 1000 } },
    }
    const base = instantPolicy({ decision: 'review', returnItem: false })
    const shop = await api.createMerchant({ policy: { ...base, rules: [sorting] } })
    const order = testOrder({ customer: { id: 'c-7', email: 'bo@example.com', country: 'US' } })
    await putOrder(api, shop, order)
    const token = await api.shopperToken(shop.id, { order: order.number })
    const answer = await api.fetch(`/v1/shop/orders/${order.number}`, { headers: shopperHeaders(shop, token, {}) })
    const { lines, termsTable } = (await answer.json()) as OrderView
    const given = lines[0]?.answers.filter(({ reason }) => reason === 'not_needed') ?? []
    expect(given.map(({ from }) => from)).toEqual([1, 2])
    expect(given.map(({ terms }) => termsTable[terms]?.restockingFee)).toEqual(['none', { percent: 1000 }])
  })

  it('sees per line and reason what the policy gives, without its rules', async () => {
    const { order, get } = await shopper()
    const { status, body } = await get(`/orders/${order.number}`)
    expect(status).toBe(200)
    const [line] = body.lines
    expect(line).toMatchObject({ id: 'l1', remaining: 2, paid: 2500, requests: [] })
    const answer = line.answers.find(({ reason }: { reason: string }) => reason === 'not_needed')
    expect(answer).toMatchObject({ eligible: true, instant: false })
    expect(answer.because.key).toMatch(/^because\./)
    expect(body.termsTable[answer.terms]).toMatchObject({ eligible: true, returnItem: true })
    expect(body.termsTable[answer.terms]).not.toHaveProperty('decision')
    expect(body.order.customer).toEqual({ country: 'US', name: 'Bo Lin' })
    expect(JSON.stringify(body)).not.toContain('bo@example.com')
    expect(body.termsTable.length).toBeLessThan(line.answers.length + 1)
  })

  it('submits, is asked, answers, is approved, sends it back, is paid, rates', async () => {
    const { order, get, post, claim } = await shopper()
    const { status, body } = await post('/requests', { ...claim, quotedTotal: 2895 })
    expect([status, body.status, body.next]).toEqual([
      201,
      'in_review',
      { who: 'staff', action: 'decide', by: body.decideBy },
    ])
    expect(body.commands).toEqual(expect.arrayContaining(['edit', 'cancel', 'message']))
    const [payment] = order.payments
    expect(body.planned).toEqual([
      {
        destination: payment?.id,
        method: payment?.method,
        ...(payment?.label && { label: payment.label }),
        amount: 2895,
      },
    ])
    const at = `/requests/${body.number}`

    await command(api, merchant, body.number, 'ask', { text: 'Which colour?' })
    const asked = await get(at)
    expect(asked.body).toMatchObject({ status: 'needs_info', question: { text: 'Which colour?', by: 'Test shop' } })
    const answered = await post(`${at}/commands/answer`, { text: 'Blue' })
    expect(answered.body).toMatchObject({ status: 'in_review', timeline: expect.arrayContaining([]) })

    const approved = await command(api, merchant, body.number, 'approve')
    expect(approved.body).toMatchObject({ status: 'awaiting_return', returnTo: { name: 'Returns' }, payouts: [] })
    const shipped = await post(`${at}/commands/mark_shipped`, { carrier: 'RM', trackingNumber: 'T1' })
    expect(shipped.body).toMatchObject({ status: 'in_transit', shipment: { carrier: 'RM', trackingNumber: 'T1' } })
    await command(api, merchant, body.number, 'mark_received')
    const inspected = await command(api, merchant, body.number, 'inspect', { result: 'as_described' })
    expect(inspected.body).toMatchObject({ status: 'paying', payouts: [{ status: 'queued', amount: 2895 }] })
    expect(inspected.body.planned).toBeUndefined()
    await api.work()
    const rated = await post(`${at}/commands/rate`, { stars: 5 })
    expect(rated.body).toMatchObject({ status: 'completed', rating: { stars: 5 }, next: { who: 'nobody' } })
    const list = await get('/requests')
    expect(list.body.requests).toMatchObject([{ number: body.number, order: order.number, status: 'completed' }])
    const events = await read(api, merchant, `/v1/requests/${body.number}/events?after=1&limit=2`)
    expect(events.body.events.map(({ seq, type }: { seq: number; type: string }) => [seq, type])).toEqual([
      [2, 'asked'],
      [3, 'answered'],
    ])
  })

  it('edits and cancels while nothing is decided; what it held is free again', async () => {
    const { order, post, claim } = await shopper()
    const { body } = await post('/requests', claim)
    const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind' }]
    const edited = await post(`/requests/${body.number}/commands/edit`, { items })
    expect(edited.body).toMatchObject({ quote: { total: 1250 }, seq: 2 })
    const stale = await post(`/requests/${body.number}/commands/cancel`, { expectedSeq: 1 })
    expect([stale.status, stale.body.code]).toEqual([409, 'stale'])
    const cancelled = await post(`/requests/${body.number}/commands/cancel`, {})
    expect(cancelled.body).toMatchObject({ status: 'cancelled', commands: ['message'] })
    const held = await api.query('SELECT SUM(reserved) AS held FROM balances WHERE order_number = ?', [order.number])
    expect(held).toEqual([{ held: 0 }])
    const again = await post(`/requests/${body.number}/commands/cancel`, {})
    expect([again.status, again.body.code]).toEqual([409, 'illegal_state'])
  })

  it('is told both amounts when the one it saw is no longer right', async () => {
    const { post, claim } = await shopper()
    const { status, body } = await post('/requests', { ...claim, quotedTotal: 2000 })
    expect([status, body.code, body.limit, body.quote.total]).toEqual([409, 'quote_changed', 2895, 2895])
  })

  it('opens its own order only, and never by another merchant', async () => {
    const mine = await shopper()
    const theirs = await shopper()
    const { body } = await theirs.post('/requests', theirs.claim)
    for (const [path, content] of [
      [`/orders/${theirs.order.number}`],
      [`/requests/${body.number}`],
      [`/requests/${body.number}/stream`],
      ['/requests', theirs.claim],
      [`/requests/${body.number}/commands/cancel`, {}],
    ] as const) {
      const refused = await (content ? mine.post(path, content) : mine.get(path))
      expect([path, refused.status, refused.body.code]).toEqual([path, 404, 'not_found'])
    }
    const decide = await mine.post(`/requests/${body.number}/commands/approve`, {})
    expect([decide.status, decide.body.code]).toEqual([422, 'validation_failed'])
  })

  it('needs a key for each POST, a token, and a page that may carry the widget', async () => {
    const { get, post, claim, order } = await shopper()
    const keyless = await post('/requests', claim, {})
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency_key_required'])
    const elsewhere = await get(`/orders/${order.number}`, { Origin: 'https://evil.example' })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'origin_not_allowed'])
    const forged = await get(`/orders/${order.number}`, { Authorization: 'Bearer a.b' })
    expect([forged.status, forged.body.code]).toEqual([401, 'unauthenticated'])
  })

  it('hears of a change by the stream, from where it last was', async () => {
    const { post, claim, order } = await shopper()
    const { body } = await post('/requests', claim)
    await command(api, merchant, body.number, 'message', { text: 'Hello' })
    const token = await api.shopperToken(merchant.id, { order: order.number })
    const answer = await api.fetch(`/v1/shop/requests/${body.number}/stream`, {
      headers: shopperHeaders(merchant, token, { 'Last-Event-ID': '1' }),
    })
    expect(answer.headers.get('content-type')).toBe('text/event-stream')
    const reader = answer.body!.getReader()
    let text = ''
    while (!text.includes('event: change')) text += new TextDecoder().decode((await reader.read()).value)
    await reader.cancel()
    expect(text).toContain('event: change\nid: 2\ndata: {"seq":2}')
  })
})

describe('the merchant’s server', () => {
  it('pages requests by key, and hides what it does not know', async () => {
    const own = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    const numbers: string[] = []
    for (let i = 0; i < 5; i++) {
      const order = testOrder()
      await putOrder(api, own, order)
      const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind' }]
      numbers.push((await submit(api, own, { order: order.number, items })).body.number)
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await read(api, own, `/v1/requests?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...body.requests.map(({ number }: { number: string }) => number))
      cursor = body.nextCursor
    } while (cursor)
    expect(seen.sort()).toEqual(numbers.sort())
    expect((await read(api, own, '/v1/requests?cursor=nonsense')).body.code).toBe('validation_failed')
    expect((await read(api, own, '/v1/requests/R-0000-0000')).status).toBe(404)
    expect((await read(api, own, '/v1/requests/R-0000-0000/events')).status).toBe(404)
    expect((await read(api, merchant, `/v1/requests/${numbers[0]}`)).status).toBe(404)
  })

  it('learns what is wrong: fields by pointer, JSON, type, method', async () => {
    const { order } = await shopper()
    const items = [
      { line: 'l1', payment: 'p1', reason: 'x' },
      { line: 'l1', quantity: 'two', reason: 'x' },
    ]
    const wrong = await submit(api, merchant, { order: order.number, items })
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(['/items/0', '/items/1/quantity']),
    )
    const post = (body: string, type: string) =>
      api.fetch('/v1/requests', {
        method: 'POST',
        headers: secretHeaders(merchant, { ...newKey(), 'Content-Type': type }),
        body,
      })
    expect((await post('{', 'application/json')).status).toBe(400)
    expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415)
    const put = await api.fetch('/v1/requests', { method: 'PUT', headers: secretHeaders(merchant), body: '{}' })
    expect([put.status, (await put.json()).code]).toEqual([405, 'method_not_allowed'])
    const unknown = await submit(api, merchant, { order: order.number, items: [{ line: 'l1', reason: 'no_such' }] })
    expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown_reason'])
    const foreign = await submit(api, merchant, {
      order: order.number,
      items: [{ line: 'l1', reason: 'changed_mind', evidence: ['ev_1'] }],
    })
    expect([foreign.status, foreign.body.errors[0].code]).toEqual([422, 'unknown_evidence'])
  })

  it('lets silence end a question that nobody answers', async () => {
    const policy = { ...defaultPolicy(), rules: [] }
    policy.terms = { ...policy.terms, decision: 'review' }
    const own = await api.createMerchant({ policy })
    const order = testOrder({ customer: { name: 'Bo', country: 'US' } })
    await putOrder(api, own, order)
    const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind' }]
    const { body } = await submit(api, own, { order: order.number, items })
    const asked = await command(api, own, body.number, 'ask', { text: 'Why?' })
    await api.advance(asked.body.question.answerBy - asked.body.changedAt + 60_000)
    await api.work()
    const { body: after } = await read(api, own, `/v1/requests/${body.number}`)
    expect(after).toMatchObject({ status: 'expired', ended: { as: 'expired', by: 'system' } })
  })
})
