import type { PayoutState } from '../../../shared/payouts/payout.ts'
import { dateOfDay, zonedClock } from '../../../shared/time/zoned.ts'
import { compare, type OurRefund } from '../../payouts/reconciliation/compare.ts'
import type { ProviderRefund } from '../../platform/ports.ts'
import type { TableRow } from './insert-rows.ts'
import type { PastPayout } from './past-payouts.ts'

const hourMs = 3_600_000
/** As payouts/reconciliation has it: clocks differ around midnight, and lists are complete some time after it. */
const marginMs = 2 * hourMs
const afterMidnightMs = 2 * hourMs

export interface Reconciled {
  merchant: string
  timezone: string
  /** Of a day without refunds. */
  currency: string
  payouts: readonly PastPayout[]
  nowMs: number
}

/**
 * What the comparison of each day with the sandbox's list found, from the first payout to the day before yesterday; yesterday
 * is left to the server. @throws when they differ: the past was told wrong
 */
export function pastReconciliations({ merchant, timezone, currency, payouts, nowMs }: Reconciled): TableRow[] {
  const zone = zonedClock(timezone)
  const sent = payouts.flatMap(({ file: { state }, sandbox }) => (sandbox ? [refundOf(state, sandbox)] : []))
  const byDay = new Map<number, Refund[]>()
  for (const refund of sent) {
    // Near midnight the list of the other day may name it as well.
    for (const day of new Set([-marginMs, 0, marginMs].map((by) => zone.dayOf(refund.ours.at + by)))) {
      byDay.set(day, [...(byDay.get(day) ?? []), refund])
    }
  }
  const rows: TableRow[] = []
  const first = Math.min(...sent.map(({ ours }) => zone.dayOf(ours.at)))
  for (let day = first; day < zone.dayOf(nowMs) - 1; day++) {
    const [from, until] = [zone.startOfDay(day), zone.startOfDay(day + 1)]
    const refunds = byDay.get(day) ?? []
    const ours = refunds.map(({ ours }) => ({ ...ours, isOfDay: ours.at >= from && ours.at < until }))
    const theirs = refunds
      .map((refund) => refund.theirs)
      .filter(({ at }) => at >= from - marginMs && at < until + marginMs)
    const { figures, differences, disagreeing } = compare(ours, theirs, { from, until, isWhole: true })
    if (differences.length + disagreeing.length > 0) throw new Error(`the books of ${dateOfDay(day)} differ`)
    const nothing = { currency, ours: { count: 0, amount: 0 }, theirs: { count: 0, amount: 0 } }
    for (const sums of figures.length > 0 ? figures : [nothing]) {
      rows.push({
        merchant,
        day: dateOfDay(day),
        provider: 'sandbox',
        currency: sums.currency,
        our_count: sums.ours.count,
        our_amount: sums.ours.amount,
        their_count: sums.theirs.count,
        their_amount: sums.theirs.amount,
        source: 'list',
        ran_at: until + afterMidnightMs,
      })
    }
  }
  return rows
}

interface Refund {
  ours: OurRefund
  theirs: ProviderRefund
}

function refundOf(state: PayoutState, sandbox: TableRow): Refund {
  const { id, orderNumber, providerReference = '', currency, amount, status, failure, firstSentAt = 0 } = state
  const ours = {
    payout: id,
    order: orderNumber,
    providerReference,
    currency,
    amount,
    status,
    returned: failure?.returned === true,
    at: firstSentAt,
    isOfDay: false,
  }
  const theirStatus = sandbox.status as ProviderRefund['state']['status']
  return {
    ours,
    theirs: { payout: id, providerReference, currency, amount, state: { status: theirStatus }, at: Number(sandbox.at) },
  }
}
