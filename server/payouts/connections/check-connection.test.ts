import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { putOrder, read, submit, type TestMerchant, testOrder } from '../../../test/support/api.ts'
import { Colleague } from '../../../test/support/colleague.ts'
import { type NodeApi, startNodeApi } from '../../../test/support/node-api.ts'
import type { ConnectionCheck, ProviderFactory } from '../../platform/ports.ts'
import { providers } from '../providers/index.ts'

/** A Stripe of this test: takes one secret key alone, and can be away. */
const right = `sk_test_${'r'.repeat(20)}`
let isAway = false
let losesAnswer = false
let finds: 'never_seen' | 'cannot_tell' = 'never_seen'
const asked: string[] = []
const picky: ProviderFactory = ({ credentials }) => {
  const { secretKey } = credentials as { secretKey: string }
  const refused: ProviderState = { status: 'failed', failure: { code: 'auth_config', final: false } }
  return {
    name: 'stripe',
    async refund({ id }) {
      asked.push(`${id} ${secretKey === right}`)
      if (losesAnswer) throw new Error('the answer was lost')
      return secretKey === right ? { status: 'succeeded', providerReference: `re_${id}` } : refused
    },
    find: async () => finds,
    async check(): Promise<ConnectionCheck> {
      if (isAway) throw new Error('away')
      return secretKey === right ? { ok: true } : { ok: false, code: 'auth_config', providerCode: 'invalid_api_key' }
    },
  }
}

let api: NodeApi
let merchant: TestMerchant
let owner: Colleague
beforeAll(async () => {
  api = await startNodeApi({ providers: { ...providers, stripe: picky } })
  merchant = await api.createMerchant()
  owner = new Colleague(api, merchant, 'owner')
})
afterAll(() => api.close())

const save = (secretKey: string, expectedRevision: number) =>
  owner.put('/connections/stripe', {
    expectedRevision,
    credentials: { secretKey, webhookSecret: `whsec_${'w'.repeat(24)}` },
  })

async function claimed(): Promise<string> {
  const plain = testOrder()
  const payments = [{ ...plain.payments[0]!, provider: 'stripe' }]
  await putOrder(api, merchant, { ...plain, payments })
  const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
  return (await submit(api, merchant, { order: plain.number, items })).body.number
}

const payoutsOf = (number: string) =>
  api.query('SELECT id, status, failure_code, failure_final FROM payouts WHERE request = ?', [number])

it('what failed for the connection waits for it, and goes again under its own number once it works', async () => {
  const wrong = await save(`sk_test_${'w'.repeat(20)}`, 0)
  expect(wrong.body.health).toEqual({ state: 'well', lastAnswerAt: expect.any(Number) })
  const number = await claimed()
  await api.work()
  const [failed] = await payoutsOf(number)
  expect(failed).toMatchObject({ status: 'failed', failure_code: 'auth_config', failure_final: 0 })
  // The provider is paused for everybody after one refusal: the second payout is not even sent.
  const second = await claimed()
  await api.work()
  expect(asked).toHaveLength(1)

  const checked = await owner.post('/connections/stripe/check', {})
  expect(checked.body).toMatchObject({
    checked: { ok: false, code: 'auth_config', providerCode: 'invalid_api_key' },
    health: { state: 'paused', lastCode: 'auth_config' },
    waiting: 1,
  })
  isAway = true
  expect((await owner.post('/connections/stripe/check', {})).body.checked).toMatchObject({
    ok: false,
    code: 'provider_unavailable',
  })
  isAway = false
  await api.work()
  expect(asked).toHaveLength(1)

  const mended = await save(right, 1)
  expect(mended.body).toMatchObject({ revision: 2, health: { state: 'well' } })
  expect(mended.body).not.toHaveProperty('checked')
  await api.work()
  for (const each of [number, second]) {
    expect((await read(api, merchant, `/v1/requests/${each}`)).body.status).toBe('completed')
  }
  const id = String(failed?.id)
  expect(asked.filter((line) => line.startsWith(id))).toEqual([`${id} false`, `${id} true`])
  expect((await owner.post('/connections/stripe/check', {})).body).toMatchObject({ checked: { ok: true }, waiting: 0 })
})

it('what was given up goes again as well', async () => {
  const { body } = await owner.get('/connections')
  const { revision } = body.connections[0]
  await save(`sk_test_${'w'.repeat(20)}`, revision)
  const number = await claimed()
  await api.work()
  await api.query(`UPDATE outbox SET done_at = 1 WHERE kind = 'payout' AND done_at IS NULL RETURNING id`)
  await save(right, revision + 1)
  await api.work()
  expect((await read(api, merchant, `/v1/requests/${number}`)).body.status).toBe('completed')
})

it('one that nobody connected fails for its configuration, and pays nothing', async () => {
  const { body } = await owner.delete('/connections/stripe')
  expect(body.isConnected).toBe(false)
  const before = asked.length
  const number = await claimed()
  await api.work()
  const [failed] = await payoutsOf(number)
  expect(failed).toMatchObject({ status: 'failed', failure_code: 'auth_config', failure_final: 0 })
  expect(asked).toHaveLength(before)
})

it('refused credentials say nothing of what was sent with others before: it stays unknown, and is paid once they are right', async () => {
  const { body } = await owner.get('/connections')
  const { revision } = body.connections[0]
  await save(right, revision)
  ;[losesAnswer, finds] = [true, 'cannot_tell']
  const number = await claimed()
  await api.work()
  losesAnswer = false
  expect((await payoutsOf(number))[0]).toMatchObject({ status: 'unknown', failure_code: null })
  await save(`sk_test_${'w'.repeat(20)}`, revision + 1)
  await api.advance(10_000)
  await api.work()
  expect((await payoutsOf(number))[0]).toMatchObject({ status: 'unknown', failure_code: 'auth_config' })
  expect((await owner.get('/connections')).body.connections[0].health.state).toBe('paused')
  await save(right, revision + 2)
  await api.advance(10_000)
  await api.work()
  expect((await read(api, merchant, `/v1/requests/${number}`)).body.status).toBe('completed')
})
