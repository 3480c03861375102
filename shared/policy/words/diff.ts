import type { Policy } from '../policy.ts'
import type { Change } from './change.ts'
import { attributeChanges, categoryClassChanges, questionChanges, reasonChanges } from './diff-lists.ts'
import { ruleChanges } from './diff-rules.ts'
import { settingChanges } from './diff-settings.ts'
import { defaultChanges } from './diff-terms.ts'
import type { WordsContext } from './words-context.ts'

/**
 * What a draft changes, in sentences, in the order of the policy's page. A draft may be incomplete: what cannot be said
 * yet is "…". Pointers lead into the draft, those of what was removed into the live policy.
 */
export function diffPolicies(live: Policy, draft: Policy, { policy: _, ...context }: WordsContext): Change[] {
  return [
    ...settingChanges(live, draft, context),
    ...defaultChanges(live, draft, context),
    ...ruleChanges(live, draft, context),
    ...reasonChanges(live, draft, context),
    ...questionChanges(live, draft, context),
    ...attributeChanges(live, draft, context),
    ...categoryClassChanges(live, draft, context),
  ]
}
