import { html, type TemplateResult } from 'lit'
import type { Outcome } from '../../../../shared/policy/simulate/simulation.ts'
import type { GlyphName } from '../../../components/glyphs.ts'
import { icon } from '../../../components/icon.ts'
import { t } from '../../../i18n/i18n.ts'

export const outcomeTone: Record<Outcome, 'positive' | 'info' | 'negative'> = {
  automatic: 'positive',
  review: 'info',
  declined: 'negative',
}

const outcomeGlyph: Record<Outcome, GlyphName> = { automatic: 'zap', review: 'eye', declined: 'circle-x' }

export function outcomeState(outcome: Outcome): TemplateResult {
  return html`<span class="state state-${outcomeTone[outcome]}" data-state=${outcome}
    >${icon(outcomeGlyph[outcome])}${t(`simulate.outcome.${outcome}`)}</span
  >`
}
