import { accountContracts } from '../../shared/api/accounts.schema.ts'
import { adminContracts } from '../../shared/api/admin.schema.ts'
import { connectionContracts } from '../../shared/api/connections.schema.ts'
import type { Contract } from '../../shared/api/contract.ts'
import { merchantContracts } from '../../shared/api/merchant.schema.ts'
import { endpointContracts } from '../../shared/api/merchant-endpoints.schema.ts'
import { payoutContracts } from '../../shared/api/payouts.schema.ts'
import { adminPolicyContracts, merchantPolicyContracts } from '../../shared/api/policies.schema.ts'
import { adminSettingsContracts, merchantSettingsContracts } from '../../shared/api/settings.schema.ts'
import { shopContracts } from '../../shared/api/shop.schema.ts'
import { shopPolicyContracts } from '../../shared/api/shop-policy.schema.ts'
import { storeCreditContracts } from '../../shared/api/store-credit.schema.ts'
import { webhookContracts } from '../../shared/api/webhooks.schema.ts'

export interface Group {
  name: string
  title: string
  description: string
}

export interface Operation {
  id: string
  group: string
  contract: Contract
}

export const groups: readonly Group[] = [
  {
    name: 'merchant',
    title: 'For the merchant’s server',
    description: 'With the secret key. It may send orders, amounts and policies, and see everything of its merchant.',
  },
  {
    name: 'webhooks',
    title: 'Webhooks',
    description:
      'With the secret key. Your server is told what happens, signed as Standard Webhooks has it (webhook-id, webhook-timestamp, webhook-signature with the whsec_ secret), at least once and not always in order: webhook-id says what was heard before, data.seq what is newer. Answer 2xx within ten seconds. Anything else is tried again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 20 h; 410, or three days in which nothing got through, switch the webhook off. URLs are https on port 443 or above 1024, at public addresses, and redirects are not followed; on a server in demo mode http://localhost and http://127.0.0.1 may be tried as well. The body is a WebhookMessage.',
  },
  {
    name: 'shop',
    title: 'For the widget',
    description:
      'With the publishable key, from an allowed origin; most calls with the token of one shopper as well. Nothing here says whether somebody else’s order exists.',
  },
  {
    name: 'admin',
    title: 'For staff',
    description: 'With the session cookie of a person. Writes also need the header Amends-Csrf: 1.',
  },
  {
    name: 'providers',
    title: 'For payment providers',
    description:
      'Their webhooks, signed with the secret of the merchant’s connection over the bytes of the body. Done once, whatever their order.',
  },
]

const {
  desk: refundDesk,
  act: actOnPayouts,
  stop: stopPayouts,
  resume: resumePayouts,
  ...restOfPayouts
} = payoutContracts
const payouts = { refundDesk, actOnPayouts, stopPayouts, resumePayouts, ...restOfPayouts }

const { providerNotice: notice, ...connections } = connectionContracts

/** Every contract there is. The tests hold it against what is mounted. */
export const operations: readonly Operation[] = [
  ...operationsOf('merchant', {
    ...merchantContracts,
    ...merchantPolicyContracts,
    ...merchantSettingsContracts,
    ...storeCreditContracts,
    ...endpointContracts,
  }),
  ...operationsOf('webhooks', webhookContracts),
  ...operationsOf('shop', { ...shopContracts, ...shopPolicyContracts, addAccount: accountContracts.add }),
  ...operationsOf('admin', {
    ...adminContracts,
    ...adminPolicyContracts,
    ...adminSettingsContracts,
    ...payouts,
    ...connections,
  }),
  ...operationsOf('providers', { notice }),
]

function operationsOf(group: string, contracts: Record<string, Contract>): Operation[] {
  return Object.entries(contracts).map(([name, contract]) => ({
    id: `${group}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    group,
    contract,
  }))
}
