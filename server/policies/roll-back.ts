import { guardOneRow } from '../db/guard.ts'
import { withRetries } from '../db/with-retries.ts'
import { Failure } from '../failure.ts'
import { type Caller, Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { forgetPolicyTimes } from './find-policy.ts'
import { momentAfter } from './moment-after.ts'
import { requireValid } from './publish-policy.ts'
import { requireCases } from './run-cases.ts'
import { insertPolicyVersion, readNewest, readPolicyVersion } from './version-store.ts'

/**
 * An earlier version again, at once and as a new one: history stays what it was, and so does the draft.
 * @throws Failure forbidden, not_found, illegal_state for the newest itself, validation_failed, cases_failed
 */
export async function rollBack(
  ports: Ports,
  input: {
    merchant: Merchant
    caller: Caller
    version: number
    note: string
    override?: { reason: string }
    idempotency: IdempotencyClaim
  },
): Promise<Encoded> {
  const { merchant, caller, version: copyOf, note, override, idempotency } = input
  const { database, clock } = ports
  const by = requireEditor(merchant, caller)
  const published = await withRetries(ports, `${merchant.id} policy`, async () => {
    const now = clock.now()
    const [earlier, newest] = await Promise.all([
      readPolicyVersion(database, merchant.id, copyOf),
      readNewest(database, merchant.id),
    ])
    if (!earlier) throw new Failure('not_found')
    const effectiveAt = momentAfter(newest, now)
    if (copyOf === newest.version) throw new Failure('illegal_state', { detail: { version: copyOf } })
    const policy = requireValid(earlier.policy)
    const overrideReason = await requireCases(ports, { merchant: merchant.id, policy, override })
    const version = newest.number + 1
    const answer = new Encoded(JSON.stringify({ version, effectiveAt }))
    await database.write([
      insertPolicyVersion({
        merchant: merchant.id,
        after: newest.number,
        policy,
        publishedAt: now,
        effectiveAt,
        note,
        by,
        copyOf,
        overrideReason,
      }),
      guardOneRow('policy_version'),
      idempotency.row(answer.json),
    ])
    return answer
  })
  forgetPolicyTimes(ports)
  return published
}
