import type { Terms } from '../policy.ts'
import { amountsWords, percentWords } from './amount-words.ts'
import { listWords } from './list-parts.ts'
import { phrase } from './sentence.ts'
import { becauseWords, evidenceWords, isFree } from './term-parts.ts'
import type { WordsContext } from './words-context.ts'

/** What a shopper wants to know, in the order of a policy's page. */
export const sectionKinds = [
  'window',
  'condition',
  'freight',
  'money',
  'resolution',
  'evidence',
  'time',
  'law',
] as const
export type SectionKind = (typeof sectionKinds)[number]

export interface ShopperClause {
  kind: SectionKind
  terms: readonly (keyof Terms)[]
  /** Within a sentence: "you have 30 days from delivery to return it". */
  text: string
}

/** Terms as they are said to a shopper. `of`: all terms that hold, where the wording of one depends on another. */
export function shopperClauses(set: Partial<Terms>, of: Terms, context: WordsContext): ShopperClause[] {
  const clauses: ShopperClause[] = []
  const add: Add = (kind, terms, key, params) =>
    clauses.push({ kind, terms, text: phrase(context.t, `shop.${key}`, params) })
  if (set.eligible === false) {
    const because = ownBecause(set.because, context)
    if (because) add('window', ['eligible', 'because'], 'notTakenBecause', { because })
    else add('window', ['eligible'], 'notTaken')
    return clauses
  }
  windowClause(set, add, context)
  freightClauses(set, of, add, context)
  moneyClauses(set, of, add, context)
  resolutionClauses(set, of, add, context)
  if (set.evidence) {
    const list = evidenceWords(set.evidence, context)
    const isNone = Object.values(set.evidence).every((count) => count === 0)
    add('evidence', ['evidence'], isNone ? 'noEvidence' : 'evidence', { list })
  }
  if (set.refundTrigger) {
    // what stays with the shopper is not waited for
    add('time', ['refundTrigger'], `trigger.${of.returnItem ? set.refundTrigger : 'on_approval'}`)
  }
  return clauses
}

type Add = (
  kind: SectionKind,
  terms: readonly (keyof Terms)[],
  key: string,
  params?: Record<string, string | number>,
) => void

function windowClause({ eligible, window }: Partial<Terms>, add: Add, { t }: WordsContext): void {
  if (!window) {
    if (eligible) add('window', ['eligible'], 'taken')
    return
  }
  const terms: (keyof Terms)[] = eligible ? ['eligible', 'window'] : ['window']
  if (window.days === 'none') add('window', terms, 'windowNone')
  else add('window', terms, `window.${window.from}`, { days: t('unit.days', { count: window.days }) })
}

function freightClauses(set: Partial<Terms>, of: Terms, add: Add, context: WordsContext): void {
  if (set.returnItem === false) return add('freight', ['returnItem'], 'nothingBack')
  if (!of.returnItem) return
  if (set.returnItem) add('freight', ['returnItem'], 'comesBack')
  if (set.returnShipping) {
    const { paidBy, fee } = set.returnShipping
    if (paidBy === 'merchant') add('freight', ['returnShipping'], 'freeReturn')
    else if (isFree(fee)) add('freight', ['returnShipping'], 'ownCost')
    else add('freight', ['returnShipping'], 'label', { amount: amountsWords(fee, context, 'all') })
  }
  if (set.packaging) add('freight', ['packaging'], `packaging.${set.packaging}`)
}

function moneyClauses(set: Partial<Terms>, of: Terms, add: Add, context: WordsContext): void {
  const { restockingFee, processingFee, outboundShipping, promotion, gifts } = set
  const noFees = isLabelCharged(of) ? 'noOtherFees' : 'noFees'
  if (restockingFee === 'none' && processingFee === 'none') add('money', ['restockingFee', 'processingFee'], noFees)
  else {
    if (restockingFee === 'none' && of.processingFee === 'none') add('money', ['restockingFee'], noFees)
    else if (restockingFee === 'none') add('money', ['restockingFee'], 'noRestocking')
    if (processingFee === 'none' && of.restockingFee === 'none') add('money', ['processingFee'], noFees)
    else if (processingFee === 'none') add('money', ['processingFee'], 'noProcessing')
  }
  if (typeof restockingFee === 'object') {
    const fee =
      'percent' in restockingFee
        ? context.t('shop.ofPrice', { percent: percentWords(restockingFee.percent, context) })
        : amountsWords(restockingFee.amount, context, 'all')
    add('money', ['restockingFee'], 'restocking', { fee })
  }
  if (typeof processingFee === 'object') {
    add('money', ['processingFee'], 'processing', { fee: amountsWords(processingFee, context, 'all') })
  }
  if (outboundShipping) add('money', ['outboundShipping'], `outbound.${outboundShipping}`)
  if (promotion) add('money', ['promotion'], `promotion.${promotion}`)
  if (gifts) add('money', ['gifts'], `gifts.${gifts}`)
}

/** A label that the shopper pays for is taken off the refund as well. */
function isLabelCharged({ returnItem, returnShipping: { paidBy, fee } }: Terms): boolean {
  return returnItem && paidBy === 'shopper' && !isFree(fee)
}

function resolutionClauses(set: Partial<Terms>, of: Terms, add: Add, context: WordsContext): void {
  const { t, language } = context
  const bonus = set.creditBonusPercent ?? of.creditBonusPercent
  const keep = set.keepItemPercent ?? of.keepItemPercent
  const resolutions = set.resolutions ?? (set.keepItemPercent === undefined ? undefined : of.resolutions)
  if (resolutions) {
    const words = resolutions.map((resolution) => {
      if (resolution === 'store_credit' && bonus > 0)
        return t('shop.creditMore', { percent: percentWords(bonus, context) })
      if (resolution === 'keep_item') return t('shop.keepItem', { percent: percentWords(keep, context) })
      return t(`shop.resolution.${resolution}`)
    })
    const list = listWords(words, 'disjunction', language)
    add(
      'resolution',
      ['resolutions', 'creditBonusPercent', 'keepItemPercent'],
      words.length === 1 ? 'gets' : 'chooses',
      { list },
    )
  } else if (set.creditBonusPercent !== undefined && of.resolutions.includes('store_credit')) {
    if (bonus > 0) add('resolution', ['creditBonusPercent'], 'bonus', { percent: percentWords(bonus, context) })
    else add('resolution', ['creditBonusPercent'], 'noBonus')
  }
}

/** Clauses that only repeat that something is or is not covered are no reason. */
const empty: ReadonlySet<unknown> = new Set(['within_window', 'covered', 'not_covered', undefined])

function ownBecause(because: Terms['because'] | undefined, context: WordsContext): string {
  return because === undefined || empty.has(because) ? '' : becauseWords(because, context)
}
