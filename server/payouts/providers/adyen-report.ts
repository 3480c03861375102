import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { ProviderParts, ProviderRefund } from '../../platform/ports.ts'
import { csvTable, type TableRow } from '../csv-table.ts'
import { amountIn, currencyIn, needed, optional, timeIn } from '../reconciliation/settlement/cells.ts'
import { credentialsOf } from './adyen-client.ts'
import { adyenReturned } from './adyen-states.ts'
import { payoutNumberOf } from './payout-number.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A day of the account's zone may be so far ahead of the day in Greenwich, or behind. */
const aheadMs = 14 * hourMs
const behindMs = 12 * hourMs
/** Reports of a day are made within the next. */
const readyAfterMs = dayMs

const columns = ['Psp Reference', 'Booking Date', 'TimeZone', 'Main Currency', 'Main Amount', 'Record Type']
/** Not among the standard columns: it has to be added to the report. */
const reference = 'Modification Psp Reference'

/** Adyen's codes of its accounts' zones, in minutes east of Greenwich. */
const zones: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  BRT: -180,
  SGT: 480,
  HKT: 480,
  JST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
}

/**
 * The refunds of [from, until) by the payment accounting report, which Adyen makes once a day, in the zone of the account, and
 * which its report user downloads. What was sent to the scheme counts, as in its webhook.
 * @throws while a report that is needed is to come, or where one cannot be read: half a list must not look like a whole one
 */
export async function adyenRefunds(parts: ProviderParts, from: number, until: number): Promise<ProviderRefund[]> {
  const known = new Map<string, ProviderRefund>()
  for (const { day, isNeeded } of daysReported(from, until, parts.clock.now())) {
    const text = await downloaded(parts, day)
    if (text === undefined) {
      if (isNeeded) throw new Error(`no report of ${day} yet`)
      continue
    }
    for (const refund of await refundsIn(text)) {
      // Sent one day, sent back on another: the last word is of the day it was first sent on.
      const { at } = known.get(refund.providerReference) ?? refund
      known.set(refund.providerReference, { ...refund, at })
    }
  }
  return [...known.values()].filter(({ at }) => at >= from && at < until)
}

/** Days that may have some of it; needed are those that surely do, and whose reports were not made yet. */
function daysReported(from: number, until: number, now: number): { day: string; isNeeded: boolean }[] {
  const days: { day: string; isNeeded: boolean }[] = []
  for (let day = Math.floor((from - behindMs) / dayMs); day * dayMs < until + aheadMs; day += 1) {
    const begins = day * dayMs
    const isWithin = begins + aheadMs < until && begins + dayMs - behindMs > from
    const isMade = now >= begins + dayMs + behindMs + readyAfterMs
    days.push({ day: new Date(begins).toISOString().slice(0, 10), isNeeded: isWithin && !isMade })
  }
  return days
}

/** undefined where there is none: nothing happened on that day, or it is not made yet. */
async function downloaded(parts: ProviderParts, day: string): Promise<string | undefined> {
  const { environment, merchantAccount, reportUser = '', reportPassword = '' } = credentialsOf(parts)
  const base = parts.url ?? (environment === 'test' ? 'https://ca-test.adyen.com' : 'https://ca-live.adyen.com')
  const file = `payments_accounting_report_${day.replaceAll('-', '_')}.csv`
  const bytes = new TextEncoder().encode(`${reportUser}:${reportPassword}`)
  const response = await parts.fetch(
    `${base}/reports/download/MerchantAccount/${encodeURIComponent(merchantAccount)}/${file}`,
    { headers: { authorization: `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}` } },
  )
  if (response.status === 404) return undefined
  if (response.status !== 200) throw new Error(`Adyen's report answered ${response.status}`)
  return response.text()
}

async function refundsIn(text: string): Promise<ProviderRefund[]> {
  try {
    const table = await csvTable(text, [...columns, reference])
    if (!table) throw new Error('no table')
    return table.flatMap((row) => refundOf(row) ?? [])
  } catch {
    // Nobody uploaded this: it is no failure of who asked.
    throw new Error(`a report that cannot be read, or is without the column ${reference}`)
  }
}

function refundOf(row: TableRow): ProviderRefund | undefined {
  const type = needed(row, 'Record Type')
  // "Refunded" is when it was settled, on a later day: it would be another refund there.
  if (!/^(SentForRefund|RefundedExternally|RefundedReversed|RefundFailed)$/.test(type)) return undefined
  const providerReference = needed(row, reference)
  const currency = currencyIn(row, 'Main Currency')
  const minutes = zones[needed(row, 'TimeZone').toUpperCase()]
  const at = timeIn(optional(row, 'Booking Date'))
  if (minutes === undefined || at === 0) throw new Error('a time of no known zone')
  return {
    providerReference,
    payout: payoutNumberOf(optional(row, 'Modification Merchant Reference')),
    payment: needed(row, 'Psp Reference'),
    amount: amountIn(row, 'Main Amount', currency),
    currency,
    state: stateOf(type, providerReference),
    at: at - minutes * 60_000,
  }
}

function stateOf(type: string, providerReference: string): ProviderState {
  const isReturned = type === 'RefundedReversed' || type === 'RefundFailed'
  return isReturned ? adyenReturned(type, undefined, providerReference) : { status: 'succeeded', providerReference }
}
