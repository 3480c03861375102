import type { PayoutEvent } from '../../shared/payouts/payout.ts'
import type { PayoutRow } from '../data/payouts.ts'

/** The events that would have brought a payout to where its row says it is. */
export function eventsOf(row: PayoutRow): PayoutEvent[] {
  const {
    id,
    request,
    order,
    destination,
    provider,
    currency,
    amount,
    requestedAt: at,
    changedAt,
    status,
    failure,
  } = row
  const asked = {
    id,
    request,
    orderNumber: order,
    destination,
    provider,
    method: 'card' as const,
    reference: 'pay_1',
    currency,
    amount,
  }
  const sent = at + 90_000
  const events: PayoutEvent[] = [{ seq: 1, at, type: 'requested', order: asked, status: 'queued' }]
  if (row.hold) events.push({ seq: 2, at, type: 'held', why: row.hold })
  for (const { at: approvedAt, ...by } of row.approvals)
    events.push({ seq: events.length + 1, at: approvedAt, type: 'approved', by })
  if (row.attempts === 0) return events
  events.push({ seq: events.length + 1, at: sent, type: 'submitting' })
  if (failure?.returned)
    events.push({
      seq: events.length + 1,
      at: sent + 60_000,
      type: 'reported',
      status: 'succeeded',
      providerReference: 're_3Pqa',
    })
  if (status === 'succeeded' || status === 'pending' || status === 'unknown' || status === 'failed')
    events.push({
      seq: events.length + 1,
      at: changedAt,
      type: 'reported',
      status,
      failure,
      providerCode: row.providerCode,
      providerReference: row.providerReference,
    })
  return events
}
