import type { CompiledPolicy } from '../compile.ts'
import { isAmounts, type Leaf, testOf } from '../leaf.ts'
import type { Amounts, Condition, FactValue, Rule, TermSource, Terms, Trace } from '../policy.ts'
import type { JudgedItem } from './judge-request.ts'
import type { Because, ComparedFact } from './simulation.ts'

const priced = [
  'resolutions',
  'restockingFee',
  'processingFee',
  'returnItem',
  'returnShipping',
  'outboundShipping',
  'keepItemPercent',
  'creditBonusPercent',
  'promotion',
  'gifts',
] as const satisfies (keyof Terms)[]

const dayMs = 86_400_000

interface Side {
  compiled: CompiledPolicy
  judged: JudgedItem
  trace: Trace
}

/** Why two policies treat one item differently. `submittedAt`: epoch ms. */
export function becauseOf(
  policies: { live: CompiledPolicy; draft: CompiledPolicy },
  items: { live: JudgedItem; draft: JudgedItem },
  at: { item: number; submittedAt: number; currency: string },
): Because[] {
  const live: Side = { compiled: policies.live, judged: items.live, trace: items.live.evaluation.trace() }
  const draft: Side = { compiled: policies.draft, judged: items.draft, trace: items.draft.evaluation.trace() }
  return weighed(live.judged, draft.judged)
    .filter((term) => differs(term, live, draft))
    .map((term) => reasonFor(term, live, draft, at))
}

/** The terms that can have made the difference, the weightiest first: what is not paid on one side has no price there. */
function weighed(live: JudgedItem, draft: JudgedItem): readonly (keyof Terms)[] {
  const [one, other] = [live.evaluation, draft.evaluation]
  if (one.eligible !== other.eligible) return one.terms.eligible === other.terms.eligible ? ['window'] : ['eligible']
  if (!one.eligible) return []
  return live.outcome === 'declined' || draft.outcome === 'declined' ? ['decision'] : ['decision', ...priced]
}

function differs(term: keyof Terms, live: Side, draft: Side): boolean {
  return JSON.stringify(live.judged.evaluation.terms[term]) !== JSON.stringify(draft.judged.evaluation.terms[term])
}

function reasonFor(
  term: keyof Terms,
  live: Side,
  draft: Side,
  { item, submittedAt, currency }: { item: number; submittedAt: number; currency: string },
): Because {
  const side = sideOf(term, live, draft)
  const [own, other] = side === 'live' ? [live, draft] : [draft, live]
  const source = own.trace.terms[term] ?? { from: 'default' }
  const rule = ruleOf(own, source)
  const day = term === 'window' ? dayOf(own, submittedAt) : undefined
  const compared = rule && comparison(rule, own, other, side, currency)
  return {
    item,
    term,
    side,
    source: shortSource(source),
    live: live.judged.evaluation.terms[term],
    draft: draft.judged.evaluation.terms[term],
    ...(compared ? { compared } : {}),
    ...(day ? { day } : {}),
  }
}

/** The draft's rule, unless it matched before too: then the live one's that no longer does. */
function sideOf(term: keyof Terms, live: Side, draft: Side): 'live' | 'draft' {
  const [before, after] = [live.trace.terms[term], draft.trace.terms[term]]
  if (before?.from !== 'rule' || after?.from === 'statute') return 'draft'
  if (after?.from !== 'rule') return 'live'
  const isNew = !live.trace.matched.includes(after.rule) || after.rule === before.rule
  return isNew ? 'draft' : 'live'
}

function ruleOf({ compiled }: Side, source: TermSource): Rule | undefined {
  return source.from === 'rule' ? compiled.policy.rules.find(({ id }) => id === source.rule) : undefined
}

function shortSource(source: TermSource): Because['source'] {
  if (source.from !== 'statute') return source
  return { from: 'statute', statute: source.statute, article: source.article }
}

/** The first day is the one after the start; `of` is the last. */
function dayOf({ judged: { evaluation } }: Side, submittedAt: number): Because['day'] {
  const { terms, windowEndsAt } = evaluation
  if (terms.window.days === 'none' || windowEndsAt === undefined) return undefined
  const of = terms.window.days
  return { actual: Math.max(0, of + Math.ceil((submittedAt - windowEndsAt) / dayMs)), of }
}

/**
 * The comparison that the same rule answers otherwise in the other policy; where the rule is new or gone, the first of
 * its comparisons with a number that holds, else the first that holds.
 */
function comparison(
  rule: Rule,
  own: Side,
  other: Side,
  side: 'live' | 'draft',
  currency: string,
): ComparedFact | undefined {
  const leaves = leavesOf(rule.when)
  const twin = other.compiled.policy.rules.find(({ id }) => id === rule.id)
  const facts: Readonly<Record<string, unknown>> = { ...other.trace.facts, ...own.trace.facts }
  const holds = (leaf: Leaf) => testOf(leaf)(facts[leaf.fact], currency)
  const twins = twin ? leavesOf(twin.when) : []
  for (const [index, leaf] of leaves.entries()) {
    const changed = twins[index]
    if (changed?.fact !== leaf.fact || holds(changed) === holds(leaf)) continue
    const shown = side === 'live' ? changed : leaf
    return compared(shown, facts, holds(shown), currency)
  }
  const holding = leaves.filter(holds)
  const chosen = holding.find(({ fact }) => typeof facts[fact] === 'number') ?? holding[0]
  return chosen && compared(chosen, facts, true, currency)
}

function compared(
  { fact, op, value }: Leaf,
  facts: Readonly<Record<string, unknown>>,
  holds: boolean,
  currency: string,
): ComparedFact {
  const inCurrency = (single: FactValue | Amounts): FactValue => (isAmounts(single) ? (single[currency] ?? 0) : single)
  const values = Array.isArray(value) ? value.map(inCurrency) : undefined
  return {
    fact,
    op,
    value: values ?? inCurrency((value ?? true) as FactValue | Amounts),
    actual: facts[fact] as ComparedFact['actual'],
    holds,
  }
}

function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  if ('not' in condition) return leavesOf(condition.not)
  return [condition as Leaf]
}
