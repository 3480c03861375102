import { describe, expect, it } from 'vitest'
import { instantPolicy, newKey, secretHeaders, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

/*
 * What nobody means well: too deep, too much, names that every object has, numbers that are none. Each is refused with its
 * place, soon, and changes nothing. Sent as text: much of it is more than JSON.stringify can write.
 */

const api = await testApi()
const merchant = await api.createMerchant()

async function send(method: string, path: string, body: string) {
  const startedMs = performance.now()
  const answer = await api.fetch(path, { method, headers: secretHeaders(merchant, newKey()), body })
  const text = await answer.text()
  return { status: answer.status, tookMs: performance.now() - startedMs, size: text.length, body: JSON.parse(text) }
}

const leaf = { fact: 'line.kind', op: 'exists' }
const ruleOf = (when: unknown, more: object = {}) => ({ id: 'tried', name: 'tried', when, set: {}, ...more })
const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels)

/** The policy as text, with one value in it written as it stands. */
const policyText = (more: object, written = '') =>
  JSON.stringify({ ...instantPolicy(), ...more }).replace('"@"', () => written)

describe('a policy', () => {
  const cases: [name: string, policy: string, pointer: RegExp, message: string][] = [
    ['10,000 rules', policyText({ rules: Array(10_000).fill(ruleOf(leaf)) }), /^\/rules$/, '500'],
    [
      'a condition of 1,000 levels',
      policyText({ rules: [ruleOf('@')] }, nested(1000, '{"not":', JSON.stringify(leaf), '}')),
      /^\/rules\/0\/when/,
      '64',
    ],
    [
      'a condition of 30 levels',
      policyText({ rules: [ruleOf('@')] }, nested(30, '{"all":[', JSON.stringify(leaf), ']}')),
      /^\/rules\/0\/when/,
      '20',
    ],
    ['100,000 levels', policyText({ surprise: '@' }, nested(100_000, '[', '', ']')), /^\/surprise/, '64'],
    [
      '50,000 languages',
      policyText({ title: Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`a${at}`, 'x'])) }),
      /^\/title$/,
      '200',
    ],
    [
      'a pattern',
      policyText({ rules: [ruleOf({ fact: 'line.sku', op: 'eq', value: '(a+)+$' })] }),
      /value$/,
      'pattern',
    ],
    ['no such fact', policyText({ rules: [ruleOf({ fact: '__proto__', op: 'exists' })] }), /fact$/, 'no fact'],
    ['a reserved name', policyText({ terms: '@' }, '{"__proto__":{"eligible":true}}'), /__proto__$/, 'no name'],
    ['a reserved id', policyText({ rules: [ruleOf(leaf, { id: 'constructor' })] }), /^\/rules\/0\/id$/, 'another name'],
    ['the same id', policyText({ rules: [ruleOf(leaf), ruleOf(leaf)] }), /^\/rules\/1\/id$/, 'tried'],
    ['beyond every number', policyText({ assumedTransitDays: '@' }, '1e400'), /^\/assumedTransitDays$/, 'number'],
    [
      'a percentage of text',
      policyText({ rules: [ruleOf(leaf, { set: { restockingFee: { percent: '10' } } })] }),
      /^\/rules\/0\/set\/restockingFee\/percent$/,
      'number',
    ],
  ]

  it.each(cases)('of %s is refused by its check, with its place and why', async (_, policy, pointer, message) => {
    const told = await send('POST', '/v1/policies/validate', `{"policy":${policy}}`)
    expect([told.status, told.body.issues?.length > 0], JSON.stringify(told.body).slice(0, 300)).toEqual([200, true])
    expect(told.body.issues[0].pointer).toMatch(pointer)
    expect(told.body.issues[0].message).toContain(message)
    expect(told.size).toBeLessThan(30_000)
    expect(told.tookMs).toBeLessThan(2_000)
  })

  it.each(cases)('of %s never judges a quote', async (_, policy) => {
    const refused = await send(
      'POST',
      '/v1/quotes',
      `{"order":${JSON.stringify(testOrder())},"items":"all","policy":${policy}}`,
    )
    expect([refused.status, refused.body.code]).toEqual([422, 'validation_failed'])
    expect(refused.body.errors[0].pointer).toMatch(/^\/policy/)
    expect(refused.size).toBeLessThan(60_000)
  })

  it('is what it was, after all of this', async () => {
    const live = await api.fetch('/v1/policy', { headers: secretHeaders(merchant) })
    expect((await live.json()).version).toBe(1)
  })
})

describe('an order', () => {
  const orderText = (more: object, written = '') =>
    JSON.stringify({ ...testOrder(), ...more }).replace('"@"', () => written)
  const line = testOrder().lines[0]

  it.each<[string, string, number[]]>([
    ['100,000 levels in what it does not name', orderText({ surprise: '@' }, nested(100_000, '[', '', ']')), [422]],
    ['100,000 levels in its attributes', orderText({ attributes: '@' }, nested(100_000, '{"a":', '1', '}')), [422]],
    ['a reserved name', orderText({ customer: '@' }, '{"country":"GB","__proto__":{"country":"US"}}'), [200, 201, 422]],
    ['reserved ids', orderText({ lines: [{ ...line, id: '__proto__' }] }), [200, 201, 422]],
    ['an amount beyond every number', orderText({ orderDiscount: '@' }, '1e400'), [422]],
    ['half a cent', orderText({ orderDiscount: 0.5 }), [422]],
    ['1,001 lines', orderText({ lines: Array.from({ length: 1001 }, (_, at) => ({ ...line, id: `l${at}` })) }), [422]],
    ['more than a megabyte', orderText({ surprise: 'x'.repeat(1_100_000) }), [413]],
  ])('with %s is refused or kept, and never an error of ours', async (_, body, statuses) => {
    const answer = await send('PUT', `/v1/orders/${testOrder().number}`, body)
    expect(statuses, JSON.stringify(answer.body).slice(0, 300)).toContain(answer.status)
    const quoted = await send('POST', '/v1/quotes', `{"order":${body},"items":"all","policy":"permissive"}`)
    expect([200, 413, 422], JSON.stringify(quoted.body).slice(0, 300)).toContain(quoted.status)
  })
})
