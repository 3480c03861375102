import type { AccountDetails } from '../../../shared/payouts/account.ts'
import type { Ports } from '../../platform/ports.ts'
import { unseal } from '../../platform/seal.ts'
import { readSealedAccount } from './store.ts'

/**
 * An account in clear, for the one call or file that pays to it: never shown, logged or stored again. Undefined where there is
 * none, or the key that sealed it is not known any more.
 */
export async function openAccount(ports: Ports, merchant: string, id: string): Promise<AccountDetails | undefined> {
  const sealed = await readSealedAccount(ports.database, merchant, id)
  if (sealed === undefined) return undefined
  try {
    return JSON.parse(await unseal(ports.secrets, ['account', merchant, id], sealed)) as AccountDetails
  } catch {
    // The error may not say more: what it stumbled over is somebody's account.
    ports.log.error('account_unreadable', { merchant, account: id })
    return undefined
  }
}
