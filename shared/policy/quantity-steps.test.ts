import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'
import { quantitySteps } from './quantity-steps.ts'

it('between two steps every quantity gets the same terms', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: -3, max: 70 }),
      fc.integer({ min: 0, max: 90_000 }),
      fc.constantFrom('lt' as const, 'lte' as const, 'gt' as const, 'gte' as const, 'eq' as const, 'ne' as const),
      (quantity, unitPrice, units, amount, op) => {
        const order = orderWith({ lines: [{ quantity, unitPrice }] })
        const [line] = order.lines
        const policy = policyWith({}, [
          { id: 'q', name: 'q', when: { fact: 'claim.quantity', op, value: units }, set: { creditBonusPercent: 7 } },
          {
            id: 'a',
            name: 'a',
            when: { not: { all: [{ fact: 'claim.amount', op, value: { [order.currency]: amount } }] } },
            set: { keepItemPercent: 9 },
          },
        ])
        const compiled = compile(policy)
        const termsOf = (claimed: number) =>
          evaluate(compiled, {
            order,
            lineId: line?.id,
            reason: 'not_needed',
            claim: { quantity: claimed },
            now: Date.parse(order.placedAt),
          }).terms
        const steps = quantitySteps(policy, order, line?.id ?? '')
        for (let claimed = 1; claimed <= quantity; claimed++) {
          const step = steps.filter((from) => from <= claimed).at(-1) ?? 1
          expect(termsOf(claimed)).toEqual(termsOf(step))
        }
      },
    ),
    { numRuns: 150 },
  )
})
