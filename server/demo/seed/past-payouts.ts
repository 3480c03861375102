import type { EventOf } from '../../../shared/lifecycle/events.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import type { Order } from '../../../shared/order/order.ts'
import { prepareSql, type Statement } from '../../db/database.ts'
import { changePayout, markSubmitting, type Payout } from '../../payouts/store.ts'
import { grantCredit } from '../../payouts/store-credit-store.ts'
import type { ProviderState } from '../../platform/ports.ts'

const sentAfterMs = 400
export const answeredAfterMs = 2_100

const ledger = prepareSql(
  `INSERT INTO sandbox_refunds (payout, amount, currency, reference, status, failure_code, failure_final, asked, paid, at)
   VALUES (:payout, :amount, :currency, :reference, :status, :code, :final, 1, :paid, :at)`,
)
const sent = prepareSql('UPDATE outbox SET done_at = :at, attempts = :attempts WHERE merchant = :merchant AND id = :id')

/**
 * What the sandbox answers for payments under such a reference (payouts/sandbox-provider.ts), so that the demo's failures
 * behave under the visitor's hands as they did in its past.
 */
const failures = [
  ['sandbox_failonce_insufficient_merchant_balance', failedWith('insufficient_merchant_balance', false)],
  ['sandbox_fail_payer_account_closed_or_frozen', failedWith('payer_account_closed_or_frozen', true)],
  ['sandbox_failonce_provider_unavailable', failedWith('provider_unavailable', false)],
  ['sandbox_fail_window_expired', failedWith('window_expired', true)],
  ['sandbox_fail_outcome_unknown', { status: 'unknown' }],
] as const satisfies readonly (readonly [string, ProviderState])[]

function failedWith(code: NonNullable<ProviderState['failure']>['code'], final: boolean): ProviderState {
  return { status: 'failed', failure: { code, final } }
}

/** The order, paid so that sending money back fails in the n-th way. */
export function withFailingPayments(order: Order, n: number): Order {
  const [word] = failures[n % failures.length] ?? failures[0]
  return {
    ...order,
    payments: order.payments.map((payment) => ({ ...payment, reference: `${payment.reference}_${word}` })),
  }
}

/** What becomes of one payout within seconds of its request: the provider's answer, and everything it leaves behind. */
export function settledPayout(
  merchant: string,
  state: RequestState,
  order: Order,
  event: EventOf<'payout_requested'> & { at: number },
): { answer: ProviderState; statements: Statement[]; atMs: number } {
  const payment = order.payments.find(({ id }) => id === event.destination)
  const provider = payment?.provider ?? event.destination
  const reference = payment?.reference ?? event.destination
  const { payout: id, amount } = event
  const queued: Payout = {
    merchant,
    id,
    request: state.number,
    orderNumber: state.order,
    destination: event.destination,
    provider,
    reference,
    currency: state.currency,
    amount,
    status: 'queued',
    attempts: 0,
    seq: 1,
    requestedAt: event.at,
    changedAt: event.at,
  }
  const atMs = event.at + answeredAfterMs
  const failure = failures.find(([word]) => reference.includes(word))?.[1]
  const paid: ProviderState = {
    status: 'succeeded',
    providerReference: provider === 'store_credit' ? id : `sandbox_${id}`,
  }
  const answer: ProviderState = failure ?? paid
  const { status, failure: why } = answer
  const credit = { merchant, payout: id, request: state.number, currency: state.currency, amount, at: atMs }
  return {
    answer,
    atMs,
    statements: [
      ...markSubmitting(queued, event.at + sentAfterMs),
      provider === 'store_credit'
        ? grantCredit(credit)
        : ledger({
            payout: id,
            amount,
            currency: state.currency,
            reference,
            status,
            code: why?.code,
            final: why && (why.final ? 1 : 0),
            paid: status === 'succeeded' ? 1 : 0,
            at: atMs,
          }),
      ...changePayout({ ...queued, status: 'submitting', attempts: 1, seq: 2 }, answer, atMs),
      // Nobody knows what became of an unknown one: it was asked about until a person had to look.
      sent({ merchant, id: `${id}.1`, at: atMs, attempts: status === 'unknown' ? 40 : 1 }),
    ],
  }
}
