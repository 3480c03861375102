import { describe, expect, it } from 'vitest'
import { putOrder, secretHeaders, shopperHeaders, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant()
const order = testOrder().number
await putOrder(api, merchant, testOrder({ number: order }))
const token = await api.shopperToken(merchant.id, { order })
const shopper = shopperHeaders(merchant, token, { 'X-Request-Id': 'asked-1234' })

const onEveryAnswer = { 'x-content-type-options': 'nosniff', 'x-request-id': 'asked-1234' }

async function headersOf(path: string, init: RequestInit, expectedStatus: number) {
  const answer = await api.fetch(path, init)
  await answer.body?.cancel()
  expect(answer.status, path).toBe(expectedStatus)
  return Object.fromEntries(answer.headers)
}

describe('headers', () => {
  it('are on answers, refusals and unknown addresses alike, and let the page of the shop read all of them', async () => {
    const onPages = {
      ...onEveryAnswer,
      'cache-control': 'no-store',
      'access-control-allow-origin': merchant.origin,
      'access-control-expose-headers': 'X-Request-Id, Retry-After, Idempotency-Replayed, Content-Range',
      vary: 'Origin',
    }
    for (const [path, headers, status, type] of [
      [`/v1/shop/orders/${order}`, shopper, 200, 'application/json'],
      ['/v1/shop/orders/no-such-order', shopper, 404, 'application/problem+json'],
      [
        `/v1/shop/orders/${order}`,
        { ...shopper, Authorization: 'Bearer forged.token' },
        401,
        'application/problem+json',
      ],
      ['/v1/shop/no-such-address', shopper, 404, 'application/problem+json'],
    ] as const) {
      expect(await headersOf(path, { headers }, status)).toMatchObject({ ...onPages, 'content-type': type })
    }
    const other = { ...shopper, Origin: 'https://elsewhere.example' }
    expect(await headersOf(`/v1/shop/orders/${order}`, { headers: other }, 403)).toMatchObject({
      ...onPages,
      'access-control-allow-origin': 'https://elsewhere.example',
    })
  })

  it('allow nothing to pages of others where only servers call', async () => {
    const headers = secretHeaders(merchant, { 'X-Request-Id': 'asked-1234', Origin: merchant.origin })
    const answer = await headersOf(`/v1/orders/${order}`, { headers }, 200)
    expect(answer).toMatchObject({ ...onEveryAnswer, 'cache-control': 'no-store' })
    expect(answer['access-control-allow-origin']).toBeUndefined()
  })

  it('answer a preflight', async () => {
    const headers = { Origin: merchant.origin, 'Access-Control-Request-Method': 'POST', 'X-Request-Id': 'asked-1234' }
    expect(await headersOf('/v1/shop/requests', { method: 'OPTIONS', headers }, 204)).toMatchObject({
      ...onEveryAnswer,
      'access-control-allow-origin': merchant.origin,
      'access-control-allow-methods': 'GET, POST',
      vary: 'Origin',
    })
  })
})
