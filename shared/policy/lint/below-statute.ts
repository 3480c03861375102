import type { Finding, FindingCode } from './finding.ts'
import { lawsFor, regions } from './laws.ts'
import { codeOf, codes, type Low, lowTerms } from './low-terms.ts'
import type { Source, Sources } from './sources.ts'
import { type Before, fixFor } from './statute-fix.ts'

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

/** Fixes tried on the whole policy. */
const maxTrials = 25

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
