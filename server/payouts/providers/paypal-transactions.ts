import { z } from 'zod'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { ProviderParts, ProviderRefund } from '../../platform/ports.ts'
import { isOk } from './json-call.ts'
import { refused } from './outcome.ts'
import { payoutNumberOf } from './payout-number.ts'
import { paypalCall } from './paypal-client.ts'
import { momentOf, moneySchema } from './paypal-states.ts'
import { amountOfDecimal } from './units.ts'

/** The most that one search covers. */
const longestMs = 31 * 86_400_000
const pageSize = 500
/** "Payment refund, initiated by merchant." */
const refundEvent = 'T1107'

const pageSchema = z.object({
  transaction_details: z.array(
    z.object({
      transaction_info: z.object({
        transaction_id: z.string(),
        paypal_reference_id: z.string().optional(),
        transaction_event_code: z.string().optional(),
        transaction_initiation_date: z.string(),
        transaction_amount: moneySchema,
        transaction_status: z.string(),
        invoice_id: z.string().optional(),
      }),
    }),
  ),
  total_pages: z.int().nonnegative(),
})
type Transaction = z.infer<typeof pageSchema>['transaction_details'][number]['transaction_info']

/**
 * Every refund of [from, until), epoch ms, by Transaction Search, which merchants switch on for their app. Up to three hours
 * late. @throws when a page is refused or not understood: half a list must not look like a whole one
 */
export async function paypalRefunds(parts: ProviderParts, from: number, until: number): Promise<ProviderRefund[]> {
  const refunds: ProviderRefund[] = []
  for (let start = from; start < until; start += longestMs) {
    const end = Math.min(until, start + longestMs)
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const answer = await searchPage(parts, start, end, page)
      pages = answer.total_pages
      for (const { transaction_info: info } of answer.transaction_details) {
        const refund = refundOf(info)
        if (refund && refund.at >= start && refund.at < end) refunds.push(refund)
      }
    }
  }
  return refunds
}

async function searchPage(parts: ProviderParts, start: number, end: number, page: number) {
  const query = new URLSearchParams({
    start_date: new Date(start).toISOString(),
    end_date: new Date(end).toISOString(),
    transaction_type: refundEvent,
    fields: 'transaction_info',
    page_size: String(pageSize),
    page: String(page),
  })
  const answer = await paypalCall(parts, { method: 'GET', path: `/v1/reporting/transactions?${query}` })
  if (answer.kind === 'not_sent') throw new Error(`paypal gives no token: ${answer.said.providerCode}`)
  if (!isOk(answer)) throw new Error(`paypal does not list refunds: ${answer.status}`)
  return pageSchema.parse(answer.body)
}

function refundOf(info: Transaction): ProviderRefund | undefined {
  const { currency_code: currency, value } = info.transaction_amount
  const amount = amountOfDecimal(value, currency)
  if (amount === undefined || (info.transaction_event_code ?? refundEvent) !== refundEvent) return undefined
  // What came in is a refund that the shop got, as somebody's customer.
  if (!value.startsWith('-')) return undefined
  return {
    providerReference: info.transaction_id,
    payout: payoutNumberOf(info.invoice_id),
    payment: info.paypal_reference_id,
    amount,
    currency,
    state: stateOf(info),
    at: momentOf(info.transaction_initiation_date, Number.NaN),
  }
}

/** S settled, P pending, D denied, V reversed after it had succeeded. */
function stateOf({ transaction_status: status, transaction_id: providerReference }: Transaction): ProviderState {
  switch (status) {
    case 'S':
      return { status: 'succeeded', providerReference }
    case 'D':
    case 'V':
      return { ...refused('not_refundable_state', `transaction_${status}`), providerReference }
    default:
      return { status: 'pending', providerReference }
  }
}
