import { afterAll, beforeAll, expect, it } from 'vitest'
import { Found } from './found.ts'
import { planted } from './planted.ts'
import { run } from './run.ts'
import { prepare, simulatedProviders, simulatedWays } from './simulate.ts'
import { type Store, sqliteStore } from './stores.ts'

let store: Store
beforeAll(async () => {
  store = await sqliteStore(prepare)
})
afterAll(() => store.close())

it.each(Object.keys(planted) as (keyof typeof planted)[])('finds what is planted: %s', async (name) => {
  const found = await firstFound(name)
  expect(found, 'not found within 50 seeds').toBeInstanceOf(Found)
  expect(found?.message).toMatch(/^seed \d+, step \d+: /)
})

async function firstFound(name: keyof typeof planted): Promise<Found | undefined> {
  for (let seed = 1; seed <= 50; seed += 1) {
    try {
      await run({
        seed,
        steps: 300,
        store,
        providers: simulatedProviders,
        ways: simulatedWays,
        planted: planted[name],
      })
    } catch (error) {
      if (error instanceof Found) return error
      throw error
    }
  }
  return undefined
}
