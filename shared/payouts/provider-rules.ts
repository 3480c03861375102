import type { ProviderName } from './payout.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** What a provider's own documentation says about sending to it and asking it. */
export interface ProviderRules {
  /** How long it remembers our number, so that sending again cannot pay again; absent: for good. */
  numberLifeMs?: number
  /** Between two refunds of one payment. */
  paymentGapMs?: number
  /** A call that got no answer may still be carried out for so long; only then a refusal frees the amount. */
  lateMs: number
  /** Before the first question about an outcome: earlier it may not know yet. */
  askAfterMs: number
  /** Waits before each further question, the last one repeated. */
  askWaitsMs: readonly number[]
  /** An outcome unknown for so long goes to a person. */
  unknownLimitMs: number
  /** Accepted but not settled for so long: a person looks. */
  pendingLimitMs: number
}

const usual: ProviderRules = {
  // No documentation states it. Longer than we wait (20 s), than gateways do (minutes at most), and than any provider says
  // that a question may be too early (a minute).
  lateMs: 5 * minuteMs,
  askAfterMs: 2_000,
  askWaitsMs: [5_000, 15_000, minuteMs, 5 * minuteMs, 30 * minuteMs, hourMs],
  unknownLimitMs: 6 * hourMs,
  pendingLimitMs: 14 * dayMs,
}

const rules: Partial<Record<ProviderName, Partial<ProviderRules>>> = {
  // "Keys may be pruned after at least 24 hours": an hour before, sending again stops.
  stripe: { numberLifeMs: 23 * hourMs, pendingLimitMs: 45 * dayMs },
  // "The server stores keys for 45 days."
  paypal: { numberLifeMs: 44 * dayMs, pendingLimitMs: 30 * dayMs },
  // A query within 10 seconds of the refund may not see it yet.
  alipay: { askAfterMs: 10_000 },
  // At least a minute between refunds of one order; query every minute, after five minutes less often; 7 days of PROCESSING at most.
  wechat_pay: {
    paymentGapMs: minuteMs,
    askAfterMs: minuteMs,
    askWaitsMs: [minuteMs, minuteMs, minuteMs, minuteMs, 5 * minuteMs, 10 * minuteMs, 20 * minuteMs, 30 * minuteMs],
    pendingLimitMs: 8 * dayMs,
  },
  // Idempotency keys are valid for at least 7 days; only a webhook tells the outcome, up to 40 business days later.
  adyen: {
    numberLifeMs: 6 * dayMs,
    askWaitsMs: [minuteMs, 30 * minuteMs, 6 * hourMs, dayMs],
    pendingLimitMs: 60 * dayMs,
  },
  // Our own books: what did not happen by the time we ask does not happen.
  store_credit: { lateMs: 0 },
  bank: { askWaitsMs: [dayMs], pendingLimitMs: 10 * dayMs },
}

/** Where paying to an account is another service of the provider than refunding. */
const toAccounts: Partial<Record<ProviderName, Partial<ProviderRules>>> = {
  // Payouts: a sender_batch_id is refused for 30 days; what nobody claims comes back after 30 days.
  paypal: { numberLifeMs: 29 * dayMs, pendingLimitMs: 32 * dayMs },
}

export function providerRules(provider: string, destination?: string): ProviderRules {
  const name = provider as ProviderName
  return { ...usual, ...rules[name], ...(destination === 'account' ? toAccounts[name] : {}) }
}
