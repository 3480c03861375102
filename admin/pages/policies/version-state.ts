import { html, type TemplateResult } from 'lit'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { Tone } from '../../components/states.ts'
import type { PolicyVersionRow } from '../../data/policy-versions.ts'
import { t } from '../../i18n/i18n.ts'

const looks: Record<PolicyVersionRow['state'], { glyph: GlyphName; tone: Tone }> = {
  live: { glyph: 'circle-dot', tone: 'positive' },
  scheduled: { glyph: 'calendar-clock', tone: 'info' },
  past: { glyph: 'history', tone: 'muted' },
  cancelled: { glyph: 'ban', tone: 'muted' },
}

export function versionState(state: PolicyVersionRow['state']): TemplateResult {
  const { glyph, tone } = looks[state]
  return html`<span class="state state-${tone}" data-state=${state}>${icon(glyph)}${t(`versionState.${state}`)}</span>`
}

/** The last that takes or took effect: what a draft is compared with, and what a new version follows. */
export function newestOf(versions: readonly PolicyVersionRow[]): PolicyVersionRow | undefined {
  return versions.find(({ state }) => state !== 'cancelled')
}

/** What a new version would be called: numbers are never given twice, not even those of cancelled ones. */
export function nextNumber(versions: readonly PolicyVersionRow[]): number {
  return (versions[0]?.version ?? 0) + 1
}
