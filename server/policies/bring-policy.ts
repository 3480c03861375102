import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import type { Ports } from '../platform/ports.ts'
import { isSameJson } from '../platform/same-json.ts'
import { forgetLivePolicies } from './find-policy.ts'
import { insertPolicyVersionAfter, readLivePolicy } from './store.ts'

/**
 * The policy that an installation's owner has written down, in force: published as the next version when it is not the live
 * one already. Without one, what is live stays; where nothing is, the starter policy begins. Parsed by the caller.
 */
export async function bringPolicy(ports: Ports, merchant: string, policy: Policy | undefined): Promise<void> {
  const { database, clock } = ports
  const live = await readLivePolicy(database, merchant)
  if (live && (!policy || isSameJson(live.policy, policy))) return
  const wanted = policy ?? defaultPolicy()
  // Of several isolates that start at once one publishes.
  await database.write([insertPolicyVersionAfter(merchant, live?.version ?? 0, wanted, clock.now())])
  forgetLivePolicies(ports)
}
