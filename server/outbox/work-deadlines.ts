import { forgetChallengesBefore } from '../access/index.ts'
import { Failure } from '../failure.ts'
import { forgetIdempotencyKeysBefore, idempotencyKeyLifeMs } from '../http/idempotency.ts'
import { forgetRateLimitsBefore } from '../http/rate-limit.ts'
import type { Ports } from '../platform/ports.ts'
import { decideAndAppend } from '../requests/index.ts'
import { forgetDeliveriesBefore } from '../webhooks/index.ts'
import { forgetDoneBefore, readDueRequests } from './store.ts'

const dayMs = 86_400_000

/** What silence does: reminders, escalation, and the end of what nobody answered or sent back. */
export async function workDeadlines(ports: Ports, { limit = 50 }: { limit?: number } = {}): Promise<number> {
  const due = await readDueRequests(ports.database, ports.clock.now(), limit)
  for (const { merchant, number } of due) {
    try {
      await decideAndAppend(ports, { merchant, number, command: { type: 'tick' }, actor: { kind: 'system' } })
    } catch (error) {
      const problem = error instanceof Failure ? error.code : String(error)
      ports.log.error('tick_failed', { number, problem })
    }
  }
  return due.length
}

/** Rows that answered for long enough. */
export async function forgetOldRows(ports: Ports): Promise<void> {
  const now = ports.clock.now()
  await ports.database.write([
    forgetIdempotencyKeysBefore(now - idempotencyKeyLifeMs),
    forgetRateLimitsBefore(now - 2 * dayMs),
    forgetDoneBefore(now - 30 * dayMs),
    forgetDeliveriesBefore(now - 30 * dayMs),
    forgetChallengesBefore(now - dayMs),
  ])
}
