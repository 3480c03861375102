import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminPolicyContracts } from '../../shared/api/policies.schema.ts'
import type { Order, OrderLine } from '../../shared/order/order.ts'
import {
  type Api,
  instantPolicy,
  newKey,
  putOrder,
  shopperHeaders,
  submit,
  type TestMerchant,
  testOrder,
} from '../support/api.ts'
import { Colleague } from '../support/colleague.ts'
import { startApi } from '../support/runtime.ts'

let api: Api
let merchant: TestMerchant
let agent: Colleague
beforeAll(async () => {
  api = await startApi()
  merchant = await api.createMerchant({ policy: instantPolicy({ decision: 'review' }) })
  agent = new Colleague(api, merchant, 'agent')
})
afterAll(() => api.close())

/** Four lines, all sent together. */
async function orderOfFour(): Promise<Order> {
  const order = testOrder()
  const [cup] = order.lines as [OrderLine]
  const lines = ['l1', 'l2', 'l3', 'l4'].map((id) => ({ ...cup, id, title: `Cup ${id}`, unitPrice: 100, tax: 30 }))
  const fulfillments = order.fulfillments.map((parcel) => ({
    ...parcel,
    lines: lines.map(({ id: line, quantity }) => ({ line, quantity })),
  }))
  return pushed({ ...order, lines, fulfillments })
}

async function pushed(order: Order): Promise<Order> {
  const { status } = await putOrder(api, merchant, order)
  expect([200, 201]).toContain(status)
  return order
}

const claim = (line: string) => ({ items: [{ line, quantity: 1, reason: 'changed_mind' }] })

async function submitted(order: Order, line: string): Promise<string> {
  const { status, body } = await submit(api, merchant, { order: order.number, ...claim(line) })
  expect(status, JSON.stringify(body)).toBe(201)
  await api.advance(1000)
  return body.number
}

async function edited({ number: order }: Order, number: string, line: string): Promise<void> {
  const token = await api.shopperToken(merchant.id, { order })
  const answer = await api.fetch(`/v1/shop/requests/${number}/commands/edit`, {
    method: 'POST',
    headers: shopperHeaders(merchant, token, newKey()),
    body: JSON.stringify(claim(line)),
  })
  expect(answer.status, await answer.text()).toBe(200)
}

async function history() {
  const { body } = await agent.get('/policies/history')
  return adminPolicyContracts.policyHistory.response.parse(body).requests
}

async function replayed(number: string) {
  const found = (await history()).find((request) => request.number === number)
  if (!found) throw new Error(`${number} is not in the history`)
  return { ...found, lines: found.order.lines.map(({ id, title }) => `${id} ${title}`.trim()) }
}

it('keeps of an order what its request names, and no more', async () => {
  const order = await orderOfFour()
  const number = await submitted(order, 'l3')
  expect((await replayed(number)).lines).toEqual(['l1', 'l3 Cup l3'])
})

it('has every line that an earlier request holds, also one that it was edited to name afterwards', async () => {
  const order = await orderOfFour()
  const first = await submitted(order, 'l1')
  const second = await submitted(order, 'l2')
  expect((await replayed(second)).lines).toEqual(['l1', 'l2 Cup l2', 'l3'])
  await edited(order, first, 'l4')
  const { lines, holdings } = await replayed(second)
  expect(Object.keys(holdings)).toContain('units:l4')
  expect(lines).toEqual(['l1', 'l2 Cup l2', 'l4'])
})

it('replays an edited request on the order that the edit was decided on', async () => {
  const order = await orderOfFour()
  const number = await submitted(order, 'l1')
  const [cup] = order.lines as [OrderLine]
  await pushed({ ...order, lines: [...order.lines, { ...cup, id: 'l5', title: 'Swapped for' }] })
  await edited(order, number, 'l5')
  const { lines, items } = await replayed(number)
  expect(items).toMatchObject([{ line: 'l5' }])
  expect(lines).toContain('l5 Swapped for')
})

it('judges on what was kept as on the whole orders', async () => {
  const ask = async () => (await agent.post('/policies/simulate', { policy: instantPolicy() })).body
  const [kept, before] = [await ask(), await history()]
  expect(kept).toMatchObject({ requests: 4, draft: { outcomes: { automatic: 4 } } })
  await api.query('DELETE FROM replays')
  expect(await ask()).toEqual(kept)
  expect((await history()).map(({ number, items }) => [number, items])).toEqual(
    before.map(({ number, items }) => [number, items]),
  )
})
