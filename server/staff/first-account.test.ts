import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { sha256Hex } from '../platform/hmac.ts'

const token = 'the-one-time-token-of-the-first-start'
const account = { token, name: 'Mei Chen', email: 'Mei@Shop.example', password: 'correct horse battery' }

let api: NodeApi
const started: NodeApi[] = []
async function start(firstAccountTokenHash?: string) {
  api = await startNodeApi({ settings: { url: 'http://localhost:8787', demo: false, firstAccountTokenHash } })
  started.push(api)
}
beforeEach(async () => start(await sha256Hex(token)))
afterAll(() => Promise.all(started.map((one) => one.close())))

async function make(body: Record<string, string> = account) {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await api.fetch('/v1/admin/first-account', { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}

describe('the first account', () => {
  it('is made once, with the token, and can sign in', async () => {
    const merchant = await api.createMerchant()
    expect(await make()).toEqual({ status: 201, body: { email: 'mei@shop.example' } })
    expect((await make({ ...account, email: 'other@shop.example' })).body.code).toBe('forbidden')
    const answer = await api.fetch('/v1/admin/auth/sign-in/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'http://localhost:8787' },
      body: JSON.stringify({ email: 'MEI@shop.example', password: account.password }),
    })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const me = await (await api.fetch('/v1/admin/me', { headers: { Cookie: cookie } })).json()
    expect(me).toMatchObject({ role: 'owner', name: 'Mei Chen', merchant: { id: merchant.id } })
  })

  it('of two at once, one is made', async () => {
    await api.createMerchant()
    const answers = await Promise.all([make(), make({ ...account, email: 'two@shop.example' })])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403])
    expect(await api.query('SELECT COUNT(*) AS users FROM user')).toEqual([{ users: 1 }])
  })

  it('is refused with another token, without one, while somebody exists, and before there is a merchant', async () => {
    expect((await make()).status).toBe(403)
    const merchant = await api.createMerchant()
    expect((await make({ ...account, token: `${token}x` })).status).toBe(403)
    expect((await make({ ...account, password: 'short' })).body.code).toBe('validation_failed')
    await api.createStaff(merchant.id)
    expect((await make()).status).toBe(403)
    await start(undefined)
    await api.createMerchant()
    expect((await make()).status).toBe(403)
  })
})
