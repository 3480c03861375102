import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from './run.ts'
import { prepare, simulatedProviders, simulatedWays } from './simulate.ts'
import { type Store, sqliteStore } from './stores.ts'

let store: Store
beforeAll(async () => {
  store = await sqliteStore(prepare)
})
afterAll(() => store.close())

const common = () => ({ store, providers: simulatedProviders, ways: simulatedWays })

it('keeps every cent through 50 seeds of 300 steps', async () => {
  let payouts = 0
  for (let seed = 1; seed <= 50; seed += 1) payouts += (await run({ ...common(), seed, steps: 300 })).payouts
  expect(payouts).toBeGreaterThan(300)
})

it('is the same world for the same seed', async () => {
  const first = await run({ ...common(), seed: 7, steps: 150 })
  const again = await run({ ...common(), seed: 7, steps: 150 })
  expect(again).toEqual(first)
})
