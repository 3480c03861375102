import { z } from 'zod'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { ProviderRefund, RefundOrder } from '../../platform/ports.ts'
import { entryOf } from '../table-entry.ts'
import { isOk, type JsonAnswer } from './json-call.ts'
import { codeOf, refused, unclear } from './outcome.ts'
import { payoutNumberOf } from './payout-number.ts'
import { amountOfDecimal, givenAmountOf } from './units.ts'

export const moneySchema = z.object({ currency_code: z.string().length(3), value: z.string() })

const refundSchema = z.object({
  id: z.string().min(1),
  status: z.string(),
  status_details: z.object({ reason: z.string().optional() }).optional(),
  amount: moneySchema.optional(),
  invoice_id: z.string().optional(),
  create_time: z.string().optional(),
  links: z.array(z.object({ rel: z.string(), href: z.string() })).optional(),
})
export type PaypalRefund = z.infer<typeof refundSchema>

/** undefined for what is not a refund as PayPal describes it. */
export function readRefund(body: unknown): PaypalRefund | undefined {
  return refundSchema.safeParse(body).data
}

/** What a refund's own words mean. A word nobody knows yet is never an end. */
export function paypalState({ id, status, status_details }: PaypalRefund): ProviderState {
  const reason = codeOf(status_details?.reason, status)
  switch (status) {
    case 'COMPLETED':
      return { status: 'succeeded', providerReference: id }
    case 'PENDING':
      return { status: 'pending', providerReference: id, providerCode: codeOf(reason, 'PENDING') }
    case 'FAILED': {
      // Drawn from the merchant's bank by e-check, which had not enough.
      const code = reason === 'ECHECK' ? 'insufficient_merchant_balance' : 'not_refundable_state'
      return { status: 'failed', failure: { code, final: true }, providerReference: id, providerCode: reason }
    }
    case 'CANCELLED':
      return { ...refused('not_refundable_state', reason), providerReference: id }
    default:
      return { status: 'pending', providerReference: id, providerCode: codeOf(status, 'no_status') }
  }
}

/** The state of our refund, once it is the one that was asked for. */
export function paypalStateOf(refund: PaypalRefund, { amount, currency, id }: RefundOrder): ProviderState {
  const { amount: paid, invoice_id } = refund
  if (!paid) return { status: 'pending', providerReference: refund.id, providerCode: 'no_amount' }
  if (paid.currency_code !== currency || givenAmountOf(paid.value, currency) !== amount) {
    return { ...unclear('amount_differs'), providerReference: refund.id }
  }
  if (invoice_id !== undefined && invoice_id !== id) return unclear('number_differs')
  return paypalState(refund)
}

/** A refund in the words of every provider; undefined where it does not say its amount. */
export function paypalProviderRefund(refund: PaypalRefund, now: number): ProviderRefund | undefined {
  const { id, amount: money, invoice_id, create_time, links = [] } = refund
  if (!money) return undefined
  const amount = amountOfDecimal(money.value, money.currency_code)
  if (amount === undefined) return undefined
  const up = links.find(({ rel }) => rel === 'up')?.href
  return {
    providerReference: id,
    payout: payoutNumberOf(invoice_id),
    payment: up && /\/captures\/([\w-]+)\/?$/.exec(up)?.[1],
    amount,
    currency: money.currency_code,
    state: paypalState(refund),
    at: create_time === undefined ? now : momentOf(create_time, now),
  }
}

/** PayPal writes "2026-11-22T12:00:00Z" and, in reports, "2026-11-22T12:00:00+0000". */
export function momentOf(time: string, otherwise: number): number {
  const at = Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at) ? otherwise : at
}

const issues: Readonly<Record<string, FailureCode>> = {
  CAPTURE_FULLY_REFUNDED: 'already_refunded',
  REFUND_AMOUNT_EXCEEDED: 'amount_exceeded',
  REFUND_TIME_LIMIT_EXCEEDED: 'window_expired',
  REFUND_FAILED_INSUFFICIENT_FUNDS: 'insufficient_merchant_balance',
  PARTIAL_REFUND_NOT_ALLOWED: 'not_refundable_state',
  MAX_NUMBER_OF_REFUNDS_EXCEEDED: 'not_refundable_state',
  PENDING_CAPTURE: 'not_refundable_state',
  REFUND_NOT_ALLOWED: 'not_refundable_state',
  REFUND_IS_RESTRICTED: 'not_refundable_state',
  INVALID_RESOURCE_ID: 'not_refundable_state',
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: 'merchant_account_restricted',
  PAYEE_ACCOUNT_RESTRICTED: 'merchant_account_restricted',
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: 'payer_account_closed_or_frozen',
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: 'disputed',
  TRANSACTION_DISPUTED: 'disputed',
  REFUND_CAPTURE_CURRENCY_MISMATCH: 'invalid_request',
  CURRENCY_MISMATCH: 'invalid_request',
  INVALID_CURRENCY_CODE: 'invalid_request',
  DECIMAL_PRECISION: 'invalid_request',
  DECIMALS_NOT_SUPPORTED: 'invalid_request',
  REFUND_AMOUNT_TOO_LOW: 'invalid_request',
  CANNOT_BE_ZERO_OR_NEGATIVE: 'invalid_request',
  CANNOT_BE_NEGATIVE: 'invalid_request',
  PLATFORM_FEE_EXCEEDED: 'invalid_request',
  PLATFORM_FEE_NOT_ENABLED: 'invalid_request',
  MISSING_REQUIRED_PARAMETER: 'invalid_request',
  INVALID_PARAMETER_SYNTAX: 'invalid_request',
  INVALID_PARAMETER_VALUE: 'invalid_request',
  INVALID_STRING_LENGTH: 'invalid_request',
  INVALID_STRING_MAX_LENGTH: 'invalid_request',
}

const errorSchema = z.object({
  name: z.string(),
  details: z.array(z.object({ issue: z.string() })).optional(),
})

/** What an answer that is no refund says of the money. Only an issue of PayPal's own list is a refusal. */
export function paypalFault({ status, body }: JsonAnswer): ProviderState {
  const error = errorSchema.safeParse(body).data
  const issue = error?.details?.[0]?.issue
  const providerCode = codeOf(issue ?? error?.name, `http_${status}`)
  if (status === 401 || status === 403) return refused('auth_config', providerCode)
  if (status === 429) return refused('rate_limited', providerCode)
  if (isOk({ status, body }) || status === 409 || status >= 500) return unclear(providerCode)
  if (issue === 'DUPLICATE_INVOICE_ID') return unclear(providerCode, 'duplicate_request')
  const code = entryOf(issues, issue)
  return code ? refused(code, providerCode) : unclear(providerCode)
}
