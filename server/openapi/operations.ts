import { adminContracts } from '../../shared/api/admin.schema.ts'
import type { Contract } from '../../shared/api/contract.ts'
import { merchantContracts } from '../../shared/api/merchant.schema.ts'
import { shopContracts } from '../../shared/api/shop.schema.ts'

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
]

/** Every contract there is. The tests hold it against what is mounted. */
export const operations: readonly Operation[] = [
  ...operationsOf('merchant', merchantContracts),
  ...operationsOf('shop', shopContracts),
  ...operationsOf('admin', adminContracts),
]

function operationsOf(group: string, contracts: Record<string, Contract>): Operation[] {
  return Object.entries(contracts).map(([name, contract]) => ({
    id: `${group}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    group,
    contract,
  }))
}
