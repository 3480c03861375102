import { html, type TemplateResult } from 'lit'
import type { QueueRow } from '../../shared/api/admin.schema.ts'
import type { RequestStatus } from '../../shared/lifecycle/request.ts'
import type { PayoutStatus } from '../../shared/payouts/payout.ts'
import { t } from '../i18n/i18n.ts'
import type { GlyphName } from './glyphs.ts'
import { icon } from './icon.ts'

export type Tone = 'positive' | 'caution' | 'negative' | 'info' | 'muted'
interface Look {
  glyph: GlyphName
  tone: Tone
}

/** State is icon + word + colour, the same triple everywhere. */
const requestLooks: Record<RequestStatus, Look> = {
  needs_info: { glyph: 'circle-help', tone: 'caution' },
  in_review: { glyph: 'eye', tone: 'info' },
  declined: { glyph: 'circle-x', tone: 'muted' },
  payout_failed: { glyph: 'circle-alert', tone: 'negative' },
  awaiting_return: { glyph: 'package', tone: 'info' },
  in_transit: { glyph: 'truck', tone: 'info' },
  to_inspect: { glyph: 'clipboard-check', tone: 'info' },
  paying: { glyph: 'banknote', tone: 'info' },
  completed: { glyph: 'circle-check', tone: 'positive' },
  cancelled: { glyph: 'ban', tone: 'muted' },
  expired: { glyph: 'hourglass', tone: 'muted' },
}

const payoutLooks: Record<PayoutStatus, Look> = {
  queued: { glyph: 'clock', tone: 'info' },
  submitting: { glyph: 'clock', tone: 'info' },
  pending: { glyph: 'clock', tone: 'info' },
  requires_action: { glyph: 'circle-alert', tone: 'caution' },
  unknown: { glyph: 'circle-help', tone: 'caution' },
  succeeded: { glyph: 'circle-check', tone: 'positive' },
  failed: { glyph: 'circle-alert', tone: 'negative' },
  cancelled: { glyph: 'ban', tone: 'muted' },
}

const suggestionLooks: Record<QueueRow['suggested'], Look> = {
  approve: { glyph: 'circle-check', tone: 'positive' },
  look_closer: { glyph: 'scan-search', tone: 'caution' },
  ask: { glyph: 'image-up', tone: 'info' },
  none: { glyph: 'circle-help', tone: 'muted' },
}

export function requestState(status: RequestStatus, as: 'text' | 'badge' = 'text'): TemplateResult {
  return look(requestLooks[status], t(`status.${status}`), as, status)
}

export function payoutState(status: PayoutStatus, as: 'text' | 'badge' = 'text'): TemplateResult {
  return look(payoutLooks[status], t(`payoutStatus.${status}`), as, status)
}

export function suggestion(suggested: QueueRow['suggested']): TemplateResult {
  if (suggested === 'none') return html`<span class="muted">–</span>`
  return look(suggestionLooks[suggested], t(`suggested.${suggested}`), 'text', suggested)
}

function look({ glyph, tone }: Look, word: string, as: 'text' | 'badge', hook: string): TemplateResult {
  const kind = as === 'badge' ? `badge badge-${tone}` : `state state-${tone}`
  return html`<span class=${kind} data-state=${hook}>${icon(glyph)}${word}</span>`
}
