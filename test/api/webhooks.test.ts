import { Webhook } from 'standardwebhooks'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { webhookEvents, webhookMessage } from '../../shared/api/webhooks.schema.ts'
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
import { type Heard, startReceiver } from '../support/receiver.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const receiver = await startReceiver()
afterAll(() => receiver.close())

const hourMs = 3_600_000
/** The waits before the further tries, as the documentation says them. */
const waitsMs = [5_000, 300_000, 1_800_000, ...[2, 5, 10, 14, 20, 20].map((hours) => hours * hourMs)]

let paths = 0
function newPath(): string {
  paths += 1
  return `/hooks/${paths}`
}

const post = (merchant: TestMerchant, path: string, body: unknown, key?: Record<string, string>) =>
  merchantServer(api, merchant).post(path, body, key)

async function remove(merchant: TestMerchant, id: string): Promise<number> {
  return (await merchantServer(api, merchant).delete(`/webhooks/${id}`)).status
}

/** A merchant with one webhook at a path of its own. */
async function told(events?: string[], merchant?: TestMerchant) {
  const owner = merchant ?? (await api.createMerchant())
  const path = newPath()
  const { status, body } = await post(owner, '/webhooks', { url: receiver.url(path), events })
  expect(status, JSON.stringify(body)).toBe(201)
  return { merchant: owner, path, id: body.id as string, secret: body.secret as string }
}

/** Something to be told: a request that is approved and paid at once. */
async function refund(merchant: TestMerchant, order = testOrder()): Promise<{ number: string; order: string }> {
  expect((await putOrder(api, merchant, order)).status).toBe(200)
  const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind', details: 'Ann’s own words' }]
  const { status, body } = await submit(api, merchant, { order: order.number, items })
  expect(status, JSON.stringify(body)).toBe(201)
  await api.work()
  return { number: body.number, order: order.number }
}

/** By the specification's own library, at the moment the message says: the server's clock is the test's. */
function verified(secret: string, { headers, body }: Heard): Record<string, unknown> {
  vi.useFakeTimers({ toFake: ['Date'], now: Number(headers['webhook-timestamp']) * 1000 })
  try {
    return new Webhook(secret).verify(body, headers) as Record<string, unknown>
  } finally {
    vi.useRealTimers()
  }
}

function typesAt(path: string): string[] {
  return receiver.heard(path).map(({ body }) => JSON.parse(body).type)
}

async function deliveriesOf(merchant: TestMerchant, id: string) {
  return (await read(api, merchant, `/v1/webhooks/${id}/deliveries`)).body.deliveries
}

async function statusOf(merchant: TestMerchant, id: string): Promise<string> {
  const { webhooks } = (await read(api, merchant, '/v1/webhooks')).body
  return webhooks.find((webhook: { id: string }) => webhook.id === id).status
}

