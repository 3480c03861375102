import { permissivePolicy } from '../permissive.ts'
import type { Condition, Terms } from '../policy.ts'
import { euCountries } from '../statutes/eu.ts'
import { raiseTerms } from '../statutes/raise.ts'
import type { Statute } from '../statutes/statute.ts'
import { statuteFor } from '../statutes/statute-for.ts'
import { applyFix } from './apply-fix.ts'
import type { Demand } from './can-happen.ts'
import type { Finding, FindingCode, Fix, LawRegion, LawSource } from './finding.ts'
import type { Situation } from './situations.ts'
import { type Source, Sources } from './sources.ts'

/** Terms that the law raises for somebody: what the policy promises less is not what they get. */
export function belowStatute(sources: Sources): Finding[] {
  const laws = lawsFor(sources)
  const all = sources.all.map((source) => lowTerms(sources, source, laws))
  const before: Before = { laws, all, trialsLeft: maxTrials }
  return sources.all.flatMap((source, index) =>
    codes.flatMap((code) => {
      const own = (all[index] ?? []).filter(({ term }) => codeOf(term) === code)
      return byRegions(own).map((group) => finding(sources, source, code, group, before))
    }),
  )
}

const codes = ['below_statute', 'fee_forbidden', 'deadline_beyond_statute'] as const
/** Of the others: `below_statute`. */
const special: Readonly<Partial<Record<keyof Terms, (typeof codes)[number]>>> = {
  restockingFee: 'fee_forbidden',
  processingFee: 'fee_forbidden',
  returnShipping: 'fee_forbidden',
  refundTrigger: 'deadline_beyond_statute',
  deadlines: 'deadline_beyond_statute',
}

function codeOf(term: keyof Terms): (typeof codes)[number] {
  return special[term] ?? 'below_statute'
}

export const regions: readonly { region: LawRegion; countries: readonly string[] }[] = [
  { region: 'CN', countries: ['CN'] },
  { region: 'EU', countries: euCountries },
  { region: 'UK', countries: ['GB'] },
  { region: 'AU', countries: ['AU'] },
]

/** One term that one statute raises. */
interface Low extends LawSource {
  by: Statute
}

/** No statute raises any of these. */
const kind: Terms = {
  ...permissivePolicy.terms,
  outboundShipping: 'proportional',
  deadlines: { decide: 0, return: 36_500, inspect: 0, pay: 0, whole: 0 },
}

/** A statute in one region, with the claims it covers: the same for every rule. */
interface Law {
  by: Statute
  region: LawRegion
  situations: readonly Situation[]
  demands: readonly Demand[]
}

/** What is below the law as it stands, by source. */
interface Before {
  laws: readonly Law[]
  all: readonly (readonly Low[])[]
  /** How many more fixes may be tried on the whole policy. */
  trialsLeft: number
}

const maxTrials = 25

/** The clause follows from what is raised. */
const lawfulTerms = (Object.keys(kind) as (keyof Terms)[]).filter((term) => term !== 'because')

function lawsFor({ situations }: Sources): Law[] {
  return regions.flatMap(({ region, countries }) => {
    const statuteOf = ({ reason }: Situation) => statuteFor(countries[0] ?? '', reason)
    const statutes = new Set(situations.map(statuteOf))
    return [...statutes]
      .filter((by) => by !== undefined)
      .map((by) => ({
        by,
        region,
        situations: situations.filter((one) => statuteOf(one) === by),
        demands: coverage(by, countries),
      }))
  })
}

/** `isKnown`: which of its terms need not be looked at. */
function lowTerms(
  sources: Sources,
  source: Source,
  laws: readonly Law[],
  isKnown: (term: keyof Terms, statute: string) => boolean = () => false,
): Low[] {
  const terms = lawfulTerms.filter((term) => source.set[term] !== undefined)
  return laws.flatMap(({ by, region, situations, demands }) =>
    terms.flatMap((term): Low[] => {
      if (isKnown(term, by.id)) return []
      const law = raiseTerms({ ...kind, [term]: source.set[term] }, by).sources[term]
      if (law?.from !== 'statute' || !sources.canDecide(source, term, situations, demands)) return []
      const { statute, article, unverified } = law
      return [{ statute, region, article, ...(unverified ? { unverified } : {}), covers: by.covers, term, by }]
    }),
  )
}

