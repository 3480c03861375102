import type { Terms } from '../policy.ts'
import { asSentence, type Sentence, type SentenceParams, say } from './sentence.ts'
import { decisionTerms, timeTerms } from './staff-terms.ts'
import { isFree, type TermParts, termParts } from './term-parts.ts'
import type { WordsContext } from './words-context.ts'

/** One sentence about one term; `with`: what else it says, and has slots for. */
export interface TermSentence {
  term: keyof Terms
  with?: (keyof Terms)[]
  sentence: Sentence
}

/**
 * Terms as whole sentences: "Shoppers may return [anything] within [30 days] of [delivery]." Only terms that are set;
 * `at`: their pointer, "/terms" or "/rules/3/set".
 */
export function termSentences(terms: Partial<Terms>, at: string, context: WordsContext): TermSentence[] {
  const { t, language } = context
  return worded(terms, at, context, 'full').map((each) => ({
    ...each,
    sentence: asSentence(each.sentence, t, language),
  }))
}

/** The same within a sentence, of one item: "it may be returned within [7 days] of [delivery]". */
export function termClauses(terms: Partial<Terms>, at: string, context: WordsContext): TermSentence[] {
  return worded(terms, at, context, 'clause')
}

/** What a group of terms says with. */
export interface TermWriter {
  terms: Partial<Terms>
  parts: TermParts
  /** `full`: what holds for shoppers at large; `clause`: what a rule does to one item. */
  register: 'full' | 'clause'
  add(term: keyof Terms, key: string, params?: SentenceParams, ...others: (keyof Terms)[]): void
}

function worded(
  terms: Partial<Terms>,
  at: string,
  context: WordsContext,
  register: TermWriter['register'],
): TermSentence[] {
  const sentences: TermSentence[] = []
  const writer: TermWriter = {
    terms,
    parts: termParts(at, context),
    register,
    add(term, key, params = {}, ...others) {
      const sentence = say(context.t, `${register}.${key}`, params)
      sentences.push(others.length ? { term, with: others, sentence } : { term, sentence })
    },
  }
  for (const write of [windowTerms, resolutionTerms, goodsTerms, moneyTerms, decisionTerms, timeTerms]) write(writer)
  return sentences
}

function windowTerms({ terms: { eligible, window }, parts, register, add }: TermWriter): void {
  const isOpen = eligible === true
  if (eligible !== undefined && !(isOpen && window)) {
    const which = isOpen ? 'eligible' : 'ineligible'
    add('eligible', which, { what: parts.word(`${register}.${which}What`, 'eligible') })
  }
  if (!window) return
  const key = window.days === 'none' ? 'windowNone' : 'window'
  const params = {
    days: window.days === 'none' ? parts.word('anyTime', 'window', 'days') : parts.days(window.days, 'window', 'days'),
    from: parts.word(`from.${window.from}`, 'window', 'from'),
  }
  if (!isOpen) return add('window', `${key}Alone`, params)
  const open: SentenceParams =
    register === 'full' ? { what: parts.word('anything', 'eligible') } : { may: parts.word('may', 'eligible') }
  add('window', key, { ...params, ...open }, 'eligible')
}

function resolutionTerms({ terms, parts, register, add }: TermWriter): void {
  const { resolutions, creditBonusPercent: bonus, keepItemPercent: keep } = terms
  const isWithBonus = bonus !== undefined && bonus > 0 && resolutions?.at(-1) === 'store_credit'
  if (resolutions) {
    const list = parts.resolutions(resolutions)
    if (isWithBonus) {
      const more = parts.percent(bonus, 'creditBonusPercent')
      add('resolutions', 'resolutionsBonus', { list, bonus: more }, 'creditBonusPercent')
    } else add('resolutions', resolutions.length === 1 ? 'resolution' : 'resolutions', { list })
  }
  const isIn = (resolution: Terms['resolutions'][number]) => register === 'clause' || resolutions?.includes(resolution)
  if (bonus !== undefined && !isWithBonus && (bonus > 0 || isIn('store_credit'))) {
    if (bonus > 0) add('creditBonusPercent', 'bonus', { bonus: parts.percent(bonus, 'creditBonusPercent') })
    else add('creditBonusPercent', 'noBonus', { bonus: parts.word('nothing', 'creditBonusPercent') })
  }
  if (keep !== undefined && (keep > 0 || isIn('keep_item'))) {
    add('keepItemPercent', 'keep', { percent: parts.percent(keep, 'keepItemPercent') })
  }
}

function goodsTerms({ terms: { returnItem, returnShipping, packaging }, parts, register, add }: TermWriter): void {
  if (returnItem !== undefined) {
    add('returnItem', 'back', { back: parts.word(`${register}.${returnItem ? 'back_yes' : 'back_no'}`, 'returnItem') })
  }
  if (returnShipping) {
    const { paidBy, fee } = returnShipping
    const who = parts.word(`${register}.payer_${paidBy}`, 'returnShipping', 'paidBy')
    if (paidBy === 'merchant') add('returnShipping', 'weShip', { who })
    else if (isFree(fee)) {
      add('returnShipping', 'shopperShips', { who, fee: parts.word('ownCost', 'returnShipping', 'fee') })
    } else add('returnShipping', 'shopperPays', { who, fee: parts.label(returnShipping) })
  }
  if (packaging) add('packaging', 'packaging', { packaging: parts.word(`packaging.${packaging}`, 'packaging') })
}

function moneyTerms({ terms, parts, add }: TermWriter): void {
  const { restockingFee, processingFee, outboundShipping, promotion, gifts } = terms
  if (restockingFee === 'none') add('restockingFee', 'noFee', { fee: parts.word('noRestocking', 'restockingFee') })
  else if (restockingFee) add('restockingFee', 'restocking', { fee: parts.restocking(restockingFee) })
  if (processingFee === 'none') add('processingFee', 'noFee', { fee: parts.word('noProcessing', 'processingFee') })
  else if (processingFee) add('processingFee', 'processing', { fee: parts.processing(processingFee) })
  if (outboundShipping) {
    add('outboundShipping', 'outbound', { how: parts.word(`outbound.${outboundShipping}`, 'outboundShipping') })
  }
  if (promotion) add('promotion', 'promotion', { how: parts.word(`promotion.${promotion}`, 'promotion') })
  if (gifts) add('gifts', 'gifts', { how: parts.word(`gifts.${gifts}`, 'gifts') })
}
