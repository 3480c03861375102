import type { Rule } from '../policy.ts'
import { conditionSentence } from './condition-sentence.ts'
import { listClauses } from './list-parts.ts'
import { asSentence, type Sentence, say } from './sentence.ts'
import { type TermSentence, termClauses } from './term-sentence.ts'
import { below, type WordsContext } from './words-context.ts'

export interface RuleSentences {
  /** A clause: "the reason is [arrived damaged]". */
  when: Sentence
  /** A clause for each thing that the rule does: "[a person decides]". */
  then: Sentence[]
  /** The same clauses, with the terms they are about. */
  terms: TermSentence[]
  /** "If …, then … and …." */
  whole: Sentence
}

/** A rule as it reads; `index`: its place in the policy. */
export function ruleSentences(rule: Rule, index: number, context: WordsContext): RuleSentences {
  const { t, language } = context
  const at = below('/rules', index)
  const when = conditionSentence(rule.when, below(at, 'when'), context)
  const terms = termClauses(rule.set, below(at, 'set'), context)
  const then = terms.map(({ sentence }) => sentence)
  const does = then.length === 0 ? [{ text: t('nothingHappens') }] : listClauses(then, t)
  const isAlways = 'all' in rule.when && rule.when.all.length === 0
  return {
    when,
    then,
    terms,
    whole: asSentence(say(t, isAlways ? 'ruleAlways' : 'rule', { when, then: does }), t, language),
  }
}