describe('a merchant with a webhook', () => {
  it('is told what happens, signed, once each, without anybody’s name', async () => {
    const { merchant, path, id, secret } = await told()
    const { number, order } = await refund(merchant)
    const heard = receiver.heard(path)
    expect(typesAt(path).sort()).toEqual([
      'payout.requested',
      'payout.succeeded',
      'request.approved',
      'request.completed',
      'request.submitted',
    ])
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(5)
    for (const one of heard) {
      const message = webhookMessage.parse(verified(secret, one))
      expect(message.data).toMatchObject({ request: number, order, currency: 'GBP', total: 1250 })
      expect(one.headers['content-type']).toBe('application/json')
      expect(one.headers['webhook-id']).toMatch(new RegExp(`^${id}-${number}-\\d+-[a-z_]+$`))
      expect(one.body).not.toMatch(/Ann|ann@|7700/)
      expect(() => verified(secret, { ...one, body: one.body.replace('1250', '1251') })).toThrow()
    }
    const paid = heard.find(({ body }) => body.includes('payout.succeeded'))
    expect(JSON.parse(paid?.body ?? '').data).toMatchObject({
      status: 'completed',
      payout: { destination: 'p1', amount: 1250 },
    })
    const rows = await api.query(`SELECT id FROM outbox WHERE merchant = ? AND kind = 'webhook'`, [merchant.id])
    expect(rows.map((row) => row.id).sort()).toEqual(heard.map(({ headers }) => headers['webhook-id']).sort())
    const deliveries = await deliveriesOf(merchant, id)
    expect(deliveries).toHaveLength(5)
    for (const one of deliveries) expect(one).toMatchObject({ status: 'delivered', attempts: 1, httpStatus: 200 })
  })

  it('hears of decisions of people too', async () => {
    const merchant = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
    const { path } = await told(undefined, merchant)
    const { number } = await refund(merchant)
    for (const [name, body] of [
      ['ask', { text: 'Which cup?' }],
      ['approve', {}],
    ] as const) {
      expect((await command(api, merchant, number, name, body)).status).toBe(200)
      await api.work()
    }
    const types = typesAt(path)
    expect(types.slice(0, 2)).toEqual(['request.submitted', 'request.needs_info'])
    expect(types.slice(2).sort()).toEqual([
      'payout.requested',
      'payout.succeeded',
      'request.approved',
      'request.completed',
    ])
    const silent = await told(undefined, merchant)
    expect((await command(api, merchant, number, 'message', { text: 'Hello' })).status).toBe(200)
    await api.work()
    expect(typesAt(silent.path)).toEqual([])
  })

  it('hears of goods that come back', async () => {
    const merchant = await api.createMerchant({
      policy: instantPolicy({ returnItem: true, refundTrigger: 'on_inspection' }),
    })
    const { path } = await told(
      ['return.shipped', 'return.received', 'return.inspected', 'request.completed'],
      merchant,
    )
    const { number, order } = await refund(merchant)
    const shipped = await api.fetch(`/v1/shop/requests/${number}/commands/mark_shipped`, {
      method: 'POST',
      headers: shopperHeaders(merchant, await api.shopperToken(merchant.id, { order }), newKey()),
      body: JSON.stringify({ carrier: 'Royal Mail', trackingNumber: 'RM-7700' }),
    })
    expect(shipped.status).toBe(200)
    await api.work()
    for (const [name, body] of [
      ['mark_received', {}],
      ['inspect', { result: 'as_described' }],
    ] as const) {
      const { status, body: answer } = await command(api, merchant, number, name, body)
      expect(status, JSON.stringify(answer)).toBe(200)
      await api.work()
    }
    const types = typesAt(path)
    expect(types.slice(0, 2)).toEqual(['return.shipped', 'return.received'])
    expect(types.slice(2).sort()).toEqual(['request.completed', 'return.inspected'])
    expect(JSON.stringify(receiver.heard(path))).not.toContain('RM-7700')
  })

  it('hears why money did not go', async () => {
    const { merchant, path } = await told(['payout.failed', 'request.completed'])
    const order = testOrder()
    const [card] = order.payments
    if (!card) throw new Error('the test order is not paid')
    await refund(merchant, { ...order, payments: [{ ...card, reference: 'ch_sandbox_fail_window_expired' }] })
    expect(typesAt(path)).toEqual(['payout.failed'])
    expect(JSON.parse(receiver.heard(path)[0]?.body ?? '').data).toMatchObject({
      status: 'payout_failed',
      payout: { destination: 'p1', amount: 1250, failure: { code: 'window_expired', final: true } },
    })
  })

  it('gets only the events asked for, each webhook its own', async () => {
    const { merchant, path } = await told(['payout.succeeded', 'request.completed', 'payout.succeeded'])
    const all = await told(undefined, merchant)
    await refund(merchant)
    expect(typesAt(path).sort()).toEqual(['payout.succeeded', 'request.completed'])
    expect(typesAt(all.path)).toHaveLength(5)
    const only = receiver.heard(path)[0]
    expect(only && (() => verified(all.secret, only))).toThrow()
  })

  it('is not told of anybody else', async () => {
    const { path } = await told()
    const other = await api.createMerchant()
    await refund(other)
    expect(receiver.heard(path)).toEqual([])
    expect(await api.query(`SELECT id FROM outbox WHERE merchant = ? AND kind = 'webhook'`, [other.id])).toEqual([])
  })
})

