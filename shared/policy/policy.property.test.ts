import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inputs, policies } from './arbitrary-policies.fixtures.ts'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { parsePolicy } from './policy.schema.ts'
import { refundTriggers } from './policy.ts'
import { clauseKeys, shopperClauses, staffClauses } from './trace-words.ts'

const plain = (evaluation: ReturnType<typeof evaluate>) => ({ ...evaluation, trace: evaluation.trace() })
const knownKeys = new Set<string>(clauseKeys)

test('arbitrary policies are what the schema publishes', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      expect(parsePolicy(policy)).toEqual({ policy })
    }),
    { numRuns: 50 },
  )
})

test('evaluation is total and deterministic: other claims in between, another compilation, a copy of the order', () => {
  fc.assert(
    fc.property(policies, fc.array(inputs, { minLength: 1, maxLength: 4 }), (policy, claims) => {
      const compiled = compile(policy)
      const first = claims.map((claim) => plain(evaluate(compiled, claim)))
      const again = claims.map((claim) => plain(evaluate(compiled, claim)))
      const afresh = structuredClone(claims).map((claim) => plain(evaluate(compile(structuredClone(policy)), claim)))
      expect(again).toEqual(first)
      expect(afresh).toEqual(first)
    }),
  )
})

const rank = { never: 0, whole_order: 1, proportional: 2 }

test('with statutes no claim is worse off than without', () => {
  fc.assert(
    fc.property(policies, inputs, (policy, claim) => {
      const off = evaluate(compile(policy, { statutes: 'off' }), claim)
      const on = evaluate(compile(policy), claim)
      expect(Number(on.eligible)).toBeGreaterThanOrEqual(Number(off.eligible))
      expect(Number(on.terms.eligible)).toBeGreaterThanOrEqual(Number(off.terms.eligible))
      // what the policy itself refuses has no window that could be longer
      if (off.terms.eligible) {
        expect(on.windowEndsAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
          off.windowEndsAt ?? Number.POSITIVE_INFINITY,
        )
      }
      if (off.terms.window.days === 'none') expect(on.terms.window.days).toBe('none')
      else if (on.terms.window.days !== 'none')
        expect(on.terms.window.days).toBeGreaterThanOrEqual(off.terms.window.days)
      for (const fee of ['restockingFee', 'processingFee'] as const) {
        expect(['none', off.terms[fee]]).toContainEqual(on.terms[fee])
      }
      const label = on.terms.returnShipping.fee
      for (const [currency, amount] of Object.entries(label)) {
        expect(amount).toBeLessThanOrEqual(off.terms.returnShipping.fee[currency] ?? 0)
      }
      expect(on.terms.resolutions).toEqual(expect.arrayContaining([...off.terms.resolutions]))
      expect(rank[on.terms.outboundShipping]).toBeGreaterThanOrEqual(rank[off.terms.outboundShipping])
      expect(refundTriggers.indexOf(on.terms.refundTrigger)).toBeLessThanOrEqual(
        refundTriggers.indexOf(off.terms.refundTrigger),
      )
      expect(on.terms.deadlines.return).toBeGreaterThanOrEqual(off.terms.deadlines.return)
      expect(on.matched).toEqual(off.matched)
      if (on.statutory?.noReason) {
        expect(on).toMatchObject({
          eligible: true,
          terms: { restockingFee: 'none', evidence: { photos: 0, detailLength: 0 } },
        })
        expect(on.terms.decision).not.toBe('decline')
        expect(on.terms.resolutions).toContain('refund')
      }
    }),
    { numRuns: 300 },
  )
})

test('shoppers read known clauses, and never a rule, a fact or a lane', () => {
  fc.assert(
    fc.property(policies, inputs, (policy, claim) => {
      const compiled = compile(policy)
      const evaluation = evaluate(compiled, claim)
      const clauses = shopperClauses(evaluation, claim.order.currency)
      const staff = staffClauses(evaluation, compiled, claim.order.currency)
      for (const { key } of [...clauses, ...staff]) expect(knownKeys).toContain(key)
      const text = JSON.stringify(clauses)
      expect(text).not.toMatch(/Rule number|"r\d+"|customer\.|claim\.|line\.|refunds90|decision/)
      expect(clauses[0]?.key.startsWith('because.')).toBe(true)
    }),
  )
})
