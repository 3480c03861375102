import type { Condition, Policy, Terms } from '../../../shared/policy/policy.ts'
import type { Leaf } from './model/conditions.ts'
import { pointerOf, stepsOf, valueAt } from './model/pointer.ts'
import { termNames } from './model/rules.ts'

/** What a part of a sentence edits: a whole term, or a whole comparison. */
export type SlotTarget =
  | { kind: 'term'; pointer: string; term: keyof Terms; rule?: number }
  | { kind: 'comparison'; pointer: string; rule: number; leaf: Leaf }
  | { kind: 'group'; pointer: string; rule: number }

export function targetOf(policy: Policy, pointer: string): SlotTarget | undefined {
  const [section, first, second, third] = stepsOf(pointer)
  if (section === 'terms')
    return isTerm(first) ? { kind: 'term', pointer: pointerOf('terms', first), term: first } : undefined
  if (section !== 'rules' || first === undefined) return undefined
  const rule = Number(first)
  if (second === 'set') {
    return isTerm(third)
      ? { kind: 'term', pointer: pointerOf('rules', rule, 'set', third), term: third, rule }
      : undefined
  }
  if (second !== 'when') return undefined
  let place = pointer
  while (place.includes('/when')) {
    const found = valueAt(policy, place)
    if (isLeaf(found)) return { kind: 'comparison', pointer: place, rule, leaf: found }
    if (isCondition(found)) return { kind: 'group', pointer: place, rule }
    place = place.slice(0, place.lastIndexOf('/'))
  }
  return undefined
}

function isTerm(name: string | undefined): name is keyof Terms {
  return termNames.some((term) => term === name)
}

function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && ['all', 'any', 'not'].some((key) => key in value)
}

function isLeaf(value: unknown): value is Leaf {
  return typeof value === 'object' && value !== null && 'fact' in value && 'op' in value
}
