import type { Policy } from '../../../shared/policy/policy.ts'
import type { WordsContext } from '../../../shared/policy/words/words-context.ts'
import { language, policyTranslate } from '../../i18n/i18n.ts'

/** How this policy is read on screen. */
export function wordsContext(policy: Policy): WordsContext {
  return { policy, language: language(), t: policyTranslate() }
}

/** Whether sentences would read otherwise: another language, or other names of what conditions speak of. */
export function readsOtherwise(next: WordsContext | undefined, before: WordsContext | undefined): boolean {
  if (!next || !before) return next !== before
  if (next.language !== before.language || next.t !== before.t) return true
  const [now, was] = [next.policy, before.policy]
  return (
    now.reasons !== was.reasons ||
    now.questions !== was.questions ||
    now.attributes !== was.attributes ||
    now.currencies !== was.currencies
  )
}
