import type { Finding } from '../../../shared/policy/lint/finding.ts'
import type { PolicyIssue } from '../../../shared/policy/policy.schema.ts'
import type { Mark } from './sentence-view.ts'

/** Which places of a sentence are meant by what is said about it. An issue stands above a finding. */
export function marksOf(findings: readonly Finding[], issues: readonly PolicyIssue[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>()
  for (const { pointer } of issues) if (!isWholeRule(pointer)) marks.set(pointer, 'issue')
  for (const { pointer, terms, severity } of findings) {
    if (severity === 'note') continue
    for (const place of terms?.map((term) => termPlace(pointer, term)) ?? []) {
      if (!marks.has(place)) marks.set(place, 'lint')
    }
  }
  return marks
}

function termPlace(pointer: string, term: string): string {
  const rule = /^\/rules\/\d+/.exec(pointer)?.[0]
  return rule ? `${rule}/set/${term}` : `/terms/${term}`
}

/** What is said of a rule as a whole stands below it, and marks no part. */
function isWholeRule(pointer: string): boolean {
  return /^\/rules\/\d+(\/(when|set))?$/.test(pointer) || pointer === ''
}
