import { adminPolicyContracts, merchantPolicyContracts } from '../../shared/api/policies.schema.ts'
import { type Route, route } from '../http/route.ts'
import { cancelScheduled } from './cancel-scheduled.ts'
import { discardDraft } from './discard-draft.ts'
import { findOrders, openOrder } from './find-orders.ts'
import { findLivePolicy } from './find-policy.ts'
import { forgetCase, keepCase, listCases, openCase } from './keep-cases.ts'
import { listVersions, openVersion } from './list-versions.ts'
import { openDraft } from './open-draft.ts'
import { publishDraft } from './publish-draft.ts'
import { readHistory } from './read-history.ts'
import { rollBack } from './roll-back.ts'
import { runStoredCases } from './run-cases.ts'
import { saveDraft } from './save-draft.ts'
import { simulatePolicy } from './simulate-policy.ts'
import { streamHistory } from './stream-history.ts'
import { validatePolicy } from './validate-policy.ts'

/** The same verbs for a person and for the merchant's own server; who may do what is the verb's to say. */
function routesFor(contracts: typeof merchantPolicyContracts | typeof adminPolicyContracts): Route[] {
  return [
    route(contracts.policy, async ({ ports, merchant }) => {
      const { version, publishedAt, effectiveAt, policy } = await findLivePolicy(ports, merchant.id)
      return { version, publishedAt, effectiveAt, policy }
    }),
    route(contracts.policyVersions, ({ ports, merchant }) => listVersions(ports, merchant.id)),
    route(contracts.policyVersion, ({ ports, merchant, params }) => openVersion(ports, merchant.id, params.version)),
    route(contracts.policyDraft, ({ ports, merchant }) => openDraft(ports, merchant.id)),
    route(contracts.savePolicyDraft, ({ ports, merchant, caller, body }) =>
      saveDraft(ports, { merchant, caller, ...body }),
    ),
    route(contracts.discardPolicyDraft, ({ ports, merchant, caller, query }) =>
      discardDraft(ports, { merchant, caller, ...query }),
    ),
    route(contracts.validatePolicy, ({ ports, merchant, body }) => validatePolicy(ports, merchant, body.policy)),
    route(contracts.simulatePolicy, ({ ports, merchant, body }) => simulatePolicy(ports, merchant.id, body)),
    route(contracts.policyHistory, ({ ports, merchant, query }) => readHistory(ports, merchant.id, query)),
    route(contracts.publishPolicy, ({ ports, merchant, caller, body, idempotency }) =>
      publishDraft(ports, { merchant, caller, ...body, idempotency }),
    ),
    route(contracts.rollBackPolicy, ({ ports, merchant, caller, params, body, idempotency }) =>
      rollBack(ports, { merchant, caller, ...params, ...body, idempotency }),
    ),
    route(contracts.cancelPolicyVersion, ({ ports, merchant, caller, params }) =>
      cancelScheduled(ports, { merchant, caller, ...params }),
    ),
    route(contracts.policyCases, ({ ports, merchant }) => listCases(ports, merchant.id)),
    route(contracts.policyCase, ({ ports, merchant, params }) => openCase(ports, merchant.id, params.id)),
    route(contracts.savePolicyCase, ({ ports, merchant, caller, params, body }) =>
      keepCase(ports, { merchant, caller, ...params, body }),
    ),
    route(contracts.deletePolicyCase, ({ ports, merchant, caller, params }) =>
      forgetCase(ports, { merchant, caller, ...params }),
    ),
    route(contracts.runPolicyCases, ({ ports, merchant, body }) => runStoredCases(ports, merchant.id, body.policy)),
  ]
}

export const policyRoutes: Route[] = [
  ...routesFor(merchantPolicyContracts),
  ...routesFor(adminPolicyContracts),
  route(adminPolicyContracts.policyHistoryLines, ({ ports, merchant, query }) =>
    streamHistory(ports, merchant.id, query),
  ),
  route(adminPolicyContracts.orders, ({ ports, merchant, query }) =>
    findOrders(ports, { merchant: merchant.id, ...query }),
  ),
  route(adminPolicyContracts.order, ({ ports, merchant, params }) =>
    openOrder(ports, { merchant: merchant.id, number: params.number }),
  ),
]
