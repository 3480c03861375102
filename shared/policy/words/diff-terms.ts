import type { Policy, Terms } from '../policy.ts'
import { type Change, isSame, type SideContext, tellApart } from './change.ts'
import { sentenceText } from './sentence.ts'
import { type TermSentence, termClauses, termSentences } from './term-sentence.ts'
import { below, type WordsContext } from './words-context.ts'

/** What changes in the terms that hold unless a rule says otherwise. */
export function defaultChanges(live: Policy, draft: Policy, context: SideContext): Change[] {
  return changedTerms(live.terms ?? {}, draft.terms ?? {}, (term) => ({
    kind: 'changed',
    what: 'term',
    title: context.t(`term.${term}`),
    pointer: below('/terms', term),
    ...tellApart(live, draft, context, (side, own) =>
      sentenceOf(term, termSentences((side === 'live' ? live : draft).terms ?? {}, '/terms', own)),
    ),
  }))
}

/** What a rule does in a new way, as clauses under the rule's name. */
export function clauseChanges(
  [live, before]: readonly [Policy, Partial<Terms>],
  [draft, after]: readonly [Policy, Partial<Terms>],
  at: string,
  title: string,
  context: SideContext,
): Change[] {
  return changedTerms(before, after, (term) => ({
    kind: 'changed',
    what: 'rule',
    title,
    pointer: after[term] === undefined ? at : below(at, term),
    ...tellApart(live, draft, context, (side, own: WordsContext) =>
      sentenceOf(term, termClauses(side === 'live' ? before : after, at, own)),
    ),
  }))
}

/** One change for each term, or for terms that are said in one sentence. */
function changedTerms(before: Partial<Terms>, after: Partial<Terms>, change: (term: keyof Terms) => Change): Change[] {
  const terms = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Terms)[]
  const changes = terms.filter((term) => !isSame(before[term], after[term])).map(change)
  return changes.filter(
    (each, index) => changes.findIndex((other) => other.before === each.before && other.after === each.after) === index,
  )
}

function sentenceOf(term: keyof Terms, sentences: readonly TermSentence[]): string | undefined {
  const about = sentences.filter((each) => each.term === term || each.with?.includes(term))
  return about.length === 0 ? undefined : about.map(({ sentence }) => sentenceText(sentence)).join(' ')
}
