import type { Connection } from '../../../shared/api/connections.schema.ts'
import type { ConnectedProvider } from '../../../shared/payouts/credentials.ts'
import { Failure } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { ConnectionCheck, Ports } from '../../platform/ports.ts'
import { providerOf } from '../provider-of.ts'
import { requireLimits } from '../who-may.ts'
import { connectionView } from './list-connections.ts'
import { forgetConnections } from './open-connection.ts'
import { payoutsResumed } from './resume-payouts.ts'
import { readConnection, writeChecked } from './store.ts'

/**
 * Asks the provider whether the credentials work, and remembers what it said. Where they do, nothing waits for them any
 * more. Somebody waits for the answer, so the question is asked here and not by the worker.
 * @throws Failure forbidden; illegal_state where there is nothing to check
 */
export async function checkConnection(
  ports: Ports,
  { merchant, caller, provider }: { merchant: Merchant; caller: StaffCaller; provider: ConnectedProvider },
): Promise<Connection> {
  requireLimits(caller)
  const stored = await readConnection(ports.database, merchant.id, provider)
  // What is checked is what is stored now, also where another process stored it.
  forgetConnections(ports)
  const asked = stored?.sealed ? await providerOf(ports, merchant.id, provider) : undefined
  const ask = asked?.check?.bind(asked)
  if (!stored || !ask) throw new Failure('illegal_state', { detail: { command: 'check_connection' } })
  const checked = await answerOf(ask)
  const at = ports.clock.now()
  await ports.database.write([
    writeChecked(merchant.id, stored, checked, at),
    ...(checked.ok ? payoutsResumed(merchant.id, provider, at) : []),
  ])
  if (checked.ok) ports.wake()
  ports.log.info('connection_checked', { merchant: merchant.id, provider, ok: checked.ok, code: checked.code })
  return connectionView(ports, merchant, provider)
}

/** No answer is an answer here: it was not reached. */
async function answerOf(ask: () => Promise<ConnectionCheck>): Promise<ConnectionCheck> {
  try {
    return await ask()
  } catch {
    return { ok: false, code: 'provider_unavailable' }
  }
}
