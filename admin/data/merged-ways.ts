import type { PayoutWay } from '../../shared/api/payouts.schema.ts'
import type { AnswerOf } from './http.ts'

type Ways = AnswerOf<'ways'>
type Counted = Pick<PayoutWay, 'possible' | 'refusals'>

/** The answers of several pieces as one; payments of an order are ways of a single payout only. */
export function mergedWays(pieces: readonly Ways[], isOne: boolean): Ways {
  const ways = new Map<string, PayoutWay>()
  for (const way of pieces.flatMap((piece) => piece.ways)) {
    if (way.kind === 'payment' && !isOne) continue
    const known = ways.get(way.destination)
    const { label: _label, account: _account, ...plain } = way
    ways.set(way.destination, known ? { ...known, ...added(known, way) } : isOne ? way : plain)
  }
  return {
    count: pieces.reduce((sum, { count }) => sum + count, 0),
    ways: [...ways.values()],
    ask: pieces.map(({ ask }) => ask).reduce(added, { possible: 0, refusals: [] }),
  }
}

function added(left: Counted, right: Counted): Counted {
  const refusals = new Map<string, PayoutWay['refusals'][number]>()
  for (const { count, ...why } of [...left.refusals, ...right.refusals]) {
    const key = JSON.stringify(why)
    refusals.set(key, { ...why, count: count + (refusals.get(key)?.count ?? 0) })
  }
  return {
    possible: left.possible + right.possible,
    refusals: [...refusals.values()].sort((a, b) => b.count - a.count),
  }
}
