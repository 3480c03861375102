import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { inBoth } from './in-both.ts'
import { dateIn, dayMs, now } from './moments.ts'
import { order } from './sample-order.ts'

/** A request in review; tests name what differs. */
export function requestView(over: Partial<RequestView> = {}): RequestView {
  const submittedAt = now - 3_600_000
  return {
    number: 'R-4T8W-2HKC',
    order: order.number,
    seq: 1,
    status: 'in_review',
    currency: 'GBP',
    locale: 'en',
    submittedAt,
    changedAt: submittedAt,
    items: [
      {
        id: 'i1',
        line: 'mug',
        title: 'Ceramic mug',
        variant: 'Sage',
        quantity: 2,
        reason: 'damaged.chipped',
        reasonLabels: inBoth('Chipped or cracked', '磕口或裂纹'),
        details: 'Both rims are chipped.',
        resolution: 'refund',
        evidence: [],
        decision: 'pending',
        goods: 'none',
        money: 'none',
        amount: 2660,
      },
    ],
    quote: {
      currency: 'GBP',
      items: [
        { line: 'mug', quantity: 2, resolution: 'refund', net: 2217, tax: 443, taxes: [], amount: 2660, settled: 2660 },
      ],
      shipping: { net: 0, tax: 0, amount: 0, lines: [] },
      fees: [],
      goodwill: 0,
      bonus: 0,
      total: 2660,
      payments: [{ payment: 'visa', amount: 2660 }],
    },
    payouts: [],
    arrival: [{ payment: 'visa', earliest: dateIn(4), latest: dateIn(7), workingDays: [2, 5] }],
    refundTrigger: 'on_inspection',
    next: { who: 'staff', action: 'decide', by: submittedAt + dayMs },
    timeline: [{ at: submittedAt, kind: 'submitted', by: 'shopper' }],
    decideBy: submittedAt + dayMs,
    commands: ['edit', 'cancel', 'message'],
    ...over,
  }
}
