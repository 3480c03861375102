import { type FailureCode, failureCodes } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'

const secondMs = 1_000

/** What the sandbox does with a payment, by what its reference says. */
export interface SandboxBehaviour {
  kind:
    | 'pay'
    | 'fail'
    | 'failonce'
    | 'slow'
    | 'pending'
    | 'days'
    | 'timeout_paid'
    | 'timeout_lost'
    | 'requires_action'
    | 'returned'
    | 'callback_twice'
    | 'callback_late'
    | 'callback_unordered'
  code: FailureCode
}

const kinds = [
  'failonce',
  'fail',
  'slow',
  'pending',
  'days',
  'timeout_paid',
  'timeout_lost',
  'requires_action',
  'returned',
  'callback_twice',
  'callback_late',
  'callback_unordered',
] as const
const word = new RegExp(`sandbox_(${kinds.join('|')})(?:_([a-z_]+))?`)

export function behaviourOf(reference: string): SandboxBehaviour {
  const [, kind = 'pay', named = ''] = word.exec(reference) ?? []
  const code = [...failureCodes].sort((a, b) => b.length - a.length).find((candidate) => named.startsWith(candidate))
  return { kind: kind as SandboxBehaviour['kind'], code: code ?? 'invalid_request' }
}

/** What it says by itself, so long after it was asked. */
export interface SandboxCallback {
  afterMs: number
  said: ProviderState
}

const returned: ProviderState = {
  status: 'failed',
  failure: { code: 'payer_account_closed_or_frozen', final: true },
}
const paid: ProviderState = { status: 'succeeded' }

/** The callbacks of one refund, in the order of their sending. */
export function callbacksOf(reference: string): readonly SandboxCallback[] {
  switch (behaviourOf(reference).kind) {
    case 'returned':
      return [{ afterMs: 10 * secondMs, said: returned }]
    case 'callback_twice':
      return [
        { afterMs: 3 * secondMs, said: paid },
        { afterMs: 4 * secondMs, said: paid },
      ]
    case 'callback_late':
      return [{ afterMs: 60 * secondMs, said: paid }]
    case 'callback_unordered':
      return [
        { afterMs: 3 * secondMs, said: paid },
        { afterMs: 4 * secondMs, said: { status: 'pending' } },
      ]
    default:
      return []
  }
}
