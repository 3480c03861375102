import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inputs, policies } from '../arbitrary-policies.fixtures.ts'
import { compile } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import type { Terms } from '../policy.ts'
import { exceptionsOf } from './exceptions.ts'
import { type Situation, situationsOf } from './situation.ts'

/** All that is told, but the clause, which is no term of its own. */
const told: readonly (keyof Terms)[] = [
  'eligible',
  'window',
  'resolutions',
  'returnItem',
  'returnShipping',
  'restockingFee',
  'processingFee',
  'outboundShipping',
  'promotion',
  'gifts',
  'packaging',
  'creditBonusPercent',
  'keepItemPercent',
  'evidence',
  'refundTrigger',
]

test('what is described is what a claim gets, in the days of the law and after them', () => {
  let compared = 0
  fc.assert(
    fc.property(policies, inputs, ({ rules, ...rest }, input) => {
      const policy = { ...rest, rules: rules.slice(0, 3) }
      const { country } = input.order.customer
      const reason = policy.reasons.find(({ code }) => code === input.reason)
      const situations = situationsOf(policy, country)
      const situation = situations.find(({ reasons }) => reason && reasons.includes(reason))
      const line = input.order.lines.find(({ id }) => id === input.lineId)
      // the law takes items of some classes out one by one, which a text for everybody tells in general
      if (!situation || !line || line.legalClass?.length || line.legalConfirmed) return
      const compiled = compile(policy)
      if (compiled.classes?.of(line)) return
      const evaluation = evaluate(compiled, input)
      const inLaw = evaluation.statutory !== undefined
      const { exceptions, withheld } = exceptionsOf(policy, country, situations)
      const rows = [...exceptions, ...withheld]
        .sort((one, other) => one.index - other.index)
        .filter(
          ({ rule, situation: only }) =>
            evaluation.matched.includes(rule.id) && (!only || only.kind === situation.kind),
        )
        .map(({ rule, set, first, later }) => ({ given: rule.set, said: { ...set, ...(inLaw ? first : later) } }))
      // where one of two rows closes a return and the law opens it, the days of the law are those of that row
      if (rows.length > 1 && rows.some((row) => row.given.eligible !== undefined)) return
      // what only the law takes back is not described for the time after it
      const given = rows.reduceRight((terms, row) => ({ ...terms, ...row.given }), situation.given)
      if (!inLaw && situation.statute && (situation.isLawOnly || !given.eligible || isOver(given, situation))) return
      const phase = inLaw ? (situation.first?.terms ?? situation.terms) : situation.terms
      // where two fit, the first one counts, term by term
      const expected = rows.reduceRight((terms, { said }) => ({ ...terms, ...said }), phase)
      // opened by law, an item is told the days of the law, while the engine counts them elsewhere
      const isOpened = evaluation.trace().terms.eligible?.from === 'statute'
      compared += 1
      for (const term of told) {
        if (!(isOpened && term === 'window')) expect([term, expected[term]]).toEqual([term, evaluation.terms[term]])
      }
    }),
    { numRuns: 300 },
  )
  expect(compared).toBeGreaterThan(5)
})

function isOver({ window }: Terms, { statute }: Situation): boolean {
  return statute !== undefined && window.days !== 'none' && window.days <= statute.period.days
}
