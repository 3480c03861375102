import { compile } from '../../shared/policy/compile.ts'
import { type EvaluationInput, evaluate } from '../../shared/policy/evaluate.ts'
import type { Facts } from '../../shared/policy/policy.ts'
import { engineOrder, flatFacts } from './policy-engine.ts'
import { asRead, type BenchOrder } from './policy-orders.ts'
import { type Answer, type PlainOrder, plainOrder, readOrder } from './policy-plain.ts'
import { benchPolicy } from './policy-rules.ts'

/** An order, and what each variant is given of it before the clock starts. */
export interface ReadOrder {
  bench: BenchOrder
  plain: PlainOrder
  flat: readonly Partial<Facts>[]
  /** The same claims for ours, with a view of the order. */
  viewed: BenchOrder
}

const policy = benchPolicy()
const compiled = compile(policy)
export const ruleCount = policy.rules.length

export function oursOrder({ claims }: BenchOrder): Answer[] {
  const answers: Answer[] = []
  for (let at = 0; at < claims.length; at++) answers.push(evaluate(compiled, claims[at] as EvaluationInput))
  return answers
}

export function read(benches: readonly BenchOrder[]): ReadOrder[] {
  const viewed = asRead(benches, compiled)
  return benches.map((bench, index) => ({
    bench,
    plain: readOrder(bench),
    flat: flatFacts(bench),
    viewed: viewed[index] as BenchOrder,
  }))
}

/** Fails the run unless every variant gives the same terms, rule ids, verdict and window for every order. */
export async function checkAgreement(orders: readonly ReadOrder[]): Promise<void> {
  for (const { bench, plain, flat, viewed } of orders) {
    const expected = comparable(plainOrder(bench, plain))
    for (const answers of [oursOrder(bench), oursOrder(viewed), await engineOrder(bench, flat, plain)]) {
      const actual = comparable(answers)
      if (actual !== expected) throw new Error(`no agreement on ${bench.order.number}:\n${actual}\n${expected}`)
    }
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
