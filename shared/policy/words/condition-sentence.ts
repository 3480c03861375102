import type { Condition } from '../policy.ts'
import { leafSentence } from './leaf-sentence.ts'
import { type Part, type Sentence, say } from './sentence.ts'
import { below, type WordsContext } from './words-context.ts'

/**
 * A condition as a clause: "the reason is [arrived damaged] and the item costs at most [€60.00 and 4 more]". A `not` is
 * said inside: what is negated is each comparison, so that nobody has to read "not (not …)".
 */
export function conditionSentence(condition: Condition, at: string, context: WordsContext): Sentence {
  return clause(condition, at, context, false, 'alone')
}

type Place = 'alone' | 'in_list' | 'deep'

function clause(condition: Condition, at: string, context: WordsContext, negated: boolean, place: Place): Sentence {
  if ('not' in condition) return clause(condition.not, below(at, 'not'), context, !negated, place)
  if ('fact' in condition) return leafSentence(condition, at, context, negated)
  const kind = 'all' in condition ? 'all' : 'any'
  const children: readonly Condition[] | undefined = 'all' in condition ? condition.all : condition.any
  if (!Array.isArray(children)) return [{ text: context.t('unfinished'), slot: { pointer: at, kind: 'value' } }]
  const list = below(at, kind)
  const says = (kind === 'all') === negated ? 'any' : 'all'
  const { t } = context
  if (children.length === 0)
    return [{ text: t(says === 'all' ? 'always' : 'never'), slot: { pointer: list, kind: 'join' } }]
  const [only] = children
  if (children.length === 1 && only) return clause(only, below(list, 0), context, negated, place)
  const below1: Place = place === 'alone' ? 'in_list' : 'deep'
  const words = children.map((child, index) => clause(child, below(list, index), context, negated, below1))
  const isLong = children.some(hasJoin)
  const join = (key: string): Part => ({ text: t(key), slot: { pointer: list, kind: 'join' } })
  const joined = words.flatMap((each, index): Sentence => {
    if (index === 0) return each
    const isLast = index === words.length - 1
    return [join(isLast || isLong ? `join.${says}${isLong ? 'Long' : ''}` : 'join.more'), ...each]
  })
  if (place === 'alone') return joined
  return say(t, says === 'any' && place === 'in_list' ? 'group.any' : 'group.all', { words: joined })
}

function hasJoin(condition: Condition): boolean {
  if ('not' in condition) return hasJoin(condition.not)
  // a list of values has an "or" of its own
  if ('fact' in condition)
    return Array.isArray(condition.value) && condition.value.length > 1 && condition.op !== 'between'
  return (('all' in condition ? condition.all : condition.any) ?? []).length > 1
}
