import { z } from 'zod'
import type { StoreReturnPolicies } from '../policy/jsonld.ts'
import type { PolicyDescription } from '../policy/words/describe.ts'
import { json, locale } from './common.schema.ts'
import type { Contract } from './contract.ts'

/** In words, with the version and where it stays; dates of it are said in the zone. */
export type ShopPolicy = PolicyDescription & { version: number; effectiveAt: number; timezone: string; url: string }

const shopPolicyQuery = z.object({
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .optional()
    .describe('ISO 3166-1; absent: the region of Accept-Language, else the country of the shop’s return address'),
  language: locale.optional().describe('BCP 47; absent: Accept-Language, else the shop’s first'),
})

export const shopPolicyContracts = {
  policy: {
    method: 'GET',
    path: '/shop/policy',
    auth: 'publishable',
    summary: 'The policy in plain words for shoppers of a country, and the lasting address of its page',
    query: shopPolicyQuery,
    response: json<ShopPolicy>(),
  },
  policyJsonLd: {
    method: 'GET',
    path: '/shop/policy.jsonld',
    auth: 'publishable',
    summary: 'The policy as schema.org MerchantReturnPolicy; without a country, for all that returns are taken from',
    query: shopPolicyQuery,
    response: json<StoreReturnPolicies>(),
  },
  policyPage: {
    method: 'GET',
    path: '/shop/policies/:key/:edition',
    auth: 'none',
    summary: 'One version for people to read, print and link to: :edition is its date and number, such as 2026-03-01-4',
    params: z.object({
      key: z.string().regex(/^pk_[\w-]{1,60}$/),
      edition: z.string().regex(/^\d{4}-\d{2}-\d{2}-\d{1,9}$/),
    }),
    query: shopPolicyQuery,
    response: 'binary',
  },
} as const satisfies Record<string, Contract>
