import { compile } from '../../shared/policy/compile.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { pastRequests } from '../../shared/policy/simulate/history.fixtures.ts'
import type { PastRequest } from '../../shared/policy/simulate/history.ts'
import { createSimulation } from '../../shared/policy/simulate/simulate.ts'
import { answersKept, median, ordersPerMs } from './policy-timing.ts'
import { simulationOnPage } from './simulate-page.ts'

const requestCount = 10_000
const roundCount = 5

/** Sale items get a week and store credit, and more is looked at by a person: 4 of 10 requests change. */
function draftOf(live: Policy): Policy {
  const draft = structuredClone(live)
  draft.rules.unshift({
    id: 'sale',
    name: 'Sale items',
    when: { fact: 'line.tags', op: 'contains', value: 'sale' },
    set: { window: { days: 7, from: 'delivered' }, resolutions: ['store_credit'] },
  })
  const highValue = draft.rules.find(({ id }) => id === 'high_value')
  if (highValue) {
    const value = Object.fromEntries(live.currencies.map((currency) => [currency, 15_000]))
    highValue.when = { fact: 'claim.amount', op: 'gte', value }
  }
  return draft
}

/** A year of past requests on two policies: evaluated, quoted, compared, with the reasons of each change. */
export async function run(): Promise<object[]> {
  const live = defaultPolicy()
  const policies = { live: compile(live), draft: compile(draftOf(live)) }
  const history = pastRequests(requestCount)
  /** New objects, so that nothing is remembered of an order. */
  const stored = () => history.map((request) => ({ ...request, order: { ...request.order } }))
  let changed = 0

  const simulate = (requests: readonly PastRequest[]) => {
    const simulation = createSimulation(policies.live, policies.draft)
    for (const request of requests) simulation.add(request)
    const result = simulation.result()
    changed = result.changed.length
    return result.requests
  }
  const evaluateAlone = (requests: readonly PastRequest[]) => {
    let answers = 0
    for (const { order, items, submittedAt, refunds90 } of requests) {
      for (const { line, reason, quantity, condition, photos } of items) {
        for (const compiled of [policies.live, policies.draft]) {
          const claim = { quantity, condition, photos }
          if (evaluate(compiled, { order, lineId: line, reason, claim, now: submittedAt, history: { refunds90 } }))
            answers += 1
        }
      }
    }
    return answers
  }

  const rounds: { whole: number; alone: number }[] = []
  for (let round = 0; round <= roundCount; round++) {
    const measured = { whole: ordersPerMs(stored, simulate), alone: ordersPerMs(stored, evaluateAlone) }
    // The first round warms up.
    if (round > 0) rounds.push(measured)
  }
  const whole = median(rounds.map(({ whole }) => whole))
  const page = await simulationOnPage()
  const slowest = Math.max(...page.seconds)
  return [
    {
      name: 'policy.simulate_page_10k',
      value: Number(slowest.toFixed(2)),
      ratio: Number((slowest / (10_000 / whole / 1000)).toFixed(1)),
      against: 'the computing of policy.simulate_10k alone, warm, in one process',
      detail: {
        measures:
          'seconds until the result is painted in Chromium, the slowest run; the demo four times over read from the real server',
        most: 2,
        requests: page.requests,
        secondsEach: page.seconds.map((each) => Number(each.toFixed(2))),
      },
    },
    {
      name: 'policy.simulate_10k',
      ratio: Number(median(rounds.map(({ whole, alone }) => alone / whole)).toFixed(1)),
      against: 'evaluating both policies alone: no quotes, no comparison, no reasons',
      detail: {
        measures: 'computing time of a simulation, each order read anew',
        requests: requestCount,
        changed,
        secondsPer10k: Number((10_000 / whole / 1000).toFixed(2)),
        requestsPerSecond: Math.round(whole * 1000),
        answers: answersKept(),
      },
    },
  ]
}
