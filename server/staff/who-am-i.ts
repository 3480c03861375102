import type { Me } from '../../shared/api/admin.schema.ts'
import { Failure } from '../failure.ts'
import type { StaffCaller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { readEmail } from './store.ts'

/** @throws Failure unauthenticated when the account was removed meanwhile */
export async function whoAmI(ports: Ports, merchant: Merchant, { id, name, role }: StaffCaller): Promise<Me> {
  const email = await readEmail(ports.database, id)
  if (email === undefined) throw new Failure('unauthenticated')
  const { settings } = merchant
  return { id, name, email, role, merchant: { id: merchant.id, name: merchant.name, timezone: settings.timezone } }
}
