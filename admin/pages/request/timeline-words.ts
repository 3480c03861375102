import type { GlyphName } from '../../components/glyphs.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { colleague } from '../../data/session.ts'
import { languageName, listWords, money } from '../../format/show.ts'
import { t, type WordParams, wordsFor } from '../../i18n/i18n.ts'
import { providerName } from '../refunds/payout-words.ts'
import { paymentLabel, shortName } from './request-words.ts'
import type { TimelineEntry } from './timeline-model.ts'

const glyphs: Record<string, GlyphName> = {
  submitted: 'file-plus-2',
  edited: 'pencil',
  approval_given: 'user-round-check',
  approved: 'circle-check',
  declined: 'circle-x',
  asked: 'circle-help',
  shipped: 'truck',
  received: 'package-open',
  inspected: 'clipboard-check',
  money_due: 'banknote',
  payout_requested: 'banknote',
  payout_requeued: 'refresh-cw',
  payout_succeeded: 'circle-check',
  payout_failed: 'circle-alert',
  payout_unknown: 'circle-help',
  return_lapsed: 'hourglass',
  cancelled: 'ban',
  expired: 'hourglass',
  question_lapsed: 'hourglass',
  reopened: 'rotate-ccw',
  reminded: 'mail',
  escalated: 'triangle-alert',
  assigned: 'user-round-check',
  offered: 'handshake',
  offer_accepted: 'handshake',
  rated: 'star',
}

export function entryGlyph({ kind, params }: TimelineEntry): GlyphName {
  const status = typeof params?.status === 'string' ? glyphs[`payout_${params.status}`] : undefined
  return status ?? glyphs[kind] ?? 'info'
}

/** One line of the timeline: who did what. `said`: beside the name of who said it. */
export function entryWords(request: AdminRequest, entry: TimelineEntry, how: 'told' | 'said' = 'told'): string {
  const params = entryParams(request, entry)
  // The amount of an approval is that of the whole request.
  const inPart = entry.kind === 'approved' && (entry.items?.length ?? 0) < request.items.length
  const kinds = inPart ? ['approved_part', entry.kind] : [entry.kind]
  const tries = [
    ...(how === 'said' ? [`${entry.kind}_said`] : []),
    ...(entry.kind === 'payout_changed' && entry.params?.status ? [`payout_${entry.params.status}`] : []),
    ...(entry.by === 'system' ? kinds.map((kind) => `${kind}_by_policy`) : []),
    ...(entry.kind === 'inspected' && entry.params?.result ? [`inspected_${entry.params.result}`] : []),
    ...(entry.kind === 'assigned' && !params.to ? ['assigned_nobody'] : []),
    ...(entry.kind === 'assigned' && isOneself(entry, String(params.to)) ? ['assigned_self'] : []),
    ...kinds,
  ]
  for (const kind of tries) {
    const words = wordsFor('admin', `timeline.${kind}`, params)
    if (words !== undefined) return words
  }
  return t('timeline.other', { kind: entry.kind })
}

/** The timeline tells a first name. */
function isOneself(entry: TimelineEntry, to: string): boolean {
  return entry.by === 'staff' && entry.name !== undefined && to.split(/\s+/)[0] === entry.name
}

function entryParams(request: AdminRequest, entry: TimelineEntry): WordParams {
  const given = entry.params ?? {}
  const destination = typeof given.destination === 'string' ? given.destination : ''
  const titles = (entry.items ?? []).flatMap((id) => request.items.find((item) => item.id === id)?.title ?? [])
  return {
    ...given,
    who: entry.name ?? (entry.by === 'shopper' ? shortName(request) : t(`who.${entry.by}`)),
    shopper: shortName(request),
    amount: entry.amount === undefined ? '' : money(entry.amount, request.state.currency),
    to: typeof given.to === 'string' ? (colleague({ id: given.to })?.name ?? given.to) : '',
    destination: destination ? destinationWords(request, destination, given.label) : '',
    items: titles.length ? listWords(titles) : '',
    count: entry.items?.length ?? 0,
    language: languageName(request.state.locale),
    version: request.policy.version,
    text: entry.text ?? '',
    failure: typeof given.code === 'string' ? failureWords(request, given.code) : '',
  }
}

/** An account by the digits that may be seen of it. */
function destinationWords({ order }: AdminRequest, destination: string, label: unknown): string {
  if (typeof label === 'string' && label !== '') return label
  const payment = order.payments.find(({ id }) => id === destination)
  return paymentLabel(payment, destination)
}

/** In the words of the refund desk; the entry names its failure only, so the provider is that of a payout that has it. */
function failureWords({ payouts }: AdminRequest, code: string): string {
  const provider = payouts.find(({ failure }) => failure?.code === code)?.provider
  const named = provider === undefined ? t('act.refusedWhy.theProvider') : providerName(provider)
  return wordsFor('admin', `payout.failure.${code}.title`, { provider: named }) ?? code
}
