import { z } from 'zod'
import { accountKinds } from '../payouts/account.ts'
import { orderNumber } from './common.schema.ts'
import type { Contract } from './contract.ts'

const accountKind = z.enum(accountKinds)

export const accountContracts = {
  add: {
    method: 'POST',
    path: '/shop/orders/:number/accounts',
    auth: 'shopper',
    summary:
      'Name an account for money that cannot go back to its payment; what is entered is sealed and never returned, only its last digits',
    params: z.object({ number: orderNumber }),
    body: z.strictObject({
      kind: accountKind,
      holder: z.string().max(140).default('').describe('whose account it is; paypal needs none'),
      number: z
        .string()
        .max(127)
        .describe('IBAN, card number or account number; alipay: phone or e-mail, paypal: e-mail; spaces do not matter'),
      bank: z.string().max(20).optional().describe('sort code (uk_bank) or routing number (us_bank)'),
      bankName: z.string().max(140).optional().describe('cn_bank_card: the bank’s name'),
    }),
    response: z.object({
      id: z.string(),
      kind: accountKind,
      label: z.string().describe('what may be shown: DE•••• 3000'),
    }),
    status: 201,
    idempotent: true,
    errors: ['invalid_account', 'verification_too_old', 'too_many_requests', 'not_found'],
  },
} as const satisfies Record<string, Contract>
