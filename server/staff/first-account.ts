import { constraintFailure } from '../db/constraints.ts'
import { guardOneRow } from '../db/guard.ts'
import { Failure } from '../failure.ts'
import { takeFromLimits } from '../http/rate-limit.ts'
import { isSameSecret, sha256Hex } from '../platform/hmac.ts'
import type { Ports } from '../platform/ports.ts'
import { newUser } from './create-staff.ts'
import { hasStaff, insertStaff, readFirstMerchant } from './store.ts'

const limit = { name: 'first-account:address', most: 20, windowMs: 3_600_000 } as const

/**
 * Makes the owner's account with the one-time token printed at the first start. It works while nobody exists: of two calls
 * at once one wins. @throws Failure forbidden, which never says whether the token or the moment was wrong
 */
export async function makeFirstAccount(
  ports: Ports,
  wanted: { token: string; name: string; email: string; password: string; address: string },
): Promise<{ email: string }> {
  const { database, settings } = ports
  await takeFromLimits(ports, '', [{ ...limit, value: wanted.address }])
  const isRight = isSameSecret(await sha256Hex(wanted.token), settings.firstAccountTokenHash ?? '')
  const merchant = await readFirstMerchant(database)
  if (!isRight || !merchant || (await hasStaff(database))) throw new Failure('forbidden')
  const user = await newUser(ports, { ...wanted, merchant, role: 'owner' })
  const { user: row, rest } = insertStaff(user, true)
  try {
    await database.write([row, guardOneRow('first_account'), ...rest])
  } catch (error) {
    if (constraintFailure(error)?.name === 'guards_hold') throw new Failure('forbidden')
    throw error
  }
  return { email: user.email }
}
