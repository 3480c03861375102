import type { RequestView, TimelineEntry } from '../../shared/api/request-view.schema.ts'

/** What can stand before the money is there, in order. */
const stages = ['decide', 'ship', 'receive', 'inspect', 'pay', 'arrive'] as const
export type Stage = (typeof stages)[number]

const byTrigger: Record<RequestView['refundTrigger'], readonly Stage[]> = {
  on_approval: ['decide', 'pay', 'arrive'],
  on_dispatch: ['decide', 'ship', 'pay', 'arrive'],
  on_received: ['decide', 'ship', 'receive', 'pay', 'arrive'],
  on_inspection: ['decide', 'ship', 'receive', 'inspect', 'pay', 'arrive'],
}

/** The stages after the present one, as far as this request needs them. */
export function comingStages(request: RequestView): Stage[] {
  const { action } = request.next
  const present =
    action === 'answer' || action === 'accept_offer' ? 'decide' : action.startsWith('fix') ? 'pay' : action
  const at = stages.findIndex((stage) => stage === present)
  if (at < 0) return []
  const isPaid = request.items.every((item) => item.money === 'paid' || item.decision === 'declined')
  return byTrigger[request.refundTrigger].filter((stage) => {
    const place = stages.indexOf(stage)
    const isAhead = place > at || (place === at && action === 'answer')
    return isAhead && !(isPaid && (stage === 'pay' || stage === 'arrive'))
  })
}

/** What a shopper reads of the stream: words and turns, not the machinery. A later entry of the same turn takes its place. */
export function told(timeline: readonly TimelineEntry[], isKnown: (entry: TimelineEntry) => boolean): TimelineEntry[] {
  const entries = timeline.filter(isKnown)
  return entries.filter((entry, index) => {
    const next = entries[index + 1]
    return !(next && next.kind === entry.kind && !entry.text && !next.text && entry.kind.startsWith('payout'))
  })
}
