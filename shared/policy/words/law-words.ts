import type { LegalClass } from '../../order/order.ts'
import { enclosing } from '../category-class.ts'
import type { CategoryClass, Reason } from '../policy.ts'
import type { Source, Statute } from '../statutes/statute.ts'
import { statuteFor } from '../statutes/statute-for.ts'
import { citedArticles } from './article-words.ts'
import { countryName } from './intl.ts'
import { listWords } from './list-parts.ts'
import { phrase } from './sentence.ts'
import type { WordsContext } from './words-context.ts'

export interface LawWords {
  sentences: string[]
  articles: string[]
}

const claim = { code: '', labels: {}, subject: 'line', asks: [] } as const
const noReasonClaim: Reason = { ...claim, asks: [], fault: 'shopper', noReason: true }
const faultyClaim: Reason = { ...claim, asks: [], fault: 'merchant' }

/** What the law of a country gives its shoppers, in sentences with their articles; empty where none is encoded. */
export function lawWords(country: string, context: WordsContext): LawWords {
  const noReason = statuteFor(country, noReasonClaim)
  const faulty = statuteFor(country, faultyClaim)
  const sentences: string[] = []
  const cited: Source[] = []
  const cite = (...sources: (Source | undefined)[]) => cited.push(...sources.filter((source) => source !== undefined))
  if (noReason) {
    sentences.push(
      rightWords(noReason, country, context),
      ...runsOnWords(noReason, context),
      dueWords(noReason, context),
    )
    sentences.push(...exclusionWords(noReason, context), ...ownWords(noReason, 'condition', context))
    cite(noReason.period, noReason.period.runsOn, noReason.refund, ...Object.values(noReason.excludedClasses))
    cite(noReason.excludedIfConfirmed)
  }
  if (faulty) {
    sentences.push(faultWords(faulty, context))
    cite(faulty.period, faulty.refund, faulty.floor.returnShipping)
  }
  return { sentences, articles: articleWords(cited, context) }
}

/** Where a text has it from; what was not re-read in the text of the law says so. */
export function articleWords(
  sources: readonly Source[],
  { language, t }: Pick<WordsContext, 'language' | 't'>,
): string[] {
  const read = sources.filter(({ unverified }) => !unverified).map(({ article }) => article)
  const unread = sources.filter(({ unverified }) => unverified).map(({ article }) => article)
  return [
    ...citedArticles(read, language),
    ...citedArticles(unread, language).map((article) => t('law.unverified', { article })),
  ]
}

function rightWords(statute: Statute, country: string, context: WordsContext): string {
  const { t, language } = context
  const params = { days: t('unit.days', { count: statute.period.days }), country: countryName(country, language) }
  return ownWords(statute, 'right', context, params)[0] ?? phrase(t, `law.right.${statute.period.from}`, params)
}

function runsOnWords({ period }: Statute, { t }: WordsContext): string[] {
  return period.runsOn ? [phrase(t, `law.runsOn.${period.runsOn.over}`)] : []
}

function dueWords({ refund }: Statute, { t }: WordsContext): string {
  return phrase(t, `law.due.${refund.refundFrom}`, { days: t('unit.days', { count: refund.refundDays }) })
}

function exclusionWords({ excludedClasses, excludedIfConfirmed }: Statute, context: WordsContext): string[] {
  const { t, language } = context
  const classes = Object.entries(excludedClasses) as [LegalClass, { unlessUnopened?: true }][]
  const words = classes.map(([legalClass, { unlessUnopened }]) => {
    const text = t(`law.class.${legalClass}`)
    return unlessUnopened ? t('law.onceOpened', { text }) : text
  })
  return [
    ...(words.length > 0 ? [phrase(t, 'law.excluded', { list: listWords(words, 'conjunction', language) })] : []),
    ...classes.flatMap(([legalClass]) => categoryWords(legalClass, context)),
    ...(classes.length > 0 ? keptWords(classes, context) : []),
    ...(excludedIfConfirmed ? [t('law.excludedIfConfirmed')] : []),
  ]
}

/** "Goods in Fruit and Flowers count as goods that spoil quickly." */
function categoryWords(legalClass: LegalClass, { policy, t, language }: WordsContext): string[] {
  const entries = (policy.legalClasses ?? []).filter((entry) => entry.legalClass === legalClass)
  if (entries.length === 0) return []
  const list = listWords(quoted(entries, t), 'conjunction', language)
  return [phrase(t, 'law.counted', { list, class: t(`law.class.${legalClass}`) })]
}

/** Categories that keep the right although what is around them loses it. */
function keptWords(excluded: readonly [LegalClass, unknown][], { policy, t, language }: WordsContext): string[] {
  const entries = policy.legalClasses ?? []
  const kept = entries.filter((entry) => {
    const around = enclosing(entries, entry)?.legalClass
    return entry.legalClass === 'none' && excluded.some(([legalClass]) => legalClass === around)
  })
  return kept.length === 0 ? [] : [phrase(t, 'law.kept', { list: listWords(quoted(kept, t), 'conjunction', language) })]
}

function quoted(entries: readonly CategoryClass[], t: WordsContext['t']): string[] {
  return entries.map(({ category }) => t('law.category', { category }))
}

function faultWords(statute: Statute, context: WordsContext): string {
  const { period, refund, floor } = statute
  const { t } = context
  const [own] = ownWords(statute, 'fault', context)
  if (own) return own
  const days = t('unit.days', { count: period.days })
  if (!floor.eligible)
    return phrase(t, 'law.faultFree', {
      days: period.years === undefined ? days : t('unit.years', { count: period.years }),
    })
  return phrase(t, 'law.fault', { days, refund: t('unit.days', { count: refund.refundDays }) })
}

/** Words for this statute alone. */
function ownWords(
  { id }: Statute,
  name: string,
  { t }: WordsContext,
  params: Record<string, string | number> = {},
): string[] {
  const key = `law.${id}.${name}`
  const words = phrase(t, key, params)
  return words === key ? [] : [words]
}
