import { factsIn } from '../clauses.ts'
import type { Policy, Reason, Resolution, Terms } from '../policy.ts'
import { statuteFor } from '../statutes/statute-for.ts'
import type { Finding } from './finding.ts'
import { regions } from './laws.ts'
import type { Source, Sources } from './sources.ts'

/** Reasons that lead nowhere, or that are judged by terms made for something else. */
export function uselessReasons(sources: Sources): Finding[] {
  const { reasons } = sources.policy
  return reasons.flatMap((reason, index): Finding[] => {
    if (isGroup(reason, sources.policy)) return []
    const about = { pointer: `/reasons/${index}`, params: { reason: reason.code } }
    const why = whyUseless(sources, reason)
    if (why) {
      return [{ ...about, code: 'reason_unreachable', severity: 'warning', params: { ...about.params, why } }]
    }
    if (isSpecial(reason))
      return hasOwnRule(sources, reason) ? [] : [{ ...about, code: 'reason_without_rule', severity: 'note' }]
    return isOwnChoice(reason) ? [{ ...about, code: 'reason_without_right', severity: 'note' }] : []
  })
}

function isGroup({ code }: Reason, { reasons }: Policy): boolean {
  return reasons.some(({ parent }) => parent === code)
}

function whyUseless(sources: Sources, reason: Reason): 'not_offered' | 'not_eligible' | 'declined' | undefined {
  // The form asks about lines and payments.
  if (reason.subject === 'shipping') return 'not_offered'
  const situations = sources.situations.filter((one) => one.reason === reason)
  const floors = regions.map(({ countries }) => statuteFor(countries[0] ?? '', reason)?.floor)
  const gives = (term: 'eligible' | 'decision', isGood: (set: Partial<Terms>) => boolean) =>
    floors.some((floor) => floor?.[term]) ||
    sources.all.some((source) => isGood(source.set) && sources.canDecide(source, term, situations))
  if (!gives('eligible', ({ eligible }) => eligible === true)) return 'not_eligible'
  return gives('decision', ({ decision }) => decision === 'approve' || decision === 'review') ? undefined : 'declined'
}

/** Who may withdraw for no reason may do so for a reason of their own, but this one is kept apart from that right. */
function isOwnChoice({ subject, fault, noReason }: Reason): boolean {
  return subject === 'line' && fault === 'shopper' && !noReason
}

/** About a payment, or about what never came: the terms of a return fit neither. */
function isSpecial({ subject, notReceived }: Reason): boolean {
  return subject === 'payment' || notReceived === true
}

function hasOwnRule(sources: Sources, reason: Reason): boolean {
  const own = sources.situations.filter((one) => one.reason === reason)
  const ordinary = sources.situations.filter((one) => one.reason.subject === 'line' && !isSpecial(one.reason))
  return sources.all.some(
    (source) => source.rule && sources.canMatch(source, own) && !sources.canMatch(source, ordinary),
  )
}

/** What a term promises for a resolution that nobody is offered together with it. */
export function uselessPercents(sources: Sources): Finding[] {
  const of = (term: 'creditBonusPercent' | 'keepItemPercent', resolution: Resolution) =>
    sources.all
      .filter(({ set }) => (set[term] ?? 0) > 0)
      .filter((source) => !isOffered(sources, source, term, resolution))
      .map((source): Finding => {
        const rule = source.rule ? { rule: source.rule.id } : {}
        const params = { resolution, term }
        return {
          code: 'resolution_unreachable',
          severity: 'note',
          pointer: `${source.pointer}/${term}`,
          ...rule,
          params,
          terms: [term],
        }
      })
  return [...of('creditBonusPercent', 'store_credit'), ...of('keepItemPercent', 'keep_item')]
}

function isOffered(
  sources: Sources,
  source: Source,
  term: 'creditBonusPercent' | 'keepItemPercent',
  resolution: Resolution,
): boolean {
  // A rule that decides nothing is told about elsewhere.
  if (!sources.canDecide(source, term)) return true
  const offering = sources.all.filter(({ set }) => set.resolutions?.includes(resolution))
  return offering.some((other) =>
    sources.canBe(sources.situations, [...sources.deciding(source, term), ...sources.deciding(other, 'resolutions')]),
  )
}

/** Questions that no reason leads to, and attributes that no rule reads. */
export function unusedDeclarations(sources: Sources): Finding[] {
  const { policy } = sources
  const { questions = [], attributes = [], rules } = policy
  const read = new Set<string>()
  for (const { when } of rules) for (const fact of factsIn(when)) read.add(fact)
  return [
    ...questions.flatMap(({ code, reasons, categories }, index): Finding[] => {
      const isAsked = sources.situations.some(
        ({ reason }) =>
          isChoosable(reason, policy) && isFor(reason, reasons) && (!categories || reason.subject === 'line'),
      )
      if (isAsked) return []
      return [
        {
          code: 'question_never_asked',
          severity: 'warning',
          pointer: `/questions/${index}`,
          params: { question: code },
        },
      ]
    }),
    ...attributes.flatMap(({ of, key }, index): Finding[] => {
      if (read.has(`${of}.attributes.${key}`)) return []
      return [
        { code: 'attribute_unused', severity: 'note', pointer: `/attributes/${index}`, params: { attribute: key } },
      ]
    }),
  ]
}

function isChoosable(reason: Reason, policy: Policy): boolean {
  return reason.code !== '' && reason.subject !== 'shipping' && !isGroup(reason, policy)
}

function isFor({ code, parent }: Reason, named: readonly string[] | undefined): boolean {
  return !named || named.includes(code) || (parent !== undefined && named.includes(parent))
}
