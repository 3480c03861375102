import { pathToFileURL } from 'node:url'
import { engineOrder, flatFacts } from './policy-engine.ts'
import { manyRulesFigure } from './policy-many-rules-figure.ts'
import { asStored, benchOrders, type ReasonsAsked } from './policy-orders.ts'
import { type Answer, plainOrder, readOrder } from './policy-plain.ts'
import { answersKept, median, ordersPerMs, ordersPerMsAsync } from './policy-timing.ts'
import { checkAgreement, oursOrder, type ReadOrder, read, ruleCount } from './policy-variants.ts'

interface Figure {
  bench: string
  name: string
  ratio: number
  against: string
  detail: Record<string, number | string>
}

/** "before": what an order says is known when the clock starts. "each_time": from the order as it is stored, every time. */
interface Situation {
  suffix: string
  reasons: ReasonsAsked
  reading: 'before' | 'each_time'
  measures: string
}

const situations: readonly Situation[] = [
  {
    suffix: '',
    reasons: 'one',
    reading: 'before',
    measures:
      'one reason a line; what an order says is read before the clock starts: flat facts for json-rules-engine and for plain, a view of the order for ours; statutes and window included',
  },
  {
    suffix: '_cold',
    reasons: 'one',
    reading: 'each_time',
    measures: 'one reason a line, every variant reads the stored order each time; statutes and window included',
  },
  {
    suffix: '_five_reasons',
    reasons: 'five',
    reading: 'each_time',
    measures:
      'all five reasons of each line, as opening an order asks; every variant reads the stored order each time; statutes and window included',
  },
]

const orderCount = 400
const roundCount = 9

interface Round {
  plain: number
  ours: number
  engine: number
}

async function roundOf(orders: readonly ReadOrder[], reading: Situation['reading']): Promise<Round> {
  const known = () => orders
  if (reading === 'before') {
    return {
      plain: ordersPerMs(
        known,
        sum(({ bench, plain }) => plainOrder(bench, plain)),
      ),
      ours: ordersPerMs(
        known,
        sum(({ viewed }) => oursOrder(viewed)),
      ),
      engine: await ordersPerMsAsync(
        known,
        sumLater(({ bench, plain, flat }) => engineOrder(bench, flat, plain)),
      ),
    }
  }
  const benches = orders.map(({ bench }) => bench)
  const stored = () => asStored(benches)
  return {
    plain: ordersPerMs(
      stored,
      sum((bench) => plainOrder(bench, readOrder(bench))),
    ),
    ours: ordersPerMs(stored, sum(oursOrder)),
    engine: await ordersPerMsAsync(
      stored,
      sumLater((bench) => engineOrder(bench, flatFacts(bench), readOrder(bench))),
    ),
  }
}

function sum<T>(judge: (order: T) => Answer[]): (orders: readonly T[]) => number {
  return (orders) => {
    let answers = 0
    for (let at = 0; at < orders.length; at++) answers += judge(orders[at] as T).length
    return answers
  }
}

function sumLater<T>(judge: (order: T) => Promise<Answer[]>): (orders: readonly T[]) => Promise<number> {
  return async (orders) => {
    let answers = 0
    for (const order of orders) answers += (await judge(order)).length
    return answers
  }
}

async function figuresOf({ suffix, reasons, reading, measures }: Situation): Promise<Figure[]> {
  const orders = read(benchOrders(orderCount, reasons))
  await checkAgreement(orders)
  const rounds: Round[] = []
  for (let round = 0; round <= roundCount; round++) {
    const measured = await roundOf(orders, reading)
    // The first round warms up.
    if (round > 0) rounds.push(measured)
  }
  const microseconds = (variant: keyof Round) =>
    Number((1000 / median(rounds.map((round) => round[variant]))).toFixed(2))
  const detail = {
    measures,
    orders: orderCount,
    lines: 5,
    claims: orders[0]?.bench.claims.length ?? 0,
    rules: ruleCount,
    rounds: rounds.length,
    plainMicrosPerOrder: microseconds('plain'),
    oursMicrosPerOrder: microseconds('ours'),
    engineMicrosPerOrder: microseconds('engine'),
    answers: answersKept(),
  }
  return [
    {
      bench: 'policy',
      name: `policy.vs_json_rules_engine${suffix}`,
      ratio: Number(median(rounds.map((round) => round.ours / round.engine)).toFixed(1)),
      against: 'json-rules-engine',
      detail,
    },
    {
      bench: 'policy',
      name: `policy.slower_than_plain${suffix}`,
      ratio: Number(median(rounds.map((round) => round.plain / round.ours)).toFixed(2)),
      against: 'the same policy hand-written in TypeScript',
      detail,
    },
  ]
}

/** 12 rules, 5 lines an order, in three situations, then 200 rules; the trace is built only when read. */
export async function run(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const situation of situations) figures.push(...(await figuresOf(situation)))
  figures.push(manyRulesFigure(benchOrders(orderCount, 'one')))
  return figures
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const figure of await run()) console.log(JSON.stringify(figure))
}
