import { guardOneRow } from '../db/guard.ts'
import { withRetries } from '../db/with-retries.ts'
import { Failure } from '../failure.ts'
import { type Caller, Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { readDraft, removeDraft } from './draft-store.ts'
import { forgetPolicyTimes } from './find-policy.ts'
import { momentAfter, skewMs } from './moment-after.ts'
import { refuseStale } from './open-draft.ts'
import { requireValid } from './publish-policy.ts'
import { requireCases } from './run-cases.ts'
import { insertPolicyVersion, readNewest } from './version-store.ts'

const farthestMs = 366 * 86_400_000

export interface Publication {
  merchant: Merchant
  caller: Caller
  expectedRevision: number
  note: string
  /** Absent: at once. */
  effectiveAt?: number
  override?: { reason: string }
  idempotency: IdempotencyClaim
}

/**
 * Publishes what was seen: that revision of the draft, compared with the newest version, valid, with every case kept or a
 * reason why not. @throws Failure forbidden, not_found, stale, validation_failed, cases_failed, illegal_state
 */
export async function publishDraft(ports: Ports, input: Publication): Promise<Encoded> {
  const { merchant, caller, expectedRevision, note, override, idempotency } = input
  const { database, clock } = ports
  const by = requireEditor(merchant, caller)
  const published = await withRetries(ports, `${merchant.id} policy`, async () => {
    const now = clock.now()
    const wanted = requireMoment(input.effectiveAt, now)
    const [draft, newest] = await Promise.all([readDraft(database, merchant.id), readNewest(database, merchant.id)])
    if (draft?.revision !== expectedRevision) return refuseStale(ports, merchant.id)
    if (draft.basedOn !== newest.version) throw new Failure('stale', { detail: { version: newest.version } })
    const effectiveAt = momentAfter(newest, wanted)
    const policy = requireValid(draft.policy)
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
        overrideReason,
      }),
      guardOneRow('policy_version'),
      removeDraft(merchant.id, expectedRevision),
      guardOneRow('policy_draft'),
      idempotency.row(answer.json),
    ])
    return answer
  })
  forgetPolicyTimes(ports)
  return published
}

function requireMoment(effectiveAt: number | undefined, now: number): number {
  if (effectiveAt === undefined) return now
  if (effectiveAt < now - skewMs || effectiveAt > now + farthestMs) {
    throw new Failure('validation_failed', { pointer: '/effectiveAt' })
  }
  return Math.max(effectiveAt, now)
}
