import { afterAll, beforeAll, expect, it } from 'vitest'
import { newKey, putOrder, secretHeaders, submit, testOrder } from '../../test/support/api.ts'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { type Receiver, startReceiver } from '../../test/support/receiver.ts'
import type { Ports } from '../platform/ports.ts'
import { workOutbox } from './work-outbox.ts'

let api: NodeApi
let receiver: Receiver
beforeAll(async () => {
  ;[api, receiver] = await Promise.all([startNodeApi(), startReceiver()])
})
afterAll(() => Promise.all([api.close(), receiver.close()]))

it('ends after its last row, though the database failed for the first', async () => {
  const merchant = await api.createMerchant()
  const order = testOrder()
  await putOrder(api, merchant, order)
  for (const path of ['/one', '/two'])
    await api.fetch('/v1/webhooks', {
      method: 'POST',
      headers: secretHeaders(merchant, newKey()),
      body: JSON.stringify({ url: receiver.url(path), events: ['request.submitted'] }),
    })
  await submit(api, merchant, { order: order.number, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] })

  let writes = 0
  const over: number[] = []
  const database: Ports['database'] = {
    ...api.ports.database,
    async write(statements) {
      const nth = ++writes
      if (nth === 2) throw new Error('disk full')
      // The first write takes the rows; the last is as slow as a disk may be.
      if (nth === 3) await new Promise((resolve) => setTimeout(resolve, 100))
      const rows = await api.ports.database.write(statements)
      over.push(nth)
      return rows
    },
  }
  await expect(workOutbox({ ...api.ports, database }, { kind: 'webhook' })).rejects.toThrow('disk full')
  expect(over).toEqual([1, 3])
  const left = await api.query(`SELECT done_at FROM outbox WHERE kind = 'webhook' AND attempts = 1 ORDER BY done_at`)
  expect(left.map(({ done_at }) => done_at === null)).toEqual([true, false])
})
