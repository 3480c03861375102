import { z } from 'zod'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { RefundOrder } from '../../platform/ports.ts'
import { entryOf } from '../table-entry.ts'
import { isOk, type JsonAnswer } from './json-call.ts'
import { codeOf, refused, unclear } from './outcome.ts'
import { givenAmountOf } from './units.ts'

const batchHeaderSchema = z.object({
  payout_batch_id: z.string().min(1),
  batch_status: z.string(),
  sender_batch_header: z.object({ sender_batch_id: z.string().optional() }).optional(),
})

const itemSchema = z.object({
  transaction_status: z.string().optional(),
  payout_item: z.object({
    sender_item_id: z.string().optional(),
    amount: z.object({ currency: z.string(), value: z.string() }),
  }),
  errors: z.object({ name: z.string().optional() }).optional(),
})
type PayoutItem = z.infer<typeof itemSchema>

const createdSchema = z.object({ batch_header: batchHeaderSchema })
const batchSchema = createdSchema.extend({ items: z.array(itemSchema).optional() })

const errorSchema = z.object({
  name: z.string(),
  details: z
    .array(
      z.object({
        field: z.string().optional(),
        issue: z.string().optional(),
        link: z.array(z.object({ href: z.string() })).optional(),
      }),
    )
    .optional(),
})

/** The batch that PayPal made; undefined for what is none, or another's. */
export function readCreated(body: unknown, { id }: RefundOrder): { batch: string } | undefined {
  const header = createdSchema.safeParse(body).data?.batch_header
  const number = header?.sender_batch_header?.sender_batch_id
  return header && (number === undefined || number === id) ? { batch: header.payout_batch_id } : undefined
}

/** What a batch of one says of its only item. undefined for what is no batch as PayPal describes it. */
export function stateOfBatch(body: unknown, order: RefundOrder): ProviderState | undefined {
  const read = batchSchema.safeParse(body).data
  if (!read) return undefined
  const { batch_header: header, items = [] } = read
  const { payout_batch_id: providerReference, batch_status: status } = header
  const number = header.sender_batch_header?.sender_batch_id
  if (number !== undefined && number !== order.id) return unclear('number_differs')
  const item = items.find(({ payout_item: { sender_item_id: name } }) => name === undefined || name === order.id)
  const isOver = status === 'DENIED' || status === 'CANCELED'
  const denied = { ...lost('not_refundable_state', codeOf(status, 'DENIED')), providerReference }
  if (!item) {
    if (isOver && items.length === 0) return denied
    return { status: 'pending', providerReference, providerCode: codeOf(status, 'no_status') }
  }
  const { currency, value } = item.payout_item.amount
  if (currency !== order.currency || givenAmountOf(value, currency) !== order.amount) {
    return { ...unclear('amount_differs'), providerReference }
  }
  if (isOver && item.transaction_status === undefined) return denied
  return { ...stateOfItem(item), providerReference }
}

/** What PayPal says of an item. A word nobody knows yet is never an end. */
function stateOfItem({ transaction_status: status, errors }: PayoutItem): ProviderState {
  const error = codeOf(errors?.name, codeOf(status, 'no_status'))
  switch (status) {
    case 'SUCCESS':
      return { status: 'succeeded' }
    case 'UNCLAIMED':
      // Nobody has this address at PayPal yet: it waits for them for thirty days, then it comes back.
      return waiting('payer_details_required', error)
    case 'BLOCKED':
      return waiting('not_refundable_state', error)
    case 'FAILED':
    case 'DENIED':
      return lost(failureOfItem(errors?.name ?? ''), error)
    case 'RETURNED':
    case 'REFUNDED':
      return lost('payer_details_required', error)
    case 'REVERSED':
    case 'CANCELED':
      return lost('not_refundable_state', error)
    default:
      return { status: 'pending', providerCode: error }
  }
}

/** The number is used up, whatever it was: sent again, PayPal would answer with this very item. */
function lost(code: FailureCode, providerCode: string): ProviderState {
  return { status: 'failed', failure: { code, final: true }, providerCode }
}

function waiting(code: FailureCode, providerCode: string): ProviderState {
  return { status: 'requires_action', failure: { code, final: false }, providerCode }
}

function failureOfItem(name: string): FailureCode {
  if (name === 'INSUFFICIENT_FUNDS') return 'insufficient_merchant_balance'
  if (/LIMIT_EXCEEDED$/.test(name)) return 'limit_reached'
  if (/^(RECEIVER|RECIPIENT)_/.test(name)) return 'payer_account_closed_or_frozen'
  return 'not_refundable_state'
}

/** The batch that was made under this number before; PayPal names it where it refuses to make another. */
export function existingBatch({ status, body }: JsonAnswer): { batch: string | undefined } | undefined {
  const error = errorSchema.safeParse(body).data
  const repeated = error?.details?.find(({ field, issue }) => isRepeated(field, issue))
  if (status !== 400 || !repeated) return undefined
  const links = repeated.link?.map(({ href }) => /\/payouts\/([\w-]{1,64})\/?$/.exec(href)?.[1]) ?? []
  return { batch: links.find((batch) => batch !== undefined) }
}

function isRepeated(field = '', issue = ''): boolean {
  return field.toUpperCase() === 'SENDER_BATCH_ID' && /already exists/i.test(issue)
}

/** PayPal's own names of why it made no batch; each of them before anything was paid. */
const names: Readonly<Record<string, FailureCode>> = {
  INSUFFICIENT_FUNDS: 'insufficient_merchant_balance',
  SENDER_RESTRICTED: 'merchant_account_restricted',
  SENDER_ACCOUNT_LOCKED: 'merchant_account_restricted',
  SENDER_ACCOUNT_UNVERIFIED: 'not_refundable_state',
  // Refunds go their way all the same: what is not allowed are payouts alone.
  AUTHORIZATION_ERROR: 'not_refundable_state',
  NOT_AUTHORIZED: 'not_refundable_state',
  REQUIRED_SCOPE_MISSING: 'not_refundable_state',
  USER_COUNTRY_NOT_ALLOWED: 'not_refundable_state',
  USER_FUNDING_SOURCE_INELIGIBLE: 'not_refundable_state',
  SELF_PAY_NOT_ALLOWED: 'not_refundable_state',
  SPENDING_LIMIT_EXCEEDED: 'limit_reached',
  TRANSACTION_LIMIT_EXCEEDED: 'limit_reached',
  VALIDATION_ERROR: 'invalid_request',
  INVALID_REQUEST: 'invalid_request',
  INVALID_RESOURCE_ID: 'invalid_request',
  RATE_LIMIT_REACHED: 'rate_limited',
  RATE_LIMIT_VALIDATION_FAILURES: 'rate_limited',
}

/** What an answer that is no batch says of the money. Only a name of PayPal's own list is a refusal. */
export function faultOfPayout(answer: JsonAnswer): ProviderState {
  const { status, body } = answer
  const name = errorSchema.safeParse(body).data?.name
  const providerCode = codeOf(name, `http_${status}`)
  if (isOk(answer) || status === 409 || status >= 500) return unclear(providerCode)
  if (status === 401) return refused('auth_config', providerCode)
  if (status === 429) return refused('rate_limited', providerCode)
  const code = entryOf(names, name)
  if (code) return refused(code, providerCode)
  return status === 403 ? refused('not_refundable_state', providerCode) : unclear(providerCode)
}
