import { Failure } from '../../failure.ts'
import type { Ports } from '../../platform/ports.ts'
import { readPayout } from '../store.ts'
import { askNow } from './work-store.ts'

/**
 * Asks the provider now, not when it would be asked by itself: its work is brought forward, or made where none is left. The
 * question goes out under the payout's own number and sends nothing that may have been paid.
 * @throws Failure not_found, illegal_state where nothing is open at a provider
 */
export async function askProvider(ports: Ports, merchant: string, payout: string): Promise<void> {
  const { database, clock, ids } = ports
  const file = await readPayout(database, merchant, payout)
  if (!file) throw new Failure('not_found')
  const { status } = file.state
  if (status !== 'submitting' && status !== 'unknown' && status !== 'pending' && status !== 'requires_action') {
    throw new Failure('illegal_state', { detail: { command: 'ask_provider', status } })
  }
  await database.write(askNow({ merchant, payout, id: `${payout}.ask.${ids.next('ask')}`, now: clock.now() }))
  ports.wake()
}
