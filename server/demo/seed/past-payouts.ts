import type { EventOf } from '../../../shared/lifecycle/events.ts'
import type { Actor, RequestState } from '../../../shared/lifecycle/request.ts'
import type { Order } from '../../../shared/order/order.ts'
import { evolvePayout } from '../../../shared/payouts/evolve-payout.ts'
import type { PayoutEventBody, ProviderState } from '../../../shared/payouts/payout.ts'
import { payoutOrder } from '../../db/append.ts'
import { prepareSql, type Statement } from '../../db/database.ts'
import { type PayoutFile, requestedPayout } from '../../db/payout-rows.ts'
import { grantRow } from '../../store-credit/index.ts'
import type { TableRow } from './insert-rows.ts'
import type { PayoutStreamEvent } from './past-rows.ts'

const secondMs = 1000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Work that is done is forgotten after so long (outbox/work-deadlines.ts). */
export const workKeptMs = 30 * dayMs
const sentAfterMs = 400
const answeredAfterMs = 2_100

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

/** What a payout's provider said, and when the request hears of it. */
export interface PastNews {
  atMs: number
  said: ProviderState
}

/** One payout as it is remembered: its stream, the work on it, and what the provider and store credit know. */
export interface PastPayout {
  file: PayoutFile
  events: PayoutStreamEvent[]
  news: PastNews[]
  work: { dueAt: number; doneAt: number | undefined; attempts: number }
  sandbox: TableRow | undefined
  credit: Statement | undefined
}

/** What became of one payout: nearly always the provider's answer within seconds. Nothing of it is after `nowMs`. */
export function pastPayout(
  merchant: string,
  state: RequestState,
  order: Order,
  event: EventOf<'payout_requested'> & { at: number; actor: Actor },
  nowMs: number,
): PastPayout {
  const asked = payoutOrder(state, order, event)
  const { id, provider, reference, amount, currency } = asked
  const past: PastPayout = {
    file: requestedPayout(merchant, asked, event.at),
    events: [{ seq: 1, at: event.at, type: 'requested', order: asked, status: 'queued' }],
    news: [],
    work: { dueAt: event.at, doneAt: undefined, attempts: 0 },
    sandbox: undefined,
    credit: undefined,
  }
  const happens = (at: number, ...events: PayoutEventBody[]): void => {
    for (const body of events) {
      const next = { seq: past.file.seq + 1, at, ...body }
      past.events.push(next)
      past.file = { merchant, seq: next.seq, state: evolvePayout(past.file.state, next) }
    }
  }
  const sentAt = event.at + sentAfterMs
  const limit = demoLimits.secondPersonAbove[currency as keyof typeof demoLimits.secondPersonAbove]
  if (event.at > nowMs - demoLimits.sinceMs && amount > limit) {
    if (sentAt > nowMs) return past
    const { actor } = event
    const first: PayoutEventBody[] =
      actor.kind === 'staff' ? [{ type: 'approved', by: { id: actor.id, name: actor.name } }] : []
    happens(sentAt, { type: 'held', why: 'approval' }, ...first)
    past.work = { dueAt: event.at, doneAt: sentAt, attempts: 1 }
    return past
  }

  const answeredAt = event.at + answeredAfterMs
  if (answeredAt > nowMs) return past
  const said: ProviderState = {
    ...(failures.find(([word]) => reference.includes(word))?.[1] ?? { status: 'succeeded' }),
    providerReference: provider === 'store_credit' ? id : `sandbox_${id}`,
  }
  const { status, failure } = said
  happens(sentAt, { type: 'submitting' })
  happens(answeredAt, { type: 'reported', ...said })
  past.news.push({ atMs: answeredAt, said })
  past.work =
    status === 'pending'
      ? { dueAt: nowMs + 60 * secondMs, doneAt: undefined, attempts: 1 }
      : { dueAt: event.at, doneAt: answeredAt, attempts: 1 }
  if (provider === 'store_credit') {
    past.credit = grantRow({ merchant, payout: id, request: state.number, currency, amount, now: answeredAt })
  } else {
    const paid = status === 'succeeded' ? 1 : 0
    past.sandbox = sandboxRow({
      merchant,
      payout: id,
      amount,
      currency,
      reference,
      status,
      failure,
      paid,
      at: answeredAt,
    })
  }
  // Nobody knows what became of it: it was asked about until a person had to look.
  const handedAt = answeredAt + 6 * hourMs
  if (status === 'unknown' && handedAt <= nowMs) happens(handedAt, { type: 'handed_over', why: 'unknown_too_long' })
  const returnedAt = answeredAt + 20 * hourMs
  if (reference.includes('sandbox_returned') && returnedAt <= nowMs) {
    const failed = { code: 'payer_account_closed_or_frozen', final: true } as const
    const back: ProviderState = { status: 'failed', failure: { ...failed, returned: true } }
    happens(returnedAt, { type: 'reported', ...back })
    past.news.push({ atMs: returnedAt, said: back })
    past.sandbox = { ...past.sandbox, status: 'failed', failure_code: failed.code, failure_final: 1 }
  }
  return past
}

function sandboxRow({
  failure,
  ...row
}: Record<'merchant' | 'payout' | 'currency' | 'reference' | 'status', string> &
  Record<'amount' | 'paid' | 'at', number> & { failure?: ProviderState['failure'] }): TableRow {
  const final = failure && (failure.final ? 1 : 0)
  return { ...row, failure_code: failure?.code, failure_final: final, asked: 1 }
}

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
export function madeAtProvider(merchant: string, order: Order, nowMs: number): TableRow {
  const payment = order.payments[0]
  return sandboxRow({
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