describe('a receiver that does not take it', () => {
  it('is asked again: the same id and body, a new signature', async () => {
    const { merchant, path, id, secret } = await told(['request.submitted'])
    receiver.answer(path, 503)
    await refund(merchant)
    const [waiting] = await deliveriesOf(merchant, id)
    expect(waiting).toMatchObject({ status: 'retrying', attempts: 1, httpStatus: 503, problem: 'http_status' })
    expect(waiting.nextAt - waiting.at).toBe(5_000)
    expect(await statusOf(merchant, id)).toBe('failing')
    await api.work()
    expect(receiver.heard(path)).toHaveLength(1)
    receiver.answer(path, 204)
    await api.advance(5_000)
    await api.work()
    const [first, second] = receiver.heard(path)
    if (!first || !second) throw new Error('not asked again')
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
    expect(second.body).toBe(first.body)
    expect(Number(second.headers['webhook-timestamp'])).toBeGreaterThan(Number(first.headers['webhook-timestamp']))
    expect(verified(secret, second)).toEqual(verified(secret, first))
    expect(await deliveriesOf(merchant, id)).toMatchObject([{ status: 'delivered', attempts: 2, httpStatus: 204 }])
    expect(await statusOf(merchant, id)).toBe('active')
  })

  it('is left alone after three days, and heard again after a test that gets through', async () => {
    const { merchant, path, id } = await told(['request.submitted'])
    receiver.answer(path, 500)
    await refund(merchant)
    for (const wait of waitsMs) {
      expect(await statusOf(merchant, id)).toBe('failing')
      await api.advance(wait)
      await api.work()
    }
    expect(receiver.heard(path)).toHaveLength(10)
    expect(await deliveriesOf(merchant, id)).toMatchObject([{ status: 'failed', attempts: 10, httpStatus: 500 }])
    expect(await statusOf(merchant, id)).toBe('disabled')
    await refund(merchant)
    await api.advance(24 * hourMs)
    await api.work()
    expect(receiver.heard(path)).toHaveLength(10)

    await post(merchant, `/webhooks/${id}/test`, {})
    await api.work()
    expect(receiver.heard(path)).toHaveLength(11)
    expect(await statusOf(merchant, id)).toBe('disabled')
    receiver.answer(path, 200)
    await post(merchant, `/webhooks/${id}/test`, {})
    await api.work()
    expect(await statusOf(merchant, id)).toBe('active')
    await refund(merchant)
    expect(typesAt(path).slice(11)).toEqual(['webhook.test', 'request.submitted'])
  })

  it('is not switched off while other messages get through', async () => {
    const { merchant, path, id } = await told(['request.submitted'])
    receiver.answer(path, 500)
    await refund(merchant)
    await api.advance(30 * hourMs)
    receiver.answer(path, 200)
    await api.work()
    receiver.answer(path, 500)
    await refund(merchant)
    await api.advance(50 * hourMs)
    await api.work()
    expect(await statusOf(merchant, id)).toBe('failing')
  })

  it('says 410: it is switched off at once, and what waits for it is dropped', async () => {
    const { merchant, path, id } = await told(['request.submitted'])
    receiver.answer(path, 500)
    await refund(merchant)
    receiver.answer(path, 410)
    await refund(merchant)
    expect(await statusOf(merchant, id)).toBe('disabled')
    await api.advance(5_000)
    await api.work()
    expect(receiver.heard(path)).toHaveLength(2)
    const problems = (await deliveriesOf(merchant, id)).map(({ problem }: { problem: string }) => problem)
    expect(problems.sort()).toEqual(['disabled', 'http_status'])
  })

  it('sends elsewhere: nobody goes there', async () => {
    const { merchant, path, id } = await told(['request.submitted'])
    const elsewhere = newPath()
    receiver.answer(path, 307, { Location: receiver.url(elsewhere) })
    await refund(merchant)
    expect(receiver.heard(elsewhere)).toEqual([])
    expect(await deliveriesOf(merchant, id)).toMatchObject([{ status: 'retrying', httpStatus: 307 }])
  })

  it('is not there', async () => {
    const gone = await startReceiver()
    const merchant = await api.createMerchant()
    const { body } = await post(merchant, '/webhooks', { url: gone.url('/'), events: ['request.submitted'] })
    await gone.close()
    await refund(merchant)
    expect(await deliveriesOf(merchant, body.id)).toMatchObject([{ status: 'retrying', problem: 'unreachable' }])
  })
})

