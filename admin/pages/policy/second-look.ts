import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { Difference } from './conflict-banner.ts'
import { languagesOf } from './fields/words-field.ts'
import { wordsContext } from './words-context.ts'

export interface SecondLook {
  findings: readonly Finding[]
  /** How many things the draft changes. */
  changes: number
}

/** What is worth a second look before publishing. Its code comes after the page: nobody waits for it while typing. */
export async function secondLook(live: Policy, draft: Policy): Promise<SecondLook> {
  const { lint } = await import('../../../shared/policy/lint/lint.ts')
  const year = new Date().getFullYear()
  try {
    const findings = lint(draft, { locales: languagesOf(draft), years: [year, year + 1] })
    return { findings, changes: (await differences(live, draft)).length }
  } catch (error) {
    // A draft from elsewhere may have parts of another shape; its issues say which.
    if (!(error instanceof TypeError)) throw error
    return { findings: [], changes: 0 }
  }
}

/** From one policy to another, as people read it. */
export async function differences(from: Policy, to: Policy): Promise<Difference[]> {
  const { diffPolicies } = await import('../../../shared/policy/words/diff.ts')
  return diffPolicies(from, to, wordsContext(to))
}
