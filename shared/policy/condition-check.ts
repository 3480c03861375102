import type { ErrorCode } from '../errors.ts'
import { type FactRow, type FactType, factRow, operatorsOf } from './facts-table.ts'
import { isAmounts } from './leaf.ts'
import { type Operator, operators, type Policy } from './policy.ts'
import { maxIssues } from './policy-limits.ts'

export const maxConditionDepth = 20
export const maxListLength = 1000
/** In the conditions of a whole policy. */
export const maxLeaves = 2000
const maxTextLength = 200

export interface ConditionIssue {
  path: (string | number)[]
  code: ErrorCode
  message: string
}

export interface ConditionReport {
  issues: ConditionIssue[]
  leaves: number
}

/**
 * What is wrong with a condition of unknown origin, the first issues of it. Stops below the depth limit, and when there are
 * enough, so a bomb costs nothing.
 */
export function checkCondition(
  condition: unknown,
  policy: Pick<Policy, 'currencies' | 'attributes' | 'questions'>,
): ConditionReport {
  const report: ConditionReport = { issues: [], leaves: 0 }
  visit(condition, [], 1, policy, report)
  return report
}

function visit(
  node: unknown,
  path: (string | number)[],
  depth: number,
  policy: Pick<Policy, 'currencies' | 'attributes' | 'questions'>,
  report: ConditionReport,
) {
  const add = (code: ErrorCode, message: string, ...at: (string | number)[]) =>
    report.issues.push({ path: [...path, ...at], code, message })
  if (depth > maxConditionDepth) return add('limit_exceeded', `conditions nest at most ${maxConditionDepth} deep`)
  if (report.leaves > maxLeaves || report.issues.length >= maxIssues) return
  if (!isObject(node)) return add('validation_failed', 'a condition is an object')
  const keys = Object.keys(node)
  const kind = ['all', 'any', 'not', 'fact'].find((key) => keys.includes(key))
  const allowed = kind === 'fact' ? ['fact', 'op', 'value'] : kind ? [kind] : []
  const surplus = keys.find((key) => !allowed.includes(key))
  if (!kind || surplus !== undefined) {
    return add('validation_failed', 'a condition is one of all, any, not, or fact with op and value')
  }
  if (kind === 'not') return visit(node['not'], [...path, 'not'], depth + 1, policy, report)
  if (kind === 'fact') {
    report.leaves += 1
    return checkLeaf(node, policy, add)
  }
  const children = node[kind]
  if (!Array.isArray(children)) return add('validation_failed', `${kind} is a list of conditions`, kind)
  if (children.length > maxLeaves) return add('limit_exceeded', `at most ${maxLeaves} conditions`, kind)
  children.forEach((child, index) => visit(child, [...path, kind, index], depth + 1, policy, report))
}

type Add = (code: ErrorCode, message: string, ...at: string[]) => void

function checkLeaf(
  leaf: Record<string, unknown>,
  policy: Pick<Policy, 'currencies' | 'attributes' | 'questions'>,
  add: Add,
): void {
  const row = typeof leaf['fact'] === 'string' ? factRow(leaf['fact'], policy) : undefined
  if (!row) return add('unknown_fact', `no fact is called ${nameOf(leaf['fact'])}`, 'fact')
  const op = operators.find((known) => known === leaf['op'])
  if (!op) return add('validation_failed', `op is one of ${operators.join(', ')}`, 'op')
  if (!operatorsOf[row.type].includes(op)) {
    return add('type_mismatch', `${row.name} is a ${row.type}: use one of ${operatorsOf[row.type].join(', ')}`, 'op')
  }
  checkValue({ ...row, currencies: policy.currencies, options: optionsOf(row, op, policy) }, op, leaf['value'], add)
}

/** What a value is compared with, and what it may be. */
interface Compared extends FactRow {
  currencies: readonly string[]
  /** Of a choice: another value would never be answered. */
  options: readonly string[] | undefined
}

function optionsOf({ name }: FactRow, op: Operator, { questions }: Pick<Policy, 'questions'>) {
  if (op !== 'eq' && op !== 'ne' && op !== 'in' && op !== 'not_in') return undefined
  const choice = questions?.find(({ code, kind }) => kind === 'choice' && name === `answer.${code}`)
  return choice?.options?.map(({ value }) => value)
}

function checkValue(compared: Compared, op: Operator, value: unknown, add: Add): void {
  if (op === 'exists') {
    if (value !== undefined && typeof value !== 'boolean')
      add('type_mismatch', 'exists takes true, false or nothing', 'value')
    return
  }
  if (op !== 'in' && op !== 'not_in' && op !== 'between') return checkSingle(compared, value, add)
  if (!Array.isArray(value)) return add('type_mismatch', `${op} takes a list`, 'value')
  if (value.length > maxListLength) return add('limit_exceeded', `at most ${maxListLength} values`, 'value')
  if (op === 'between' && value.length !== 2)
    return add('type_mismatch', 'between takes two values, low and high', 'value')
  let found = 0
  for (const [index, single] of value.entries()) {
    if (found >= maxIssues) return
    checkSingle(compared, single, (code, message, ...at) => {
      found += 1
      add(code, message, 'value', String(index), ...at.slice(1))
    })
  }
}

function checkSingle({ name, type, currencies, options }: Compared, value: unknown, add: Add): void {
  if (type === 'money') return checkAmounts(value, currencies, add, 'value')
  if (!isOfType(type, value)) return add('type_mismatch', `${name} compares with ${wanted[type]}`, 'value')
  if (typeof value !== 'string') return
  if (value.length > maxTextLength) add('limit_exceeded', `at most ${maxTextLength} characters`, 'value')
  else if (isPattern(value))
    add('validation_failed', 'text is compared as it stands, a pattern would never match', 'value')
  else if (options && !options.includes(value)) {
    add('validation_failed', `no option of ${name} is called ${nameOf(value)}`, 'value')
  }
}

/** What only a regular expression would say. */
function isPattern(text: string): boolean {
  return text.startsWith('^') || patternParts.some((part) => text.includes(part))
}

const patternParts: readonly string[] = ['.*', '.+', '(?', '\\d', '\\w', '\\s', '\\b', ')+', ')*', ']+', ']*']

function nameOf(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : `this ${typeof value}`
}

const wanted: Readonly<Record<FactType, string>> = {
  string: 'text',
  list: 'text',
  number: 'a number',
  boolean: 'true or false',
  money: 'an amount in every currency',
}

function isOfType(type: FactType, value: unknown): boolean {
  if (type === 'number') return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER
  if (type === 'boolean') return typeof value === 'boolean'
  return typeof value === 'string'
}

/** `{ CUR: minor }` with every currency of the merchant. */
export function checkAmounts(value: unknown, currencies: readonly string[], add: Add, ...at: string[]): void {
  if (!isAmounts(value)) return add('type_mismatch', 'an amount is { CUR: minor units }', ...at)
  for (const [currency, amount] of Object.entries(value)) {
    if (!/^[A-Z]{3}$/.test(currency)) add('validation_failed', 'a currency goes by its ISO 4217 code', ...at, currency)
    else if (!Number.isSafeInteger(amount) || amount < 0) {
      add('type_mismatch', 'an amount is a whole number of minor units, not below 0', ...at, currency)
    }
  }
  for (const currency of currencies) {
    if (!Object.hasOwn(value, currency))
      add('missing_currency', `the amount in ${currency} is missing`, ...at, currency)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
