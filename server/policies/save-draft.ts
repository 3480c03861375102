import type { PolicyIssue } from '../../shared/policy/policy.schema.ts'
import { limitIssue } from '../../shared/policy/policy-limits.ts'
import { Failure } from '../failure.ts'
import type { Caller } from '../http/call.ts'
import { pointerOf } from '../http/validate.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { saveDraftRow } from './draft-store.ts'
import { issuesOf, refuseStale } from './open-draft.ts'
import { readNewest } from './version-store.ts'

/**
 * Keeps a draft, perhaps incomplete, within the limits of a policy. Of two who save at once one wins; the other is told who
 * and when, and nothing of the first is lost. @throws Failure forbidden, stale, not_found when it was discarded meanwhile,
 * validation_failed
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
  requireWithinLimits(policy)
  const { version: newest } = await readNewest(ports.database, merchant.id)
  if (basedOn !== undefined && basedOn > newest) throw new Failure('validation_failed', { pointer: '/basedOn' })
  const at = ports.clock.now()
  const policyJson = JSON.stringify(policy)
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

/** Looked at before anything walks it: what is too large or too deep is not kept either. */
function requireWithinLimits(policy: unknown): void {
  const { issue } = limitIssue(policy)
  if (!issue) return
  const { code, message } = issue
  const pointer = `/policy${pointerOf(issue.path)}`
  throw new Failure('validation_failed', { pointer, errors: [{ pointer, code, message }] })
}
