import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bytesOf, jpeg, pdf, png } from '../../server/evidence/evidence.fixtures.ts'
import { type Api, newKey, putOrder, shopperHeaders, type TestMerchant, testOrder } from '../support/api.ts'
import { startApi } from '../support/runtime.ts'

let api: Api
let merchant: TestMerchant
beforeAll(async () => {
  api = await startApi()
  merchant = await api.createMerchant()
})
afterAll(() => api.close())

async function anOrder() {
  const order = testOrder()
  await putOrder(api, merchant, order)
  return { order: order.number, token: await api.shopperToken(merchant.id, { order: order.number }) }
}

async function upload(
  { order, token }: { order: string; token: string },
  bytes: Uint8Array<ArrayBuffer>,
  more: Record<string, string> = newKey(),
) {
  const answer = await api.fetch(`/v1/shop/orders/${order}/evidence`, {
    method: 'POST',
    headers: { ...shopperHeaders(merchant, token, more), 'Content-Type': 'image/svg+xml' },
    body: bytes,
  })
  return { status: answer.status, body: await answer.json(), headers: answer.headers }
}

const open = (id: string, token: string, at = merchant) =>
  api.fetch(`/v1/shop/evidence/${id}`, { headers: shopperHeaders(at, token) })

describe('evidence', () => {
  it('is judged by content, stripped, and comes back as nothing but a file', async () => {
    const at = await anOrder()
    const key = newKey()
    const stored = await upload(at, jpeg(), key)
    expect([stored.status, stored.body.type]).toEqual([201, 'image/jpeg'])
    const again = await upload(at, jpeg(), key)
    expect(again.body).toEqual(stored.body)
    const answer = await open(stored.body.id, at.token)
    expect(answer.status).toBe(200)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(bytes.length).toBe(stored.body.bytes)
    expect(String.fromCharCode(...bytes)).not.toContain('GPS')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': expect.stringMatching(/^inline; filename="evidence-/),
      'cache-control': 'private, max-age=3600',
    })
    const document = await upload(at, pdf())
    expect((await open(document.body.id, at.token)).headers.get('content-disposition')).toMatch(/^attachment/)
  })

  it('is refused with the reason, and kept nowhere', async () => {
    const at = await anOrder()
    for (const [bytes, why] of [
      [bytesOf('<svg onload="alert(1)"/>'), 'unknown_format'],
      [png({ width: 60_000, height: 60_000 }), 'too_many_pixels'],
      [jpeg().slice(0, 90), 'truncated'],
    ] as const) {
      const { status, body } = await upload(at, bytes)
      expect([status, body.code, body.params.why]).toEqual([415, 'unsupported_media_type', why])
    }
    const large = await upload(at, new Uint8Array(10 * 1_048_576 + 1))
    expect([large.status, large.body.code]).toEqual([413, 'payload_too_large'])
    expect(await api.query('SELECT * FROM evidence WHERE order_number = ?', [at.order])).toEqual([])
  })

  it('belongs to its order: nobody else’s token uploads to it or opens it', async () => {
    const at = await anOrder()
    const other = await anOrder()
    const stored = await upload(at, png())
    expect((await open(stored.body.id, other.token)).status).toBe(404)
    expect((await upload({ order: at.order, token: other.token }, png())).status).toBe(404)
    expect((await upload({ order: 'nowhere', token: at.token }, png())).status).toBe(404)
    const elsewhere = await api.createMerchant()
    const foreign = await api.shopperToken(elsewhere.id, { order: at.order })
    expect((await open(stored.body.id, foreign, elsewhere)).status).toBe(404)
    expect((await open(stored.body.id, foreign)).status).toBe(401)
  })

  it('is at most 30 files an order, also at once', async () => {
    const at = await anOrder()
    const answers = []
    for (let wave = 0; wave < 4; wave += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 10 }, () => upload(at, png())))))
    }
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(30)
    const over = answers.filter(({ status }) => status !== 201)
    expect(new Set(over.map(({ status, body }) => `${status} ${body.code} ${body.limit}`))).toEqual(
      new Set(['429 too_many_requests 30']),
    )
  })
})
