import { pictogramPaths } from '../../shared/policy/words/pictograms.ts'
import type { SectionKind } from '../../shared/policy/words/shopper-clause.ts'

/** Beside words that say the same, so it is hidden from those who hear the page. */
export function pictogram(kind: SectionKind): string {
  return `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${pictogramPaths[kind]}"/></svg>`
}
