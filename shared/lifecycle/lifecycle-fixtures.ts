import type { Order } from '../order/order.ts'
import { ownDestinations } from '../payouts/destinations.ts'
import type { Evaluation, StatutoryDuty, Terms } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import { alwaysOpen } from '../time/business-hours.ts'
import type { Command } from './commands.ts'
import { decide } from './decide.ts'
import type { DecideContext } from './decide-context.ts'
import type { RequestEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { Actor, PayoutTarget, RequestState } from './request.ts'

/** For the tests of this folder only. */
export const startMs = Date.parse('2026-03-02T10:00:00Z')
export const shopper: Actor = { kind: 'shopper' }
export const system: Actor = { kind: 'system' }
export const mei: Actor = { kind: 'staff', id: 'mei', name: 'Mei Chen' }
export const jonas: Actor = { kind: 'staff', id: 'jonas', name: 'Jonas Weber' }

export const anAccount: PayoutTarget = { id: 'acc_1', provider: 'bank', label: 'DE•• •••• 3000' }

export const baseTerms: Terms = {
  eligible: true,
  because: 'default',
  window: { days: 30, from: 'delivered' },
  resolutions: ['refund', 'store_credit', 'keep_item', 'other_account'],
  returnItem: true,
  returnShipping: { paidBy: 'merchant', fee: { EUR: 0 } },
  restockingFee: 'none',
  processingFee: 'none',
  outboundShipping: 'whole_order',
  promotion: 'keep',
  gifts: 'keep',
  packaging: 'own',
  creditBonusPercent: 1000,
  keepItemPercent: 3000,
  evidence: { photos: 0, videos: 0, documents: 0, detailLength: 0 },
  decision: 'review',
  approvals: 1,
  lane: 'standard',
  refundTrigger: 'on_received',
  deadlines: { decide: 24, return: 14, inspect: 48, pay: 24, whole: 240 },
}

export const withdrawal: StatutoryDuty = {
  statute: 'eu',
  article: 'Directive 2011/83/EU art. 9(1)',
  noReason: true,
  refundDays: 14,
  refundFrom: 'statement',
  outboundShipping: 'whole_order',
  outboundCappedAtStandard: true,
}

export function anOrder(more: Partial<Order> = {}): Order {
  const lines = more.lines ?? [
    {
      id: 'l1',
      sku: 'A',
      title: 'Shirt',
      categories: [],
      tags: [],
      quantity: 3,
      unitPrice: 1999,
      discount: 0,
      tax: 957,
    },
    { id: 'l2', sku: 'B', title: 'Mug', categories: [], tags: [], quantity: 1, unitPrice: 1000, discount: 0, tax: 160 },
  ]
  const shipping = more.shipping ?? [{ id: 's1', title: 'Post', amount: 490, discount: 0, tax: 78 }]
  const total =
    lines.reduce((sum, line) => sum + line.unitPrice * line.quantity - line.discount, 0) +
    shipping.reduce((sum, line) => sum + line.amount - line.discount, 0)
  return {
    number: 'A-1',
    placedAt: '2026-02-20T10:00:00Z',
    currency: 'EUR',
    customer: { country: 'DE', email: 'a@example.org' },
    taxesIncluded: true,
    orderDiscount: 0,
    fulfillments: [],
    refunds: [],
    payments: [
      {
        id: 'p1',
        method: 'gift_card',
        provider: 'sandbox',
        reference: 'g',
        amount: 1500,
        capturedAt: '2026-02-20T10:00:00Z',
      },
      {
        id: 'p2',
        method: 'card',
        provider: 'sandbox',
        reference: 'c',
        amount: total - 1500,
        capturedAt: '2026-02-20T10:00:00Z',
      },
    ],
    ...more,
    lines,
    shipping,
  }
}

export function anEvaluation(terms: Partial<Terms> = {}, duty?: StatutoryDuty): Evaluation {
  const full = { ...baseTerms, ...terms }
  return {
    terms: full,
    eligible: full.eligible,
    because: full.because,
    matched: [],
    statutory: duty,
    trace: () => ({ terms: {}, facts: { 'order.country': 'DE' }, matched: [], deliveryAssumed: false }),
  }
}

export function aContext(more: Partial<DecideContext> = {}): DecideContext {
  let ids = 0
  return {
    now: startMs,
    actor: shopper,
    newId: (prefix) => `${prefix}_${++ids}`,
    requestNumber: 'R-0000-0001',
    order: anOrder(),
    orderRevision: 1,
    ours: new Set(),
    holdings: {} as Holdings,
    overcommitted: false,
    timezone: 'Europe/Berlin',
    calendar: alwaysOpen,
    policyVersion: 1,
    customer: { country: 'DE' },
    evaluate: () => anEvaluation(),
    canPayTo: new Set(ownDestinations),
    accounts: [anAccount],
    kindOf: () => 'photos',
    ...more,
  }
}

/** A request and its stream, driven by commands as the server drives it: the state is stored as JSON between writes. */
export class Stream {
  events: RequestEvent[] = []
  stored: string | undefined
  readonly context: DecideContext

  constructor(context: DecideContext) {
    this.context = context
  }

  get state(): RequestState {
    return JSON.parse(this.stored ?? 'null') as RequestState
  }

  run(command: Command, more: Partial<DecideContext> = {}) {
    const context = { ...this.context, ...more }
    const before = this.stored === undefined ? undefined : this.state
    const decided = decide(before, command, context)
    if ('refused' in decided) return decided
    const numbered = decided.map(
      (body, index) =>
        ({ ...body, seq: this.events.length + index + 1, at: context.now, actor: context.actor }) as RequestEvent,
    )
    const after = numbered.reduce<RequestState | undefined>(evolve, before)
    this.events.push(...(JSON.parse(JSON.stringify(numbered)) as RequestEvent[]))
    if (after) this.stored = JSON.stringify(after)
    return decided
  }

  rebuilt(): string {
    return JSON.stringify(this.events.reduce<RequestState | undefined>(evolve, undefined))
  }
}

export const claimOf = (
  line: string,
  quantity = 1,
  more: Partial<Extract<Command, { type: 'submit' }>['items'][0]> = {},
) => ({
  line,
  quantity,
  reason: 'changed_mind',
  evidence: [],
  resolution: 'refund' as const,
  ...more,
})

export const submitOf = (
  items: Extract<Command, { type: 'submit' }>['items'],
  quotedTotal?: number,
): Extract<Command, { type: 'submit' }> => ({
  type: 'submit',
  locale: 'en',
  channel: 'widget',
  items,
  ...(quotedTotal === undefined ? {} : { quotedTotal }),
})
