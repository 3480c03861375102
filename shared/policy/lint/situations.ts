import { legalClasses, paymentMethods } from '../../order/order.ts'
import { unstatedReason } from '../compile.ts'
import { type FactRow, factRow, factsTable } from '../facts-table.ts'
import type { Facts, Policy, Reason } from '../policy.ts'
import { anyNumber } from './possible-numbers.ts'
import { anyList, anyText, oneOf, type PossibleValues } from './possible-values.ts'

/** A claim for one reason: what that fixes, and what every other fact can still be. */
export interface Situation {
  reason: Reason
  /** The possible values of a fact before anything is compared; a fact that does not exist has none. */
  valuesOf(fact: string): PossibleValues | undefined
}

/** Every reason of the policy, and none for a line, a payment and delivery: what claims are told apart by first. */
export function situationsOf(policy: Policy): Situation[] {
  const subjects: Reason['subject'][] = ['line', 'payment', 'shipping']
  return [...policy.reasons, ...subjects.map(unstatedReason)].map((reason) => situationOf(reason, policy))
}

function situationOf(reason: Reason, policy: Policy): Situation {
  const known = new Map<string, PossibleValues | undefined>()
  return {
    reason,
    valuesOf(fact) {
      if (!known.has(fact)) known.set(fact, startOf(fact, reason, policy))
      return known.get(fact)
    },
  }
}

function startOf(fact: string, reason: Reason, policy: Policy): PossibleValues | undefined {
  const fixed = fixedBy(reason)[fact as keyof Facts]
  if (fixed !== undefined) return oneOf([fixed])
  const row = factRow(fact, policy)
  if (!row) return undefined
  const subject = fact.startsWith('line.') ? 'line' : fact.startsWith('payment.') ? 'payment' : reason.subject
  return subject === reason.subject ? valuesOf(row, policy) : oneOf([nothing[row.type]])
}

function fixedBy(reason: Reason): Partial<Facts> {
  return {
    'claim.reason': reason.code,
    'claim.reasonGroup': reason.parent ?? reason.code,
    'claim.fault': reason.fault,
    'claim.noReason': reason.noReason ?? false,
    ...(reason.subject === 'shipping' ? { 'claim.amount': 0 } : {}),
  }
}

/** What a fact about a line or payment says in a claim about something else. */
const nothing = { string: '', number: 0, money: 0, boolean: false, list: [] } as const

const builtIn: ReadonlySet<string> = new Set(factsTable.map(({ name }) => name))
/** A discount may exceed what it is taken from: these can be below 0. */
const canBeNegative: ReadonlySet<string> = new Set(['order.total', 'line.total'])
const atLeastOne: ReadonlySet<string> = new Set(['claim.quantity', 'line.quantity'])

const listed: Readonly<Record<string, readonly string[]>> = {
  'claim.condition': ['', 'unopened', 'opened', 'used', 'broken'],
  'line.kind': ['product', 'fee', 'gift_card'],
  'payment.method': paymentMethods,
}
const listEntries: Readonly<Record<string, readonly string[]>> = {
  'line.legalClass': legalClasses,
  'order.paymentMethods': paymentMethods,
}

function valuesOf({ name, type }: FactRow, policy: Policy): PossibleValues {
  if (type === 'boolean') return oneOf([true, false])
  if (type === 'list') return anyList(listEntries[name])
  if (type === 'string') {
    const options = listed[name] ?? optionsOf(name, policy)
    return options ? oneOf(options) : anyText()
  }
  if (builtIn.has(name)) {
    return canBeNegative.has(name) ? anyNumber('whole') : anyNumber('whole', atLeastOne.has(name) ? 1 : 0)
  }
  return declaredNumber(name, policy)
}

function optionsOf(name: string, { questions = [] }: Policy): string[] | undefined {
  const options = questions.find(({ code }) => name === `answer.${code}`)?.options
  return options && ['', ...options.map(({ value }) => value)]
}

function declaredNumber(name: string, { questions = [], attributes = [] }: Policy): PossibleValues {
  if (questions.some(({ code, kind }) => name === `answer.${code}` && kind === 'photo')) return anyNumber('whole', 0)
  const isTime = attributes.some(({ of, key, type }) => name === `${of}.attributes.${key}` && type === 'time')
  return anyNumber(isTime ? 'whole' : 'fraction')
}
