import { becauseKeys } from '../because-keys.ts'
import type { Terms } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { amountsWords, percentWords } from './amount-words.ts'
import { listParts, listWords } from './list-parts.ts'
import type { Part, Sentence } from './sentence.ts'
import { hoursWords } from './value-words.ts'
import { below, type WordsContext } from './words-context.ts'

/** The parts of terms that can be changed, as words with their place. `at`: the pointer of the terms. */
export function termParts(at: string, context: WordsContext) {
  const { t, language } = context
  const part = (text: string, ...steps: (string | number)[]): Part => ({
    text,
    slot: { pointer: below(at, ...steps), kind: 'term' },
  })
  return {
    part,
    word: (key: string, ...steps: (string | number)[]) => part(t(key), ...steps),
    days: (days: number, ...steps: string[]) => part(t('unit.days', { count: days }), ...steps),
    hours: (hours: number, ...steps: string[]) => part(hoursWords(hours, t), ...steps),
    /** Hours of staff, which count while the shop is open. */
    workHours: (hours: number, ...steps: string[]) => part(workHoursWords(hours, context), ...steps),
    percent: (basisPoints: number, ...steps: string[]) => part(percentWords(basisPoints, context), ...steps),
    resolutions: (resolutions: Terms['resolutions']): Sentence =>
      listParts(
        resolutions.map((each, index) => part(t(`resolution.${each}`), 'resolutions', index)),
        'disjunction',
        language,
      ),
    label: ({ fee }: Terms['returnShipping']) => part(amountsWords(fee, context, 'all'), 'returnShipping', 'fee'),
    restocking: (fee: Exclude<Terms['restockingFee'], 'none'>): Part =>
      'percent' in fee
        ? part(percentWords(fee.percent, context), 'restockingFee')
        : part(amountsWords(fee.amount, context, 'all'), 'restockingFee'),
    processing: (fee: Exclude<Terms['processingFee'], 'none'>) =>
      part(amountsWords(fee, context, 'all'), 'processingFee'),
    evidence: (evidence: Terms['evidence']) => part(evidenceWords(evidence, context), 'evidence'),
    people: (count: number) => part(t('people', { count }), 'approvals'),
    because: (because: Terms['because']): Part => ({ ...part(becauseWords(because, context), 'because'), said: true }),
    lane: (lane: string): Part => part(laneWords(lane, t), 'lane'),
  }
}

export type TermParts = ReturnType<typeof termParts>

/** "2 photos and a description of at least 10 characters"; nothing asked: the word for that. */
export function evidenceWords(
  { photos, videos, documents, detailLength }: Terms['evidence'],
  { t, language }: Pick<WordsContext, 't' | 'language'>,
): string {
  const words = [
    photos > 0 ? t('unit.photos', { count: photos }) : '',
    videos > 0 ? t('unit.videos', { count: videos }) : '',
    documents > 0 ? t('unit.documents', { count: documents }) : '',
    detailLength > 0 ? t('description', { count: detailLength }) : '',
  ].filter(Boolean)
  return words.length === 0 ? t('noEvidence') : listWords(words, 'conjunction', language)
}

/** The clause as shoppers read it, without a case's own dates. */
export function becauseWords(because: Terms['because'], { t, language }: Pick<WordsContext, 't' | 'language'>): string {
  if (typeof because !== 'string') return textIn(because, language)
  return becauseKeys.some((key) => key === because) ? t(`because.${because}`) : because
}

function laneWords(lane: string, t: WordsContext['t']): string {
  const words = t(`lane.${lane}`)
  return words === `lane.${lane}` ? lane : words
}

export function isFree(fee: Terms['returnShipping']['fee']): boolean {
  return Object.values(fee).every((amountMinor) => amountMinor === 0)
}

const minutesAWeek = 7 * 1440

export function workHoursWords(hours: number, { t, policy }: Pick<WordsContext, 't' | 'policy'>): string {
  const openMinutes = policy.calendar.hours.reduce((sum, { from, to }) => sum + to - from, 0)
  return openMinutes >= minutesAWeek ? hoursWords(hours, t) : t('unit.businessHours', { count: hours })
}
