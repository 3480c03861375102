import type { RequestView } from '../../shared/api/request-view.schema.ts'
import { dayMs, now } from './moments.ts'
import { requestView } from './sample-request.ts'

const item = requestView().items

/** One request for every state a shopper can find it in. */
export const requestsByState: Record<string, RequestView> = {
  in_review: requestView(),
  needs_info: requestView({
    status: 'needs_info',
    next: { who: 'shopper', action: 'answer', by: now + 3 * dayMs },
    question: {
      id: 'q1',
      text: 'Thank you for the photos, the chips are easy to see. Could you add one of the shipping label on the box? With it we can tell the carrier which depot to look at.',
      wantsPhotos: true,
      askedAt: now - 1_800_000,
      answerBy: now + 3 * dayMs,
      by: 'Jo',
    },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 1_800_000, kind: 'asked', by: 'staff', name: 'Jo', text: 'Could you add one of the shipping label?' },
    ],
    commands: ['answer', 'cancel', 'message'],
  }),
  offered: requestView({
    next: { who: 'shopper', action: 'accept_offer', by: now + dayMs },
    offer: { text: 'Keep the mugs, and £12.00 is on its way today.', resolution: 'keep_item', total: 1200 },
    commands: ['accept_offer', 'cancel', 'message'],
  }),
  awaiting_return: requestView({
    status: 'awaiting_return',
    items: item.map((each) => ({ ...each, decision: 'approved', goods: 'awaited' })),
    next: { who: 'shopper', action: 'ship', by: now + 14 * dayMs },
    returnBy: now + 14 * dayMs,
    returnTo: { name: 'Hearth & Linen Returns', lines: ['14 Canal Street', 'Leeds LS1 4AB'], country: 'GB' },
    returnShipping: { paidBy: 'merchant' },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'approved', by: 'staff', name: 'Jo' },
    ],
    commands: ['mark_shipped', 'cancel', 'message'],
  }),
  in_transit: requestView({
    status: 'in_transit',
    next: { who: 'staff', action: 'receive', by: now + 14 * dayMs },
    shipment: { carrier: 'Royal Mail', trackingNumber: 'RM1234', shippedAt: now },
    commands: ['message'],
  }),
  to_inspect: requestView({
    status: 'to_inspect',
    next: { who: 'staff', action: 'inspect', by: now + dayMs },
    commands: ['message'],
  }),
  paying: requestView({
    status: 'paying',
    next: { who: 'provider', action: 'pay', by: now + 14 * dayMs },
    payouts: [toVisa('pending')],
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'approved', by: 'system' },
      { at: now - 1_800_000, kind: 'payout_requested', by: 'system', amount: 2660 },
    ],
    commands: ['message'],
  }),
  payout_failed: requestView({
    status: 'payout_failed',
    next: { who: 'staff', action: 'fix_payout', by: now + 14 * dayMs },
    payouts: [toVisa('failed')],
    commands: ['message'],
  }),
  account_asked: requestView({
    status: 'payout_failed',
    next: { who: 'shopper', action: 'fix_account', by: now + 7 * dayMs },
    payouts: [toVisa('failed')],
    arrival: [],
    accountAsked: { payouts: ['p1'], amount: 2660, by: now + 7 * dayMs, kinds: ['uk_bank', 'iban'] },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'approved', by: 'system' },
      { at: now - 1_800_000, kind: 'payout_requested', by: 'system', amount: 2660 },
      { at: now - 900_000, kind: 'payout_pending', by: 'system', amount: 2660 },
      { at: now - 600_000, kind: 'payout_failed', by: 'system', amount: 2660 },
      { at: now - 600_000, kind: 'account_asked', by: 'system' },
    ],
    commands: ['fix_account', 'message'],
  }),
  completed: requestView({
    status: 'completed',
    next: { who: 'shopper', action: 'rate' },
    payouts: [toVisa('succeeded')],
    commands: ['rate', 'message'],
  }),
  declined: requestView({
    status: 'declined',
    items: item.map((each) => ({
      ...each,
      decision: 'declined',
      declineMessage:
        'The photos show marks of use, so the chips came after delivery. The return window closed on 16 November.',
      appealBy: now + 14 * dayMs,
    })),
    next: { who: 'shopper', action: 'appeal', by: now + 14 * dayMs },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'declined', by: 'staff', name: 'Jo' },
    ],
    commands: ['appeal', 'rate'],
  }),
  cancelled: requestView({
    status: 'cancelled',
    next: { who: 'nobody', action: 'none' },
    ended: { as: 'cancelled', by: 'shopper' },
    commands: [],
  }),
  expired: requestView({
    status: 'expired',
    next: { who: 'nobody', action: 'none' },
    ended: { as: 'expired', by: 'system' },
    commands: [],
  }),
}

function toVisa(status: RequestView['payouts'][number]['status']): RequestView['payouts'][number] {
  return {
    id: 'p1',
    destination: 'visa',
    method: 'card',
    label: 'Visa •••• 4242',
    amount: 2660,
    status,
    changedAt: now,
  }
}
