import { sendMail } from '../mail/index.ts'
import { sendPayout } from '../payouts/index.ts'
import type { Ports } from '../platform/ports.ts'
import { finishRow, leaseRows, type OutboxRow, postponeRow } from './store.ts'

/** Longer than the slowest send; a worker that died is replaced after it. */
const leaseMs = 60_000

/** Waits before each further try, ms; the last one repeats. Without jitter: rows are spread by their own times. */
const waitsMs = [500, 2_000, 5_000, 15_000, 60_000, 300_000, 1_800_000, 3_600_000]
/** About a day and a half; after it a person looks. What is unknown stays unknown, and is never sent anew. */
const maxTries = 40

/**
 * Sends what is due in the outbox, at least once, under each row's own key. Returns how many rows it took: when as many
 * as it may, there is likely more.
 */
export async function workOutbox(ports: Ports, { limit = 20 }: { limit?: number } = {}): Promise<number> {
  const rows = await leaseRows(ports.database, ports.clock.now(), leaseMs, limit)
  await Promise.all(rows.map((row) => workRow(ports, row)))
  return rows.length
}

async function workRow(ports: Ports, row: OutboxRow): Promise<void> {
  let isDone = false
  let problem: string | undefined
  try {
    isDone = await dispatch(ports, row)
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error)
    ports.log.error('outbox_failed', { id: row.id, kind: row.kind, attempts: row.attempts, problem })
  }
  const now = ports.clock.now()
  const gaveUp = !isDone && row.attempts >= maxTries
  if (gaveUp) ports.log.error('outbox_gave_up', { id: row.id, kind: row.kind })
  const wait = waitsMs[Math.min(row.attempts, waitsMs.length) - 1] ?? 0
  const statement = isDone || gaveUp ? finishRow(row, now, problem) : postponeRow(row, now + wait, problem)
  await ports.database.write([statement])
}

async function dispatch(ports: Ports, row: OutboxRow): Promise<boolean> {
  const { merchant, kind } = row
  switch (kind) {
    case 'payout': {
      const { payout } = JSON.parse(row.body) as { payout: string }
      return (await sendPayout(ports, { merchant, payout })) === 'done'
    }
    case 'mail':
      await sendMail(ports, row)
      return true
    default:
      throw new Error(`an outbox row of kind ${kind}`)
  }
}
