import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantPolicy, putOrder, submit, type TestMerchant, testOrder } from '../../test/support/api.ts'
import { type NodeApi, startNodeApi } from '../../test/support/node-api.ts'
import { simulatePolicy } from './simulate-policy.ts'
import { streamHistory } from './stream-history.ts'

const requests = 600

let api: NodeApi
let merchant: TestMerchant
beforeAll(async () => {
  api = await startNodeApi()
  merchant = await api.createMerchant({ policy: instantPolicy() })
  const order = testOrder()
  await putOrder(api, merchant, order)
  await submit(api, merchant, { order: order.number, items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] })
  const columns = await api.query(`SELECT group_concat(name, ', ') AS names FROM pragma_table_info('requests')`)
  const names = String(columns[0]?.names)
  // The same again, each on an order of its own.
  const copied = names.replace(
    /^merchant, number, order_number/,
    `merchant, number || '-' || i, order_number || '-' || i`,
  )
  const copies = `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${requests})`
  await api.query(`${copies} INSERT INTO requests (${names}) SELECT ${copied} FROM requests, n`)
  await api.query(
    `${copies} INSERT INTO replays (merchant, request, claim, slim) SELECT merchant, request || '-' || i, claim, slim FROM replays, n`,
  )
})
afterAll(() => api.close())

/** How often something else could run meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  const others = setInterval(() => turns++, 0)
  await work()
  clearInterval(others)
  return turns
}

test('others get their turn between two pages of a simulation, however quickly the database answers', async () => {
  const turns = await turnsDuring(async () => {
    const simulation = await simulatePolicy(api.ports, merchant.id, { policy: instantPolicy(), limit: 500 })
    expect(simulation.requests).toBe(500)
  })
  expect(turns).toBeGreaterThanOrEqual(4)
})

test('and between two pages of a history in lines', async () => {
  const turns = await turnsDuring(async () => {
    const history = await streamHistory(api.ports, merchant.id, { limit: 10_000 })
    expect((await history.text()).trim().split('\n')).toHaveLength(1 + requests + 1)
  })
  expect(turns).toBeGreaterThanOrEqual(2)
})
