import type { z } from 'zod'
import { maxIssues } from './policy-limits.ts'

export interface PolicyIssue {
  /** JSON pointer into the policy. */
  pointer: string
  code: string
  message: string
  /** The rule's id, or its place when it has none, and the field inside it. */
  rule?: string
  field?: string
}

export interface FoundIssue {
  path: readonly PropertyKey[]
  code: string
  message: string
}

const maxNameLength = 60

/** The first issues, with the place of each, and its rule. */
export function policyIssues(found: readonly FoundIssue[], input: unknown): PolicyIssue[] {
  return found.slice(0, maxIssues).map(({ path, code, message }) => {
    const parts = path.map(String)
    return { pointer: pointerOf(parts), code, message, ...ruleOf(parts, input) }
  })
}

/** What zod found, as issues: of a choice the way that was meant, of names that are none the first ones. */
export function foundIssues(issues: readonly z.core.$ZodIssue[], at: readonly PropertyKey[] = []): FoundIssue[] {
  const found: FoundIssue[] = []
  for (const issue of issues) {
    if (found.length >= maxIssues) break
    const path = [...at, ...issue.path]
    const meant = issue.code === 'invalid_union' ? meantWay(issue.errors) : undefined
    if (meant) found.push(...foundIssues(meant, path))
    else if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, maxIssues)) {
        found.push({ path: [...path, key], code: 'validation_failed', message: `nothing here is called ${named(key)}` })
      }
    } else found.push({ path, code: codeOf(issue), message: issue.message })
  }
  return found
}

/** As it may stand in a message. */
export function named(name: string): string {
  return JSON.stringify(name.length > maxNameLength ? `${name.slice(0, maxNameLength)}…` : name)
}

/** The way whose issues are deepest inside the value, and of these the one with the fewest. None where no way got inside. */
function meantWay(ways: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const depth = (way: readonly z.core.$ZodIssue[]) => Math.max(0, ...way.map(depthOf))
  const [first] = [...ways].sort((a, b) => depth(b) - depth(a) || a.length - b.length)
  return first && depth(first) > 0 ? first : undefined
}

/** A name that may not be one is found beside the values, not inside. */
function depthOf({ code, path }: z.core.$ZodIssue): number {
  return code === 'invalid_key' ? 0 : path.length
}

function codeOf(issue: z.core.$ZodIssue): string {
  const params: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
  if (typeof params === 'string') return params
  if (issue.code === 'too_big' && issue.origin === 'array') return 'limit_exceeded'
  return issue.code === 'invalid_type' ? 'type_mismatch' : 'validation_failed'
}

function pointerOf(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function ruleOf(path: readonly string[], input: unknown): Pick<PolicyIssue, 'rule' | 'field'> {
  const [section, place, ...field] = path
  if (section !== 'rules' || place === undefined) return {}
  const rules: unknown = typeof input === 'object' && input !== null && 'rules' in input ? input.rules : undefined
  const rule: unknown = Array.isArray(rules) ? rules[Number(place)] : undefined
  const id = typeof rule === 'object' && rule !== null && 'id' in rule ? rule.id : undefined
  return { rule: typeof id === 'string' ? id : `#${Number(place) + 1}`, field: field.join('.') }
}
