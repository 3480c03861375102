import { z } from 'zod'
import { failureCode, minor, orderNumber, payoutStatus, requestNumber } from './common.schema.ts'
import type { Contract } from './contract.ts'

/** What a merchant's own server is asked to do; one name may gain fields in `data`, never lose them. */
export const endpointCommands = {
  gift_card: 'gift_card.credit',
  coupon: 'coupon.issue',
  points: 'points.credit',
} as const
export type EndpointProvider = keyof typeof endpointCommands

/** Body of the signed call. The header webhook-id is the payout's number: hearing it twice must credit once. */
export const endpointMessage = z.object({
  type: z.enum(['gift_card.credit', 'coupon.issue', 'points.credit']),
  timestamp: z.iso.datetime().describe('when it was first sent; the same on every try'),
  data: z.object({
    payout: z.string().describe('the number under which it is credited once, and for POST /v1/payouts/:id/result'),
    request: requestNumber,
    order: orderNumber,
    customer: z.string().optional().describe('the customer’s id, as the order has it'),
    currency: z.string(),
    amount: minor,
    reference: z
      .string()
      .describe('of the payment that it goes back to, such as the gift card’s; else the destination'),
  }),
})
export type EndpointMessage = z.output<typeof endpointMessage>

const payoutResult = z.strictObject({
  status: z.enum(['succeeded', 'failed']),
  code: failureCode.optional().describe('with failed, which is for good: the amount is free for another way of paying'),
  reference: z.string().min(1).max(200).optional().describe('your own number of the credit'),
})
export type PayoutResult = z.output<typeof payoutResult>

export const endpointContracts = {
  reportPayoutResult: {
    method: 'POST',
    path: '/payouts/:id/result',
    auth: 'secret',
    summary: 'What became of a gift card, coupon or points payout that you answered with 202; twice is once',
    params: z.object({ id: z.string().min(1).max(64) }),
    body: payoutResult,
    response: z.object({ payout: z.string(), status: payoutStatus }),
    errors: ['not_found', 'illegal_state'],
  },
} as const satisfies Record<string, Contract>