/**
 * Claims that the statute surely covers: by a shopper of the region, in its period even if all came in one parcel, and
 * of nothing that its exceptions take out.
 */
function coverage({ period, excludedClasses, excludedIfConfirmed }: Statute, countries: readonly string[]): Demand[] {
  const classes = Object.entries(excludedClasses)
  const once = classes.filter(([, exclusion]) => exclusion.unlessUnopened).map(([name]) => name)
  const always = classes.filter(([, exclusion]) => !exclusion.unlessUnopened).map(([name]) => name)
  const holds = (condition: Condition): Demand => ({ condition, holds: true })
  const fails = (condition: Condition): Demand => ({ condition, holds: false })
  return [
    holds({ fact: 'customer.country', op: 'in', value: countries }),
    holds({ fact: 'line.daysSinceDelivery', op: 'lte', value: period.days }),
    fails({ fact: 'line.legalClass', op: 'in', value: always }),
    ...(excludedIfConfirmed ? [fails({ fact: 'line.legalConfirmed', op: 'eq', value: true })] : []),
    ...(once.length > 0
      ? [
          holds({
            any: [
              { not: { fact: 'line.legalClass', op: 'in', value: once } },
              { fact: 'claim.condition', op: 'in', value: ['', 'unopened'] },
            ],
          }),
        ]
      : []),
  ]
}

/** Regions whose law raises the same terms are said together. */
function byRegions(lows: readonly Low[]): Low[][] {
  const groups = new Map<string, Low[]>()
  for (const { region } of regions) {
    const own = lows.filter((low) => low.region === region)
    if (own.length === 0) continue
    const key = [...new Set(own.map(({ term }) => term))].join()
    groups.set(key, [...(groups.get(key) ?? []), ...own])
  }
  return [...groups.values()]
}

function finding(sources: Sources, source: Source, code: FindingCode, lows: readonly Low[], before: Before): Finding {
  const terms = [...new Set(lows.map(({ term }) => term))]
  const found = [...new Set(lows.map(({ region }) => region))]
  const fix = fixFor(sources, source, code, lows, before)
  return {
    code,
    severity: code === 'deadline_beyond_statute' ? 'note' : 'warning',
    pointer: `${source.pointer}/${terms[0] ?? ''}`,
    ...(source.rule ? { rule: source.rule.id } : {}),
    params: {
      terms: terms.join(','),
      regions: found.join(','),
      ...daysOf(lows, code),
    },
    terms,
    law: lows.map(({ by: _by, ...law }) => law),
    ...(fix ? { fix } : {}),
  }
}

function daysOf(lows: readonly Low[], code: FindingCode): { days?: number } {
  if (code === 'deadline_beyond_statute') return { days: Math.min(...lows.map(({ by }) => by.refund.refundDays)) }
  const timed = lows.filter(({ term }) => term === 'eligible' || term === 'window')
  const free = timed.filter(({ covers }) => covers === 'no_reason')
  if (timed.length === 0) return {}
  return { days: Math.max(...(free.length > 0 ? free : timed).map(({ by }) => by.period.days)) }
}

function fixFor(
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
  // To take back everywhere what the law makes good somewhere is more than a press should do.
  if (lows.some(({ term }) => term === 'eligible')) return undefined
  return { kind: 'raise_term', ...own, set: raisedBy(lows, rule?.set ?? sources.policy.terms) }
}

/** Where a rule no longer holds, a later one or the defaults do: they must not be below the law themselves for it. */
function exposesNothing(sources: Sources, fix: Fix, rule: string, code: FindingCode, { laws, all }: Before): boolean {
  const mended = new Sources(applyFix(sources.policy, fix), sources.situations)
  const place = sources.policy.rules.findIndex(({ id }) => id === rule)
  return mended.all.slice(place + 1).every((source) => {
    const own = new Set(all[source.index]?.map(({ term, statute }) => `${term} ${statute}`))
    const isKnown = (term: keyof Terms, by: string) => codeOf(term) !== code || own.has(`${term} ${by}`)
    return lowTerms(mended, source, laws, isKnown).length === 0
  })
}

/** Raised by one statute after the other. */
function raisedBy(lows: readonly Low[], set: Partial<Terms>): Partial<Terms> {
  return lows.reduce<Partial<Terms>>(
    (terms, { by, term }) => ({ ...terms, [term]: raiseTerms({ ...kind, ...set, ...terms }, by).terms[term] }),
    {},
  )
}
