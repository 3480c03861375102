import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Found, ProviderParts, RefundOrder } from '../../platform/ports.ts'
import { isOk } from './json-call.ts'
import { refused, unclear } from './outcome.ts'
import { paypalCall } from './paypal-client.ts'
import { existingBatch, faultOfPayout, readCreated, stateOfBatch } from './paypal-payout-states.ts'
import { decimalOf, paypalUnits } from './units.ts'

const path = '/v1/payments/payouts'

/**
 * Pays to the PayPal account that a shopper named (Payouts API): a batch of one, whose sender_batch_id is our number. PayPal
 * refuses a number that it had in the last thirty days and names the batch that it made under it, so that sending again asks.
 */
export async function payToPaypal(parts: ProviderParts, order: RefundOrder): Promise<ProviderState> {
  const value = decimalOf(order.amount, order.currency, paypalUnits)
  if (value === undefined) return refused('invalid_request', 'amount_not_payable')
  const account = order.account === undefined ? undefined : await parts.openAccount(order.account)
  if (account?.kind !== 'paypal') return doubted(refused('payer_details_required', 'account_unreadable'), order)
  const answer = await paypalCall(parts, {
    method: 'POST',
    path,
    body: JSON.stringify({
      sender_batch_header: { sender_batch_id: order.id, recipient_type: 'EMAIL' },
      items: [
        {
          recipient_type: 'EMAIL',
          receiver: account.number,
          amount: { currency: order.currency, value },
          sender_item_id: order.id,
          note: `${order.orderNumber} ${order.request}`.slice(0, 1000),
        },
      ],
    }),
  })
  if (answer.kind === 'not_sent') return answer.said
  const created = isOk(answer) ? readCreated(answer.body, order) : undefined
  // Accepted: whether anybody is paid turns out later.
  if (created) return { status: 'pending', providerReference: created.batch }
  const existing = existingBatch(answer)
  if (!existing) return doubted(faultOfPayout(answer), order)
  return existing.batch === undefined
    ? unclear('batch_exists', 'duplicate_request')
    : stateBy(parts, order, existing.batch)
}

export async function findPaypalPayout(parts: ProviderParts, order: RefundOrder): Promise<Found> {
  return order.providerReference ? stateBy(parts, order, order.providerReference) : 'cannot_tell'
}

/** Whether PayPal lets this app pay out: nobody's batch is asked for. */
export async function checkPayouts(parts: ProviderParts): Promise<ProviderState | undefined> {
  const answer = await paypalCall(parts, { method: 'GET', path: `${path}/${parts.ids.next('check')}` })
  if (answer.kind === 'not_sent') return answer.said
  return isOk(answer) || answer.status === 404 ? undefined : faultOfPayout(answer)
}

/** A later try that is refused for good may follow one that paid, and there is no asking by our number alone. */
function doubted(said: ProviderState, { attempt }: RefundOrder): ProviderState {
  return attempt > 1 && said.failure?.final ? unclear(said.providerCode ?? said.failure.code) : said
}

/** A question that is refused says nothing of the money. */
async function stateBy(parts: ProviderParts, order: RefundOrder, batch: string): Promise<ProviderState> {
  const answer = await paypalCall(parts, { method: 'GET', path: `${path}/${encodeURIComponent(batch)}` })
  const state = answer.kind === 'answered' && isOk(answer) ? stateOfBatch(answer.body, order) : undefined
  if (state) return state
  const { failure, providerCode = 'not_understood' } = answer.kind === 'not_sent' ? answer.said : faultOfPayout(answer)
  return unclear(providerCode, failure?.code === 'auth_config' ? failure.code : undefined)
}
