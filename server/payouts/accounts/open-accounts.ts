import type { AccountDetails } from '../../../shared/payouts/account.ts'
import { prepareSql } from '../../db/database.ts'
import type { Ports } from '../../platform/ports.ts'
import { unseal } from '../../platform/seal.ts'

const select = prepareSql(
  `SELECT a.id, a.sealed FROM json_each(:ids) i
   CROSS JOIN payout_accounts a ON a.merchant = :merchant AND a.id = i.value`,
)

/** Many at once, for a file to the bank: those that there are and that open. Never shown, logged or stored again. */
export async function openAccounts(
  ports: Ports,
  merchant: string,
  ids: readonly string[],
): Promise<Map<string, AccountDetails>> {
  const opened = new Map<string, AccountDetails>()
  const rows = await ports.database.read(select({ merchant, ids: JSON.stringify([...new Set(ids)]) }))
  for (const row of rows) {
    const id = String(row.id)
    try {
      opened.set(id, JSON.parse(await unseal(ports.secrets, ['account', merchant, id], String(row.sealed))))
    } catch {
      // The error may not say more: what it stumbled over is somebody's account.
      ports.log.error('account_unreadable', { merchant, account: id })
    }
  }
  return opened
}
