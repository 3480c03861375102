import { failures } from '../../shared/payouts/failures.ts'
import {
  type AskedCause,
  type PayoutCause,
  type PayoutRow,
  type PayoutView,
  payoutViewNames,
  type RefundDesk,
} from '../data/payouts.ts'
import { isIn } from './payout-list-double.ts'
import type { PayoutsDouble } from './payouts-double.ts'
import { sumsByCurrency } from './sums-by-currency.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The figures and the work of today, of the payouts as they are. */
export function deskOf({ rows, me, may, controls, bank }: PayoutsDouble): RefundDesk {
  const now = Date.now()
  const failed = rows.filter((each) => isIn('failed', each))
  const count = (view: PayoutView) => rows.filter((each) => isIn(view, each)).length
  const waiting = rows.filter(({ hold, batch }) => hold === 'batch' && batch === undefined)
  return {
    paidToday: [
      { currency: 'CNY', amount: 1_864_250 },
      { currency: 'EUR', amount: 109_640 },
      { currency: 'GBP', amount: 26_810 },
      { currency: 'JPY', amount: 31_240 },
    ],
    onTheWay: { count: count('on_the_way'), oldestSentAt: now - 2 * dayMs },
    failed: {
      count: failed.length,
      ...(failed.length ? { oldestAt: Math.min(...failed.map(({ changedAt }) => changedAt)) } : {}),
    },
    firstTry: { paid: 851, settled: 862 },
    caps: [{ currency: 'CNY', cap: controls.dailyCap.CNY ?? 0, used: 3_091_440 }].filter(({ cap }) => cap > 0),
    controls,
    causes: causesOf(rows, now),
    asked: askedOf(rows),
    approvals: rows
      .filter(({ hold }) => hold === 'approval')
      .map((each) => ({
        ...each,
        reason: 'damaged_in_transit',
        reasonLabels: { en: 'Arrived broken', 'zh-CN': '运输途中损坏' },
        mine: each.approvals.some(({ id }) => id === me.id),
      })),
    views: Object.fromEntries(payoutViewNames.map((view) => [view, count(view)])) as RefundDesk['views'],
    forBatch: sumsByCurrency(waiting).map(({ currency, amount }) => ({
      currency,
      amount,
      count: waiting.filter((each) => each.currency === currency).length,
    })),
    batches: bank.batches,
    may,
  }
}

function causesOf(payouts: readonly PayoutRow[], now: number): PayoutCause[] {
  const groups = new Map<string, PayoutRow[]>()
  for (const each of payouts) {
    const isInDoubt = each.status === 'unknown'
    if (!each.failure || (!isInDoubt && !isIn('failed', each)) || each.askedBy) continue
    const key = `${each.failure.code} ${each.provider}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows
    const code = first?.failure?.code
    if (!first || !code) return []
    const isInDoubt = first.status === 'unknown'
    return {
      provider: first.provider,
      code,
      state: isInDoubt ? ('unknown' as const) : ('failed' as const),
      who: failures[code].who === 'shopper' ? ('finance' as const) : failures[code].who,
      actions: [...failures[code].actions],
      count: rows.length,
      sums: sumsByCurrency(rows),
      payouts: rows.map(({ id }) => id),
      firstAt: Math.min(...rows.map(({ changedAt }) => changedAt)),
      ...(isInDoubt ? { nextAt: now + hourMs / 4, untilAt: now + 5 * hourMs } : {}),
      tries: isInDoubt ? 3 : 0,
    }
  })
}

function askedOf(payouts: readonly PayoutRow[]): AskedCause[] {
  return payouts.flatMap((each) => {
    const { provider, failure, askedBy, changedAt, currency, amount } = each
    if (!failure || askedBy === undefined || !isIn('asked', each)) return []
    const sums = [{ currency, amount }]
    return [{ provider, code: failure.code, count: 1, sums, since: changedAt, answerBy: askedBy }]
  })
}
