import type { PaymentMethod } from '../order/order.ts'
import type { FailureCode } from './failure-codes.ts'

export const payoutStatuses = [
  'queued',
  'submitting',
  'pending',
  'requires_action',
  'unknown',
  'succeeded',
  'failed',
  'cancelled',
] as const
export type PayoutStatus = (typeof payoutStatuses)[number]

/** Who carries the money. `manual`: a person, with proof. `bank`: a file for the merchant's bank. */
export const providerNames = [
  'sandbox',
  'stripe',
  'paypal',
  'alipay',
  'wechat_pay',
  'adyen',
  'bank',
  'store_credit',
  'gift_card',
  'coupon',
  'points',
  'manual',
] as const
export type ProviderName = (typeof providerNames)[number]

/** `final`: nothing more will come of this number, so its amount is free again. `returned`: it had been paid before. */
export interface PayoutFailure {
  code: FailureCode
  final: boolean
  returned?: boolean
}

/**
 * Why a queued payout is not sent yet: a second person must approve it; today's cap is used up; somebody stopped all
 * payouts; it waits for the next file to the bank.
 */
export type HoldReason = 'approval' | 'daily_cap' | 'stopped' | 'batch'

/** Why a person must look: Amends has done what it safely can. */
export type PersonReason =
  | 'unknown_too_long'
  | 'pending_too_long'
  | 'tries_exhausted'
  | 'key_expired'
  | 'above_cap'
  | 'paid_before'

/** What a provider says of one number, or what is known from a call to it. */
export interface ProviderState {
  status: Extract<PayoutStatus, 'pending' | 'requires_action' | 'unknown' | 'succeeded' | 'failed'>
  failure?: PayoutFailure
  providerReference?: string
  /** With `unknown`: the last call was refused, but an earlier one that got no answer may still be carried out. */
  refused?: true
  /** For staff: the provider's own code, such as `ACQ.SELLER_BALANCE_NOT_ENOUGH`; never personal data. */
  providerCode?: string
  /** Not the provider but a person says so, who looked at its own page: what they saw there. */
  seen?: { by: { id: string; name: string }; proof: string }
}

/** What was asked for: never changes. Amounts are minor units. */
export interface PayoutOrder {
  /** Also what every provider knows it by: at most 32 characters of [0-9A-Za-z_]. */
  id: string
  request: string
  orderNumber: string
  /** A payment's id, "store_credit", "account", "gift_card", "coupon", "points" or "manual". */
  destination: string
  provider: string
  method: PaymentMethod
  /** The captured payment as its provider knows it; for an account its id. */
  reference: string
  /** How the destination is called: "Visa •••• 4242". */
  label?: string
  currency: string
  amount: number
  /** What was captured by that payment; absent where there is none. */
  capturedAmount?: number
  /** Epoch ms of the capture: providers refund for so many days. */
  capturedAt?: number
  /** The account it goes to, where it does not go back to a payment. */
  account?: string
  /** What staff wrote down, where they paid by hand. */
  proof?: string
  /** The number in whose place this one goes, after its final failure. */
  replaces?: string
}

export interface PayoutApproval {
  id: string
  name: string
  at: number
}

/** Everything true of a payout: what `evolvePayout` folds from its events. All times are epoch ms. */
export interface PayoutState extends PayoutOrder {
  status: PayoutStatus
  failure?: PayoutFailure
  hold?: HoldReason
  /** Distinct people, while a second one is needed. */
  approvals: PayoutApproval[]
  /** How often it was sent under its number. */
  attempts: number
  firstSentAt?: number
  lastSentAt?: number
  /** Since when nobody knows the outcome. */
  unknownSince?: number
  /** When the last call was made that got no answer, or one that says nothing, while the outcome is open. */
  silentAt?: number
  /** With a person since, and why. */
  person?: { since: number; why: PersonReason }
  providerReference?: string
  providerCode?: string
  batch?: string
  settledAt?: number
  requestedAt: number
  changedAt: number
}

export type PayoutEventBody =
  | { type: 'requested'; order: PayoutOrder; status: 'queued' | 'succeeded' }
  | { type: 'held'; why: HoldReason }
  | { type: 'approved'; by: { id: string; name: string } }
  | { type: 'released'; by?: { id: string; name: string } }
  | { type: 'submitting' }
  /** The provider did not execute it and will be asked again by itself, under the same number. */
  | { type: 'deferred'; failure: PayoutFailure }
  | ({ type: 'reported' } & ProviderState)
  | { type: 'requeued'; by?: { id: string; name: string } }
  | { type: 'batched'; batch: string }
  /** Its file never goes to the bank: it waits for another. */
  | { type: 'unbatched'; by: { id: string; name: string }; reason: string }
  | { type: 'handed_over'; why: PersonReason }
  | { type: 'cancelled' }

/** One entry of a payout's stream; `seq` starts at 1 and has no gaps. */
export type PayoutEvent = { seq: number; at: number } & PayoutEventBody

/**
 * Amends has asked for as long as it makes sense: a person may say what the provider's own page shows. Of store credit our
 * own ledger says it, whenever it is asked. What the provider says that it has, or keeps until somebody does something, is not
 * unpaid because it takes long: freed, and then done there, it would be paid twice. Only the provider's own word ends it.
 */
export function awaitsWitness(
  { provider, status, person }: Pick<PayoutState, 'provider' | 'status' | 'person'>,
  outcome: 'paid' | 'unpaid',
): boolean {
  if (provider === 'store_credit' || person === undefined) return false
  const isHad = status === 'requires_action' || (status === 'pending' && askable.includes(provider))
  if (isHad) return outcome === 'paid'
  return status === 'unknown' || status === 'pending'
}

/** Whoever asks them hears what their page shows; of the others' pending refunds only the page tells. */
const askable: readonly string[] = ['stripe', 'paypal', 'alipay', 'wechat_pay'] satisfies ProviderName[]

/** Nothing more is sent or asked; only a bank's return can follow. */
export function isOver({ status, failure }: Pick<PayoutState, 'status' | 'failure'>): boolean {
  return status === 'succeeded' || status === 'cancelled' || (status === 'failed' && failure?.final === true)
}

/** Whether its amount is still spoken for: all but a final failure, and what was cancelled unsent. */
export function holdsMoney({ status, failure }: { status: PayoutStatus; failure?: PayoutFailure }): boolean {
  return status !== 'cancelled' && !(status === 'failed' && failure?.final === true)
}
