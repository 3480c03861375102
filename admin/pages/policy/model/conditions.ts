import { canBeMissing, type FactRow, factRow, operatorsOf } from '../../../../shared/policy/facts-table.ts'
import type { Amounts, Condition, FactValue, Operator, Policy } from '../../../../shared/policy/policy.ts'
import { stepsOf, valueAt, withoutValue, withValue } from './pointer.ts'

export type Leaf = Extract<Condition, { fact: string }>
/** How a group holds: a `not` is "none of these" or "not all of these", whatever it is written around. */
export type GroupMode = 'all' | 'any' | 'none' | 'not_all'

export type ConditionNode =
  | { kind: 'leaf'; pointer: string; leaf: Leaf }
  | { kind: 'group'; pointer: string; mode: GroupMode; children: ConditionNode[] }

/** A condition as rows and groups of rows, each with the pointer of what it edits. */
export function nodeOf(condition: Condition, pointer: string): ConditionNode {
  if ('fact' in condition) return { kind: 'leaf', pointer, leaf: condition }
  if ('all' in condition)
    return { kind: 'group', pointer, mode: 'all', children: nodesIn(condition.all, `${pointer}/all`) }
  if ('any' in condition)
    return { kind: 'group', pointer, mode: 'any', children: nodesIn(condition.any, `${pointer}/any`) }
  const { not } = condition
  if ('all' in not) return { kind: 'group', pointer, mode: 'not_all', children: nodesIn(not.all, `${pointer}/not/all`) }
  if ('any' in not) return { kind: 'group', pointer, mode: 'none', children: nodesIn(not.any, `${pointer}/not/any`) }
  return { kind: 'group', pointer, mode: 'none', children: [nodeOf(not, `${pointer}/not`)] }
}

function nodesIn(conditions: readonly Condition[], pointer: string): ConditionNode[] {
  return conditions.map((each, index) => nodeOf(each, `${pointer}/${index}`))
}

function groupOf(mode: GroupMode, children: Condition[]): Condition {
  switch (mode) {
    case 'all':
      return { all: children }
    case 'any':
      return { any: children }
    case 'none':
      return { not: { any: children } }
    case 'not_all':
      return { not: { all: children } }
  }
}

function childrenOf(condition: Condition): Condition[] {
  if ('fact' in condition) return [condition]
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  const { not } = condition
  return 'all' in not ? not.all : 'any' in not ? not.any : [not]
}

function modeOf(condition: Condition): GroupMode {
  const node = nodeOf(condition, '')
  return node.kind === 'group' ? node.mode : 'all'
}

/** Adds to the group there; a single comparison becomes "all of these" with it. Says where the new one stands. */
export function addCondition(policy: Policy, pointer: string, added: Condition): { policy: Policy; pointer: string } {
  const condition = valueAt(policy, pointer) as Condition
  const mode = modeOf(condition)
  const children = [...childrenOf(condition), added]
  const next = withValue(policy, pointer, groupOf(mode, children))
  const nodes = nodeOf(valueAt(next, pointer) as Condition, pointer)
  const last = nodes.kind === 'group' ? nodes.children.at(-1) : undefined
  return { policy: next, pointer: last?.pointer ?? pointer }
}

export function setGroupMode(policy: Policy, pointer: string, mode: GroupMode): Policy {
  return withValue(policy, pointer, groupOf(mode, childrenOf(valueAt(policy, pointer) as Condition)))
}

/** Puts what stands there into a group of its own. */
export function wrapCondition(policy: Policy, pointer: string, mode: GroupMode): Policy {
  return withValue(policy, pointer, groupOf(mode, [valueAt(policy, pointer) as Condition]))
}

/** Takes it out of its group; a rule without a comparison holds always. */
export function removeCondition(policy: Policy, pointer: string): Policy {
  const last = stepsOf(pointer).at(-1)
  if (last === 'when') return withValue(policy, pointer, { all: [] })
  const holder = pointer.slice(0, pointer.lastIndexOf('/'))
  // Without what it negates, the negation goes too.
  if (last === 'not') return removeCondition(policy, holder)
  return withoutValue(policy, pointer)
}

