import { type PolicyIssue, parsePolicy } from '../../shared/policy/policy.schema.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { readDraft, type StoredDraft } from './draft-store.ts'

/** The draft, and what is still wrong with it. @throws Failure not_found when nobody has begun one */
export async function openDraft(ports: Ports, merchant: string): Promise<StoredDraft & { issues: PolicyIssue[] }> {
  const draft = await readDraft(ports.database, merchant)
  if (!draft) throw new Failure('not_found', { detail: { missing: 'draft' } })
  return { ...draft, issues: issuesOf(draft.policy) }
}

export function issuesOf(policy: unknown): PolicyIssue[] {
  const parsed = parsePolicy(policy)
  return 'issues' in parsed ? parsed.issues : []
}

/** Who was quicker, and when: so that the page can say so. @throws Failure stale, not_found when there is no draft now */
export async function refuseStale(ports: Ports, merchant: string): Promise<never> {
  const draft = await readDraft(ports.database, merchant)
  if (!draft) throw new Failure('not_found', { detail: { missing: 'draft' } })
  const { revision, savedAt, savedBy } = draft
  throw new Failure('stale', { detail: { revision, savedAt, savedBy: savedBy.name, savedById: savedBy.id ?? '' } })
}
