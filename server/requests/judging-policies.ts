import type { RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { placedAt } from '../../shared/policy/delivery.ts'
import type { Ports } from '../platform/ports.ts'
import { findLivePolicy, findPolicyInForce, findPolicyVersion, type LoadedPolicy } from '../policies/index.ts'
import type { JudgingPolicies } from './judge-claim.ts'

/** Of a new claim on this order. @throws Failure not_found before a first policy is published */
export async function policiesForOrder(ports: Ports, merchant: string, order: Order): Promise<JudgingPolicies> {
  const [inForce, live] = await Promise.all([
    findPolicyInForce(ports, merchant, placedAt(order)),
    findLivePolicy(ports, merchant),
  ])
  return live.version === inForce.version ? { inForce } : { inForce, live }
}

/** The versions that a request keeps. */
export async function policiesOfRequest(ports: Ports, merchant: string, state: RequestState): Promise<JudgingPolicies> {
  const { policyVersion, livePolicyVersion } = state
  const [inForce, live] = await Promise.all([
    findPolicyVersion(ports, merchant, policyVersion),
    livePolicyVersion === undefined ? undefined : findPolicyVersion(ports, merchant, livePolicyVersion),
  ])
  return live ? { inForce, live } : { inForce }
}

/** The version that judged the item. */
export function policyOfItem({ inForce, live }: JudgingPolicies, { policyVersion }: RequestItem): LoadedPolicy {
  return live && policyVersion === live.version ? live : inForce
}
