import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Found, RefundOrder } from '../../platform/ports.ts'
import { refused, unclear } from './outcome.ts'

/**
 * After a refusal the money may be paid by another way, so it must not be about an earlier try whose answer was lost: "already
 * refunded" may well be by us. From the second try on it is confirmed by asking for the number. Who is only told to slow down
 * does not ask more.
 */
export async function certain(
  { attempt }: RefundOrder,
  said: ProviderState,
  ask: () => Promise<Found>,
): Promise<ProviderState> {
  if (attempt <= 1 || said.status !== 'failed' || said.failure?.code === 'rate_limited') return said
  const found = await ask()
  return found === 'never_seen' || found === 'cannot_tell' ? said : found
}

/**
 * A code that nobody documented: the first time it is asked about. Sent again under its number and refused again, while the
 * provider has no such refund, it is a refusal.
 */
export async function undocumented(
  { attempt }: RefundOrder,
  providerCode: string,
  ask: () => Promise<Found>,
): Promise<ProviderState> {
  if (attempt <= 1) return unclear(providerCode)
  const found = await ask()
  if (found === 'never_seen') return refused('not_refundable_state', providerCode)
  return found === 'cannot_tell' ? unclear(providerCode) : found
}
