import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { putOrder, secretHeaders, submit, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant()

async function quote(body: Record<string, unknown>) {
  const answer = await api.fetch('/v1/quotes', {
    method: 'POST',
    headers: secretHeaders(merchant),
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

describe('POST /v1/quotes', () => {
  it('quotes an inline order by the permissive policy, shipping only when asked', async () => {
    const order = testOrder()
    const none = await quote({ order, items: [{ line: 'l1', quantity: 1 }], policy: 'permissive' })
    expect(none.status).toBe(200)
    expect(none.body).toMatchObject({
      currency: 'GBP',
      items: [{ line: 'l1', quantity: 1, amount: 1250, eligible: true }],
      shipping: { amount: 0 },
      fees: [],
      bonus: 0,
      total: 1250,
      payments: [{ payment: 'p1', amount: 1250 }],
      arrival: [{ payment: 'p1', earliest: '2026-11-13', latest: '2026-11-19' }],
    })
    const full = await quote({ order, items: 'all', policy: 'permissive', shipping: 'full' })
    expect(full.body).toMatchObject({ total: 2895, items: [{ line: 'l1', quantity: 2, amount: 2500 }] })
    const some = await quote({ order, items: 'all', policy: 'permissive', shipping: 100 })
    expect(some.body.total).toBe(2600)
  })

  it('judges an inline policy at a stated time', async () => {
    const order = testOrder({ customer: { country: 'US' } })
    const policy = defaultPolicy()
    const claim = { order, policy, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] }
    const inside = await quote({ ...claim, at: '2026-11-20T00:00:00Z' })
    expect(inside.body).toMatchObject({ items: [{ eligible: true }] })
    const outside = await quote({ ...claim, at: '2027-11-20T00:00:00Z' })
    expect([outside.status, outside.body.code]).toEqual([422, 'not_eligible'])
  })

  it('judges all the units that are quoted, also where none are named', async () => {
    const order = testOrder({ customer: { country: 'US' } })
    const base = defaultPolicy()
    const single = { fact: 'claim.quantity', op: 'gt', value: 1 }
    const rules = [{ id: 'one', name: 'One at a time', when: single, set: { eligible: false } }, ...base.rules]
    const claim = { order, policy: { ...base, rules }, at: '2026-11-20T00:00:00Z' }
    const item = { line: 'l1', reason: 'changed_mind' }
    expect((await quote({ ...claim, items: [{ ...item, quantity: 1 }] })).status).toBe(200)
    for (const items of [[{ ...item, quantity: 2 }], [item], 'all']) {
      const both = await quote({ ...claim, items })
      expect([both.status, both.body.code]).toEqual([422, 'not_eligible'])
    }
  })

  it('knows what requests hold of a stored order', async () => {
    const order = testOrder()
    await putOrder(api, merchant, order)
    const items = [{ line: 'l1', quantity: 1, reason: 'changed_mind' }]
    await submit(api, merchant, { order: order.number, items })
    const left = await quote({ orderNumber: order.number, items: 'all', policy: 'permissive' })
    expect(left.body).toMatchObject({ items: [{ quantity: 1 }], total: 1250 })
    const more = await quote({
      orderNumber: order.number,
      items: [{ line: 'l1', quantity: 2 }],
      policy: 'permissive',
    })
    expect([more.status, more.body.code, more.body.limit]).toEqual([422, 'exceeds_line', 1])
  })

  const refusals: [string, Record<string, unknown>][] = [
    ['nothing_selected', { items: [] }],
    ['invalid_quantity', { items: [{ line: 'l1', quantity: 0 }] }],
    ['invalid_quantity', { items: [{ line: 'l1', quantity: 1.5 }] }],
    ['invalid_amount', { items: [{ line: 'l1', amount: -1 }] }],
    [
      'duplicate_line',
      {
        items: [
          { line: 'l1', quantity: 1 },
          { line: 'l1', quantity: 1 },
        ],
      },
    ],
    ['unknown_line', { items: [{ line: 'none', quantity: 1 }] }],
    ['exceeds_line', { items: [{ line: 'l1', quantity: 3 }] }],
    ['exceeds_line', { items: [{ line: 'l1', amount: 2501 }] }],
    ['exceeds_shipping', { items: [{ line: 'l1' }], shipping: 396 }],
    ['order_not_paid', { items: 'all', order: testOrder({ payments: [] }) }],
  ]
  it.each(refusals)('refuses with %s: %j', async (code, body) => {
    const refused = await quote({ order: testOrder(), policy: 'permissive', ...body })
    expect([refused.status, refused.body.code]).toEqual([422, code])
  })

  it('names every wrong field of an order, and of a policy', async () => {
    const order = { ...testOrder(), currency: 'XXQ', placedAt: 'yesterday' }
    const wrong = await quote({ order, items: 'all', policy: 'permissive' })
    expect(wrong.status).toBe(422)
    const pointers = wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers).toEqual(expect.arrayContaining(['/order/currency', '/order/placedAt']))
    const policy = { ...defaultPolicy(), timezone: 'Mars/Base' }
    const malformed = await quote({ order: testOrder(), items: 'all', policy })
    expect(malformed.body.errors[0].pointer).toBe('/policy/timezone')
  })

  it('needs exactly one of order and orderNumber, and the secret key', async () => {
    expect((await quote({ items: 'all' })).body.code).toBe('validation_failed')
    const answer = await api.fetch('/v1/quotes', { method: 'POST', body: '{}' })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})
