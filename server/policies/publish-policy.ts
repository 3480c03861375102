import { parsePolicy } from '../../shared/policy/policy.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { forgetPolicyTimes } from './find-policy.ts'
import { insertPolicyVersion, readNewest } from './version-store.ts'

/** Puts a policy in force at once, as the installation itself does; a malformed one never. @throws Failure validation_failed */
export async function publishPolicy(ports: Ports, merchant: string, policy: Policy): Promise<number> {
  const { database, clock } = ports
  const now = clock.now()
  const { number: after } = await readNewest(database, merchant)
  const row = { merchant, after, publishedAt: now, effectiveAt: now }
  const [rows] = await database.write([insertPolicyVersion({ ...row, policy: requireValid(policy) })])
  if (!rows?.[0]) throw new Failure('conflict')
  forgetPolicyTimes(ports)
  return Number(rows[0].version)
}

/** @throws Failure validation_failed naming rule and field */
export function requireValid(policy: unknown): Policy {
  const parsed = parsePolicy(policy)
  if ('policy' in parsed) return parsed.policy
  const errors = parsed.issues.map(({ pointer, code, message }) => ({ pointer, code, message }))
  throw new Failure('validation_failed', { pointer: errors[0]?.pointer, errors })
}
