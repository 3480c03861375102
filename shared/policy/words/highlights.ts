import type { Terms } from '../policy.ts'
import { amountsWords } from './amount-words.ts'
import { phrase } from './sentence.ts'
import type { SectionKind } from './shopper-clause.ts'
import type { Situation } from './situation.ts'
import { isFree } from './term-parts.ts'
import type { WordsContext } from './words-context.ts'

/** What fits beside a price: "30 days to return". */
export interface Highlight {
  kind: SectionKind
  text: string
}

/** The window, the way back and the money of somebody who changed their mind, in a few words each. */
export function highlightsOf([own]: readonly Situation[], context: WordsContext): Highlight[] {
  const { t } = context
  if (!own?.terms.eligible) return [{ kind: 'window', text: t('shop.short.onlyFaulty') }]
  const { window, returnItem, refundTrigger } = own.terms
  const days = window.days === 'none' ? t('shop.short.anyTime') : phrase(t, 'shop.short.window', { count: window.days })
  return [
    { kind: 'window', text: days },
    { kind: 'freight', text: freight(own.terms, context) },
    // what stays with the shopper is not waited for
    { kind: 'money', text: t(`shop.short.${returnItem ? refundTrigger : 'on_approval'}`) },
  ]
}

function freight({ returnItem, returnShipping: { paidBy, fee } }: Terms, context: WordsContext): string {
  const { t } = context
  if (!returnItem) return t('shop.short.nothingBack')
  if (paidBy === 'merchant') return t('shop.short.freeReturn')
  if (isFree(fee)) return t('shop.short.ownCost')
  // where it could be any of many currencies, a line has no room for the amount
  if (!context.currency && Object.keys(fee).length > 1) return t('shop.short.labelFee')
  return phrase(t, 'shop.short.label', { amount: amountsWords(fee, context) })
}
