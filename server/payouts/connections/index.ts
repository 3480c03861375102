import { type ConnectedProvider, connectedProviders } from '../../../shared/payouts/credentials.ts'
import type { Ports } from '../../platform/ports.ts'

/** The merchant's credentials for a provider, opened; undefined where it needs none, `missing` where nobody connected it. */
export async function openConnection(_ports: Ports, _merchant: string, provider: string): Promise<unknown> {
  return connectedProviders.includes(provider as ConnectedProvider) ? 'missing' : undefined
}
