import { guardOneRow } from '../db/guard.ts'
import { Failure } from '../failure.ts'
import type { Encoded } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { addVersion, type Publication } from './add-version.ts'
import { readDraft, removeDraft } from './draft-store.ts'
import { momentAfter, skewMs } from './moment-after.ts'
import { refuseStale } from './open-draft.ts'

const farthestMs = 366 * 86_400_000

interface DraftPublication extends Publication {
  expectedRevision: number
  /** Absent: at once. */
  effectiveAt?: number
}

/**
 * Publishes what was seen: that revision of the draft, compared with the newest version, valid, with every case kept or a
 * reason why not. @throws Failure forbidden, not_found, stale, validation_failed, cases_failed, illegal_state
 */
export function publishDraft(ports: Ports, publication: DraftPublication): Promise<Encoded> {
  const { merchant, expectedRevision } = publication
  return addVersion(
    ports,
    publication,
    () => readDraft(ports.database, merchant.id),
    (draft, newest, now) => {
      const wanted = requireMoment(publication.effectiveAt, now)
      if (draft?.revision !== expectedRevision) return refuseStale(ports, merchant.id)
      if (draft.basedOn !== newest.version) throw new Failure('stale', { detail: { version: newest.version } })
      return {
        policy: draft.policy,
        effectiveAt: momentAfter(newest, wanted),
        also: [removeDraft(merchant.id, expectedRevision), guardOneRow('policy_draft')],
      }
    },
  )
}

function requireMoment(effectiveAt: number | undefined, now: number): number {
  if (effectiveAt === undefined) return now
  if (effectiveAt < now - skewMs || effectiveAt > now + farthestMs) {
    throw new Failure('validation_failed', { pointer: '/effectiveAt' })
  }
  return Math.max(effectiveAt, now)
}
