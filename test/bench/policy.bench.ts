import { pathToFileURL } from 'node:url'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { compile } from '../../shared/policy/compile.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import { factsOf } from '../../shared/policy/facts.ts'
import { isAmounts } from '../../shared/policy/leaf.ts'
import type { Condition, Reason, Terms } from '../../shared/policy/policy.ts'
import { type BenchOrder, benchOrders, benchReasons } from './policy-orders.ts'
import { type Answer, finish, plainOrder, readOrder } from './policy-plain.ts'
import { benchPolicy } from './policy-rules.ts'

export interface Figure {
  bench: string
  name: string
  ratio: number
  against: string
  detail: Record<string, number | string>
}

const orderCount = 400
const roundsOf = 9
const roundMs = 120

const policy = benchPolicy()
const compiled = compile(policy)

function ours(bench: BenchOrder): Answer[] {
  return bench.claims.map((claim) => evaluate(compiled, claim))
}

const operatorNames: Readonly<Record<string, string>> = {
  eq: 'equal',
  in: 'in',
  not_in: 'notIn',
  gt: 'greaterThan',
  gte: 'greaterThanInclusive',
  contains: 'contains',
}

const engine = rulesEngine()

/** json-rules-engine decides which rules match; terms, statutes and window are the hand-written ones. */
async function rulesEngineOrder(bench: BenchOrder): Promise<Answer[]> {
  const { order, claims } = bench
  const facts = readOrder(bench, claims[0]?.now ?? 0)
  const answers: Answer[] = []
  for (const [position, { reason: code, claim, now, history }] of claims.entries()) {
    const index = Math.floor(position / benchReasons.length)
    const line = order.lines[index]
    const reason = policy.reasons.find((known) => known.code === code)
    if (!line || !reason) throw new Error(`no such line or reason: ${index}, ${code}`)
    const claimed = { ...claim, reason }
    const input = factsOf(
      order,
      line,
      claimed,
      now,
      policy.timezone,
      history ?? { refunds90: 0 },
      policy.assumedTransitDays,
    )
    const { events } = await engine.run(input)
    answers.push(answerOf(new Set(events.map(({ type }) => type)), reason, index))
  }
  return answers

  function answerOf(ids: ReadonlySet<string>, reason: Reason, index: number): Answer {
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

/** Fails the run unless every variant gives the same terms, rule ids, verdict and window for every order. */
export async function checkAgreement(orders: readonly BenchOrder[]): Promise<void> {
  for (const bench of orders) {
    const expected = comparable(plainOrder(bench))
    const evaluated = comparable(ours(bench))
    if (evaluated !== expected)
      throw new Error(`evaluate disagrees on ${bench.order.number}:\n${evaluated}\n${expected}`)
    const engined = comparable(await rulesEngineOrder(bench))
    if (engined !== expected)
      throw new Error(`json-rules-engine disagrees on ${bench.order.number}:\n${engined}\n${expected}`)
  }
}

function comparable(answers: readonly Answer[]): string {
  return JSON.stringify(
    answers.map(({ terms, matched, eligible, because, windowEndsAt, daysLeft }) => [
      Object.entries(terms).sort(([a], [b]) => (a < b ? -1 : 1)),
      matched,
      eligible,
      because,
      windowEndsAt,
      daysLeft,
    ]),
  )
}

/** Time this process computed, so that what else runs on the machine does not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Keeps results reachable, so that no variant is optimised away. */
let kept = 0

function ordersPerMs(orders: readonly BenchOrder[], judge: (bench: BenchOrder) => Answer[]): number {
  let judged = 0
  const start = cpuMs()
  for (;;) {
    for (let index = 0; index < 64; index++) {
      kept += judge(orders[(judged + index) % orders.length] as BenchOrder).length
    }
    judged += 64
    const elapsed = cpuMs() - start
    if (elapsed >= roundMs) return judged / elapsed
  }
}

async function ordersPerMsAsync(
  orders: readonly BenchOrder[],
  judge: (bench: BenchOrder) => Promise<Answer[]>,
): Promise<number> {
  let judged = 0
  const start = cpuMs()
  for (;;) {
    for (let index = 0; index < 8; index++) {
      kept += (await judge(orders[(judged + index) % orders.length] as BenchOrder)).length
    }
    judged += 8
    const elapsed = cpuMs() - start
    if (elapsed >= roundMs) return judged / elapsed
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/**
 * 12 rules, 5 lines an order, each asked about for 5 reasons as opening an order does; statutes on, from the order as
 * it is stored; the trace is built only when read.
 */
export async function run(): Promise<Figure[]> {
  const orders = benchOrders(orderCount)
  await checkAgreement(orders)
  const rounds: { plain: number; ours: number; engine: number }[] = []
  for (let round = 0; round <= roundsOf; round++) {
    const measured = {
      plain: ordersPerMs(orders, plainOrder),
      ours: ordersPerMs(orders, ours),
      engine: await ordersPerMsAsync(orders, rulesEngineOrder),
    }
    // The first round warms up.
    if (round > 0) rounds.push(measured)
  }
  const microseconds = (variant: 'plain' | 'ours' | 'engine') =>
    Number((1000 / median(rounds.map((round) => round[variant]))).toFixed(2))
  const detail = {
    orders: orderCount,
    lines: 5,
    claims: 5 * benchReasons.length,
    rules: policy.rules.length,
    rounds: rounds.length,
    plainMicrosPerOrder: microseconds('plain'),
    oursMicrosPerOrder: microseconds('ours'),
    engineMicrosPerOrder: microseconds('engine'),
    answers: kept,
  }
  return [
    {
      bench: 'policy',
      name: 'policy.vs_json_rules_engine',
      ratio: Number(median(rounds.map((round) => round.ours / round.engine)).toFixed(1)),
      against: 'json-rules-engine',
      detail,
    },
    {
      bench: 'policy',
      name: 'policy.slower_than_plain',
      ratio: Number(median(rounds.map((round) => round.plain / round.ours)).toFixed(2)),
      against: 'the same policy hand-written in TypeScript',
      detail,
    },
  ]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const figure of await run()) console.log(JSON.stringify(figure))
}
