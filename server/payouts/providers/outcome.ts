import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { ConnectionCheck } from '../../platform/ports.ts'

/** Not executed, and somebody or time can mend it: the same number may be sent again. */
const passing: readonly FailureCode[] = [
  'insufficient_merchant_balance',
  'limit_reached',
  'merchant_account_restricted',
  'auth_config',
  'rate_limited',
  'provider_unavailable',
]

/** The provider understood the order and surely did not execute it. @param providerCode its own word for why */
export function refused(code: FailureCode, providerCode?: string): ProviderState {
  return { status: 'failed', failure: { code, final: !passing.includes(code) }, providerCode }
}

/** Whether money moved is not known: it is asked about, never freed. */
export function unclear(providerCode: string, code: FailureCode = 'outcome_unknown'): ProviderState {
  return { status: 'unknown', failure: { code, final: false }, providerCode }
}

/** What a harmless call tells of a connection. @param call its fault, or undefined; thrown: no answer */
export async function checkBy(call: () => Promise<ProviderState | undefined>): Promise<ConnectionCheck> {
  const said = await call().catch(() => unclear('no_answer'))
  if (!said) return { ok: true }
  const { failure, providerCode } = said
  const code = !failure || failure.code === 'outcome_unknown' ? 'provider_unavailable' : failure.code
  return { ok: false, code, providerCode }
}

/** Codes of providers are shown to staff and kept: what looks like anything else is cut to a code's size. */
export function codeOf(text: unknown, fallback: string): string {
  if (typeof text !== 'string' && typeof text !== 'number') return fallback
  return (
    String(text)
      .replaceAll(/[^\w.:-]+/g, '_')
      .slice(0, 64) || fallback
  )
}