describe('a test', () => {
  it('is one message, also when it is asked for twice under one key', async () => {
    const { merchant, path, id, secret } = await told(['payout.failed'])
    const key = newKey()
    const first = await post(merchant, `/webhooks/${id}/test`, {}, key)
    const again = await post(merchant, `/webhooks/${id}/test`, {}, key)
    expect([first.status, again.status]).toEqual([202, 202])
    expect(again.body).toEqual(first.body)
    await api.work()
    const [message, ...more] = receiver.heard(path)
    if (!message) throw new Error('nothing came')
    expect(more).toEqual([])
    expect(verified(secret, message)).toMatchObject({ type: 'webhook.test', data: { webhook: id } })
    expect(message.headers['webhook-id']).toBe(first.body.id)
    expect(await deliveriesOf(merchant, id)).toMatchObject([{ id: first.body.id, type: 'webhook.test' }])
  })

  it('is tried once', async () => {
    const { merchant, path, id } = await told()
    receiver.answer(path, 500)
    await post(merchant, `/webhooks/${id}/test`, {})
    await api.work()
    await api.advance(hourMs)
    await api.work()
    expect(receiver.heard(path)).toHaveLength(1)
    expect(await statusOf(merchant, id)).toBe('active')
  })
})

describe('the secret', () => {
  it('is shown once, and is nowhere in the database', async () => {
    const merchant = await api.createMerchant()
    const key = newKey()
    const wanted = { url: receiver.url(newPath()) }
    const first = await post(merchant, '/webhooks', wanted, key)
    expect(first.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const { secret, ...rest } = first.body
    const again = await post(merchant, '/webhooks', wanted, key)
    expect(again.status).toBe(201)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.body).toEqual(rest)
    const { body } = await read(api, merchant, '/v1/webhooks')
    expect(body.webhooks).toEqual([{ ...rest, status: 'active' }])
    await refund(merchant)
    const tables = await api.query(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%merchant%'`)
    for (const { name } of tables) {
      expect(JSON.stringify(await api.query(`SELECT * FROM "${name}"`))).not.toContain(secret.slice(6, 40))
    }
  })
})

describe('how many', () => {
  it('is ten at most, also when asked for at once', async () => {
    const merchant = await api.createMerchant()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => post(merchant, '/webhooks', { url: receiver.url('/many') })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(201), 422, 422])
    const refused = answers.find(({ status }) => status === 422)
    expect(refused?.body).toMatchObject({ code: 'limit_exceeded', limit: 10 })
    const { webhooks } = (await read(api, merchant, '/v1/webhooks')).body
    expect(webhooks).toHaveLength(10)
    expect(await remove(merchant, webhooks[0].id)).toBe(204)
    expect((await post(merchant, '/webhooks', { url: receiver.url('/many') })).status).toBe(201)
  })
})

