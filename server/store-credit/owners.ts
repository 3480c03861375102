import { contactKeys } from '../access/index.ts'
import type { Ports } from '../platform/ports.ts'

/** Under which names the ledger may have somebody: a customer by the merchant's id, a guest by the key of their e-mail. */
export async function ownersOf(
  { secrets }: Ports,
  merchant: string,
  { customer, email }: { customer?: string; email?: string },
): Promise<string[]> {
  const owners = customer === undefined ? [] : [`customer:${customer}`]
  const { emailKey } = await contactKeys(secrets.signingKey, merchant, { email })
  if (emailKey !== undefined) owners.push(`email:${emailKey}`)
  return owners
}
