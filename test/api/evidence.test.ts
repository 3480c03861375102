import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesOf, jpeg, pdf, png, u32 } from '../../server/evidence/evidence.fixtures.ts'
import { mp4, webm } from '../../server/evidence/videos.fixtures.ts'
import { newKey, putOrder, shopperHeaders, staffPassword, type TestMerchant, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant()

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

const open = (id: string, token: string, at = merchant, more: Record<string, string> = {}) =>
  api.fetch(`/v1/shop/evidence/${id}`, { headers: shopperHeaders(at, token, more) })

const textOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const realVideo = (name: string) => new Uint8Array(readFileSync(new URL(`../fixtures/videos/${name}`, import.meta.url)))

/** A video, with free space at its end. */
function videoOf(bytes: number): Uint8Array<ArrayBuffer> {
  const video = mp4()
  const long = new Uint8Array(bytes).fill(7)
  long.set(video)
  long.set(bytesOf(u32(bytes - video.length), 'free'), video.length)
  return long
}

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

describe('videos', () => {
  it.each([
    ['clip.mp4', 'video/mp4', 'mp4'],
    ['clip.mov', 'video/quicktime', 'mov'],
    ['clip.webm', 'video/webm', 'webm'],
  ])('%s is kept without its place, and played', async (name, type, ending) => {
    const at = await anOrder()
    const video = realVideo(name)
    expect(textOf(video)).toContain('51.5074')
    const stored = await upload(at, video)
    expect([stored.status, stored.body.type, stored.body.bytes]).toEqual([201, type, video.length])
    const answer = await open(stored.body.id, at.token)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(bytes.length).toBe(video.length)
    expect(textOf(bytes)).not.toMatch(/51\.5074|GPSHOME/)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `inline; filename="evidence-${stored.body.id.slice(-6)}.${ending}"`,
      'cache-control': 'private, max-age=3600',
    })
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(await api.query('SELECT sha256 FROM evidence WHERE id = ?', [stored.body.id])).toEqual([{ sha256 }])
  })

  it('come in parts, as players ask for them', async () => {
    const at = await anOrder()
    const video = webm()
    const { id } = (await upload(at, video)).body
    const whole = new Uint8Array(await (await open(id, at.token)).arrayBuffer())
    const size = video.length
    for (const [range, from, to] of [
      ['bytes=0-1', 0, 2],
      ['bytes=10-', 10, size],
      [`bytes=5-${size * 2}`, 5, size],
      ['bytes=-7', size - 7, size],
      [`bytes=-${size * 2}`, 0, size],
      [`bytes=${size - 1}-${size - 1}`, size - 1, size],
    ] as const) {
      const answer = await open(id, at.token, merchant, { Range: range })
      expect([range, answer.status, answer.headers.get('content-range')]).toEqual([
        range,
        206,
        `bytes ${from}-${to - 1}/${size}`,
      ])
      expect(answer.headers.get('access-control-expose-headers')).toContain('Content-Range')
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(whole.slice(from, to))
    }
    for (const range of [`bytes=${size}-`, 'bytes=-0']) {
      const answer = await open(id, at.token, merchant, { Range: range })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${size}`])
    }
    for (const range of ['bytes=0-1,4-5', 'bytes=9-2', 'lines=1-2', 'bytes=x']) {
      const answer = await open(id, at.token, merchant, { Range: range })
      expect([range, answer.status]).toEqual([range, 200])
      expect((await answer.arrayBuffer()).byteLength).toBe(size)
    }
    const other = await open(id, at.token, merchant, { Range: 'bytes=0-1', 'If-Range': '"another"' })
    expect(other.status).toBe(200)
    const head = await api.fetch(`/v1/shop/evidence/${id}`, {
      method: 'HEAD',
      headers: shopperHeaders(merchant, at.token),
    })
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0])
  })

  it('may be longer than photos, and come without a length', async () => {
    const at = await anOrder()
    const video = videoOf(12 * 1_048_576)
    expect((await upload(at, video)).body.bytes).toBe(video.length)
    const answer = await api.fetch(`/v1/shop/orders/${at.order}/evidence`, {
      method: 'POST',
      headers: { ...shopperHeaders(merchant, at.token, newKey()), 'Content-Type': 'video/mp4' },
      body: new Blob([video]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(201)
    const { id } = await answer.json()
    const last = await open(id, at.token, merchant, { Range: 'bytes=-1000' })
    expect(new Uint8Array(await last.arrayBuffer())).toEqual(new Uint8Array(1000))
    const photos = await upload(at, bytesOf(jpeg(), 'x'.repeat(10 * 1_048_576)))
    expect([photos.status, photos.body.limit]).toEqual([413, 10 * 1_048_576])
  })

  it('are refused with what is wrong and where, and kept nowhere', async () => {
    const at = await anOrder()
    for (const [bytes, params] of [
      [mp4().slice(0, 60), { why: 'truncated', what: 'box', at: 60 }],
      [mp4({ handler: 'text' }), { why: 'no_picture', what: 'moov', at: 0 }],
      [webm({ docType: 'matroska' }), { why: 'unknown_format', what: 'DocType', at: 5 }],
      [mp4({ seconds: 301 }), { why: 'too_long', seconds: 301 }],
    ] as const) {
      const { status, body } = await upload(at, bytes)
      expect([status, body.code, body.params]).toEqual([415, 'unsupported_media_type', params])
    }
    const stated = await upload(at, videoOf(50 * 1_048_576 + 1))
    expect([stated.status, stated.body.limit]).toEqual([413, 50 * 1_048_576])
    const streamed = await api.fetch(`/v1/shop/orders/${at.order}/evidence`, {
      method: 'POST',
      headers: { ...shopperHeaders(merchant, at.token, newKey()), 'Content-Type': 'video/mp4' },
      body: new Blob([videoOf(50 * 1_048_576 + 1)]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect([streamed.status, (await streamed.json()).limit]).toEqual([413, 50 * 1_048_576])
    expect(await api.query('SELECT * FROM evidence WHERE order_number = ?', [at.order])).toEqual([])
  })

  it('are at most six an order, which leave room for its photos', async () => {
    const at = await anOrder()
    const answers = await Promise.all(Array.from({ length: 9 }, () => upload(at, mp4())))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(6)
    const over = new Set(
      answers.filter(({ status }) => status !== 201).map(({ status, body }) => `${status} ${body.limit}`),
    )
    expect(over).toEqual(new Set(['429 6']))
    expect((await upload(at, png())).status).toBe(201)
  })

  it('are one video under one key, and another video under it is told', async () => {
    const at = await anOrder()
    const key = newKey()
    const stored = await upload(at, mp4(), key)
    expect((await upload(at, mp4(), key)).body).toEqual(stored.body)
    const other = await upload(at, mp4({ seconds: 2 }), key)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect(await api.query('SELECT id FROM evidence WHERE order_number = ?', [at.order])).toHaveLength(1)
  })

  it('belong to their order, and to the staff of its merchant', async () => {
    const at = await anOrder()
    const { id } = (await upload(at, mp4())).body
    const other = await anOrder()
    expect((await open(id, other.token, merchant, { Range: 'bytes=0-1' })).status).toBe(404)
    const asStaff = async (of: TestMerchant) => {
      const { email } = await api.createStaff(of.id)
      const signedIn = await api.fetch('/v1/admin/auth/sign-in/email', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Amends-Csrf': '1' },
        body: JSON.stringify({ email, password: staffPassword }),
      })
      const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
      return api.fetch(`/v1/admin/evidence/${id}`, { headers: { Cookie: cookie, Range: 'bytes=0-1' } })
    }
    const seen = await asStaff(merchant)
    expect([seen.status, seen.headers.get('content-type')]).toEqual([206, 'video/mp4'])
    expect((await asStaff(await api.createMerchant())).status).toBe(404)
    expect((await api.fetch(`/v1/admin/evidence/${id}`, { headers: { Range: 'bytes=0-1' } })).status).toBe(401)
  })
})
