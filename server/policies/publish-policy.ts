import { parsePolicy } from '../../shared/policy/policy.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { forgetLivePolicies } from './find-policy.ts'
import { insertPolicyVersion } from './store.ts'

/** Publishes the next version; a malformed policy never publishes. @throws Failure validation_failed naming rule and field */
export async function publishPolicy(ports: Ports, merchant: string, policy: Policy): Promise<number> {
  const parsed = parsePolicy(policy)
  if ('issues' in parsed) {
    const errors = parsed.issues.map(({ pointer, code, message }) => ({ pointer, code, message }))
    throw new Failure('validation_failed', { pointer: errors[0]?.pointer, errors })
  }
  const [rows] = await ports.database.write([insertPolicyVersion(merchant, parsed.policy, ports.clock.now())])
  forgetLivePolicies(ports)
  return Number(rows?.[0]?.version)
}
