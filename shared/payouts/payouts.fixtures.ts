import { evolvePayout } from './evolve-payout.ts'
import type { MoveContext } from './next-move.ts'
import type { PayoutEventBody, PayoutOrder, PayoutState } from './payout.ts'
import { providerRules } from './provider-rules.ts'

/** 2026-11-10T12:00Z. */
export const noonMs = Date.parse('2026-11-10T12:00:00Z')

export function payoutOrder(more: Partial<PayoutOrder> = {}): PayoutOrder {
  return {
    id: 'po_01KB2X8Q000000000000001',
    request: 'R-7K4M-Q2XD',
    orderNumber: 'A-1',
    destination: 'p1',
    provider: 'stripe',
    method: 'card',
    reference: 'pi_1',
    currency: 'EUR',
    amount: 6420,
    capturedAmount: 9000,
    ...more,
  }
}

/** A payout after these events, a second apart. */
export function payoutAfter(
  events: readonly PayoutEventBody[],
  more: Partial<PayoutOrder> = {},
  fromMs = noonMs,
): PayoutState {
  const first = evolvePayout(undefined, {
    seq: 1,
    at: fromMs,
    type: 'requested',
    order: payoutOrder(more),
    status: 'queued',
  })
  return events.reduce(
    (state, event, index) => evolvePayout(state, { seq: index + 2, at: fromMs + (index + 1) * 1000, ...event }),
    first,
  )
}

export function moveContext(more: Partial<MoveContext> = {}): MoveContext {
  return { now: noonMs + 3_600_000, rules: providerRules('stripe'), isStopped: false, ...more }
}
