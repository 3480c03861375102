import { maxDraftBytes } from '../../shared/api/policies.schema.ts'
import type { PolicyIssue } from '../../shared/policy/policy.schema.ts'
import { Failure } from '../failure.ts'
import type { Caller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { saveDraftRow } from './draft-store.ts'
import { issuesOf, refuseStale } from './open-draft.ts'
import { readNewestVersion } from './version-store.ts'

/**
 * Keeps a draft, perhaps incomplete. Of two who save at once one wins; the other is told who and when, and nothing of the
 * first is lost. @throws Failure forbidden, stale, not_found when it was discarded meanwhile, payload_too_large
 */
export async function saveDraft(
  ports: Ports,
  input: {
    merchant: Merchant
    caller: Caller
    policy: Record<string, unknown>
    expectedRevision: number
    basedOn?: number
  },
): Promise<{ revision: number; savedAt: number; basedOn: number; issues: PolicyIssue[] }> {
  const { merchant, caller, policy, expectedRevision, basedOn } = input
  const by = requireEditor(merchant, caller)
  const policyJson = JSON.stringify(policy)
  if (new TextEncoder().encode(policyJson).length > maxDraftBytes) {
    throw new Failure('payload_too_large', { limit: maxDraftBytes, pointer: '/policy' })
  }
  const newest = await readNewestVersion(ports.database, merchant.id)
  if (basedOn !== undefined && basedOn > newest) throw new Failure('validation_failed', { pointer: '/basedOn' })
  const at = ports.clock.now()
  const [rows] = await ports.database.write([
    saveDraftRow({ merchant: merchant.id, policyJson, expected: expectedRevision, basedOn, newest, at, by }),
  ])
  const saved = rows?.[0]
  if (!saved) return refuseStale(ports, merchant.id)
  return {
    revision: Number(saved.revision),
    savedAt: at,
    basedOn: Number(saved.based_on),
    issues: issuesOf(policy),
  }
}
