import { alwaysOpen } from '../time/business-hours.ts'
import { type CompiledPolicy, compile } from './compile.ts'
import type { Policy } from './policy.ts'

/** Everything is eligible, for any reason and at any time; no fees, no statutes. */
export const permissivePolicy: Policy = {
  title: 'Permissive',
  timezone: 'UTC',
  calendar: alwaysOpen,
  reasons: [],
  terms: {
    eligible: true,
    because: 'covered',
    window: { days: 'none', from: 'delivered' },
    resolutions: ['refund', 'store_credit', 'keep_item', 'other_account'],
    returnItem: false,
    returnShipping: { paidBy: 'merchant', fee: {} },
    restockingFee: 'none',
    processingFee: 'none',
    outboundShipping: 'never',
    promotion: 'keep',
    gifts: 'keep',
    packaging: 'own',
    creditBonusPercent: 0,
    keepItemPercent: 10_000,
    evidence: { photos: 0, videos: 0, documents: 0, detailLength: 0 },
    decision: 'approve',
    approvals: 1,
    lane: 'standard',
    refundTrigger: 'on_approval',
    deadlines: { decide: 24, return: 30, inspect: 24, pay: 24, whole: 72 },
  },
  rules: [],
  assumedTransitDays: 0,
  currencies: [],
}

let compiled: CompiledPolicy | undefined

/** "permissive" of `POST /quotes`. */
export function permissive(): CompiledPolicy {
  compiled ??= compile(permissivePolicy, { statutes: 'off', reasons: 'any' })
  return compiled
}
