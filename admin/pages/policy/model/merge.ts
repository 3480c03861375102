import type { Policy } from '../../../../shared/policy/policy.ts'
import { pointerOf } from './pointer.ts'
import { isSame } from './same.ts'

export interface Merged {
  policy: Policy
  /** Where both had changed the same: what one of them wrote is gone from there. */
  overruled: string[]
}

/** A three-way merge: what only one of two changed since `base` is taken; of what both changed, mine. Nobody's additions are lost. */
export function mergePolicies(base: Policy, mine: Policy, theirs: Policy): Merged {
  const overruled: string[] = []
  return { policy: merged(base, mine, theirs, [], overruled) as Policy, overruled }
}

/** Merged as one: half of one and half of another would be neither. */
const whole = new Set(['when', 'restockingFee', 'processingFee', 'because', 'value', 'calendar', 'options'])

type Fields = Record<string, unknown>

function merged(base: unknown, mine: unknown, theirs: unknown, path: string[], overruled: string[]): unknown {
  if (isSame(mine, base)) return theirs
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine
  const last = path.at(-1)
  if (last === undefined || !whole.has(last)) {
    if (isFields(base) && isFields(mine) && isFields(theirs)) return mergedFields(base, mine, theirs, path, overruled)
    const keyOf = keyIn(last)
    // A list may be absent while it is empty.
    const before = base ?? []
    if (keyOf && Array.isArray(before) && Array.isArray(mine) && Array.isArray(theirs))
      return mergedList(before, mine, theirs, keyOf, path, overruled)
  }
  overruled.push(pointerOf(...path))
  // Nothing is deleted that somebody has just changed.
  return mine === undefined ? theirs : mine
}

function mergedFields(base: Fields, mine: Fields, theirs: Fields, path: string[], overruled: string[]): Fields {
  const all = new Set([...Object.keys(theirs), ...Object.keys(mine)])
  const result: Fields = {}
  for (const key of all) {
    const value = merged(base[key], mine[key], theirs[key], [...path, key], overruled)
    if (value !== undefined) result[key] = value
  }
  return result
}

type KeyOf = (entry: unknown) => string

/** Lists whose entries have names of their own. */
function keyIn(list: string | undefined): KeyOf | undefined {
  switch (list) {
    case 'rules':
      return (entry) => String((entry as Fields)['id'])
    case 'reasons':
    case 'questions':
      return (entry) => String((entry as Fields)['code'])
    case 'attributes':
      return (entry) => `${String((entry as Fields)['of'])}.${String((entry as Fields)['key'])}`
    case 'legalClasses':
      return (entry) => String((entry as Fields)['category'])
    case 'currencies':
    case 'closed':
    case 'open':
      return String
    default:
      return undefined
  }
}

function mergedList(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
  keyOf: KeyOf,
  path: string[],
  overruled: string[],
): unknown[] {
  const [was, own, other] = [base, mine, theirs].map((list) => new Map(list.map((entry) => [keyOf(entry), entry])))
  const iMoved = !isSame(orderOf(base, mine, keyOf), orderOf(mine, base, keyOf))
  const [first, second] = iMoved ? [mine, theirs] : [theirs, mine]
  const keys = first.map(keyOf)
  second.forEach((entry, index) => {
    const key = keyOf(entry)
    if (keys.includes(key)) return
    const before = second[index - 1]
    const at = before === undefined ? -1 : keys.indexOf(keyOf(before))
    keys.splice(at + 1, 0, key)
  })
  const entries: unknown[] = []
  for (const key of keys) {
    const value = merged(was?.get(key), own?.get(key), other?.get(key), [...path, key], overruled)
    if (value !== undefined) entries.push(value)
  }
  return entries
}

/** The keys that both have, in the order of the second. */
function orderOf(left: readonly unknown[], right: readonly unknown[], keyOf: KeyOf): string[] {
  const known = new Set(left.map(keyOf))
  return right.map(keyOf).filter((key) => known.has(key))
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
