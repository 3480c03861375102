import type { CompiledPolicy, JudgedScope } from './compile.ts'
import { readFacts } from './facts.ts'
import { matchByName } from './matcher.ts'
import { raisedOutcome } from './outcome.ts'
import type { FactName, Facts, Trace } from './policy.ts'
import { classBehind } from './statutes/exclusion.ts'
import type { Source } from './statutes/statute.ts'
import { statuteById } from './statutes/statute-for.ts'

/** Always pinned: they pick the amounts and the reason's clauses. */
const alwaysRead: readonly FactName[] = [
  'order.currency',
  'claim.reason',
  'claim.reasonGroup',
  'claim.fault',
  'claim.noReason',
]

export function traceOf(compiled: CompiledPolicy, scope: JudgedScope): Trace {
  const { outcome, raised, statute, excluded, lastDay, ownDay, view, line, index, today } = scope
  const isByLaw = raised && statute && lastDay !== undefined && lastDay > ownDay
  const period = isByLaw ? view.periodEndUnder(statute, index, today) : undefined
  return {
    terms: { ...outcome.sources, ...raised?.sources },
    facts: readFacts(scope, new Set([...alwaysRead, ...compiled.matcher.readers.keys()]), compiled.policy),
    matched: [...outcome.matched],
    deliveryAssumed: view.delivery(scope.index).assumed,
    ...(lastDay === undefined ? {} : { windowEndsAt: new Date(view.clock.endOfDay(lastDay)).toISOString() }),
    ...(raised && statute ? { statute: statute.id } : {}),
    ...(period ? { period } : {}),
    ...(excluded && statute && line
      ? {
          excluded: {
            statute: statute.id,
            ...sourceOf(excluded),
            ...classBehind(excluded, statute, line, compiled.classes?.of(line)),
          },
        }
      : {}),
  }
}

/** Nothing was judged: the line, payment or reason does not exist, or they do not go together. */
export const refusalTrace: Trace = { terms: {}, facts: {}, matched: [], deliveryAssumed: false }

/** What a submit pinned of its trace. */
export type PinnedTrace = Pick<Trace, 'facts'> & Partial<Omit<Trace, 'terms' | 'facts' | 'matched'>>

/** The trace as it was, from the pinned facts and the pinned version of the policy. */
export function traceFromFacts(compiled: CompiledPolicy, pinned: PinnedTrace): Trace {
  const { facts } = pinned
  const read = (name: FactName): Facts[keyof Facts] => (facts as ReadAny)[name] ?? (absent as ReadAny)[name] ?? ''
  const currency = facts['order.currency'] ?? ''
  const outcome = compiled.outcomeOf(matchByName(compiled.matcher, read, currency))
  const statute = pinned.statute === undefined ? undefined : statuteById(pinned.statute)
  const raised = statute ? raisedOutcome(outcome, statute) : undefined
  return {
    ...pinned,
    terms: { ...outcome.sources, ...raised?.sources },
    matched: [...outcome.matched],
    deliveryAssumed: pinned.deliveryAssumed ?? false,
  }
}

type ReadAny = Partial<Record<FactName, Facts[keyof Facts]>>

/** A fact added after the pin: a list that nobody read has no entries. */
const absent: Partial<Facts> = {
  'customer.tags': [],
  'line.categories': [],
  'line.tags': [],
  'line.legalClass': [],
  'order.paymentMethods': [],
}

function sourceOf({ article, unverified }: Source): Source {
  return unverified ? { article, unverified } : { article }
}
