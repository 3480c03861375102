import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditDatabase, withDatabaseFile } from '../support/audit.ts'
import { type Answer, callOwn, type OwnServer, openOwnServer, pushOwnOrder } from '../support/own-server.ts'
import { temporaryFolder } from '../support/real-server.ts'

const folder = temporaryFolder()
let server: OwnServer
let cookies: string[]
beforeAll(async () => {
  server = await openOwnServer(folder.path)
  const token = /#token=([\w-]+)/.exec(server.output())?.[1] ?? ''
  const account = { email: 'mei@shop.example', password: 'correct horse battery' }
  await post('/v1/admin/first-account', { ...account, token, name: 'Mei Chen' })
  cookies = await Promise.all(
    at20(async () => {
      const answer = await post('/v1/admin/auth/sign-in/email', account)
      return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
    }),
  )
})
afterAll(async () => {
  await server.kill('SIGTERM')
  folder.remove()
})

function at20<T>(work: (index: number) => Promise<T>): Promise<T>[] {
  return Array.from({ length: 20 }, (_, index) => work(index))
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(server.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: server.url, 'Amends-Csrf': '1', ...headers },
    body: JSON.stringify(body),
  })
}

function submit(order: string, line = 'l1', quantity = 2, reason = 'never_arrived'): Promise<Answer> {
  const item = { line, quantity, reason, details: 'Nothing came at all.' }
  return callOwn(server, 'POST', '/v1/requests', { order, items: [item] })
}

async function decide(number: string, index: number, command: string, body: object): Promise<Answer> {
  const answer = await post(
    `/v1/admin/requests/${number}/commands/${command}`,
    { expectedSeq: 1, ...body },
    { Cookie: cookies[index] ?? '', 'Idempotency-Key': crypto.randomUUID() },
  )
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** Until nothing more is to be paid; then what an auditor finds. */
async function settled(order: string) {
  const end = Date.now() + 120_000
  for (;;) {
    const { body } = await callOwn(server, 'GET', `/v1/requests?order=${order}`)
    const requests = body.requests as { number: string; status: string; total: number }[]
    if (requests.every(({ status }) => ['completed', 'declined', 'in_review', 'cancelled'].includes(status)))
      return requests
    expect(Date.now(), JSON.stringify(requests)).toBeLessThan(end)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('at once, on a real server', () => {
  it('twenty clients submit the same units, and twenty colleagues decide', async () => {
    const order = await pushOwnOrder(server)
    const answers = await Promise.all(at20(() => submit(order.number)))
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(1)
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['already_refunded']),
    )
    const number = String(made[0]?.body.number)
    const decisions = await Promise.all(
      at20((index) =>
        index % 2 === 0
          ? decide(number, index, 'approve', {})
          : decide(number, index, 'decline', { reason: 'No', message: 'It was delivered.' }),
      ),
    )
    expect(decisions.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(new Set(decisions.filter(({ status }) => status !== 200).map(({ status }) => status))).toEqual(
      new Set([409]),
    )
    expect(['completed', 'declined']).toContain((await settled(order.number))[0]?.status)
  })

  it('twenty clients take one unit each of seven', async () => {
    const line = { quantity: 7, unitPrice: 999, tax: 0 }
    const [first] = (await pushOwnOrder(server)).lines
    if (!first) throw new Error('an order without lines')
    const order = await pushOwnOrder(server, '', {
      lines: [{ ...first, ...line }],
      payments: [
        {
          id: 'p1',
          method: 'card',
          provider: 'sandbox',
          reference: `ch_${crypto.randomUUID()}`,
          amount: 7 * 999 + 395,
          capturedAt: '2026-11-01T10:00:05Z',
        },
      ],
    })
    const answers = await Promise.all(at20(() => submit(order.number, 'l1', 1)))
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => String(body.number))
    expect(made).toHaveLength(7)
    const approved = await Promise.all(made.map((number, index) => decide(number, index, 'approve', {})))
    expect(approved.map(({ status }) => status)).toEqual(made.map(() => 200))
    const requests = await settled(order.number)
    expect(requests.reduce((sum, { total }) => sum + total, 0)).toBeLessThanOrEqual(7 * 999 + 395)
  })

  it('two requests race for the shipping of one order', async () => {
    const [first] = (await pushOwnOrder(server)).lines
    if (!first) throw new Error('an order without lines')
    const lines = ['l1', 'l2'].map((id) => ({ ...first, id, quantity: 1, tax: 208 }))
    const parcels = [{ id: 'f1', shippedAt: '', lines: lines.map(({ id }) => ({ line: id, quantity: 1 })) }]
    for (let round = 0; round < 5; round += 1) {
      const order = await pushOwnOrder(server, '', { lines, fulfillments: parcels })
      const answers = await Promise.all(['l1', 'l2'].map((line) => submit(order.number, line, 1, 'not_needed')))
      expect(answers.map(({ status }) => status)).toEqual([201, 201])
      // Only when the whole order goes back: whoever is second completes it.
      const shipping = answers.map(({ body }) => (body.quote as { shipping: { amount: number } }).shipping.amount)
      expect(shipping.sort()).toEqual([0, 395])
    }
  })

  it('and afterwards everything adds up', async () => {
    await server.kill('SIGTERM')
    await withDatabaseFile(join(folder.path, 'amends.db'), async (query) => {
      const { faults, requests, held } = await auditDatabase(query)
      expect(faults).toEqual([])
      expect(requests.length).toBeGreaterThanOrEqual(1 + 7 + 10)
      const shipping = [...held].filter(([key]) => key.includes('shipping:'))
      expect(shipping.length).toBeGreaterThanOrEqual(5)
      for (const [key, { reserved, refunded }] of shipping) expect(reserved + refunded, key).toBeLessThanOrEqual(395)
    })
  })
})
