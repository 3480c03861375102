import type { Operator } from '../policy.ts'
import type { FactWords } from './fact-words.ts'
import type { WordsContext } from './words-context.ts'

/** What is said: an operator, or the contrary of one that has no operator of its own. */
export type Claim = Operator | 'missing' | 'not_contains' | 'not_starts_with' | 'not_between'

export const contrary: Readonly<Record<Claim, Claim>> = {
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

/** The word for the comparison, and whether it stands with the fact's thing rather than its noun. */
export function opWords(claim: Claim, words: FactWords, t: WordsContext['t']): { text: string; isThing: boolean } {
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
      return { text: isFigure ? t('op.in', { verb }) : verb, isThing: false }
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
      return { text: t(`op.${claim}${kindOfFigure(words, claim)}`, { verb }), isThing: false }
    default:
      return { text: t(`op.${claim}`, { verb }), isThing: false }
  }
}

const counted: ReadonlySet<unknown> = new Set(['units', 'requests', 'files', 'characters'])

/** Some languages have a word for less of what is counted, and one for less of what is measured. */
function kindOfFigure({ row }: FactWords, claim: 'lt' | 'gte'): '' | '_measure' | '_count' {
  if (row?.unit === undefined || row.unit === 'minor') return '_measure'
  return claim === 'lt' && counted.has(row.unit) ? '_count' : ''
}

interface TimeClaim {
  key: string
  /** Hours before now; absent: as the value says, from now on. 0: now itself. */
  hours?: number
  isOrAhead?: boolean
}

/** "is less than [2 days] away", "was more than [2 days] ago", "is past". */
export function timeClaim(claim: Claim, value: unknown): TimeClaim {
  const isBefore = claim === 'lt' || claim === 'lte'
  const isAfter = claim === 'gt' || claim === 'gte'
  // the time until a moment that nobody stated is 0
  if (value === 0 && (claim === 'eq' || claim === 'ne')) {
    return { key: claim === 'eq' ? 'op.missing' : 'op.exists', hours: 0 }
  }
  if (typeof value !== 'number' || !(isBefore || isAfter) || value > 0) return { key: `time.${claim}` }
  if (value === 0) return { key: isBefore ? 'time.past' : 'time.ahead', hours: 0 }
  return { key: `ago.${claim}`, hours: -value, isOrAhead: isAfter }
}
