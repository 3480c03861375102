import { canBeMissing, factRow } from '../facts-table.ts'
import type { Condition, Policy } from '../policy.ts'
import type { Finding } from './finding.ts'

/** Comparisons that ask whether something is there which is never missing: they hold for every claim, or for none. */
export function idlePresence(policy: Policy): Finding[] {
  return policy.rules.flatMap(({ id, when }, index) => {
    const found: Finding[] = []
    visit(when, `/rules/${index}/when`)
    return found

    function visit(condition: Condition, pointer: string): void {
      if ('not' in condition) return visit(condition.not, `${pointer}/not`)
      if (!('fact' in condition)) {
        const [kind, children] =
          'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const)
        children.forEach((child, place) => visit(child, `${pointer}/${kind}/${place}`))
        return
      }
      const { fact, op, value } = condition
      const row = op === 'exists' ? factRow(fact, policy) : undefined
      if (!row || canBeMissing(row)) return
      const params = { fact, why: value === false ? 'never' : 'always' }
      found.push({ code: 'presence_idle', severity: 'warning', pointer, rule: id, params })
    }
  })
}
