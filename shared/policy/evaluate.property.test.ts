import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Order } from '../order/order.ts'
import { dateOfDay, dayOfDate } from '../time/zoned.ts'
import { conversations, longPolicies, policies } from './arbitrary-policies.fixtures.ts'
import { compile } from './compile.ts'
import { type EvaluationInput, evaluate } from './evaluate.ts'
import { naiveMatches, naiveTerms } from './naive.fixtures.ts'
import { OrderView } from './order-view.ts'
import type { Policy } from './policy.ts'

test.each([
  ['a dozen rules with any conditions', policies],
  ['up to a hundred rules', longPolicies],
])('evaluate agrees with asking rule after rule: %s', (_, arbitrary) => {
  let matched = 0
  fc.assert(
    fc.property(arbitrary, conversations, (policy, claims) => {
      const compiled = compile(policy, { statutes: 'off' })
      for (const claim of claims) {
        const evaluation = evaluate(compiled, claim)
        const { facts } = evaluation.trace()
        if (Object.keys(facts).length === 0) {
          expect(evaluation).toMatchObject({ eligible: false, matched: [] })
          continue
        }
        const rules = naiveMatches(policy, facts, claim.order.currency)
        expect(evaluation.matched).toEqual(rules.map(({ id }) => id))
        expect(evaluation.terms).toEqual(naiveTerms(policy, rules))
        if (claim.lineId !== undefined)
          expect(windowOf(evaluation, policy)).toEqual(naiveWindow(policy, claim, evaluation.terms))
        matched += rules.length
      }
    }),
    { numRuns: 150 },
  )
  expect(matched).toBeGreaterThan(1000)
})

test('what was read of an order changes no answer, and is not used for another', () => {
  fc.assert(
    fc.property(policies, policies, conversations, (live, draft, claims) => {
      const [first, second] = [compile(live), compile(draft)]
      const views = new Map(
        claims.map(({ order }) => [order, new OrderView(order, first.clock, live.assumedTransitDays)]),
      )
      const anyView = [...views.values()].at(-1)
      for (const claim of claims) {
        for (const compiled of [first, second]) {
          const plain = whole(evaluate(compiled, claim))
          expect(whole(evaluate(compiled, { ...claim, view: views.get(claim.order) }))).toEqual(plain)
          expect(whole(evaluate(compiled, { ...claim, view: anyView }))).toEqual(plain)
        }
      }
    }),
    { numRuns: 50 },
  )
})

const whole = (evaluation: ReturnType<typeof evaluate>) => ({ ...evaluation, trace: evaluation.trace() })

const localDate = (zone: string, ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(ms)

function windowOf({ windowEndsAt, daysLeft, eligible }: ReturnType<typeof evaluate>, { timezone }: Policy) {
  const dates = windowEndsAt === undefined ? [] : [windowEndsAt, windowEndsAt + 1].map((ms) => localDate(timezone, ms))
  return { eligible, daysLeft, dates }
}

/** The window counted on the calendar: the date it ends on, and the first that is outside. */
function naiveWindow(
  policy: Policy,
  { order, lineId, reason, now }: EvaluationInput,
  { window, eligible }: Policy['terms'],
) {
  const chosen = policy.reasons.find(({ code }) => code === reason)
  if (window.days === 'none' || chosen?.notReceived) return { eligible, daysLeft: undefined, dates: [] }
  const start = naiveStart(order, lineId ?? '', window.from, policy.assumedTransitDays)
  const startDay = dayOfDate(localDate(policy.timezone, start)) ?? Number.NaN
  const today = dayOfDate(localDate(policy.timezone, now)) ?? Number.NaN
  const lastDay = startDay + window.days
  const isInside = today <= lastDay
  return {
    eligible: eligible && isInside,
    daysLeft: isInside ? lastDay - today : undefined,
    dates: [dateOfDay(lastDay), dateOfDay(lastDay + 1)],
  }
}

function naiveStart(
  order: Order,
  lineId: string,
  from: 'delivered' | 'fulfilled' | 'placed',
  transitDays: number,
): number {
  const placed = Date.parse(order.placedAt)
  const inTransit = transitDays * 86_400_000
  const parcels = order.fulfillments.filter(({ lines }) => lines.some(({ line }) => line === lineId))
  if (from === 'placed') return placed
  if (from === 'fulfilled')
    return Math.max(...parcels.map(({ shippedAt = '' }) => Date.parse(shippedAt)), parcels.length > 0 ? 0 : placed)
  const stated = order.lines.find(({ id }) => id === lineId)?.deliveredAt
  if (stated !== undefined) return Date.parse(stated)
  const arrivals = parcels.map(({ shippedAt = '', deliveredAt }) =>
    deliveredAt === undefined ? Date.parse(shippedAt) + inTransit : Date.parse(deliveredAt),
  )
  return arrivals.length > 0 ? Math.max(...arrivals) : placed + inTransit
}