/** A group that has gone up into its parent: what it held stays, where the parent holds the same way. */
export function ungroup(policy: Policy, pointer: string): Policy {
  const steps = stepsOf(pointer)
  const index = Number(steps.at(-1))
  const holder = pointer.slice(0, pointer.lastIndexOf('/'))
  const siblings = valueAt(policy, holder)
  if (!Array.isArray(siblings) || Number.isNaN(index)) return policy
  return withValue(policy, holder, siblings.toSpliced(index, 1, ...childrenOf(valueAt(policy, pointer) as Condition)))
}

/** The comparison that a fact begins with. */
export function leafFor(row: FactRow, policy: Pick<Policy, 'currencies'>, first?: FactValue): Leaf {
  const op: Operator = row.type === 'list' ? 'contains' : row.type === 'money' || row.type === 'number' ? 'gte' : 'eq'
  return { fact: row.name, op, value: startValue(row, op, policy, first) }
}

export type OperatorChoice = Operator | 'missing'

export function operatorChoiceOf({ op, value }: Leaf): OperatorChoice {
  return op === 'exists' && value === false ? 'missing' : op
}

/** What can be said of a fact: that it is there, or is not, only of one that can be missing, and where it is said already. */
export function operatorChoices(row: FactRow, leaf: Leaf): OperatorChoice[] {
  const chosen = operatorChoiceOf(leaf)
  const presence = (['exists', 'missing'] as const).filter((choice) => canBeMissing(row) || choice === chosen)
  return [...operatorsOf[row.type].filter((op) => op !== 'exists'), ...presence]
}

/** Another fact: of the same type it keeps its operator, the value begins anew. */
export function withFact(
  leaf: Leaf,
  row: FactRow,
  policy: Pick<Policy, 'currencies' | 'attributes' | 'questions'>,
  first?: FactValue,
): Leaf {
  const isAlike = factRow(leaf.fact, policy)?.type === row.type && (leaf.op !== 'exists' || canBeMissing(row))
  const op = isAlike ? leaf.op : leafFor(row, policy).op
  return { fact: row.name, op, value: startValue(row, op, policy, first) }
}

/** Another operator: the value keeps what it can of one, several or two. */
export function withOperator(
  leaf: Leaf,
  row: FactRow,
  op: Operator,
  policy: Pick<Policy, 'currencies'>,
  first?: FactValue,
): Leaf {
  const { fact, value } = leaf
  const shapeBefore = shapeOf(leaf.op)
  const shape = shapeOf(op)
  if (shape === shapeBefore) return { ...leaf, op }
  if (shapeBefore === 'presence' || shape === 'presence') return { fact, op, value: startValue(row, op, policy, first) }
  const many = (Array.isArray(value) ? value : [value]) as FactValue[]
  const one = many[0] ?? (startValue(row, 'eq', policy, first) as FactValue)
  if (shape === 'one') return { fact, op, value: one }
  return { fact, op, value: shape === 'two' ? [one, many[1] ?? one] : [...many] }
}

export type ValueShape = 'one' | 'many' | 'two' | 'presence'

export function shapeOf(op: Operator): ValueShape {
  if (op === 'exists') return 'presence'
  if (op === 'between') return 'two'
  return op === 'in' || op === 'not_in' ? 'many' : 'one'
}

function startValue(
  row: FactRow,
  op: Operator,
  { currencies }: Pick<Policy, 'currencies'>,
  first: FactValue = '',
): Exclude<Leaf['value'], undefined> {
  if (op === 'exists') return true
  const nothing: Amounts = Object.fromEntries(currencies.map((currency) => [currency, 0]))
  const money = row.type === 'money'
  const one = money ? nothing : row.type === 'boolean' ? true : row.type === 'number' ? 0 : first
  const shape = shapeOf(op)
  if (shape === 'one') return one
  if (shape === 'many' && one === '') return []
  return (shape === 'two' ? [one, one] : [one]) as readonly FactValue[]
}
