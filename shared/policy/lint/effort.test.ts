import { expect, test } from 'vitest'
import { policyWith } from '../policy.fixtures.ts'
import type { Condition, Rule, Terms } from '../policy.ts'
import { lint } from './lint.ts'

const words = { en: 'Words', 'zh-CN': '文字' }
const locales = ['en', 'zh-CN']

/** Below the law in every term that it looks at. */
const low: Partial<Terms> = {
  eligible: false,
  because: 'not_covered',
  window: { days: 3, from: 'delivered' },
  decision: 'decline',
  restockingFee: { percent: 100 },
  refundTrigger: 'on_inspection',
  outboundShipping: 'never',
}

function manyRules(whenOf: (index: number, leaf: (fact: string, value: string) => Condition) => Condition) {
  let looks = 0
  const leaf = (fact: string, value: string): Condition => ({
    get fact() {
      looks += 1
      return fact
    },
    op: 'contains',
    value,
  })
  const rules = Array.from(
    { length: 280 },
    (_, index): Rule => ({ id: `r${index}`, name: words, when: whenOf(index, leaf), set: low }),
  )
  return { rules, looks: () => looks }
}

const anyOf: Parameters<typeof manyRules>[0] = (index, leaf) => ({
  any: [leaf('line.sku', `s${index}`), leaf('line.tags', `t${index}`), { not: leaf('customer.tags', `c${index}`) }],
})

test('of many rules, no more is compared than a lint may cost', () => {
  const { rules, looks } = manyRules(anyOf)
  expect(lint(policyWith({}, rules), { locales }).length).toBeGreaterThan(0)
  expect(looks()).toBeLessThan(5_000_000)
})

test('of rules on numbers and amounts, fixes are tried no longer than a lint may cost', () => {
  const base = policyWith()
  const amounts = (index: number) => Object.fromEntries(base.currencies.map((currency) => [currency, index]))
  let looks = 0
  const rules = Array.from({ length: 400 }, (_, index): Rule => {
    const quantity: Condition = {
      get fact() {
        looks += 1
        return 'claim.quantity'
      },
      op: 'between',
      value: [index * 3, index * 3 + 7],
    }
    const when: Condition = {
      all: [
        quantity,
        { fact: 'line.daysSinceDelivery', op: 'gt', value: index },
        { fact: 'claim.amount', op: 'gte', value: amounts(index) },
        { fact: 'customer.refunds90', op: 'lt', value: 400 - index },
      ],
    }
    return { id: `r${index}`, name: words, when, set: low }
  })
  expect(lint(policyWith({}, rules), { locales }).length).toBeGreaterThan(400)
  expect(looks).toBeLessThan(5_000_000)
})

test('of a policy that costs too much, what a rule says by itself is still known', () => {
  const american: Rule = {
    id: 'american',
    name: words,
    when: { fact: 'customer.country', op: 'eq', value: 'US' },
    set: low,
  }
  const findings = lint(policyWith({}, [...manyRules(anyOf).rules, american]), { locales })
  const below = findings.filter(({ code }) => code === 'below_statute').map(({ rule }) => rule)
  expect(below).toContain('r9')
  expect(below).not.toContain('american')
})
