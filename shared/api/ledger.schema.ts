import { z } from 'zod'
import { epochMs, minor, orderNumber, requestNumber } from './common.schema.ts'
import type { Contract } from './contract.ts'
import { currency, day, payoutId } from './payout-row.schema.ts'

/** Money that left or came back. `amount` is signed: out is positive. */
export const ledgerEntry = z.object({
  at: epochMs,
  day,
  kind: z.enum(['paid', 'returned', 'external', 'external_failed']),
  request: requestNumber.optional(),
  order: orderNumber,
  payout: payoutId.optional(),
  provider: z.string(),
  providerReference: z.string().optional(),
  destination: z.string(),
  currency,
  amount: z.int(),
})
export type LedgerEntry = z.output<typeof ledgerEntry>

const ledgerWanted = z.object({
  by: z.enum(['day', 'order', 'request']),
  key: z.string().min(1).max(100).describe('a day, an order number, or a request number'),
  until: day.optional().describe('with by=day: the last day, at most 92 days later'),
})

export const ledgerContracts = {
  ledger: {
    method: 'GET',
    path: '/admin/ledger',
    auth: 'staff',
    summary: 'Money out and back, by day, order or request, with sums that are those of its lines',
    query: ledgerWanted,
    response: z.object({
      entries: z.array(ledgerEntry),
      sums: z.array(z.object({ currency, out: minor, back: minor, net: z.int() })),
      /** With by=day, where there are more than are shown. */
      isCut: z.boolean(),
    }),
  },
  ledgerFile: {
    method: 'GET',
    path: '/admin/ledger.csv',
    auth: 'staff',
    summary: 'The same as CSV, whole',
    query: ledgerWanted,
    response: 'binary',
  },
} as const satisfies Record<string, Contract>
