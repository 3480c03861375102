import { type ConnectedProvider, connectedProviders } from '../../../shared/payouts/credentials.ts'
import { keptFor } from '../../platform/kept.ts'
import type { Ports } from '../../platform/ports.ts'
import { seal, unseal } from '../../platform/seal.ts'
import { readConnection } from './store.ts'

/** Other processes learn of new credentials within this time. */
const kept = keptFor<unknown>(5_000)

/**
 * The merchant's credentials for a provider, opened; undefined where it needs none, `missing` where nobody connected it
 * or the key that sealed them is not known any more.
 */
export async function openConnection(ports: Ports, merchant: string, provider: string): Promise<unknown> {
  if (!isConnectedProvider(provider)) return undefined
  return kept.get(ports.database, `${merchant} ${provider}`, ports.clock.now(), async () => {
    const stored = await readConnection(ports.database, merchant, provider)
    if (!stored?.sealed) return 'missing'
    try {
      return await openCredentials(ports, merchant, provider, stored.sealed)
    } catch {
      // The error may not say more: what it stumbled over is a secret.
      ports.log.error('connection_unreadable', { merchant, provider, revision: stored.revision })
      return 'missing'
    }
  })
}

export function forgetConnections(ports: Ports): void {
  kept.forget(ports.database)
}

export async function openCredentials(
  { secrets }: Ports,
  merchant: string,
  provider: ConnectedProvider,
  sealed: string,
): Promise<unknown> {
  return JSON.parse(await unseal(secrets, ['connection', merchant, provider], sealed))
}

export function sealCredentials(
  { secrets }: Ports,
  merchant: string,
  provider: ConnectedProvider,
  credentials: unknown,
): Promise<string> {
  return seal(secrets, ['connection', merchant, provider], JSON.stringify(credentials))
}

function isConnectedProvider(provider: string): provider is ConnectedProvider {
  return (connectedProviders as readonly string[]).includes(provider)
}