describe('taking it away', () => {
  it('drops what waits and what was told', async () => {
    const { merchant, path, id } = await told()
    receiver.answer(path, 500)
    await refund(merchant)
    const before = receiver.heard(path).length
    expect(await remove(merchant, id)).toBe(204)
    expect(await remove(merchant, id)).toBe(404)
    await api.advance(hourMs)
    await api.work()
    await refund(merchant)
    expect(receiver.heard(path)).toHaveLength(before)
    expect((await read(api, merchant, `/v1/webhooks/${id}/deliveries`)).status).toBe(404)
    expect((await post(merchant, `/webhooks/${id}/test`, {})).status).toBe(404)
    for (const table of ['webhook_deliveries', `outbox WHERE kind = 'webhook' AND`]) {
      const rows = await api.query(`SELECT id FROM ${table}${table.endsWith('AND') ? '' : ' WHERE'} merchant = ?`, [
        merchant.id,
      ])
      expect(rows).toEqual([])
    }
  })
})

describe('what is refused', () => {
  const url = 'https://shop.example/hooks'
  it.each([
    [{}, '/url', 'invalid_type'],
    [{ url: 7 }, '/url', 'invalid_type'],
    [{ url: '' }, '/url', 'too_small'],
    [{ url: `https://shop.example/${'x'.repeat(2000)}` }, '/url', 'too_big'],
    [{ url: 'shop.example/hooks' }, '/url', 'not_a_url'],
    [{ url: 'http://shop.example/hooks' }, '/url', 'not_https'],
    [{ url: 'ftp://shop.example/hooks' }, '/url', 'not_https'],
    [{ url: 'javascript:alert(1)' }, '/url', 'not_https'],
    [{ url: 'https://user:pass@shop.example/' }, '/url', 'has_credentials'],
    [{ url: 'https://shop.example:22/' }, '/url', 'port_not_allowed'],
    [{ url: 'https://shop.example:80/' }, '/url', 'port_not_allowed'],
    [{ url: 'https://10.0.0.1/' }, '/url', 'private_address'],
    [{ url: 'https://0x0a000001/' }, '/url', 'private_address'],
    [{ url: 'https://169.254.169.254/latest/meta-data' }, '/url', 'private_address'],
    [{ url: 'https://[fd00::1]/' }, '/url', 'private_address'],
    [{ url: 'https://database/' }, '/url', 'private_address'],
    [{ url, events: [] }, '/events', 'too_small'],
    [{ url, events: 'all' }, '/events', 'invalid_type'],
    [{ url, events: ['request.exploded'] }, '/events/0', 'invalid_value'],
    [{ url, secret: 'whsec_mine' }, '/secret', 'unrecognized_key'],
  ])('%j', async (body, pointer, code) => {
    const merchant = await api.createMerchant()
    const answer = await post(merchant, '/webhooks', body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer, code }] })
    expect((await read(api, merchant, '/v1/webhooks')).body.webhooks).toEqual([])
  })

  it('without a key, with half a body, without a credential', async () => {
    const merchant = await api.createMerchant()
    expect((await post(merchant, '/webhooks', { url }, {})).body.code).toBe('idempotency_key_required')
    const headers = secretHeaders(merchant, newKey())
    const half = await api.fetch('/v1/webhooks', { method: 'POST', headers, body: '{"url":' })
    expect([half.status, (await half.json()).code]).toEqual([400, 'malformed_json'])
    const stranger = { ...merchant, secretKey: merchant.publishableKey }
    expect((await post(stranger, '/webhooks', { url })).status).toBe(401)
    const key = newKey()
    await post(merchant, '/webhooks', { url }, key)
    expect((await post(merchant, '/webhooks', { url: `${url}/other` }, key)).body.code).toBe('idempotency_key_reused')
  })
})

it('takes each event by its name', async () => {
  const { merchant, id } = await told([...webhookEvents])
  const { webhooks } = (await read(api, merchant, '/v1/webhooks')).body
  expect(webhooks).toMatchObject([{ id, events: [...webhookEvents] }])
})
