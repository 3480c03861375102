import { workDeadlines, workOutbox } from '../../server/outbox/index.ts'
import { noFaults } from '../doubles/faults.ts'
import { bankDay } from './bank.ts'
import { type Cast, send } from './cast.ts'
import { setLimits, stopOrResume } from './finance.ts'
import type { Watcher } from './watcher.ts'

const dayMs = 86_400_000

/**
 * Everybody gets well, and time passes until nothing is left to do. Then every payout is over, or with a person.
 * @param atOnce how many rows of the outbox are worked side by side
 */
export async function settle(cast: Cast, watcher: Watcher, atOnce: number): Promise<void> {
  const { world } = cast
  const { double } = world
  await makeWell(cast)
  const end = world.now() + 200 * dayMs
  let quiet = 0
  while (world.now() < end && quiet < 3) {
    await double.tick()
    await double.deliverDue(1_000)
    const done = await workOutbox(world.process.ports, { limit: atOnce })
    const ticked = done > 0 ? 0 : await workDeadlines(world.process.ports)
    await watcher.observe()
    if (done + ticked > 0) continue
    await bankDay(cast)
    await watcher.observe()
    const next = await nextAt(cast)
    quiet = next === undefined ? quiet + 1 : 0
    world.advance(Math.max(1, Math.min((next ?? 0) - world.now(), 30 * dayMs)))
  }
  await watcher.audit()
  await watcher.checkCredit('at_end')
  await checkEnd(cast)
}

/** No faults, no haste, no limits; who heard no answer asks again. */
async function makeWell(cast: Cast): Promise<void> {
  const { world, ledger } = cast
  const { double } = world
  double.rates = noFaults
  double.down.clear()
  for (const provider of [...double.books.short]) double.books.topUp(provider)
  double.meanwhile = async () => {}
  world.meanwhile = async () => {}
  world.restart()
  ledger.controls.resumed()
  for (let tries = 0; cast.unanswered.length > 0 && tries < 100; tries += 1) {
    const call = cast.unanswered.shift()
    if (call) await send(cast, call)
  }
  if ((await world.query('SELECT 1 FROM payout_controls WHERE stopped_at IS NOT NULL')).length > 0) {
    await stopOrResume(cast)
    if (ledger.controls.isStopped) await stopOrResume(cast)
  }
  // What is above a day's cap by itself waits for whoever set the cap.
  await setLimits(cast, 'none')
}

async function nextAt({ world }: Cast): Promise<number | undefined> {
  const [row] = await world.query(`SELECT MIN(MAX(due_at, lease_until)) AS next FROM outbox WHERE done_at IS NULL`)
  const times = [row?.next as number | null, world.double.nextAt()].filter((time) => typeof time === 'number')
  return times.length > 0 ? Math.min(...times) : undefined
}

async function checkEnd({ world, ledger }: Cast): Promise<void> {
  const rows = await world.query('SELECT id, status, failure_final, hold, person_since, state FROM payouts')
  ledger.checkEnd(
    rows.map(({ id, status, failure_final, hold, person_since }) => ({
      id: String(id),
      status: String(status),
      final: failure_final === 1,
      withPerson: person_since !== null || hold === 'approval',
    })),
  )
}
