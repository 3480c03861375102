import { textIn } from '../policy-text.ts'
import { conditionSentence } from './condition-sentence.ts'
import type { Exception } from './exceptions.ts'
import { listClauses } from './list-parts.ts'
import { asSentence, type Sentence, sentenceText } from './sentence.ts'
import { shopperClauses } from './shopper-clause.ts'
import type { Situation } from './situation.ts'
import type { WordsContext } from './words-context.ts'

/** A row of the table of exceptions. */
export interface DescribedException {
  /** The merchant's name for it. */
  name: string
  when: string
  then: string[]
}

export function exceptionWords(
  { rule, index, situation, when, set }: Exception,
  [own]: readonly Situation[],
  context: WordsContext,
): DescribedException {
  const { t, language, policy } = context
  // parts of one "all" are listed together with the situation
  const asked = 'all' in when ? when.all : [when]
  const clauses: Sentence[] = [
    ...(situation ? [[{ text: t(`shop.situation.${situation.kind}`) }]] : []),
    ...asked.map((condition) => conditionSentence(condition, `/rules/${index}/when`, context)),
  ]
  const words = clauses.length === 0 ? t('always') : sentenceText(listClauses(clauses, t))
  const of = { ...policy.terms, ...(situation ?? own)?.terms, ...set }
  return {
    name: textIn(rule.name, language),
    when: words.charAt(0).toLocaleUpperCase(language) + words.slice(1),
    then: shopperClauses(set, of, context).map(({ text }) => sentenceText(asSentence([{ text }], t, language))),
  }
}
