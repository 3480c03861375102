import type { PayoutEvent } from '../../../shared/payouts/payout.ts'
import type { GlyphName } from '../../components/glyphs.ts'
import type { Tone } from '../../components/states.ts'
import type { PayoutDetail } from '../../data/payouts.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { destinationWords, failureTitle, providerName } from './payout-words.ts'

/** One line of a payout's history, and what is known beside it. */
export interface EventLine {
  glyph: GlyphName
  tone: Tone
  words: string
  more: string[]
}

/** The stream in words: every event is one sentence, with the provider's own numbers below it. */
export function eventLine(payout: PayoutDetail, event: PayoutEvent): EventLine {
  const provider = providerName(payout.provider)
  const plain = (glyph: GlyphName, words: string, more: string[] = [], tone: Tone = 'muted') => ({
    glyph,
    tone,
    words,
    more,
  })
  switch (event.type) {
    case 'requested': {
      const params = { amount: money(payout.amount, payout.currency), to: destinationWords(payout) }
      if (event.status === 'queued') return plain('banknote', t('payoutPage.event.requested', params))
      const proof = event.order.proof ? [t('payoutPage.event.proof', { proof: event.order.proof })] : []
      return plain('circle-check', t('payoutPage.event.requested_succeeded', params), proof, 'positive')
    }
    case 'held':
      return plain('pause', t('payoutPage.event.held', { why: t(`payout.hold.${event.why}`) }))
    case 'approved':
      return plain('user-round-check', t('payoutPage.event.approved', { name: event.by.name }), [], 'positive')
    case 'released':
      return plain(
        'play',
        event.by ? t('payoutPage.event.released_by', { name: event.by.name }) : t('payoutPage.event.released'),
      )
    case 'submitting': {
      const count = payout.events.filter(({ type, seq }) => type === 'submitting' && seq <= event.seq).length
      const words =
        count === 1
          ? t('payoutPage.event.submitting', { provider })
          : t('payoutPage.event.submitting_again', { provider, count })
      return plain('send', words, [], 'info')
    }
    case 'deferred': {
      const failure = failureTitle(event.failure.code, payout.provider)
      return plain('timer', t('payoutPage.event.deferred', { provider, failure }), [], 'caution')
    }
    case 'reported':
      return reportedLine(payout, event, provider)
    case 'requeued':
      return plain(
        'refresh-cw',
        event.by ? t('payoutPage.event.requeued_by', { name: event.by.name }) : t('payoutPage.event.requeued'),
      )
    case 'batched':
      return plain('list-checks', t('payoutPage.event.batched'))
    case 'unbatched':
      return plain('ban', t('payoutPage.event.unbatched', { name: event.by.name }), [event.reason])
    case 'handed_over':
      return plain('user-round', t('payoutPage.event.handed_over'), [t(`payout.person.${event.why}`)], 'caution')
    case 'cancelled':
      return plain('ban', t('payoutPage.event.cancelled'))
  }
}

const reportedLooks: Record<Reported['status'], { glyph: GlyphName; tone: Tone }> = {
  pending: { glyph: 'clock', tone: 'info' },
  requires_action: { glyph: 'circle-alert', tone: 'caution' },
  unknown: { glyph: 'circle-help', tone: 'caution' },
  succeeded: { glyph: 'circle-check', tone: 'positive' },
  failed: { glyph: 'circle-alert', tone: 'negative' },
}
type Reported = Extract<PayoutEvent, { type: 'reported' }>

function reportedLine({ provider: name }: PayoutDetail, event: Reported, provider: string): EventLine {
  const { status, failure, providerCode, providerReference, seen } = event
  const { glyph, tone } = reportedLooks[status]
  const kind = failure?.returned
    ? ('reported_returned' as const)
    : failure?.final && status === 'failed'
      ? ('reported_failed_final' as const)
      : (`reported_${status}` as const)
  if (seen) {
    const words = t(status === 'succeeded' ? 'payoutPage.event.seen_paid' : 'payoutPage.event.seen_unpaid', {
      provider,
      name: seen.by.name,
    })
    return { glyph, tone, words, more: [t('payoutPage.event.proof', { proof: seen.proof })] }
  }
  return {
    glyph: failure?.returned ? 'undo-2' : glyph,
    tone,
    words: t(`payoutPage.event.${kind}`, { provider, failure: failure ? failureTitle(failure.code, name) : '' }),
    more: [
      ...(providerReference ? [t('payoutPage.event.reference', { reference: providerReference })] : []),
      ...(providerCode ? [t('payoutPage.event.code', { code: providerCode })] : []),
    ],
  }
}
