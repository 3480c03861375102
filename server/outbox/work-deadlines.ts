import { forgetChallengesBefore } from '../access/index.ts'
import { Failure } from '../failure.ts'
import { forgetIdempotencyKeysBefore, idempotencyKeyLifeMs } from '../http/idempotency.ts'
import { forgetRateLimitsBefore } from '../http/rate-limit.ts'
import { forgetNoticesBefore, makeSandboxCallbacks, reconcileYesterday, releaseForgotten } from '../payouts/index.ts'
import type { Ports } from '../platform/ports.ts'
import { decideAndAppend } from '../requests/index.ts'
import { expireCredit } from '../store-credit/index.ts'
import { forgetDeliveriesBefore } from '../webhooks/index.ts'
import { type DueRequest, forgetDoneBefore, readDueRequests } from './store.ts'

const dayMs = 86_400_000

const pageSize = 50

/**
 * What silence does: reminders, escalation, and the end of what nobody answered or sent back. Returns how many requests
 * changed. One that is due but cannot change, such as a lapse that no longer fits its order, holds up no other.
 */
export async function workDeadlines(ports: Ports): Promise<number> {
  const now = ports.clock.now()
  let changed = (await releaseForgotten(ports)) + (await makeSandboxCallbacks(ports))
  let page = await readDueRequests(ports.database, now, pageSize)
  while (page.length > 0) {
    for (const due of page) if (await tick(ports, due)) changed += 1
    if (page.length < pageSize) break
    page = await readDueRequests(ports.database, now, pageSize, page.at(-1))
  }
  return changed + (await expireCredit(ports)) + (await reconcileYesterday(ports))
}

async function tick(ports: Ports, { merchant, number }: DueRequest): Promise<boolean> {
  try {
    return await decideAndAppend(ports, { merchant, number, command: { type: 'tick' }, actor: { kind: 'system' } })
  } catch (error) {
    const problem = error instanceof Failure ? error.code : String(error)
    ports.log.error('tick_failed', { number, problem })
    return false
  }
}

/** Rows that answered for long enough. */
export async function forgetOldRows(ports: Ports): Promise<void> {
  const now = ports.clock.now()
  await ports.database.write([
    forgetIdempotencyKeysBefore(now - idempotencyKeyLifeMs),
    forgetRateLimitsBefore(now - 2 * dayMs),
    forgetDoneBefore(now - 30 * dayMs),
    forgetDeliveriesBefore(now - 30 * dayMs),
    forgetNoticesBefore(now - 180 * dayMs),
    forgetChallengesBefore(now - dayMs),
  ])
}
