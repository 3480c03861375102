import { useDigests } from '../../server/platform/hmac.ts'
import { nodeDigests } from '../../server/platform/node/node-digests.ts'
import { Simulation } from './simulation.ts'
import type { RunResult, RunWanted } from './wanted.ts'
import { World } from './world.ts'

/** Runs one world for so many steps, and then until nothing more happens by itself. @throws Found */
export function run(wanted: RunWanted): Promise<RunResult> {
  return inWorld(wanted, (simulation) => simulation.run())
}

/** A world of its own for as long as the work takes. */
export async function inWorld<T>(wanted: RunWanted, work: (simulation: Simulation) => Promise<T>): Promise<T> {
  useDigests(nodeDigests)
  const opened = await wanted.store.open()
  try {
    return await work(new Simulation(new World({ ...wanted, store: opened }), wanted))
  } finally {
    await opened.close()
  }
}
