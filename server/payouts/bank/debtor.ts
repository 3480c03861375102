import { maskedNumber } from '../../../shared/payouts/account.ts'
import type { Ports } from '../../platform/ports.ts'
import { openConnection } from '../connections/index.ts'
import type { Debtor } from './pain001.ts'

/** The merchant's own account; undefined while nobody entered it. */
export async function debtorOf(ports: Ports, merchant: string): Promise<Debtor | undefined> {
  const opened = await openConnection(ports, merchant, 'bank')
  return opened === 'missing' || opened === undefined ? undefined : (opened as Debtor)
}

export function shownDebtor({ name, iban }: Debtor): { name: string; account: string } {
  return { name, account: maskedNumber({ kind: 'iban', number: iban }) }
}
