import { legalClasses, type Order, paymentMethods } from '../../../../shared/order/order.ts'
import { type FactScope, factReader } from '../../../../shared/policy/facts.ts'
import { OrderView } from '../../../../shared/policy/order-view.ts'
import type { Condition, FactName, Policy } from '../../../../shared/policy/policy.ts'
import { valueWords } from '../../../../shared/policy/words/value-words.ts'
import type { WordsContext } from '../../../../shared/policy/words/words-context.ts'
import { zonedClock } from '../../../../shared/time/zoned.ts'
import { countryCodes } from '../../../format/countries.ts'
import type { Choice } from '../fields/fields.ts'

/** The values a text fact can be compared with. */
export interface Vocabulary {
  /** Nothing else makes sense. */
  isClosed: boolean
  choices: Choice[]
}

/** What the shop's real orders say, by fact. */
export type SeenValues = ReadonlyMap<string, ReadonlySet<string>>

const conditionsOfGoods = ['unopened', 'opened', 'used', 'broken']
const lineKinds = ['product', 'fee', 'gift_card']
const faults = ['merchant', 'carrier', 'shopper']

export function vocabularyOf(fact: string, context: WordsContext, seen: SeenValues): Vocabulary {
  const { policy } = context
  const named = (values: readonly string[]) =>
    values.map((value) => ({ value, words: valueWords(fact, value, context).text }))
  const closed = (values: readonly string[]): Vocabulary => ({ isClosed: true, choices: named(values) })
  switch (fact) {
    case 'claim.reason':
      return closed(reasonCodes(policy, 'chosen'))
    case 'claim.reasonGroup':
      return closed(reasonCodes(policy, 'groups'))
    case 'claim.fault':
      return closed(faults)
    case 'claim.condition':
      return closed(conditionsOfGoods)
    case 'line.kind':
      return closed(lineKinds)
    case 'line.legalClass':
      return closed(legalClasses)
    case 'order.currency':
      return closed(policy.currencies)
    case 'payment.method':
    case 'order.paymentMethods':
      return closed(paymentMethods)
    case 'order.country':
    case 'customer.country': {
      const first = seen.get(fact) ?? new Set<string>()
      const all = named(countryCodes().filter((code) => !first.has(code)))
      all.sort((a, b) => a.words.localeCompare(b.words, context.language))
      return { isClosed: true, choices: [...named([...first].sort()), ...all] }
    }
    default: {
      const options = policy.questions?.find(({ code }) => fact === `answer.${code}`)?.options
      if (options) return closed(options.map(({ value }) => value))
      const values = new Set([...(seen.get(fact) ?? []), ...valuesIn(policy, fact)])
      return { isClosed: false, choices: named([...values].sort()) }
    }
  }
}

/** Reasons that are chosen, or the groups they stand in; a reason without others below it is both. */
function reasonCodes({ reasons }: Policy, which: 'chosen' | 'groups'): string[] {
  const parents = new Set(reasons.flatMap(({ parent }) => (parent === undefined ? [] : [parent])))
  return reasons
    .filter(({ code, parent }) => (which === 'groups' ? parent === undefined : !parents.has(code)))
    .map(({ code }) => code)
}

/** What the policy's other rules compare the same fact with. */
function valuesIn({ rules }: Policy, fact: string): string[] {
  const inside = (condition: Condition): string[] => {
    if ('all' in condition) return condition.all.flatMap(inside)
    if ('any' in condition) return condition.any.flatMap(inside)
    if ('not' in condition) return inside(condition.not)
    const values: readonly unknown[] = Array.isArray(condition.value) ? condition.value : [condition.value]
    return condition.fact === fact ? values.filter((value) => typeof value === 'string') : []
  }
  return rules.flatMap(({ when }) => inside(when))
}

const seenFacts: readonly FactName[] = [
  'order.country',
  'order.region',
  'order.channel',
  'order.store',
  'customer.country',
  'customer.tier',
  'customer.tags',
  'line.sku',
  'line.categories',
  'line.tags',
  'line.productId',
  'line.variant',
]
const maxSeen = 200

/** Reads the names that a shop really uses out of its own orders. */
export function seenIn(orders: readonly Order[], policy: Policy): SeenValues {
  const clock = zonedClock(policy.timezone)
  const names = [
    ...seenFacts,
    ...(policy.attributes ?? []).flatMap(({ of, key, type }) =>
      type === 'text' ? [`${of}.attributes.${key}` as const] : [],
    ),
  ]
  const readers = names.map((name) => ({ name, read: factReader(name, policy) }))
  const seen = new Map<string, Set<string>>(names.map((name) => [name, new Set()]))
  const [reason] = policy.reasons
  if (!reason) return seen
  for (const order of orders) {
    const view = new OrderView(order, clock, policy.assumedTransitDays)
    for (const [index, line] of order.lines.entries()) {
      const scope: FactScope = {
        view,
        currency: order.currency,
        line,
        index,
        payment: undefined,
        reason,
        claim: {},
        history: { refunds90: 0 },
        nowMs: 0,
        today: 0,
      }
      for (const { name, read } of readers) {
        const value = read(scope)
        const found = seen.get(name)
        for (const each of typeof value === 'string' ? [value] : Array.isArray(value) ? (value as string[]) : [])
          if (each !== '' && found && found.size < maxSeen) found.add(each)
      }
    }
  }
  return seen
}
