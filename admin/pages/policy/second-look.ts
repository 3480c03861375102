import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { PastRequest } from '../../../shared/policy/simulate/history.ts'
import type { Difference } from './conflict-banner.ts'
import { languagesOf } from './fields/words-field.ts'
import { ruleHits } from './model/rule-hits.ts'
import { wordsContext } from './words-context.ts'

export interface SecondLook {
  findings: readonly Finding[]
  /** How many things the draft changes. */
  changes: number
  /** Of the latest requests, how many each rule decides; by its id. Undefined until they are known. */
  hits: ReadonlyMap<string, number> | undefined
}

/** What is worth a second look before publishing. Its code comes after the page: nobody waits for it while typing. */
export async function secondLook(live: Policy, draft: Policy, recent: readonly PastRequest[]): Promise<SecondLook> {
  const { lint } = await import('../../../shared/policy/lint/lint.ts')
  const year = new Date().getFullYear()
  try {
    const findings = lint(draft, { locales: languagesOf(draft), years: [year, year + 1] })
    const hits = recent.length > 0 ? ruleHits(draft, recent) : undefined
    return { findings, changes: (await differences(live, draft)).length, hits }
  } catch (error) {
    // A draft from elsewhere may have parts of another shape; its issues say which.
    if (!(error instanceof TypeError)) throw error
    return { findings: [], changes: 0, hits: undefined }
  }
}

/** From one policy to another, as people read it. */
export async function differences(from: Policy, to: Policy): Promise<Difference[]> {
  const { diffPolicies } = await import('../../../shared/policy/words/diff.ts')
  return diffPolicies(from, to, wordsContext(to))
}
