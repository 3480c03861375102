import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { factsIn } from '../../shared/policy/clauses.ts'
import { type FactScope, readFacts } from '../../shared/policy/facts.ts'
import { isAmounts } from '../../shared/policy/leaf.ts'
import { OrderView } from '../../shared/policy/order-view.ts'
import type { Condition, FactName, Facts, Reason, Terms } from '../../shared/policy/policy.ts'
import { zonedClock } from '../../shared/time/zoned.ts'
import type { BenchOrder } from './policy-orders.ts'
import { type Answer, finish, type PlainOrder } from './policy-plain.ts'
import { benchPolicy } from './policy-rules.ts'

const policy = benchPolicy()
const reasons = new Map(policy.reasons.map((reason) => [reason.code, reason]))
const operatorNames: Readonly<Record<string, string>> = {
  eq: 'equal',
  in: 'in',
  not_in: 'notIn',
  gt: 'greaterThan',
  gte: 'greaterThanInclusive',
  contains: 'contains',
}

const engine = rulesEngine()

const clock = zonedClock(policy.timezone)
const factNames = policy.rules.reduce((names, { when }) => factsIn(when, names), new Set<FactName>())

/** The facts that the rules ask for, of each claim, flat: as json-rules-engine wants them. */
export function flatFacts({ order, claims, lineOf }: BenchOrder): Partial<Facts>[] {
  const view = new OrderView(order, clock, policy.assumedTransitDays)
  return claims.map(({ reason, claim = {}, now, history = { refunds90: 0 } }, at) => {
    const index = lineOf[at] as number
    const scope: FactScope = {
      view,
      currency: order.currency,
      line: order.lines[index],
      index,
      payment: undefined,
      reason: reasonOf(reason),
      claim,
      history,
      nowMs: now,
      today: clock.dayOf(now),
    }
    return readFacts(scope, factNames)
  })
}

/** json-rules-engine decides which rules match; terms, statutes and window are the hand-written ones. */
export async function engineOrder(
  bench: BenchOrder,
  flat: readonly Partial<Facts>[],
  facts: PlainOrder,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const [at, { reason }] of bench.claims.entries()) {
    const { events } = await engine.run(flat[at])
    answers.push(
      answerOf(bench, new Set(events.map(({ type }) => type)), facts, reasonOf(reason), bench.lineOf[at] as number),
    )
  }
  return answers
}

function answerOf(
  { order }: BenchOrder,
  ids: ReadonlySet<string>,
  facts: PlainOrder,
  reason: Reason,
  index: number,
): Answer {
  const rules = policy.rules.filter(({ id }) => ids.has(id))
  const set: Partial<Terms> = {}
  for (const rule of rules) Object.assign(set, { ...rule.set, ...set })
  const line = order.lines[index]
  if (!line) throw new Error(`no such line: ${index}`)
  return finish(
    { ...policy.terms, ...set },
    rules.map(({ id }) => id),
    facts,
    line,
    index,
    !reason.noReason,
  )
}

function reasonOf(code: string | undefined): Reason {
  const reason = reasons.get(code ?? '')
  if (!reason) throw new Error(`no such reason: ${code}`)
  return reason
}

function rulesEngine(): Engine {
  const made = new Engine()
  made.addOperator<string[], string[]>('disjoint', (actual, listed) => !actual.some((entry) => listed.includes(entry)))
  for (const { id, when } of policy.rules) {
    const condition = translated(when)
    const conditions = ('fact' in condition ? { all: [condition] } : condition) as TopLevelCondition
    made.addRule({ conditions, event: { type: id } })
  }
  return made
}

function translated(condition: Condition): object {
  if ('all' in condition) return { all: condition.all.map(translated) }
  if ('any' in condition) return { any: condition.any.map(translated) }
  if ('not' in condition) return { not: translated(condition.not) }
  const { fact, op, value } = condition
  const operator = fact === 'line.categories' && op === 'not_in' ? 'disjoint' : operatorNames[op]
  if (!operator) throw new Error(`no translation of ${op}`)
  // The amounts of the bench are the same number in every currency.
  return { fact, operator, value: isAmounts(value) ? Object.values(value)[0] : value }
}
