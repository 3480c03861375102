import type { JudgedRequest } from './judge-request.ts'
import type { Group, MoneyByCurrency, Outcome, Totals } from './simulation.ts'

export const outcomes = ['automatic', 'review', 'declined'] as const satisfies readonly Outcome[]

export function emptyTotals(): Totals {
  return { outcomes: { automatic: 0, review: 0, declined: 0 }, money: {}, heldByLaw: 0, asksForMore: 0 }
}

/** `labelPrice`: minor units of `currency`. */
export function addToTotals(totals: Totals, judged: JudgedRequest, currency: string, labelPrice: number): void {
  totals.outcomes[judged.outcome] += 1
  if (judged.heldByLaw) totals.heldByLaw += 1
  if (judged.asksForMore) totals.asksForMore += 1
  const money = moneyIn(totals.money, currency)
  money.refunded += judged.refunded
  money.fees += judged.fees
  money.bonus += judged.bonus
  if (judged.paysLabel) money.labels += labelPrice
}

function moneyIn(money: MoneyByCurrency, currency: string): MoneyByCurrency[string] {
  const known = money[currency]
  if (known) return known
  const fresh = { refunded: 0, fees: 0, bonus: 0, labels: 0 }
  money[currency] = fresh
  return fresh
}

/** Requests by one value; kept as they come, sorted when read. */
export class Groups<G extends Group = Group> {
  private readonly byKey = new Map<string, G>()
  private readonly fresh: (group: Group) => G

  constructor(fresh: (group: Group) => G) {
    this.fresh = fresh
  }

  /** The group of a value. */
  of(key: string): G {
    const known = this.byKey.get(key)
    if (known) return known
    const group = this.fresh({
      key,
      requests: 0,
      changed: 0,
      to: { automatic: 0, review: 0, declined: 0 },
      refunded: {},
    })
    this.byKey.set(key, group)
    return group
  }

  /** Most changed first, then most requests, then by key. */
  sorted(): G[] {
    return [...this.byKey.values()].sort(
      (a, b) => b.changed - a.changed || b.requests - a.requests || (a.key < b.key ? -1 : 1),
    )
  }
}

export function countIn(group: Group, isChanged: boolean, live: Outcome, draft: Outcome): void {
  group.requests += 1
  if (isChanged) group.changed += 1
  if (live !== draft) group.to[draft] += 1
}

export function addRefunded(group: Group, currency: string, differenceMinor: number): void {
  group.refunded[currency] = (group.refunded[currency] ?? 0) + differenceMinor
}
