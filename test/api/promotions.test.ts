import { expect, it } from 'vitest'
import type { Order } from '../../shared/order/order.ts'
import { instantPolicy, newKey, putOrder, secretHeaders, testOrder } from '../support/api.ts'
import { testApi } from '../support/runtime.ts'

const api = await testApi()
const merchant = await api.createMerchant({ policy: instantPolicy({ promotion: 'resettle', gifts: 'return_or_pay' }) })

/** A cup for 60.00 and two plates for 50.00, sent free from 99.00 on. */
function freeFrom99(): Order {
  const [line] = testOrder().lines
  const [payment] = testOrder().payments
  if (!line || !payment) throw new Error('the order has a line and a payment')
  return testOrder({
    customer: { id: 'c-9', country: 'US' },
    lines: [
      { ...line, id: 'cup', quantity: 1, unitPrice: 6_000, tax: 0 },
      { ...line, id: 'plate', quantity: 2, unitPrice: 2_500, tax: 0 },
    ],
    shipping: [{ id: 's1', title: 'Standard', amount: 800, discount: 800, tax: 0 }],
    payments: [{ ...payment, amount: 11_000 }],
    fulfillments: [],
    promotions: [
      {
        id: 'free',
        title: 'Free delivery from 99',
        lines: ['cup', 'plate'],
        tiers: [{ minimumAmount: 9_900, discount: 0 }],
        discounts: [],
        shipping: [{ id: 's1', amount: 800 }],
      },
    ],
  })
}

async function request(order: Order, line: string, quantity: number) {
  const answer = await api.fetch('/v1/requests', {
    method: 'POST',
    headers: { ...secretHeaders(merchant), ...newKey() },
    body: JSON.stringify({ order: order.number, locale: 'en', items: [{ line, quantity, reason: 'not_needed' }] }),
  })
  const body = await answer.json()
  expect(answer.status, JSON.stringify(body)).toBe(201)
  return body.quote
}

it('delivery that is no longer free is charged once, and paid back when nothing stays', async () => {
  const order = freeFrom99()
  await putOrder(api, merchant, order)
  const first = await request(order, 'plate', 1)
  expect([first.total, first.promotions]).toEqual([1_700, [{ promotion: 'free', part: 'delivery', amount: -800 }]])
  const second = await request(order, 'plate', 1)
  expect([second.total, second.promotions]).toEqual([2_500, undefined])
  const last = await request(order, 'cup', 1)
  expect([last.total, last.promotions]).toEqual([6_800, [{ promotion: 'free', part: 'delivery', amount: 800 }]])
})

it('an order whose promotion gives a delivery that is not there is refused by name', async () => {
  const order = freeFrom99()
  const promotions = order.promotions?.map((promotion) => ({ ...promotion, shipping: [{ id: 's9', amount: 800 }] }))
  const answer = await api.fetch(`/v1/orders/${order.number}`, {
    method: 'PUT',
    headers: { ...secretHeaders(merchant), ...newKey() },
    body: JSON.stringify({ ...order, promotions }),
  })
  expect(answer.status).toBe(422)
  expect((await answer.json()).errors).toMatchObject([{ pointer: '/promotions/0/shipping/0/id' }])
})
