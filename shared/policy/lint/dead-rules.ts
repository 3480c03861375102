import type { Rule, Terms } from '../policy.ts'
import { moveRule } from './apply-fix.ts'
import type { Finding, Fix } from './finding.ts'
import { matching, type Source, type Sources } from './sources.ts'

/** Rules that no claim meets, that set nothing, or that come too late for everything they set. */
export function deadRules(sources: Sources): Finding[] {
  return sources.all.flatMap((source) => (source.rule ? deadRule(sources, source, source.rule) : []))
}

function deadRule(sources: Sources, source: Source, rule: Rule): Finding[] {
  const about = { severity: 'warning' as const, pointer: `/rules/${source.index}`, rule: rule.id }
  const remove: Fix = { kind: 'remove_rule', rule: rule.id }
  if (isAlive(sources, source)) return []
  if (!sources.canMatch(source)) {
    return [{ ...about, code: 'never_matches', pointer: `${about.pointer}/when`, params: {}, fix: remove }]
  }
  const terms = termsOf(source)
  if (terms.length === 0) return [{ ...about, code: 'sets_nothing', severity: 'note', params: {}, fix: remove }]
  const covering = coveringRules(sources, source)
  const [first] = covering
  return [
    {
      ...about,
      code: 'shadowed',
      params: { by: first?.rule?.id ?? '', count: covering.length, terms: terms.join(',') },
      terms,
      fix: (first && moveAbove(sources, source, rule)) ?? remove,
    },
  ]
}

/** It decides something for somebody. */
function isAlive(sources: Sources, source: Source): boolean {
  return termsOf(source).some((term) => sources.canDecide(source, term))
}

function termsOf({ set }: Source): (keyof Terms)[] {
  return (Object.keys(set) as (keyof Terms)[]).filter((term) => set[term] !== undefined)
}

/** The earlier rules that set its terms for claims that it matches, the first first; alone, if one of them does for all. */
function coveringRules(sources: Sources, source: Source): Source[] {
  const terms = termsOf(source)
  const earlier = sources.all.slice(0, source.index)
  const alone = earlier.find(
    ({ rule, set }) =>
      rule &&
      terms.every((term) => set[term] !== undefined) &&
      !sources.canBe(sources.situations, [...matching(source), { condition: rule.when, holds: false }]),
  )
  if (alone) return [alone]
  return earlier.filter((other) => terms.some((term) => other.set[term] !== undefined) && meets(sources, source, other))
}

function meets(sources: Sources, source: Source, other: Source): boolean {
  return sources.canBe(sources.situations, [...matching(source), ...matching(other)])
}

/** The shortest way up that lets it decide a term again, if no other rule dies of it. */
function moveAbove(sources: Sources, source: Source, rule: Rule): Fix | undefined {
  const unmoved = sources.tried(sources.policy)
  const places = new Set(termsOf(source).flatMap((term) => sources.settersBefore(source, term)))
  const above = [...places]
    .sort((a, b) => b.index - a.index)
    .slice(0, maxPlaces)
    .find((place) => isAlive(unmoved, { ...source, index: place.index }))
  if (!above) return undefined
  const moved = sources.tried(moveRule(sources.policy, rule.id, above.rule.id))
  const dies = sources.all
    .slice(above.index, source.index)
    .some((old) => isAlive(unmoved, old) && !isAlive(moved, { ...old, index: old.index + 1 }))
  return dies || moved.isSpent ? undefined : { kind: 'move_above', rule: rule.id, above: above.rule.id }
}

const maxPlaces = 20
