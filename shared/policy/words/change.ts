import type { Policy, PolicyText } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { nameOf } from './intl.ts'
import type { WordsContext } from './words-context.ts'

export interface Change {
  kind: 'added' | 'removed' | 'changed' | 'moved'
  what: 'rule' | 'term' | 'reason' | 'question' | 'setting'
  /** What it is about: a rule's or a reason's name, a term, a setting. */
  title: string
  /** How it read; absent: it said nothing of it. */
  before?: string
  after?: string
  pointer: string
}

/** A context without its policy: each side of a comparison has its own. */
export type SideContext = Omit<WordsContext, 'policy'>

export function isSame(a: unknown, b: unknown): boolean {
  return stable(a) === stable(b)
}

/** JSON whose keys are in order, so that equal values are equal texts. */
function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'undefined'
  )
}

/** `before` and `after` where there is one. */
export function sides(before: string | undefined, after: string | undefined): Pick<Change, 'before' | 'after'> {
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

type Side = 'live' | 'draft'

/**
 * Both sides as they read, in words that show the difference: amounts are shortened to the first currency, so where that
 * is the same in both, another is named.
 */
export function tellApart(
  live: Policy,
  draft: Policy,
  context: SideContext,
  write: (side: Side, context: WordsContext) => string | undefined,
): Pick<Change, 'before' | 'after'> {
  const pair = (currency?: string) => {
    const own = currency === undefined ? context : { ...context, currency }
    return [write('live', { ...own, policy: live }), write('draft', { ...own, policy: draft })] as const
  }
  const usual = pair()
  if (usual[0] !== usual[1]) return sides(...usual)
  const told = (draft.currencies ?? []).map(pair).find(([before, after]) => before !== after)
  // what makes no difference to anybody has no words
  return told ? sides(...told) : {}
}

/** People tell Chinese apart by its script, not by its country. */
const byScript: Readonly<Record<string, string>> = { 'zh-CN': 'zh-Hans', 'zh-TW': 'zh-Hant', 'zh-HK': 'zh-Hant' }

/** The merchant's own words of both sides, in the reader's language unless only another differs. */
export function textSides(
  before: PolicyText | undefined,
  after: PolicyText | undefined,
  { language }: Pick<WordsContext, 'language'>,
): Pick<Change, 'before' | 'after'> {
  const read = (text: PolicyText | undefined) => (text === undefined ? undefined : textIn(text, language))
  if (read(before) !== read(after)) return sides(read(before), read(after))
  const own = (text: PolicyText | undefined, tag: string) => (typeof text === 'object' ? text[tag] : text)
  const tags = [before, after].flatMap((text) => (typeof text === 'object' ? Object.keys(text) : []))
  const other = tags.find((tag) => own(before, tag) !== own(after, tag))
  if (other === undefined) return sides(read(before), read(after))
  const named = (text: string | undefined) =>
    text === undefined ? undefined : `${nameOf('language', byScript[other] ?? other, language)}: ${text}`
  return sides(named(own(before, other)), named(own(after, other)))
}
