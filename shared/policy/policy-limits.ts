import type { ErrorCode } from '../errors.ts'

export const maxPolicyBytes = 1_000_000
export const maxRules = 500
/** No more are told at once, and none is looked for beyond them. */
export const maxIssues = 100
/** Of one text. */
export const maxLanguages = 50
/** Far above what any object of a policy has: more are not read one by one. */
const maxNames = 200
/** Of JSON as a whole; conditions have a smaller limit of their own. */
const maxDepth = 64

export interface LimitIssue {
  path: string[]
  code: ErrorCode
  message: string
}

/** Names that every object has: as a key of a policy they would be lost, or found where nothing is. */
export const reservedNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

interface Node {
  value: unknown
  depth: number
  key: string
  parent: Node | undefined
}

/**
 * What makes an input of unknown origin too large, too deep or treacherous to be looked at any closer. Walks without
 * recursion and stops at the first limit, so the size of the input does not matter. `visited` counts the values looked at.
 */
export function limitIssue(input: unknown): { issue: LimitIssue | undefined; visited: number } {
  const waiting: Node[] = [{ value: input, depth: 0, key: '', parent: undefined }]
  let bytes = 0
  let visited = 0
  const found = (node: Node, code: ErrorCode, message: string) => ({
    issue: { path: pathOf(node), code, message },
    visited,
  })
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visited += 1
    const { value, depth } = node
    bytes += bytesOf(value)
    if (bytes > maxPolicyBytes) {
      return {
        issue: { path: [], code: 'limit_exceeded', message: `at most ${maxPolicyBytes} bytes of JSON` },
        visited,
      }
    }
    if (typeof value !== 'object' || value === null) continue
    if (depth >= maxDepth) return found(node, 'limit_exceeded', `at most ${maxDepth} levels of JSON`)
    if (Array.isArray(value)) {
      const isRules = depth === 1 && node.key === 'rules'
      if (isRules && value.length > maxRules) return found(node, 'limit_exceeded', `at most ${maxRules} rules`)
      // backwards, so that what comes first is looked at first
      for (let index = value.length - 1; index >= 0; index--) {
        waiting.push({ value: value[index], depth: depth + 1, key: String(index), parent: node })
        if (waiting.length > maxPolicyBytes) break
      }
      continue
    }
    const keys = Object.keys(value)
    if (keys.length > maxNames) return found(node, 'limit_exceeded', `at most ${maxNames} names in one object`)
    for (const key of keys.reverse()) {
      bytes += bytesOf(key) + 1
      const child = { value: (value as Record<string, unknown>)[key], depth: depth + 1, key, parent: node }
      if (reservedNames.has(key)) return found(child, 'validation_failed', `${key} is no name for anything`)
      waiting.push(child)
    }
  }
  return { issue: undefined, visited }
}

/** As JSON, without what is inside. */
function bytesOf(value: unknown): number {
  if (typeof value !== 'string') return typeof value === 'object' ? 3 : String(value).length + 1
  if (value.length > maxPolicyBytes) return value.length
  let bytes = value.length + 3
  for (let index = 0; index < value.length; index++) {
    const unit = value.charCodeAt(index)
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1
  }
  return bytes
}

function pathOf(node: Node): string[] {
  const path: string[] = []
  for (let at: Node | undefined = node; at?.parent; at = at.parent) path.unshift(at.key)
  return path
}
