import { type FactRow, factRow } from '../facts-table.ts'
import { isAmounts } from '../leaf.ts'
import type { FactValue } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { amountsWords } from './amount-words.ts'
import { countryName, figure } from './intl.ts'
import type { WordsContext } from './words-context.ts'

export interface ValueWords {
  text: string
  /** Somebody's own words, rather than a name that the language has. */
  said?: true
}

/** A value of a fact, as people say it: "Germany", "3 photos", "2 days", "€60.00 and 4 more", "made to order". */
export function valueWords(fact: string, value: unknown, context: WordsContext): ValueWords {
  const { policy, language, t } = context
  const row = factRow(fact, policy)
  if (value === undefined || value === null || value === '') return { text: t('unfinished') }
  if (isAmounts(value)) return { text: amountsWords(value, context) }
  if (typeof value === 'number' && row) return { text: numberWords(fact, value, row, context) }
  const text = String(value as FactValue)
  if (fact === 'claim.reason' || fact === 'claim.reasonGroup') {
    const reason = policy.reasons.find(({ code }) => code === text)
    return reason ? { text: textIn(reason.labels, language) || text, said: true } : { text }
  }
  if (fact.endsWith('.country')) return { text: countryName(text, language) }
  const option = policy.questions
    ?.find(({ code }) => fact === `answer.${code}`)
    ?.options?.find((each) => each.value === text)
  if (option) return { text: textIn(option.labels, language) || text, said: true }
  const key = `value.${fact.replaceAll('.', '_')}.${text}`
  const known = t(key)
  if (known !== key) return { text: known }
  const shared = sharedValues[fact]
  if (shared) {
    const words = t(`value.${shared}.${text}`)
    if (words !== `value.${shared}.${text}`) return { text: words }
  }
  return namesOfTheirOwn.has(fact) ? { text } : { text, said: true }
}

/** Facts whose values are written in one place. */
const sharedValues: Readonly<Record<string, string>> = {
  'order.paymentMethods': 'payment_method',
}

/** Codes and names that read as such, without quotes. */
const namesOfTheirOwn: ReadonlySet<string> = new Set([
  'order.currency',
  'order.region',
  'order.store',
  'customer.tier',
  'line.sku',
  'line.productId',
])

const unitKeys: Readonly<Partial<Record<string, string>>> = {
  'claim.photos': 'unit.photosSent',
  'claim.videos': 'unit.videosSent',
  'claim.documents': 'unit.documentsSent',
}

function numberWords(fact: string, value: number, row: FactRow, { language, t }: WordsContext): string {
  const isAnswer = fact.startsWith('answer.')
  switch (row.unit) {
    case undefined:
    case 'minor':
      return figure(value, language)
    case 'hours':
      return hoursWords(value, t)
    case 'files':
      return t(unitKeys[fact] ?? (isAnswer ? 'unit.photosSent' : 'unit.files'), { count: value })
    default:
      return t(`unit.${row.unit}`, { count: value })
  }
}

const dayHours = 24

/** Whole days from two on, else hours. */
export function hoursWords(hours: number, t: WordsContext['t']): string {
  const isWholeDays = Math.abs(hours) >= 2 * dayHours && hours % dayHours === 0
  return isWholeDays ? t('unit.days', { count: hours / dayHours }) : t('unit.hours', { count: hours })
}
