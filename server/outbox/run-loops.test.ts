import { afterAll, beforeAll, expect, it } from 'vitest'
import { newKey, putOrder, read, secretHeaders, submit, testOrder } from '../../test/support/api.ts'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { type Receiver, startReceiver } from '../../test/support/receiver.ts'
import { runLoops } from './run-loops.ts'

let api: NodeApi
let receiver: Receiver
beforeAll(async () => {
  ;[api, receiver] = await Promise.all([startNodeApi(), startReceiver()])
})
afterAll(() => Promise.all([api.close(), receiver.close()]))

it('pays while a merchant’s server lets us wait, and stops without waiting for it', async () => {
  receiver.answer('/silent', 'silent')
  const merchant = await api.createMerchant()
  const order = testOrder()
  await putOrder(api, merchant, order)
  const hooked = await api.fetch('/v1/webhooks', {
    method: 'POST',
    headers: secretHeaders(merchant, newKey()),
    body: JSON.stringify({ url: receiver.url('/silent'), events: ['request.submitted', 'request.completed'] }),
  })
  expect(hooked.status).toBe(201)
  const { body } = await submit(api, merchant, {
    order: order.number,
    items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }],
  })

  const loops = runLoops(api.ports)
  const status = async () => (await read(api, merchant, `/v1/requests/${body.number}`)).body.status
  await expect.poll(status, { timeout: 5_000 }).toBe('completed')
  await expect.poll(() => receiver.heard('/silent').length, { timeout: 5_000 }).toBeGreaterThan(0)
  const stoppedAt = performance.now()
  await loops.stop()
  expect(performance.now() - stoppedAt).toBeLessThan(4_000)
  const told = await api.query(`SELECT done_at, lease_until FROM outbox WHERE kind = 'webhook' AND attempts > 0`)
  expect(told.length).toBeGreaterThan(0)
  for (const row of told) expect(row).toMatchObject({ done_at: null })
})
