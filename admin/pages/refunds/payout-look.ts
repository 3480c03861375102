import { html, type TemplateResult } from 'lit'
import type { GlyphName } from '../../components/glyphs.ts'
import { icon } from '../../components/icon.ts'
import type { Tone } from '../../components/states.ts'
import type { PayoutRow } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'

interface Look {
  glyph: GlyphName
  tone: Tone
  word: string
}

/** Icon, word and colour of where a payout stands; what it waits for counts before its status. A badge has room for all words. */
export function payoutLook(row: PayoutRow, as: 'text' | 'badge' = 'text') {
  const { glyph, tone, word } = lookOf(row, as)
  return view(glyph, tone, word, as, row.status)
}

function view(glyph: GlyphName, tone: Tone, word: string, as: 'text' | 'badge', hook: string): TemplateResult {
  return html`<span class=${as === 'badge' ? `badge badge-${tone}` : `state state-${tone}`} data-state=${hook}
    >${icon(glyph)}${word}</span
  >`
}

function lookOf(row: PayoutRow, as: 'text' | 'badge'): Look {
  const { status, failure, hold, batch } = row
  if (status === 'failed' && failure?.returned) {
    return {
      glyph: 'undo-2',
      tone: 'negative',
      word: as === 'badge' ? t('payout.status.returned') : t('payoutList.short.returned'),
    }
  }
  if (batch !== undefined && (status === 'queued' || status === 'submitting')) {
    return { glyph: 'list-checks', tone: 'muted', word: t('payoutList.inBatch', { number: batch }) }
  }
  if (status === 'queued' && hold)
    return {
      glyph: 'pause',
      tone: 'muted',
      word: as === 'badge' ? t(`payout.hold.${hold}`) : t(`payoutList.short.${hold}`),
    }
  const word = t(`payout.status.${status}`)
  switch (status) {
    case 'queued':
      return { glyph: 'clock', tone: 'muted', word }
    case 'submitting':
    case 'pending':
      return { glyph: 'send', tone: 'info', word }
    case 'requires_action':
      return { glyph: 'circle-alert', tone: 'caution', word }
    case 'unknown':
      return { glyph: 'circle-help', tone: 'caution', word }
    case 'succeeded':
      return { glyph: 'circle-check', tone: 'positive', word }
    case 'failed':
      return { glyph: 'circle-alert', tone: 'negative', word }
    case 'cancelled':
      return { glyph: 'ban', tone: 'muted', word }
  }
}
