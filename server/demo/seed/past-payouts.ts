import type { EventOf } from '../../../shared/lifecycle/events.ts'
import type { RequestState } from '../../../shared/lifecycle/request.ts'
import type { Order } from '../../../shared/order/order.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { payoutOrder } from '../../db/append.ts'
import { prepareSql, type Statement } from '../../db/database.ts'
import { payoutChanged, requestedPayout } from '../../db/payout-rows.ts'
import { grantCredit } from '../../payouts/providers/store-credit-store.ts'

const sentAfterMs = 400
export const answeredAfterMs = 2_100

const ledger = prepareSql(
  `INSERT INTO sandbox_refunds (payout, merchant, amount, currency, reference, status, failure_code, failure_final, asked, paid, at)
   VALUES (:payout, :merchant, :amount, :currency, :reference, :status, :code, :final, 1, :paid, :at)`,
)
const workDone = prepareSql(
  'UPDATE outbox SET done_at = :at, attempts = :attempts WHERE merchant = :merchant AND id = :id',
)

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
  const { payout: id, amount } = event
  const asked = payoutOrder(state, order, event)
  const { provider, reference } = asked
  const sent = payoutChanged(
    requestedPayout(merchant, asked, event.at),
    [{ type: 'submitting' }],
    event.at + sentAfterMs,
  )
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
      ...sent.statements,
      provider === 'store_credit'
        ? grantCredit(credit)
        : ledger({
            payout: id,
            merchant,
            amount,
            currency: state.currency,
            reference,
            status,
            code: why?.code,
            final: why && (why.final ? 1 : 0),
            paid: status === 'succeeded' ? 1 : 0,
            at: atMs,
          }),
      ...payoutChanged(sent.after, [{ type: 'reported', ...answer }], atMs).statements,
      // Nobody knows what became of an unknown one: it was asked about until a person had to look.
      workDone({ merchant, id: `${id}.1`, at: atMs, attempts: status === 'unknown' ? 40 : 1 }),
    ],
  }
}
