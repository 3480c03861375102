import type { Connection } from '../../../shared/api/connections.schema.ts'
import type { ConnectedProvider } from '../../../shared/payouts/credentials.ts'
import { Failure } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { requireLimits } from '../who-may.ts'
import { connectionView } from './list-connections.ts'
import { forgetConnections } from './open-connection.ts'
import { readConnection, writeConnection } from './store.ts'

/** Forgets the credentials; who did it and when stays. @throws Failure forbidden, not_found, stale */
export async function removeConnection(
  ports: Ports,
  { merchant, caller, provider }: { merchant: Merchant; caller: StaffCaller; provider: ConnectedProvider },
): Promise<Connection> {
  const { id, name } = requireLimits(caller)
  const stored = await readConnection(ports.database, merchant.id, provider)
  if (!stored?.sealed) throw new Failure('not_found')
  const gone = { provider, sealed: '', shown: {}, savedAt: ports.clock.now(), savedBy: { id, name } }
  const [removed] = await ports.database.write([writeConnection(merchant.id, gone, stored.revision)])
  if (!removed?.[0]) throw new Failure('stale')
  forgetConnections(ports)
  ports.log.info('connection_removed', { merchant: merchant.id, provider, by: id })
  return connectionView(ports, merchant, provider)
}
