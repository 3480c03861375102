import type { TraceRow } from '../../shared/api/admin.schema.ts'
import type { Policy, PolicyText, Rule } from '../../shared/policy/policy.ts'
import type { StaffClause } from '../../shared/policy/trace-words.ts'
import { conditionSentence } from '../../shared/policy/words/condition-sentence.ts'
import { sentenceText } from '../../shared/policy/words/sentence.ts'
import { policyLanguages, policyWords } from '../../shared/policy/words/words-of.ts'

/** Each clause that a rule gave with when that rule applies: "the reason is damaged and the item costs more than €40". */
export function withConditions(clauses: readonly StaffClause[], policy: Policy, currency: string): TraceRow[] {
  return clauses.map((clause) => {
    const rule = policy.rules.find(({ id }) => id === clause.rule)
    return rule ? { ...clause, ruleWhen: conditionWords(rule, policy, currency) } : clause
  })
}

function conditionWords({ when }: Rule, policy: Policy, currency: string): PolicyText {
  return Object.fromEntries(
    policyLanguages.map((language) => [
      language,
      sentenceText(conditionSentence(when, '', { policy, language, currency, t: policyWords(language) })),
    ]),
  )
}
