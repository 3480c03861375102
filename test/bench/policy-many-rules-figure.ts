import { type CompiledPolicy, compile } from '../../shared/policy/compile.ts'
import { type EvaluationInput, evaluate } from '../../shared/policy/evaluate.ts'
import { naiveMatches, naiveTerms } from '../../shared/policy/naive.fixtures.ts'
import { manyRulesPolicy } from './policy-many-rules.ts'
import { asRead, asStored, type BenchOrder } from './policy-orders.ts'
import { benchPolicy } from './policy-rules.ts'
import { median, ordersPerMs } from './policy-timing.ts'

const ruleCount = 200
const roundCount = 9

const few = compile(benchPolicy())
const many = compile(manyRulesPolicy(ruleCount))

/** Fails the run unless the 200 rules give what asking them one after the other gives; the rules matched per claim. */
export function checkManyRules(benches: readonly BenchOrder[]): number {
  const { policy } = many
  const bare = compile(policy, { statutes: 'off' })
  let matched = 0
  const claims = benches.flatMap(({ claims }) => claims)
  for (const claim of claims) {
    const evaluation = evaluate(bare, claim)
    const rules = naiveMatches(policy, evaluation.trace().facts, claim.order.currency)
    const expected = JSON.stringify([rules.map(({ id }) => id), naiveTerms(policy, rules)])
    const actual = JSON.stringify([evaluate(many, claim).matched, evaluation.terms])
    if (actual !== expected) throw new Error(`no agreement on ${claim.order.number}:\n${actual}\n${expected}`)
    matched += rules.length
  }
  return matched / claims.length
}

function passOf(compiled: CompiledPolicy): (benches: readonly BenchOrder[]) => number {
  return (benches) => {
    let eligible = 0
    for (const { claims } of benches) {
      for (let at = 0; at < claims.length; at++) {
        if (evaluate(compiled, claims[at] as EvaluationInput).eligible) eligible += 1
      }
    }
    return eligible
  }
}

/** How much longer a decision takes under 200 rules than under 12, what the order says being known, and from the stored order. */
export function manyRulesFigure(benches: readonly BenchOrder[]) {
  const matchedPerClaim = checkManyRules(benches)
  const read = asRead(benches, few)
  const batches = { read: () => read, stored: () => asStored(benches) }
  const rounds: Record<'few' | 'many' | 'fewStored' | 'manyStored', number>[] = []
  for (let round = 0; round <= roundCount; round++) {
    const measured = {
      few: 1 / ordersPerMs(batches.read, passOf(few)),
      many: 1 / ordersPerMs(batches.read, passOf(many)),
      fewStored: 1 / ordersPerMs(batches.stored, passOf(few)),
      manyStored: 1 / ordersPerMs(batches.stored, passOf(many)),
    }
    // The first round warms up.
    if (round > 0) rounds.push(measured)
  }
  const claims = benches[0]?.claims.length ?? 1
  const nanos = (name: keyof (typeof rounds)[number]) =>
    Math.round((1e6 * median(rounds.map((round) => round[name]))) / claims)
  return {
    bench: 'policy',
    name: `policy.rules_${ruleCount}_vs_12`,
    ratio: Number(median(rounds.map(({ few: one, many: other }) => other / one)).toFixed(2)),
    against: 'the same decision under 12 rules',
    detail: {
      measures: 'a decision for one line and reason; orders, statutes and window as in policy.slower_than_plain',
      orders: benches.length,
      rules: many.policy.rules.length,
      matchedPerClaim: Number(matchedPerClaim.toFixed(1)),
      nanosUnder12: nanos('few'),
      nanosUnder200: nanos('many'),
      nanosUnder12Cold: nanos('fewStored'),
      nanosUnder200Cold: nanos('manyStored'),
    },
  }
}
