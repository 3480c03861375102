import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { expectAllWell } from './all-well.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** As `npm run simulate` does, which bundles the program first: twice as fast as here. A failure prints how to replay it. */
async function simulated(seeds: string): Promise<{ said: string; payouts: number }> {
  const args = ['scripts/simulate.mjs', '--seeds', seeds, '--steps', '300']
  const { stdout } = await run(process.execPath, args, { cwd: root, maxBuffer: 1e8 }).catch(
    (error: { stdout?: string; stderr?: string }) => ({ stdout: `${error.stdout}\n${error.stderr}` }),
  )
  return { said: stdout, payouts: Number(/(\d+) payouts/.exec(stdout)?.[1]) }
}

it('keeps every cent through fifty seeds of 300 steps', async () => {
  // Side by side: one for each core.
  const halves = await Promise.all([simulated('1..25'), simulated('26..50')])
  for (const { said, payouts } of halves) {
    expect(said).toContain('300 steps each: all well')
    expect(payouts).toBeGreaterThan(250)
  }
})

it('is the same world for the same seed', async () => {
  const first = await expectAllWell({ from: 7, to: 7, steps: 150 })
  const again = await expectAllWell({ from: 7, to: 7, steps: 150 })
  expect(again).toEqual(first)
})
