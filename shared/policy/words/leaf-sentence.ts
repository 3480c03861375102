import { isAmounts } from '../leaf.ts'
import type { Amounts, Condition, FactValue, Operator } from '../policy.ts'
import { amountRangeWords } from './amount-words.ts'
import { type FactWords, factWords } from './fact-words.ts'
import { listParts } from './list-parts.ts'
import { type Part, type Sentence, type Slot, say, sentenceText } from './sentence.ts'
import { type ValueWords, valueWords } from './value-words.ts'
import { below, type WordsContext } from './words-context.ts'

type Leaf = Extract<Condition, { fact: string }>

/** What is said: an operator, or the contrary of one that has no operator of its own. */
type Claim = Operator | 'missing' | 'not_contains' | 'not_starts_with' | 'not_between'

const contrary: Readonly<Record<Claim, Claim>> = {
  eq: 'ne',
  ne: 'eq',
  in: 'not_in',
  not_in: 'in',
  lt: 'gte',
  gte: 'lt',
  lte: 'gt',
  gt: 'lte',
  between: 'not_between',
  not_between: 'between',
  contains: 'not_contains',
  not_contains: 'contains',
  starts_with: 'not_starts_with',
  not_starts_with: 'starts_with',
  exists: 'missing',
  missing: 'exists',
}

/** One comparison: "the item costs at most [€60.00 and 4 more]". `negated`: its contrary. */
export function leafSentence(leaf: Leaf, at: string, context: WordsContext, negated: boolean): Sentence {
  const said: Claim = leaf.op === 'exists' && leaf.value === false ? 'missing' : leaf.op
  const claim = negated ? contrary[said] : said
  const words = factWords(leaf.fact, context)
  const slot = (kind: Slot['kind'], step: string): Slot => ({ pointer: below(at, step), kind })
  const noun = (text: string): Part => ({ text, slot: slot('fact', 'fact'), ...(words.said ? { said: true } : {}) })
  const { t } = context

  if (words.row?.type === 'boolean' && (claim === 'eq' || claim === 'ne')) {
    const holds = (leaf.value === true) === (claim === 'eq')
    const phrase = words.own(holds ? 'yes' : 'no')
    const value = { text: phrase ?? t(holds ? 'yes' : 'no'), slot: slot('value', 'value') }
    return say(t, phrase ? 'leaf' : 'leafOfOwn', { fact: noun(words.noun), value, op: t('verb.is') })
  }
  if (claim === 'exists' || claim === 'missing') {
    const phrase = words.own(claim === 'exists' ? 'some' : 'none')
    const op = { text: phrase ?? t(`op.${claim}`), slot: slot('op', 'op') }
    return say(t, 'leafWithout', { fact: noun(phrase ? words.noun : words.thing), op })
  }
  const time = words.isTime ? timeClaim(claim, leaf.value) : undefined
  if (time?.isWhole) {
    return say(t, 'leafWithout', { fact: noun(words.noun), op: { text: t(time.key), slot: slot('op', 'op') } })
  }
  const { text, isThing } = time ? { text: t(time.key), isThing: false } : opWords(claim, words, t)
  const value = valueOf(leaf, claim, context, slot('value', 'value'))
  return say(t, time ? 'leafTime' : 'leaf', {
    fact: noun(isThing ? words.thing : words.noun),
    op: { text, slot: slot('op', 'op') },
    value,
  })
}

function opWords(claim: Claim, words: FactWords, t: WordsContext['t']): { text: string; isThing: boolean } {
  const { verb, not, row } = words
  const isFigure = row?.type === 'number' || row?.type === 'money'
  const isList = row?.type === 'list'
  switch (claim) {
    case 'eq':
      return { text: isFigure ? t('op.eq', { verb }) : verb, isThing: false }
    case 'ne':
    case 'not_in':
      return { text: isFigure ? t('op.ne', { verb }) : not, isThing: false }
    case 'in':
      return { text: verb, isThing: false }
    case 'contains':
      return isList ? { text: verb, isThing: false } : { text: t('op.contains'), isThing: true }
    case 'not_contains':
      return isList ? { text: not, isThing: false } : { text: t('op.not_contains'), isThing: true }
    case 'starts_with':
    case 'not_starts_with': {
      const own = words.own(claim)
      return own ? { text: own, isThing: false } : { text: t(`op.${claim}`), isThing: true }
    }
    case 'lt':
    case 'gte':
      return { text: t(row?.type === 'money' ? `op.${claim}_money` : `op.${claim}`, { verb }), isThing: false }
    default:
      return { text: t(`op.${claim}`, { verb }), isThing: false }
  }
}

/** "is in less than [2 days]"; against zero a moment is past or still to come. */
function timeClaim(claim: Claim, value: Leaf['value']): { key: string; isWhole: boolean } | undefined {
  const isBefore = claim === 'lt' || claim === 'lte'
  const isAfter = claim === 'gt' || claim === 'gte'
  if (value === 0 && (isBefore || isAfter)) return { key: isBefore ? 'time.past' : 'time.ahead', isWhole: true }
  return isBefore || isAfter || claim === 'between' || claim === 'not_between'
    ? { key: `time.${claim}`, isWhole: false }
    : undefined
}

const namedValues = 6

function valueOf(leaf: Leaf, claim: Claim, context: WordsContext, slot: Slot): Part {
  const { t, language } = context
  const { fact, value } = leaf
  if (!Array.isArray(value)) return { ...asPart(valueWords(fact, value, context)), slot }
  const values: readonly (FactValue | Amounts)[] = value
  if (claim === 'between' || claim === 'not_between') {
    const key = claim === 'between' ? 'between' : 'range'
    const [low, high] = values
    if (isAmounts(low) && isAmounts(high)) return { text: amountRangeWords(low, high, key, context), slot }
    const text = (one: FactValue | Amounts | undefined) => valueWords(fact, one, context).text
    return { text: t(key, { from: text(low), to: text(high) }), slot }
  }
  const words = values.map((one) => valueWords(fact, one, context))
  const [only] = words
  if (words.length === 1 && only) return { ...asPart(only), slot }
  if (words.length === 0) return { text: t('noValue'), slot }
  const named = words.slice(0, words.length > namedValues ? namedValues - 1 : namedValues).map(asPart)
  // quotes go around each, not around the list
  if (words.length === named.length) return { text: sentenceText(listParts(named, 'disjunction', language)), slot }
  const list = sentenceText(named.flatMap((part, index) => (index === 0 ? [part] : [{ text: t('comma') }, part])))
  return { text: t('listAndMore', { list, count: words.length - named.length }), slot }
}

function asPart({ text, said }: ValueWords): Part {
  return said ? { text, said } : { text }
}
