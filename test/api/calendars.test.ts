import { describe, expect, it } from 'vitest'
import { instantPolicy, putOrder, submit, testOrder } from '../support/api.ts'
import { merchantServer } from '../support/callers.ts'
import { Colleague } from '../support/colleague.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()

/** A request that staff decide within so many business hours; today is 10 November 2026. */
async function waitingFor(decide: number, holidays: 'CN' | 'GB') {
  const policy = instantPolicy({
    decision: 'review',
    deadlines: { decide, return: 14, inspect: 9, pay: 9, whole: 1000 },
  })
  const merchant = await api.createMerchant({ policy: { ...policy, calendar: { ...policy.calendar, holidays } } })
  const order = testOrder({ customer: { name: 'Bo Lin', email: 'bo@example.com', country: 'US' } })
  await putOrder(api, merchant, order)
  const items = [{ line: 'l1', quantity: 1, reason: 'not_needed' }]
  const request = await submit(api, merchant, { order: order.number, locale: 'en', items })
  expect(request.status, JSON.stringify(request.body)).toBeLessThan(300)
  const server = merchantServer(api, merchant)
  const staff = new Colleague(api, merchant, 'agent')
  const path = `/requests/${request.body.number}`
  return [(await server.get(path)).body.next, (await staff.get(path)).body.next]
}

describe('a deadline over a turn of the year', () => {
  it('says where the holidays of the new year are not known, to the merchant’s server and to staff', async () => {
    for (const next of await waitingFor(400, 'CN'))
      expect(next).toMatchObject({ who: 'staff', action: 'decide', isCalendarUnknown: true })
  })

  it('says nothing where they are known, or where it does not come to them', async () => {
    for (const next of [...(await waitingFor(400, 'GB')), ...(await waitingFor(9, 'CN'))]) {
      expect(next.action).toBe('decide')
      expect(next).not.toHaveProperty('isCalendarUnknown')
    }
  })
})

describe('a period of the law', () => {
  it('says in the trace by which article it ran on, and where it may run on further', async () => {
    const merchant = await api.createMerchant({ policy: instantPolicy({ window: { days: 0, from: 'delivered' } }) })
    const quoted = async (deliveredAt: string, at: string) => {
      const order = testOrder({ customer: { country: 'CN' } })
      const { lines } = order
      const { status, body } = await merchantServer(api, merchant).post('/quotes', {
        order: { ...order, lines: lines.map((line) => ({ ...line, deliveredAt })) },
        items: [{ line: 'l1', quantity: 1, reason: 'not_needed' }],
        at,
      })
      expect(status, JSON.stringify(body)).toBe(200)
      return body.items[0].trace
    }
    expect(await quoted('2026-09-24T10:00:00+08:00', '2026-10-08T10:00:00+08:00')).toMatchObject({
      statute: 'cn-7d-no-reason',
      windowEndsAt: '2026-10-08T22:59:59.999Z',
      period: { article: '消保法 25; 办法 10; 电子商务法 51; 民法典 203', unverified: true },
    })
    const late = await quoted('2026-12-28T10:00:00+08:00', '2026-12-29T10:00:00+08:00')
    expect(late.period).toEqual({ article: '消保法 25; 办法 10; 电子商务法 51', isCalendarUnknown: true })
  })
})
