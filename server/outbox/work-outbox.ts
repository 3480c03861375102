import type { Statement } from '../db/database.ts'
import { sendMail } from '../mail/index.ts'
import { workPayout } from '../payouts/index.ts'
import type { Ports } from '../platform/ports.ts'
import { sendWebhook } from '../webhooks/index.ts'
import { finishRow, leaseRows, type OutboxKind, type OutboxRow, postponeRow } from './store.ts'

/** Longer than the slowest send; a worker that died is replaced after it. */
const leaseMs = 60_000

/** Waits before each further try, ms; the last one repeats. Without jitter: rows are spread by their own times. */
const waitsMs = [500, 2_000, 5_000, 15_000, 60_000, 300_000, 1_800_000, 3_600_000]
/** About a day and a half. */
const maxTries = 40

/**
 * Sends what is due in the outbox, at least once, under each row's own key. Returns how many rows it took: when as many
 * as it may, there is likely more. Without a kind it takes whatever is due. Every row is over when this ends, also when
 * it throws: who stops payouts after a pass is not surprised by a row of it. @throws what the database throws, of one row
 */
export async function workOutbox(
  ports: Ports,
  { limit = 20, kind }: { limit?: number; kind?: OutboxKind } = {},
): Promise<number> {
  const rows = await takeWork(ports, limit, kind)
  const worked = await Promise.allSettled(rows.map((row) => workRow(ports, row)))
  for (const one of worked) if (one.status === 'rejected') throw one.reason
  return rows.length
}

/** Rows that are due, leased for a minute: whoever takes them works each. */
export function takeWork(ports: Ports, limit: number, kind?: OutboxKind): Promise<OutboxRow[]> {
  return leaseRows(ports.database, { now: ports.clock.now(), leaseMs, limit, kind })
}

/** Never throws for the outside's failures: they are written to the row. @throws what the database throws */
export async function workRow(ports: Ports, row: OutboxRow): Promise<void> {
  let sent: Statement[]
  try {
    sent = await dispatch(ports, row)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    ports.log.error('outbox_failed', { id: row.id, kind: row.kind, attempts: row.attempts, problem })
    sent = again(ports, row, problem)
  }
  await ports.database.write(sent)
}

/** What became of the row, to be written. */
async function dispatch(ports: Ports, row: OutboxRow): Promise<Statement[]> {
  const { merchant, kind } = row
  switch (kind) {
    case 'payout': {
      const { payout, requeue } = JSON.parse(row.body) as { payout: string; requeue?: boolean }
      const worked = await workPayout(ports, { merchant, payout, requeue, tries: row.attempts })
      return [worked.kind === 'over' ? finishRow(row, ports.clock.now()) : postponeRow(row, worked.at, undefined)]
    }
    case 'mail':
      await sendMail(ports, row)
      return [finishRow(row, ports.clock.now())]
    case 'webhook': {
      const { statements, retryAt, problem } = await sendWebhook(ports, row)
      const isOver = retryAt === undefined
      const own = isOver ? finishRow(row, ports.clock.now(), problem) : postponeRow(row, retryAt, problem)
      return [own, ...statements]
    }
    default:
      throw new Error(`an outbox row of kind ${kind}`)
  }
}

function again(ports: Ports, row: OutboxRow, problem?: string): Statement[] {
  const now = ports.clock.now()
  // Money never ends in a row that nobody works any more.
  if (row.attempts >= maxTries && row.kind !== 'payout') {
    ports.log.error('outbox_gave_up', { id: row.id, kind: row.kind })
    return [finishRow(row, now, problem)]
  }
  const wait = waitsMs[Math.min(row.attempts, waitsMs.length) - 1] ?? 0
  return [postponeRow(row, now + wait, problem)]
}
