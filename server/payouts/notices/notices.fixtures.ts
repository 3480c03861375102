import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { NoticeItem, ProviderFactory, ProviderRefund, RefundOrder } from '../../platform/ports.ts'

interface Refund extends ProviderRefund {
  /** What our own call hears; the provider's books are in `state`. */
  number?: string
}

/**
 * A provider of tests that keeps books, numbers its refunds, and can lose an answer, be away, or have no question to ask. Its
 * webhooks are the items themselves as JSON, "signed" by a header.
 */
export class NoticeProvider {
  readonly refunds = new Map<string, Refund>()
  /** Called after a refund is in the books and before the caller hears of it. */
  beforeAnswer: (refund: Refund) => Promise<void> = async () => {}
  losesAnswers = false
  isAway = false
  canTell = true
  /** Its own webhook cannot be read without asking it, and it does not answer. */
  readsAway = false
  asked = 0

  readonly factory: ProviderFactory = () => ({
    name: 'stripe',
    refund: (order) => this.refund(order),
    find: async ({ id }) => {
      this.asked += 1
      if (this.isAway) throw new Error('away')
      if (!this.canTell) return 'cannot_tell'
      return [...this.refunds.values()].find(({ number }) => number === id)?.state ?? 'never_seen'
    },
    readNotice: async ({ headers, body }) => {
      if (this.readsAway) throw new Error('away')
      return headers['x-signed'] === 'yes' ? { items: JSON.parse(body) as NoticeItem[] } : 'invalid_signature'
    },
    acknowledge: () => ({ status: 200, type: 'text/plain', body: 'success' }),
  })

  /** As somebody does in the provider's dashboard. */
  refundByHand(payment: string, amount: number, more: Partial<Refund> = {}): Refund {
    const providerReference = `re_${this.refunds.size + 1}`
    const state: ProviderState = { status: 'succeeded', providerReference }
    const at = Date.parse('2026-11-09T10:00:00Z') + this.refunds.size
    const refund = { providerReference, payment, amount, currency: 'GBP', state, at, ...more }
    this.refunds.set(providerReference, refund)
    return refund
  }

  private async refund({ id, reference, amount, currency }: RefundOrder): Promise<ProviderState> {
    const known = [...this.refunds.values()].find(({ number }) => number === id)
    const refund = known ?? this.refundByHand(reference, amount, { number: id, currency })
    await this.beforeAnswer(refund)
    if (this.losesAnswers) throw new Error('the answer was lost')
    return refund.state
  }
}

/** An event about a refund; without `payout` the provider does not repeat our number. */
export function eventOf(
  event: string,
  refund: Refund,
  state: ProviderState = refund.state,
  payout?: string,
): NoticeItem {
  const { number: _, ...told } = refund
  return { event, kind: 'refund', ...(payout && { payout }), refund: { ...told, state } }
}
