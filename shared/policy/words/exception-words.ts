import type { Condition } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { conditionSentence } from './condition-sentence.ts'
import type { Exception } from './exceptions.ts'
import { listClauses } from './list-parts.ts'
import { asSentence, phrase, type Sentence, sentenceText } from './sentence.ts'
import { shopperClauses } from './shopper-clause.ts'
import { type Situation, valuesRequired } from './situation.ts'
import type { WordsContext } from './words-context.ts'

/** A row of the table of exceptions. */
export interface DescribedException {
  /** The merchant's name for it. */
  name: string
  when: string
  then: string[]
}

/** A row on some reasons of a situation says which, and need not say the situation as well. */
function isNamed({ reasons }: Situation, when: Condition): boolean {
  const among = (values: readonly string[] | undefined, of: readonly string[]) =>
    values?.every((value) => of.includes(value)) ?? false
  return (
    among(
      valuesRequired(when, 'claim.reason'),
      reasons.map(({ code }) => code),
    ) ||
    among(
      valuesRequired(when, 'claim.reasonGroup'),
      reasons.map(({ parent, code }) => parent ?? code),
    )
  )
}

export function exceptionWords(
  { rule, index, situation, when, set, first, later, byLaw }: Exception,
  [own]: readonly Situation[],
  context: WordsContext,
): DescribedException {
  const { t, language, policy } = context
  // parts of one "all" are listed together with the situation
  const asked = 'all' in when ? when.all : [when]
  const clauses: Sentence[] = [
    ...(situation && !isNamed(situation, when) ? [[{ text: t(`shop.situation.${situation.kind}`) }]] : []),
    ...asked.map((condition) => conditionSentence(condition, `/rules/${index}/when`, context)),
  ]
  const words = clauses.length === 0 ? t('always') : sentenceText(listClauses(clauses, t))
  const base = { ...policy.terms, ...(situation ?? own)?.terms }
  const days = t('unit.days', { count: (situation ?? own)?.statute?.period.days ?? 0 })
  const then = [
    ...shopperClauses(set, { ...base, ...set }, context).map(({ text, terms }) =>
      terms.some((term) => byLaw.includes(term)) ? phrase(t, 'shop.byLaw', { clause: text }) : text,
    ),
    ...shopperClauses(first, { ...base, ...set, ...first }, context).map(({ text }) =>
      phrase(t, 'shop.forFirst', { days, clause: text }),
    ),
    ...shopperClauses(later, { ...base, ...set, ...later }, context).map(({ text }) =>
      phrase(t, 'shop.afterFirst', { days, clause: text }),
    ),
  ]
  return {
    name: textIn(rule.name, language),
    when: words.charAt(0).toLocaleUpperCase(language) + words.slice(1),
    then: then.map((text) => sentenceText(asSentence([{ text }], t, language))),
  }
}
