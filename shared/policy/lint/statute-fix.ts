import type { Terms } from '../policy.ts'
import { applyFix } from './apply-fix.ts'
import type { FindingCode, Fix } from './finding.ts'
import { type Law, regions } from './laws.ts'
import { codeOf, type Low, lowTerms, raisedBy } from './low-terms.ts'
import type { Source, Sources } from './sources.ts'

/** What is below the law as it stands, by source. */
export interface Before {
  laws: readonly Law[]
  all: readonly (readonly Low[])[]
  /** How many more fixes may be tried on the whole policy. */
  trialsLeft: number
}

/** What mends it without making anything else of its kind; nothing where that would be more than a press should do. */
export function fixFor(
  sources: Sources,
  { rule }: Source,
  code: FindingCode,
  lows: readonly Low[],
  before: Before,
): Fix | undefined {
  const own = rule ? { rule: rule.id } : {}
  if (lows.every(({ term }) => term === 'resolutions')) return { kind: 'allow_refund', ...own }
  if (rule && code !== 'deadline_beyond_statute' && before.trialsLeft > 0) {
    before.trialsLeft -= 1
    const found = new Set(lows.map(({ region }) => region))
    const countries = regions.flatMap((one) => (found.has(one.region) ? one.countries : []))
    const limit: Fix = { kind: 'limit_to_other_countries', rule: rule.id, countries }
    if (exposesNothing(sources, limit, rule.id, code, before)) return limit
  }
  // It would take back everywhere what the law makes good somewhere.
  if (lows.some(({ term }) => term === 'eligible')) return undefined
  return { kind: 'raise_term', ...own, set: raisedBy(lows, rule?.set ?? sources.policy.terms) }
}

/** Where a rule no longer holds, a later one or the defaults do: they must not be below the law themselves for it. */
function exposesNothing(sources: Sources, fix: Fix, rule: string, code: FindingCode, { laws, all }: Before): boolean {
  const mended = sources.tried(applyFix(sources.policy, fix))
  const place = sources.policy.rules.findIndex(({ id }) => id === rule)
  return mended.all.slice(place + 1).every((source) => {
    // what is too much to look at may expose anything, and is not looked at either
    if (mended.isSpent) return false
    const own = new Set(all[source.index]?.map(({ term, statute }) => `${term} ${statute}`))
    const isKnown = (term: keyof Terms, by: string) => codeOf(term) !== code || own.has(`${term} ${by}`)
    return lowTerms(mended, source, laws, isKnown).length === 0
  })
}
