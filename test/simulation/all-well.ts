import { expect } from 'vitest'
import { Found } from './found.ts'
import { run } from './run.ts'
import { prepare, simulatedProviders, simulatedWays } from './simulate.ts'
import { type Prepare, type Store, sqliteStore } from './stores.ts'
import type { RunResult } from './wanted.ts'

/** Runs these seeds, one after the other. A failure names its seed, its step and what happened just before. */
export async function expectAllWell(
  wanted: { from: number; to: number; steps: number; auditEvery?: number },
  open: (prepare: Prepare) => Promise<Store> = sqliteStore,
): Promise<RunResult[]> {
  const store = await open(prepare)
  const results: RunResult[] = []
  try {
    for (let seed = wanted.from; seed <= wanted.to; seed += 1) {
      const { steps, auditEvery } = wanted
      const parts = { store, providers: simulatedProviders, ways: simulatedWays }
      results.push(await run({ ...parts, seed, steps, auditEvery }))
    }
  } catch (error) {
    if (error instanceof Found) expect.fail([error.message, ...error.lately].join('\n'))
    throw error
  } finally {
    await store.close()
  }
  return results
}
