import type { ProviderName } from '../../shared/payouts/payout.ts'
import { findMerchantById } from '../merchants/index.ts'
import type { Ports, RefundProvider } from '../platform/ports.ts'
import { openAccounts } from './accounts/index.ts'
import { noticeUrl, openConnection } from './connections/index.ts'

/** The provider as this merchant connected it; one that nobody connected says so at each call. */
export async function providerOf(ports: Ports, merchant: string, name: string): Promise<RefundProvider> {
  const factory = ports.providers[name as ProviderName]
  if (!factory) return notConfigured
  const { database, clock, ids, fetch, outside } = ports
  const credentials = await openConnection(ports, merchant, name)
  if (credentials === 'missing') return notConfigured
  const url = ports.settings.providerUrls?.[name as ProviderName]
  const owner = await findMerchantById(ports, merchant)
  const tells = owner && noticeUrl(ports, name, owner.publishableKey)
  const openAccount = async (id: string) => (await openAccounts(ports, merchant, [id])).get(id)
  return factory({ merchant, credentials, url, noticeUrl: tells, openAccount, fetch, outside, database, clock, ids })
}

const notConfigured: RefundProvider = {
  name: 'manual',
  refund: async () => ({ status: 'failed', failure: { code: 'auth_config', final: false } }),
  find: async () => 'cannot_tell',
}
