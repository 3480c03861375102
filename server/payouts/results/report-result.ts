import { endpointCommands, type PayoutResult } from '../../../shared/api/merchant-endpoints.schema.ts'
import type { PayoutStatus, ProviderState } from '../../../shared/payouts/payout.ts'
import { Failure } from '../../failure.ts'
import type { Ports } from '../../platform/ports.ts'
import { applyProviderState } from '../apply-provider-state.ts'
import { readPayout } from '../store.ts'

/**
 * The merchant's server says what it did for a payout that it was asked to make. Only what was sent has a result: a payout that
 * waits for a second person is not paid by anybody's word.
 * @throws Failure not_found also for payouts of other providers; illegal_state before it was sent
 */
export async function reportResult(
  ports: Ports,
  merchant: string,
  id: string,
  { status, code = 'not_refundable_state', reference }: PayoutResult,
): Promise<{ payout: string; status: PayoutStatus }> {
  const file = await readPayout(ports.database, merchant, id)
  if (!file || !(file.state.provider in endpointCommands)) throw new Failure('not_found')
  if (file.state.firstSentAt === undefined) {
    throw new Failure('illegal_state', { detail: { command: 'result', status: file.state.status } })
  }
  const failure = status === 'failed' ? { code, final: true } : undefined
  const said: ProviderState = { status, failure, providerReference: reference }
  const after = await applyProviderState(ports, { merchant, payout: id }, said)
  return { payout: id, status: after?.state.status ?? file.state.status }
}
