import { formatMoney } from '../../money/format.ts'
import type { Amounts } from '../policy.ts'
import { figure } from './intl.ts'
import { listWords } from './list-parts.ts'
import { phrase } from './sentence.ts'
import { intlTag, type WordsContext } from './words-context.ts'

type AmountContext = Pick<WordsContext, 'language' | 't' | 'currency' | 'amounts'> & {
  policy: Pick<WordsContext['policy'], 'currencies'>
}

/** How many currencies are named before the rest is counted. */
const fewCurrencies = 2
const namedCurrencies = 5

/** The same worth in each currency, shortened: "€60.00 and 4 more". Nothing in all of them: "nothing". */
export function amountsWords(amounts: Amounts, context: AmountContext, how: 'short' | 'all' = 'short'): string {
  const { language, t } = context
  const entries = orderedAmounts(amounts, context)
  if (entries.every(([, amountMinor]) => amountMinor === 0)) return t('nothing')
  const words = entries.map(([currency, amountMinor]) => formatMoney(amountMinor, currency, intlTag(language)))
  if (context.amounts === 'each' && words.length > 1) return t('eachAmount', { list: words.join(t('comma')) })
  if (words.length <= fewCurrencies) return listWords(words, 'disjunction', language)
  if (how === 'all' && words.length <= namedCurrencies) return words.join(t('comma'))
  return t('amountAndMore', { amount: words[0] ?? '', count: words.length - 1, total: words.length })
}

/** From one amount to another: in the first currency, and how many more there are. */
export function amountRangeWords(low: Amounts, high: Amounts, key: string, context: AmountContext): string {
  const [first, ...more] = orderedAmounts(low, context)
  if (!first) return context.t('nothing')
  const [currency, from] = first
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, intlTag(context.language))
  const range = phrase(context.t, key, { from: money(from), to: money(high[currency] ?? from) })
  return more.length === 0 ? range : context.t('rangeAndMore', { range, count: more.length })
}

/** In the policy's order of currencies; in one currency alone where that is asked for. */
function orderedAmounts(amounts: Amounts, { policy, currency }: AmountContext): [string, number][] {
  const only = currency === undefined ? undefined : amounts[currency]
  if (currency !== undefined && only !== undefined) return [[currency, only]]
  const rank = (code: string) =>
    (policy.currencies.indexOf(code) + policy.currencies.length + 1) % (policy.currencies.length + 1)
  return Object.entries(amounts).sort(([a], [b]) => rank(a) - rank(b))
}

/** Basis points of a percent: 1250 -> "12.5 %". */
export function percentWords(basisPoints: number, { language, t }: Pick<WordsContext, 'language' | 't'>): string {
  return t('percent', {
    percent: figure(basisPoints / 100, language, 2),
  })
}
