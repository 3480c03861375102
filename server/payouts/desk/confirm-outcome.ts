import { openUntil } from '../../../shared/payouts/next-move.ts'
import { awaitsWitness, type ProviderState } from '../../../shared/payouts/payout.ts'
import { providerRules } from '../../../shared/payouts/provider-rules.ts'
import { Failure } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Ports } from '../../platform/ports.ts'
import { applyProviderState } from '../apply-provider-state.ts'

/**
 * What somebody of finance saw on the provider's own page of a payout that Amends asked about in vain: it was paid, or it was
 * not, so that its amount is free for another way. What the provider says later still counts.
 * @throws Failure not_found; illegal_state while the provider is still being asked, where the outcome is known, and for unpaid
 *   where the provider says that it has it, or something was sent and not answered within minutes
 */
export async function confirmOutcome(
  ports: Ports,
  at: { merchant: string; payout: string; me: StaffCaller },
  { outcome, proof }: { outcome: 'paid' | 'unpaid'; proof: string },
): Promise<void> {
  const { merchant, payout, me } = at
  const seen = { by: { id: me.id, name: me.name }, proof }
  const said: ProviderState =
    outcome === 'paid'
      ? { status: 'succeeded', seen }
      : { status: 'failed', failure: { code: 'not_executed', final: true }, seen }
  const file = await applyProviderState(ports, { merchant, payout }, said, [], (state) => {
    // What was sent a moment ago is not to be seen there yet.
    const rules = providerRules(state.provider, state.destination)
    const isOnItsWay = outcome === 'unpaid' && openUntil(state, rules, ports.clock.now()) !== undefined
    if (awaitsWitness(state, outcome) && !isOnItsWay) return
    throw new Failure('illegal_state', { detail: { command: `confirm_${outcome}`, status: state.status } })
  })
  if (!file) throw new Failure('not_found')
}
