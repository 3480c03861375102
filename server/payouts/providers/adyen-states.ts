import { z } from 'zod'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import { entryOf } from '../table-entry.ts'
import { isOk, type JsonAnswer } from './json-call.ts'
import { codeOf, refused, unclear } from './outcome.ts'

const receivedSchema = z.object({
  pspReference: z.string().min(1),
  status: z.string(),
  amount: z.object({ currency: z.string(), value: z.int() }),
})

const errorSchema = z.object({ errorCode: z.string().min(1), errorType: z.string().optional() })

/** docs.adyen.com/development-resources/error-codes, what a refund can meet. Adyen adds to it without notice. */
const errorCodes: Readonly<Record<string, FailureCode>> = {
  '000': 'auth_config',
  '010': 'auth_config',
  '901': 'auth_config',
  '100': 'invalid_request',
  '137': 'invalid_request',
  '138': 'invalid_request',
  '167': 'not_refundable_state',
  '702': 'invalid_request',
}

export interface AdyenAmount {
  currency: string
  /** In Adyen's units. */
  value: number
}

/** Adyen only says that it received an order; a webhook says what came of it. */
export function adyenState(answer: JsonAnswer, asked: AdyenAmount): ProviderState {
  const received = isOk(answer) ? receivedSchema.safeParse(answer.body).data : undefined
  if (!received) return adyenFault(answer)
  const { pspReference: providerReference, status, amount } = received
  if (amount.value !== asked.value || amount.currency !== asked.currency) {
    return { ...unclear('amount_differs'), providerReference }
  }
  return { status: 'pending', providerReference, providerCode: codeOf(status, 'received') }
}

/** What an answer that is no receipt says of the money. Only a code of the list above is a refusal. */
export function adyenFault({ status, body }: JsonAnswer): ProviderState {
  const code = errorSchema.safeParse(body).data?.errorCode
  const providerCode = codeOf(code, `http_${status}`)
  if (status === 401 || status === 403) return refused('auth_config', providerCode)
  if (status === 429) return refused('rate_limited', providerCode)
  if (status < 400 || status >= 500) return unclear(providerCode)
  // "The request is already processed or in progress."
  if (code === '704') return unclear(providerCode, 'duplicate_request')
  const known = entryOf(errorCodes, code)
  return known ? refused(known, providerCode) : unclear(providerCode)
}

// Adyen's own sentences, as webhooks carry them in `reason`.
const reasons: readonly [RegExp, FailureCode][] = [
  [/insufficient balance on payment/i, 'amount_exceeded'],
  [/already (been )?(fully )?refunded/i, 'already_refunded'],
  [/insufficient (funds|balance)/i, 'insufficient_merchant_balance'],
  [/expired/i, 'window_expired'],
  [/chargeback|dispute/i, 'disputed'],
  [/(card|account) .*(closed|blocked|not found|invalid)/i, 'payer_account_closed_or_frozen'],
  [/different currency|invalid amount/i, 'invalid_request'],
]

/** Why a refund that was received came to nothing. Its key names it for ever: it is fixed under a new number, or not at all. */
export function adyenRefusal(reason: string | undefined, providerReference: string): ProviderState {
  const code = reasons.find(([pattern]) => pattern.test(reason ?? ''))?.[1] ?? 'not_refundable_state'
  return { ...refusedForGood(code), providerReference, providerCode: codeOf(reason, 'REFUND_false') }
}

/** The scheme or the payer's bank sent the money back, after "success". */
export function adyenReturned(eventCode: string, reason: string | undefined, providerReference: string): ProviderState {
  return {
    status: 'failed',
    failure: { code: 'payer_account_closed_or_frozen', final: true, returned: true },
    providerReference,
    providerCode: codeOf(reason, eventCode),
  }
}

function refusedForGood(code: FailureCode): ProviderState {
  return { status: 'failed', failure: { code, final: true } }
}
