import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import type { Actor } from '../../shared/lifecycle/request.ts'
import type { PayoutStatus } from '../../shared/payouts/payout.ts'

/** One e-mail a shopper can get about a request. `code` is the one-time code and belongs to a challenge instead. */
export const requestTemplates = [
  'received',
  'approved',
  'declined',
  'asked',
  'offered',
  'goods_received',
  'review_again',
  'refund_sent',
  'refund_paid',
  'payout_problem',
  'payout_needs_account',
  'cancelled',
  'expired',
  'reopened',
  'reminder',
  'message',
] as const
export type RequestTemplate = (typeof requestTemplates)[number]
export type MailTemplate = RequestTemplate | 'code'

/** Body of an outbox row of kind `mail`. */
export type MailBody =
  | { template: RequestTemplate; request: string; seq: number }
  /** `number` as the shopper typed it; nothing is sent for a challenge without an order. */
  | { template: 'code'; challenge: string; number: string; locale: string }

export interface DueMail {
  template: RequestTemplate
  seq: number
}

/**
 * The e-mails that the events of one append cause, at most one per template. What another mail of the same append already
 * says is left out: "approved" also tells that the request came in and that the money is on its way.
 */
export function mailsFor(events: readonly RequestEvent[]): DueMail[] {
  const due: DueMail[] = []
  for (const event of events) {
    const template = templateOf(event)
    if (template && !due.some((mail) => mail.template === template)) due.push({ template, seq: event.seq })
  }
  const has = (template: RequestTemplate) => due.some((mail) => mail.template === template)
  return due.filter(({ template }) => {
    if (template === 'received') return !has('approved') && !has('declined')
    if (template === 'refund_sent') return !has('approved') && !has('refund_paid')
    if (template === 'payout_problem') return !has('payout_needs_account')
    return true
  })
}

function templateOf(event: RequestEvent): RequestTemplate | undefined {
  switch (event.type) {
    case 'submitted':
      return 'received'
    case 'approved':
    case 'offer_accepted':
      return 'approved'
    case 'declined':
      return 'declined'
    case 'asked':
      return 'asked'
    case 'offered':
      return 'offered'
    case 'received':
      return 'goods_received'
    case 'inspected':
      return event.reviewAgain.length > 0 ? 'review_again' : undefined
    case 'payout_requested':
      return 'refund_sent'
    case 'payout_changed':
      return payoutTemplate(event.status, event.failure?.final === true)
    case 'account_asked':
      return 'payout_needs_account'
    case 'cancelled':
      return 'cancelled'
    case 'expired':
      return 'expired'
    case 'reopened':
      return 'reopened'
    case 'reminded':
      return 'reminder'
    case 'messaged':
      return isOurSide(event.actor) ? 'message' : undefined
    default:
      return undefined
  }
}

function payoutTemplate(status: PayoutStatus, final: boolean): RequestTemplate | undefined {
  if (status === 'succeeded') return 'refund_paid'
  return status === 'failed' && final ? 'payout_problem' : undefined
}

function isOurSide(actor: Actor): boolean {
  return actor.kind === 'staff' || actor.kind === 'merchant'
}
