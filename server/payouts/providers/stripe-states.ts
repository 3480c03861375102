import { z } from 'zod'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { ProviderRefund } from '../../platform/ports.ts'
import { entryOf } from '../table-entry.ts'
import { codeOf, refused, unclear } from './outcome.ts'
import { payoutNumberOf } from './payout-number.ts'
import { fromProviderUnits, stripeUnits } from './units.ts'

const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish()

/** What is read of a refund; statuses and reasons stay words, Stripe adds new ones. */
const refundSchema = z.object({
  id: z.string().min(1),
  object: z.literal('refund'),
  amount: z.int().nonnegative(),
  currency: z.string().length(3),
  created: z.number(),
  status: z.string().nullish(),
  pending_reason: z.string().nullish(),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  payment_intent: reference,
  charge: reference,
})
export type StripeRefund = z.infer<typeof refundSchema>

export const refundPageSchema = z.object({ data: z.array(refundSchema), has_more: z.boolean() })

/** undefined for what is not a refund as Stripe describes it. */
export function readRefund(body: unknown): StripeRefund | undefined {
  return refundSchema.safeParse(body).data
}

const failureReasons: Readonly<Record<string, FailureCode>> = {
  lost_or_stolen_card: 'payer_account_closed_or_frozen',
  expired_or_canceled_card: 'payer_account_closed_or_frozen',
  declined: 'payer_account_closed_or_frozen',
  charge_for_pending_refund_disputed: 'disputed',
  insufficient_funds: 'insufficient_merchant_balance',
  merchant_request: 'not_refundable_state',
  unknown: 'not_refundable_state',
}

/** What a refund's own words mean. A word nobody knows yet is never an end: it is asked about again. */
export function stripeState({ id, status, pending_reason, failure_reason }: StripeRefund): ProviderState {
  switch (status) {
    case 'succeeded':
      return { status: 'succeeded', providerReference: id }
    case 'pending':
      return { status: 'pending', providerReference: id, ...pendingFor(pending_reason) }
    case 'requires_action':
      return {
        status: 'requires_action',
        failure: { code: 'payer_details_required', final: false },
        providerReference: id,
        providerCode: 'requires_action',
      }
    case 'failed': {
      const code = entryOf(failureReasons, failure_reason ?? 'unknown') ?? 'not_refundable_state'
      return ended(id, code, codeOf(failure_reason, 'failed'))
    }
    case 'canceled':
      // Stripe cancels after 45 days without the payer's bank details; otherwise somebody did in the dashboard.
      return ended(id, 'payer_details_required', 'canceled')
    default:
      return { status: 'pending', providerReference: id, providerCode: codeOf(status, 'no_status') }
  }
}

function pendingFor(reason: string | null | undefined): Pick<ProviderState, 'failure' | 'providerCode'> {
  if (!reason) return {}
  const providerCode = codeOf(reason, 'pending')
  // Held, not refused: it goes by itself once the balance suffices.
  if (reason !== 'insufficient_funds') return { providerCode }
  return { providerCode, failure: { code: 'insufficient_merchant_balance', final: false } }
}

/** Its number names this dead refund for ever, so nothing more can come of it. */
function ended(id: string, code: FailureCode, providerCode: string): ProviderState {
  return { status: 'failed', failure: { code, final: true }, providerReference: id, providerCode }
}

/** What was asked for, in Stripe's units. */
export interface StripeAmount {
  amount: number
  /** Lower case. */
  currency: string
}

/** The state of our refund, once it is the one that was asked for. */
export function stripeStateOf(refund: StripeRefund, asked: StripeAmount): ProviderState {
  if (refund.amount !== asked.amount || refund.currency !== asked.currency) {
    return { ...unclear('amount_differs'), providerReference: refund.id }
  }
  return stripeState(refund)
}

/** A refund in the words of every provider; undefined where its amount is none of ISO 4217's. */
export function stripeProviderRefund(refund: StripeRefund): ProviderRefund | undefined {
  const currency = refund.currency.toUpperCase()
  const amount = fromProviderUnits(refund.amount, currency, stripeUnits)
  if (amount === undefined) return undefined
  const payment = refund.payment_intent ?? refund.charge ?? undefined
  const otherReferences = refund.payment_intent && refund.charge ? [refund.charge] : undefined
  return {
    providerReference: refund.id,
    payout: payoutNumberOf(refund.metadata?.refund_id),
    payment,
    otherReferences,
    amount,
    currency,
    state: stripeState(refund),
    at: refund.created * 1000,
  }
}

export interface StripeFault {
  statusCode?: number
  /** `type` of the answer's error. */
  rawType?: string
  code?: string
  param?: string
}

const refusals: Readonly<Record<string, FailureCode>> = {
  charge_already_refunded: 'already_refunded',
  amount_too_large: 'amount_exceeded',
  charge_disputed: 'disputed',
  refund_disputed_payment: 'disputed',
  balance_insufficient: 'insufficient_merchant_balance',
  insufficient_funds: 'insufficient_merchant_balance',
  resource_missing: 'not_refundable_state',
  charge_not_refundable: 'not_refundable_state',
  payment_intent_unexpected_state: 'not_refundable_state',
  charge_exceeds_source_limit: 'not_refundable_state',
  refund_period_expired: 'window_expired',
  charge_expired_for_capture: 'not_refundable_state',
  account_invalid: 'merchant_account_restricted',
  account_closed: 'merchant_account_restricted',
  amount_too_small: 'invalid_request',
  parameter_invalid_integer: 'invalid_request',
  parameter_missing: 'invalid_request',
  parameter_unknown: 'invalid_request',
  invalid_charge_amount_no_decimal_compatible: 'invalid_request',
}

/** What an error of Stripe's says of the money. */
export function stripeFault({ statusCode = 0, rawType, code, param }: StripeFault): ProviderState {
  const providerCode = codeOf(code ?? rawType, `http_${statusCode}`)
  if (rawType === 'idempotency_error') return unclear(providerCode, 'duplicate_request')
  if (statusCode === 401 || statusCode === 403) return refused('auth_config', providerCode)
  if (statusCode === 429) return refused('rate_limited', providerCode)
  if (statusCode < 400 || statusCode === 409 || statusCode >= 500) return unclear(providerCode)
  const known = entryOf(refusals, code)
  if (known) return refused(known, providerCode)
  if (rawType !== 'invalid_request_error') return unclear(providerCode)
  // "Refund amount is greater than unrefunded amount on charge" comes without a code.
  if (code === undefined && param === 'amount') return refused('amount_exceeded', 'amount')
  // Refused before it ran, for a reason this list does not have: a person looks, and the money stays spoken for.
  return { status: 'failed', failure: { code: 'invalid_request', final: false }, providerCode }
}
