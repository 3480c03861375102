import { factRow } from '../facts-table.ts'
import { isAmounts } from '../leaf.ts'
import type { Amounts, Condition, FactValue } from '../policy.ts'
import { euCountries } from '../statutes/eu.ts'
import { amountRangeWords } from './amount-words.ts'
import { factWords } from './fact-words.ts'
import { listParts } from './list-parts.ts'
import { type Claim, contrary, opWords, timeClaim } from './op-words.ts'
import { type Part, phrase, type Sentence, type Slot, say, sentenceText } from './sentence.ts'
import { hoursWords, type ValueWords, valueWords } from './value-words.ts'
import { below, type WordsContext } from './words-context.ts'

type Leaf = Extract<Condition, { fact: string }>

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
    const own = words.own(holds ? 'yes' : 'no')
    const value = { text: own ?? t(holds ? 'yes' : 'no'), slot: slot('value', 'value') }
    if (own) return say(t, 'leafWithout', { fact: noun(words.noun), op: value })
    return say(t, 'leafOfOwn', { fact: noun(words.noun), value, op: t('verb.is') })
  }
  if (claim === 'exists' || claim === 'missing') {
    const own = words.own(claim === 'exists' ? 'some' : 'none')
    const op = { text: own ?? t(`op.${claim}`), slot: slot('op', 'op') }
    if (own) return say(t, 'leafWithout', { fact: noun(words.noun), op })
    // a yes or no has no noun of its own
    const thing = words.row?.type === 'boolean' ? { ...noun(words.label), said: true as const } : noun(words.thing)
    return say(t, 'leafWithout', { fact: thing, op })
  }
  const isBetween = claim === 'between' || claim === 'not_between'
  const time = words.isTime ? timeClaim(claim, leaf.value) : undefined
  if (time) {
    const op = { text: t(time.key), slot: slot('op', 'op') }
    if (time.hours === undefined) {
      const value = valueOf(leaf, claim, context, slot('value', 'value'))
      return say(t, isBetween ? 'leafAheadBetween' : 'leafAhead', { fact: noun(words.noun), op, value })
    }
    if (time.hours === 0)
      return say(t, 'leafWithout', { fact: noun(words.noun), op: { ...op, slot: slot('value', 'value') } })
    const value = { text: hoursWords(time.hours, t), slot: slot('value', 'value') }
    return say(t, time.isOrAhead ? 'leafAgoOrAhead' : 'leafAgo', { fact: noun(words.noun), op, value })
  }
  const { text, isThing } = opWords(claim, words, t)
  return say(t, isBetween ? 'leafBetween' : 'leaf', {
    fact: noun(isThing ? words.thing : words.noun),
    op: { text, slot: slot('op', 'op') },
    value: valueOf(leaf, claim, context, slot('value', 'value')),
  })
}

const namedValues = 6

function valueOf(leaf: Leaf, claim: Claim, context: WordsContext, slot: Slot): Part {
  const { t, language } = context
  const { fact, value } = leaf
  // a piece of a code is not what the whole stands for
  const isPiece = /contains|starts_with/.test(claim) && typeof value === 'string' && value !== ''
  if (isPiece && !isEntry(leaf, context)) return { text: value, said: true, slot }
  if (!Array.isArray(value)) return { ...asPart(valueWords(fact, value, context)), slot }
  const values: readonly (FactValue | Amounts)[] = value
  if (claim === 'between' || claim === 'not_between') {
    const key = claim === 'between' ? 'between' : 'range'
    const [low, high] = values
    if (isAmounts(low) && isAmounts(high)) return { text: amountRangeWords(low, high, key, context), slot }
    const text = (one: FactValue | Amounts | undefined) => valueWords(fact, one, context).text
    return { text: phrase(t, key, { from: text(low), to: text(high) }), slot }
  }
  const words = [
    ...(fact.endsWith('.country') && hasArea(values) ? [{ text: t('economicArea') }] : []),
    ...valuesOutside(fact, values).map((one) => valueWords(fact, one, context)),
  ]
  const [only] = words
  if (words.length === 1 && only) return { ...asPart(only), slot }
  if (words.length === 0) return { text: t('noValue'), slot }
  const named = words.slice(0, words.length > namedValues ? namedValues - 1 : namedValues).map(asPart)
  // quotes go around each, not around the list
  if (words.length === named.length) return { text: sentenceText(listParts(named, 'disjunction', language)), slot }
  const list = sentenceText(named.flatMap((part, index) => (index === 0 ? [part] : [{ text: t('comma') }, part])))
  return { text: t('listAndMore', { list, count: words.length - named.length }), slot }
}

/** Thirty countries that are meant as one are said as one. */
function hasArea(values: readonly unknown[]): boolean {
  return euCountries.every((country) => values.includes(country))
}

function valuesOutside<Value>(fact: string, values: readonly Value[]): readonly Value[] {
  if (!fact.endsWith('.country') || !hasArea(values)) return values
  return values.filter((value) => !euCountries.some((country) => country === value))
}

/** `contains` on a list asks for a whole entry. */
function isEntry({ fact, op }: Leaf, { policy }: WordsContext): boolean {
  return op === 'contains' && factRow(fact, policy)?.type === 'list'
}

function asPart({ text, said }: ValueWords): Part {
  return said ? { text, said } : { text }
}
