import type { EventOf } from '../../../shared/lifecycle/events.ts'
import type { Actor, RequestState } from '../../../shared/lifecycle/request.ts'
import type { Order } from '../../../shared/order/order.ts'
import type { PayoutEventBody, ProviderState } from '../../../shared/payouts/payout.ts'
import { payoutOrder } from '../../db/append.ts'
import { prepareSql, type Statement } from '../../db/database.ts'
import { payoutChanged, requestedPayout } from '../../db/payout-rows.ts'
import { grantRow } from '../../store-credit/index.ts'

const secondMs = 1000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const sentAfterMs = 400
export const answeredAfterMs = 2_100

const ledger = prepareSql(
  `INSERT INTO sandbox_refunds (payout, merchant, amount, currency, reference, status, failure_code, failure_final, asked, paid, at)
   VALUES (:payout, :merchant, :amount, :currency, :reference, :status, :code, :final, 1, :paid, :at)`,
)
const askedLater = prepareSql('UPDATE outbox SET due_at = :at, attempts = 1 WHERE merchant = :merchant AND id = :id')
const workDone = prepareSql(
  'UPDATE outbox SET done_at = :at, attempts = :attempts WHERE merchant = :merchant AND id = :id',
)

/**
 * What the sandbox answers for payments under such a reference (payouts/sandbox-provider.ts), so that the demo's failures
 * behave under the visitor's hands as they did in its past.
 */
const failures = [
  ['sandbox_failonce_insufficient_merchant_balance', failedWith('insufficient_merchant_balance', false)],
  ['sandbox_days', { status: 'pending' }],
  ['sandbox_fail_payer_account_closed_or_frozen', failedWith('payer_account_closed_or_frozen', true)],
  ['sandbox_fail_outcome_unknown', { status: 'unknown' }],
  ['sandbox_returned', { status: 'succeeded' }],
  ['sandbox_failonce_provider_unavailable', failedWith('provider_unavailable', false)],
  ['sandbox_fail_window_expired', failedWith('window_expired', true)],
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

/** Above these two people approve, since five days; and so much goes out in a day. Minor units. */
export const demoLimits = {
  sinceMs: 5 * dayMs,
  secondPersonAbove: { GBP: 20_000, EUR: 20_000, CNY: 150_000, USD: 25_000, JPY: 30_000, KWD: 75_000 },
  dailyCap: { GBP: 50_000, EUR: 60_000, CNY: 400_000 },
} as const

/** One thing that happened to a payout, and what it leaves behind; `said` where the request hears of it. */
export interface PastNews {
  atMs: number
  said?: ProviderState
  statements: Statement[]
}

/** What became of one payout: nearly always the provider's answer within seconds. */
export function pastPayout(
  merchant: string,
  state: RequestState,
  order: Order,
  event: EventOf<'payout_requested'> & { at: number; actor: Actor },
  nowMs: number,
): PastNews[] {
  const asked = payoutOrder(state, order, event)
  const { id, provider, reference, amount, currency } = asked
  const requested = requestedPayout(merchant, asked, event.at)
  const work = { merchant, id: `${id}.1` }
  const limit = demoLimits.secondPersonAbove[currency as keyof typeof demoLimits.secondPersonAbove]
  if (event.at > nowMs - demoLimits.sinceMs && amount > limit) {
    const atMs = event.at + sentAfterMs
    const { actor } = event
    const first: PayoutEventBody[] =
      actor.kind === 'staff' ? [{ type: 'approved', by: { id: actor.id, name: actor.name } }] : []
    const { statements } = payoutChanged(requested, [{ type: 'held', why: 'approval' }, ...first], atMs)
    return [{ atMs, statements: [...statements, workDone({ ...work, at: atMs, attempts: 1 })] }]
  }

  const submitted = payoutChanged(requested, [{ type: 'submitting' }], event.at + sentAfterMs)
  const atMs = event.at + answeredAfterMs
  const answer: ProviderState = {
    ...(failures.find(([word]) => reference.includes(word))?.[1] ?? { status: 'succeeded' }),
    providerReference: provider === 'store_credit' ? id : `sandbox_${id}`,
  }
  const { status, failure } = answer
  const answered = payoutChanged(submitted.after, [{ type: 'reported', ...answer }], atMs)
  const books =
    provider === 'store_credit'
      ? grantRow({ merchant, payout: id, request: state.number, currency, amount, now: atMs })
      : ledger({
          payout: id,
          merchant,
          amount,
          currency,
          reference,
          status,
          code: failure?.code,
          final: failure && (failure.final ? 1 : 0),
          paid: status === 'succeeded' ? 1 : 0,
          at: atMs,
        })
  const news: PastNews[] = [
    {
      atMs,
      said: answer,
      statements: [
        ...submitted.statements,
        books,
        ...answered.statements,
        status === 'pending'
          ? askedLater({ ...work, at: nowMs + 60 * secondMs })
          : workDone({ ...work, at: atMs, attempts: 1 }),
      ],
    },
  ]
  // Nobody knows what became of it: it was asked about until a person had to look.
  const handedAt = atMs + 6 * hourMs
  if (status === 'unknown' && handedAt <= nowMs) {
    const why = 'unknown_too_long'
    news[0]?.statements.push(...payoutChanged(answered.after, [{ type: 'handed_over', why }], handedAt).statements)
  }
  if (reference.includes('sandbox_returned')) {
    const returnedAt = atMs + 20 * hourMs
    const said: ProviderState = {
      status: 'failed',
      failure: { code: 'payer_account_closed_or_frozen', final: true, returned: true },
    }
    const { statements } = payoutChanged(answered.after, [{ type: 'reported', ...said }], returnedAt)
    news.push({ atMs: returnedAt, said, statements: [...statements, sentBack({ payout: id })] })
  }
  return news
}

const sentBack = prepareSql(
  `UPDATE sandbox_refunds SET status = 'failed', failure_code = 'payer_account_closed_or_frozen', failure_final = 1
   WHERE payout = :payout`,
)
const limits = prepareSql(
  `INSERT INTO payout_controls (merchant, second_person_above, daily_cap, revision, changed_at)
   VALUES (:merchant, :above, :cap, 1, :at)`,
)

/** The limits of the demo, as finance set them five days ago. */
export function demoControls(merchant: string, nowMs: number): Statement {
  const { secondPersonAbove, dailyCap, sinceMs } = demoLimits
  return limits({
    merchant,
    above: JSON.stringify(secondPersonAbove),
    cap: JSON.stringify(dailyCap),
    at: nowMs - sinceMs,
  })
}

/** A refund that somebody made on the provider's own page yesterday: the reconciliation finds it. */
export function madeAtProvider(merchant: string, order: Order, nowMs: number): Statement {
  const payment = order.payments[0]
  return ledger({
    payout: 'dashboard_1',
    merchant,
    amount: Math.ceil((payment?.amount ?? 0) / 10),
    currency: order.currency,
    reference: payment?.reference ?? '',
    status: 'succeeded',
    paid: 1,
    at: nowMs - dayMs,
  })
}
