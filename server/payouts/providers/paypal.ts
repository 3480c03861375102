import { failures } from '../../../shared/payouts/failures.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Found, ProviderFactory, ProviderParts, RefundOrder } from '../../platform/ports.ts'
import { isOk } from './json-call.ts'
import { checkBy, refused, unclear } from './outcome.ts'
import { credentialsOf, paypalCall } from './paypal-client.ts'
import { readPaypalNotice } from './paypal-notices.ts'
import { checkPayouts, findPaypalPayout, payToPaypal } from './paypal-payouts.ts'
import { paypalFault, paypalStateOf, readRefund } from './paypal-states.ts'
import { paypalRefunds } from './paypal-transactions.ts'
import { decimalOf, paypalUnits } from './units.ts'

const hourMs = 3_600_000
/** How late a refund may appear in Transaction Search. */
const searchDelayMs = 3 * hourMs

/**
 * PayPal by its REST API: the reference is the capture's id. The payout's number is PayPal-Request-Id, remembered for 45
 * days, and the refund's invoice_id, which PayPal takes once. What goes to a shopper's account is paid out.
 */
export const paypalProvider: ProviderFactory = (parts) => ({
  name: 'paypal',

  async refund(order) {
    if (order.destination === 'account') return payToPaypal(parts, order)
    const value = decimalOf(order.amount, order.currency, paypalUnits)
    if (value === undefined) return refused('invalid_request', 'amount_not_payable')
    const answer = await paypalCall(parts, {
      method: 'POST',
      path: `/v2/payments/captures/${encodeURIComponent(order.reference)}/refund`,
      headers: { 'paypal-request-id': order.id, prefer: 'return=representation' },
      body: JSON.stringify({ amount: { value, currency_code: order.currency }, invoice_id: order.id }),
    })
    if (answer.kind === 'not_sent') return answer.said
    const refund = isOk(answer) ? readRefund(answer.body) : undefined
    return refund ? paypalStateOf(refund, order) : doubted(paypalFault(answer), order)
  },

  async find(order) {
    if (order.destination === 'account') return findPaypalPayout(parts, order)
    if (order.providerReference) return stateBy(parts, order, order.providerReference)
    const { firstSentAt } = order
    const now = parts.clock.now()
    // Sending again under the same number asks and answers at once; the search is for when that tells nothing.
    if (firstSentAt === undefined || now - firstSentAt < searchDelayMs) return 'cannot_tell'
    const reference = await searched(parts, order, firstSentAt, now)
    return reference === undefined ? 'cannot_tell' : stateBy(parts, order, reference)
  },

  check: () =>
    checkBy(async () => {
      // Harmless, and it proves the token and the webhook's id at once.
      const path = `/v1/notifications/webhooks/${encodeURIComponent(credentialsOf(parts).webhookId)}`
      const answer = await paypalCall(parts, { method: 'GET', path })
      if (answer.kind === 'not_sent') return answer.said
      if (answer.status === 404) return refused('auth_config', 'webhook_not_found')
      if (!isOk(answer)) return paypalFault(answer)
      return credentialsOf(parts).transfers === 'on' ? checkPayouts(parts) : undefined
    }),

  readNotice: (raw) => readPaypalNotice(parts, raw),

  list: (from, until) => paypalRefunds(parts, from, until),
})

/** A later try that hears "already refunded" may hear of its own earlier one. */
function doubted(said: ProviderState, { attempt }: RefundOrder): ProviderState {
  const code = said.failure?.code
  const isByUsMaybe = attempt > 1 && (code === 'already_refunded' || code === 'amount_exceeded')
  return isByUsMaybe ? unclear(said.providerCode ?? code) : said
}

/** A question that is refused says nothing of the money. */
async function stateBy(parts: ProviderParts, order: RefundOrder, reference: string): Promise<Found> {
  const answer = await paypalCall(parts, {
    method: 'GET',
    path: `/v2/payments/refunds/${encodeURIComponent(reference)}`,
  })
  const refund = answer.kind === 'answered' && isOk(answer) ? readRefund(answer.body) : undefined
  if (refund) return paypalStateOf(refund, order)
  const { failure, providerCode = 'not_understood' } = answer.kind === 'not_sent' ? answer.said : paypalFault(answer)
  return unclear(providerCode, failure && failures[failure.code].stopsProvider ? failure.code : undefined)
}

async function searched(parts: ProviderParts, order: RefundOrder, from: number, until: number) {
  try {
    const refunds = await paypalRefunds(parts, from - hourMs, until)
    return refunds.find(({ payout }) => payout === order.id)?.providerReference
  } catch {
    // Not every app may search.
    return undefined
  }
}
