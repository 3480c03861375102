import type { OrderLine } from '../../order/order.ts'
import type { CompiledPolicy } from '../compile.ts'
import { becauseOf } from './because.ts'
import type { PastRequest } from './history.ts'
import { type JudgedItem, type JudgedRequest, judgeRequest } from './judge-request.ts'
import type { ChangedRequest, Judged, ProductGroup, Simulation } from './simulation.ts'
import { addRefunded, addToTotals, countIn, emptyTotals, Groups, outcomes } from './tally.ts'

/** Fed request by request, so that a worker can show progress; stopping is not feeding it any more. */
export interface RunningSimulation {
  add(request: PastRequest): void
  /** Of what was added so far. */
  result(): Simulation
}

/**
 * Replays past requests on two policies, each request at its own time and on what its order's earlier requests left.
 * Deterministic. Both are to be compiled with statutes, as requests are judged.
 */
export function createSimulation(live: CompiledPolicy, draft: CompiledPolicy): RunningSimulation {
  const policies = { live, draft }
  const labelPrice = labelPrices(live, draft)
  const totals = { live: emptyTotals(), draft: emptyTotals() }
  const unanswered = { live: 0, draft: 0 }
  const flows = outcomes.flatMap((from) => outcomes.map((to) => ({ from, to, count: 0 })))
  const groups = {
    reason: new Groups((group) => group),
    product: new Groups<ProductGroup>((group) => ({ ...group, title: group.key })),
    country: new Groups((group) => group),
    tier: new Groups((group) => group),
  }
  const changed: ChangedRequest[] = []
  let requests = 0
  let period: Simulation['period']

  return {
    add(request) {
      const { order, submittedAt } = request
      const { currency } = order
      const before = judgeRequest(live, request)
      const after = judgeRequest(draft, request, before)
      const isChanged = differ(before, after)

      requests += 1
      period = {
        from: Math.min(period?.from ?? submittedAt, submittedAt),
        to: Math.max(period?.to ?? submittedAt, submittedAt),
      }
      addToTotals(totals.live, before, currency, labelPrice(currency))
      addToTotals(totals.draft, after, currency, labelPrice(currency))
      if (before.isUnanswered) unanswered.live += 1
      if (after.isUnanswered) unanswered.draft += 1
      const flow = flows.find(({ from, to }) => from === before.outcome && to === after.outcome)
      if (flow) flow.count += 1

      const { country, tier = '' } = order.customer
      for (const group of [groups.country.of(country), groups.tier.of(tier)]) {
        countIn(group, isChanged, before.outcome, after.outcome)
        if (after.refunded !== before.refunded) addRefunded(group, currency, after.refunded - before.refunded)
      }
      countByItem(request, before, after, isChanged)
      if (isChanged) changed.push(changedRequest(policies, request, before, after))
    },
    result: () => ({
      ...structuredClone({
        requests,
        ...(period ? { period } : {}),
        ...totals,
        flows,
        by: {
          reason: groups.reason.sorted(),
          product: groups.product.sorted(),
          country: groups.country.sorted(),
          tier: groups.tier.sorted(),
        },
        unanswered,
      }),
      changed: [...changed],
    }),
  }

  /** A request with two reasons counts with each; its money is told apart by item. */
  function countByItem(request: PastRequest, before: JudgedRequest, after: JudgedRequest, isChanged: boolean): void {
    const counted = new Set<object>()
    for (const [index, { item, amount }] of before.items.entries()) {
      const line = lineOf(request, item.line)
      const product = line && groups.product.of(line.sku)
      if (product && line && !counted.has(product)) nameProduct(product, line)
      for (const group of product ? [groups.reason.of(item.reason), product] : [groups.reason.of(item.reason)]) {
        if (!counted.has(group)) countIn(group, isChanged, before.outcome, after.outcome)
        counted.add(group)
        const difference = (after.items[index]?.amount ?? 0) - amount
        if (difference !== 0) addRefunded(group, request.order.currency, difference)
      }
    }
  }
}

function nameProduct(group: ProductGroup, { title, image }: OrderLine): void {
  group.title = title
  if (image !== undefined) group.image = image
}

function lineOf({ order }: PastRequest, id: string | undefined): OrderLine | undefined {
  return id === undefined ? undefined : order.lines.find((line) => line.id === id)
}

function differ(live: JudgedRequest, draft: JudgedRequest): boolean {
  return (
    live.outcome !== draft.outcome ||
    live.amount !== draft.amount ||
    (live.heldByLaw === undefined) !== (draft.heldByLaw === undefined)
  )
}

function changedRequest(
  policies: { live: CompiledPolicy; draft: CompiledPolicy },
  request: PastRequest,
  live: JudgedRequest,
  draft: JudgedRequest,
): ChangedRequest {
  const { number, customer, submittedAt, order } = request
  const products = live.items.flatMap(({ item }) => {
    const line = lineOf(request, item.line)
    return line
      ? [{ sku: line.sku, title: line.title, ...(line.image === undefined ? {} : { image: line.image }) }]
      : []
  })
  const because = live.items.flatMap((item, index) =>
    becauseOf(
      policies,
      { live: item, draft: draft.items[index] as JudgedItem },
      { item: index, submittedAt, currency: order.currency },
    ),
  )
  return {
    number,
    ...(customer === undefined ? {} : { customer }),
    submittedAt,
    order: order.number,
    currency: order.currency,
    reasons: [...new Set(request.items.map(({ reason }) => reason))],
    products,
    live: judged(live),
    draft: judged(draft),
    because,
  }
}

function judged({ outcome, amount, heldByLaw }: JudgedRequest): Judged {
  return { outcome, amount, ...(heldByLaw ? { heldByLaw } : {}) }
}

/** What a label costs the merchant is not in the policy: the dearest fee that either names for one stands in. */
function labelPrices(...policies: readonly CompiledPolicy[]): (currency: string) => number {
  const fees = policies.flatMap(({ policy }) => [
    policy.terms.returnShipping.fee,
    ...policy.rules.flatMap(({ set }) => (set.returnShipping ? [set.returnShipping.fee] : [])),
  ])
  const known = new Map<string, number>()
  return (currency) => {
    const price = known.get(currency) ?? Math.max(0, ...fees.map((fee) => fee[currency] ?? 0))
    known.set(currency, price)
    return price
  }
}
