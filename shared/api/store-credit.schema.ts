import { z } from 'zod'
import { epochMs, minor, orderNumber } from './common.schema.ts'
import type { Contract } from './contract.ts'
import { emailAddress } from './settings.schema.ts'

const customer = z.string().min(1).max(200).describe('the customer’s id, as the orders have it')
const email = emailAddress.describe(
  'of a guest; with `customer`, what they were granted before they had an account counts too',
)
const currency = z.string().regex(/^[A-Z]{3}$/)
const above0 = z.int().min(1).describe('integer in the minor unit of the currency')
const redemptionId = z.string().regex(/^cr_[0-9A-Za-z_]{1,29}$/)

const isNamed = ({ customer, email }: { customer?: string; email?: string }) =>
  customer !== undefined || email !== undefined

const balances = z.array(
  z.object({
    currency,
    balance: minor,
    expiring: z
      .array(z.object({ amount: minor, expiresAt: epochMs }))
      .describe('parts of the balance, what expires first first; what is in none of them never does'),
  }),
)

/** What shoppers may see: what they have, and what one request gave. */
export const shopperCredit = z.object({
  balances: balances.describe('of a customer whom the shop vouches for; a token for one order has none'),
  granted: z
    .array(z.object({ payout: z.string(), amount: minor, left: minor, expiresAt: epochMs.optional() }))
    .describe('by payouts of the request that was named; left: what is not spent yet'),
})
export type ShopperCredit = z.output<typeof shopperCredit>

const storeCreditView = z.object({
  balances,
  entries: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['granted', 'redeemed', 'expired', 'given_back', 'adjusted']),
        currency,
        amount: z.int().describe('negative where it takes'),
        at: epochMs,
        expiresAt: epochMs.optional(),
        payout: z.string().optional(),
        order: orderNumber.optional().describe('of what it was spent on'),
        redemption: redemptionId.optional(),
      }),
    )
    .describe('the last 100, newest first'),
})
export type StoreCreditView = z.output<typeof storeCreditView>

const redemptionView = z.object({
  id: redemptionId.describe('the reference of the order’s payment with method and provider store_credit'),
  currency,
  amount: minor,
  givenBack: minor,
  order: orderNumber,
})
export type RedemptionView = z.output<typeof redemptionView>

const redemptionWanted = z
  .strictObject({
    customer: customer.optional(),
    email: email.optional(),
    currency,
    amount: above0,
    order: orderNumber,
  })
  .refine(isNamed, { message: 'customer, email, or both', path: ['customer'] })
export type RedemptionWanted = z.output<typeof redemptionWanted>

export const storeCreditContracts = {
  storeCredit: {
    method: 'GET',
    path: '/store-credit',
    auth: 'secret',
    summary: 'What a customer has in store credit, what of it expires when, and how it came and went',
    query: z
      .object({ customer: customer.optional(), email: email.optional() })
      .refine(isNamed, { message: 'customer, email, or both', path: ['customer'] }),
    response: storeCreditView,
  },
  redeemStoreCredit: {
    method: 'POST',
    path: '/store-credit/redemptions',
    auth: 'secret',
    summary: 'Pay for an order with store credit: all of the amount or nothing, from what expires first',
    body: redemptionWanted,
    response: redemptionView,
    status: 201,
    idempotent: true,
    errors: ['exceeds_balance'],
  },
  reverseStoreCredit: {
    method: 'POST',
    path: '/store-credit/redemptions/:id/reversal',
    auth: 'secret',
    summary:
      'Give spent credit back, as for an order that was cancelled before it became one here: all that is left of it, or an amount. In all never more than was spent',
    params: z.object({ id: z.string().min(1).max(64) }),
    body: z.strictObject({ amount: above0.optional() }),
    response: redemptionView,
    idempotent: true,
    errors: ['exceeds_payment', 'not_found'],
  },
} as const satisfies Record<string, Contract>
