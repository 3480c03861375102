import { constraintFailure } from '../db/constraints.ts'
import { guardOneRow } from '../db/guard.ts'
import { Failure } from '../failure.ts'
import { Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import { takeFromLimits } from '../http/rate-limit.ts'
import type { Ports } from '../platform/ports.ts'
import { codeTries, isCode } from './codes.ts'
import { verifyLimits } from './limits.ts'
import { issueShopperToken } from './shopper-token.ts'
import { takeTry, useChallenge } from './store.ts'

/**
 * Trades a code for a token of its order: five tries, ten minutes, once.
 * @throws Failure code_wrong (detail.left tries), code_expired, too_many_requests
 */
export async function verifyCode(
  ports: Ports,
  wanted: { merchant: string; challenge: string; code: string; address: string; idempotency: IdempotencyClaim },
): Promise<Encoded> {
  const { database, secrets } = ports
  const { merchant, challenge: id } = wanted
  await takeFromLimits(ports, merchant, [{ name: 'verify:address', value: wanted.address, ...verifyLimits.address }])
  const now = ports.clock.now()
  const challenge = await takeTry(database, { merchant, id, most: codeTries, now })
  if (!challenge) throw new Failure('code_expired')
  const isRight = await isCode(secrets.signingKey, id, wanted.code, challenge.codeHash)
  if (!isRight || challenge.order === undefined) {
    throw new Failure('code_wrong', { detail: { left: codeTries - challenge.tries } })
  }
  const { token, expiresAt } = await issueShopperToken(ports, merchant, { order: challenge.order })
  const answer = JSON.stringify({ token, expiresAt, order: challenge.order, request: challenge.request })
  try {
    await database.write([
      useChallenge({ merchant, id, now }),
      guardOneRow('challenge_unused'),
      wanted.idempotency.row(answer),
    ])
  } catch (error) {
    if (constraintFailure(error)?.name === 'guards_hold') throw new Failure('code_expired')
    throw error
  }
  return new Encoded(answer)
}
