import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it } from 'vitest'
import { endpointMessage } from '../../../shared/api/merchant-endpoints.schema.ts'
import type { Database, Row } from '../../db/database.ts'
import type { OutsideAnswer, RefundProvider } from '../../platform/ports.ts'
import { merchantEndpoint } from './merchant-endpoint.ts'
import { nowMs, orderOf, providerWith } from './provider.fixtures.ts'

const secret = `whsec_${btoa('a secret of the merchant’s server'.replace('’', "'"))}`

let heard: { url: string; headers: Record<string, string>; body: string }[]
let next: OutsideAnswer
beforeEach(() => {
  heard = []
  next = { outcome: 'answered', status: 200 }
})

function endpoint(customer: Row[] = [{ customer_id: 'c-1' }], key = secret): RefundProvider {
  return providerWith(
    merchantEndpoint('gift_card'),
    { url: 'https://shop.example/credit', secret: key },
    {
      database: { read: async () => customer } as unknown as Database,
      outside: {
        refusal: () => undefined,
        post: async (url, { headers, body }) => {
          heard.push({ url, headers, body })
          return next
        },
      },
    },
  )
}

const order = orderOf({ provider: 'gift_card', reference: 'GC-77', firstSentAt: nowMs - 60_000 })

/** As the merchant's server would: the specification's own library, at the time of the call. */
function verified(): unknown {
  const { headers = {}, body = '' } = heard.at(-1) ?? {}
  const atSeconds = Number(headers['webhook-timestamp'])
  expect(atSeconds).toBe(nowMs / 1000)
  const again = new Webhook(secret).sign(headers['webhook-id'] ?? '', new Date(nowMs), body)
  expect(headers['webhook-signature']).toBe(again)
  return JSON.parse(body)
}

describe('asking the merchant’s server to pay', () => {
  it('is signed, and says all that is needed under the payout’s number', async () => {
    expect(await endpoint().refund(order)).toEqual({ status: 'succeeded' })
    const message = verified()
    expect(endpointMessage.parse(message)).toEqual({
      type: 'gift_card.credit',
      timestamp: '2026-11-22T11:59:00.000Z',
      data: {
        payout: order.id,
        request: 'R-ABCD-EFGH',
        order: '1001',
        customer: 'c-1',
        currency: 'EUR',
        amount: 1250,
        reference: 'GC-77',
      },
    })
    expect(heard[0]).toMatchObject({ url: 'https://shop.example/credit', headers: { 'webhook-id': order.id } })
  })

  it('is the same body again on every try, also for guests', async () => {
    await endpoint([{ customer_id: null }]).refund(order)
    await endpoint([{ customer_id: null }]).refund({ ...order, attempt: 2 })
    expect(heard[0]?.body).toBe(heard[1]?.body)
    expect(heard[0]?.headers['webhook-id']).toBe(heard[1]?.headers['webhook-id'])
  })

  it.each([
    [200, { status: 'succeeded' }],
    [204, { status: 'succeeded' }],
    [202, { status: 'pending' }],
    [409, { status: 'failed', failure: { code: 'not_refundable_state', final: true }, providerCode: 'http_409' }],
    [410, { status: 'failed', failure: { code: 'not_refundable_state', final: true } }],
    [422, { status: 'failed', failure: { code: 'not_refundable_state', final: true } }],
    [429, { status: 'failed', failure: { code: 'rate_limited', final: false } }],
    [302, { status: 'unknown' }],
    [404, { status: 'unknown', providerCode: 'http_404' }],
    [500, { status: 'unknown' }],
  ])('answered with %i', async (status, expected) => {
    next = { outcome: 'answered', status }
    expect(await endpoint().refund(order)).toMatchObject(expected)
  })

  it('a conflict on a later try may mean that the first one was done', async () => {
    next = { outcome: 'answered', status: 409 }
    const unsure = { status: 'unknown', failure: { code: 'duplicate_request', final: false } }
    expect(await endpoint().refund({ ...order, attempt: 2 })).toMatchObject(unsure)
    next = { outcome: 'answered', status: 422 }
    expect(await endpoint().refund({ ...order, attempt: 2 })).toMatchObject({
      status: 'failed',
      failure: { final: true },
    })
  })

  it('unanswered is unknown, unsent is not', async () => {
    for (const outcome of ['timeout', 'unreachable'] as const) {
      next = { outcome }
      expect(await endpoint().refund(order)).toMatchObject({ status: 'unknown', providerCode: outcome })
    }
    next = { outcome: 'refused', why: 'private_address' }
    const unsent = { status: 'failed', failure: { code: 'auth_config', final: false } }
    expect(await endpoint().refund(order)).toMatchObject({ ...unsent, providerCode: 'private_address' })
    heard = []
    expect(await endpoint([], 'whsec_not base64!').refund(order)).toMatchObject(unsent)
    expect(heard).toEqual([])
  })

  it('cannot be asked about', async () => {
    expect(await endpoint().find(order)).toBe('cannot_tell')
  })
})

it('checks the connection with a message that credits nobody', async () => {
  expect(await endpoint().check?.()).toEqual({ ok: true })
  expect(verified()).toEqual({
    type: 'connection.test',
    timestamp: '2026-11-22T12:00:00.000Z',
    data: { provider: 'gift_card' },
  })
  next = { outcome: 'answered', status: 500 }
  expect(await endpoint().check?.()).toEqual({ ok: false, code: 'provider_unavailable', providerCode: 'http_500' })
  next = { outcome: 'refused', why: 'private_address' }
  expect(await endpoint().check?.()).toEqual({ ok: false, code: 'auth_config', providerCode: 'private_address' })
})
