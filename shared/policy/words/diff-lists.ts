import type { AttributeFact, CategoryClass, Policy, PolicyQuestion, PolicyText, Reason } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { type Change, isSame, type SideContext, sides, textSides } from './change.ts'
import { listWords } from './list-parts.ts'
import { movedIn } from './moves.ts'
import { below } from './words-context.ts'

/** Reasons that an entry names: renaming one changes that reason alone, not what names it. */
interface NamedReasons {
  codes: readonly string[]
  words: string | undefined
}

/** A property of an entry, in words; its own texts as they are, since they may differ in one language only. */
type Words = string | undefined | { text: PolicyText | undefined } | NamedReasons

interface List<Entry> {
  what: Change['what']
  at: string
  key: (entry: Entry) => string
  title: (entry: Entry) => string
  /** By name of the property, whose word is `diff.property.<name>`. */
  properties: (entry: Entry, policy: Policy) => Record<string, Words>
}

export function reasonChanges(live: Policy, draft: Policy, context: SideContext): Change[] {
  const { t, language } = context
  return listChanges<Reason>(live, draft, live.reasons ?? [], draft.reasons ?? [], context, {
    what: 'reason',
    at: '/reasons',
    key: ({ code }) => code,
    title: ({ labels, code }) => textIn(labels ?? {}, language) || code,
    properties: (reason, policy) => ({
      label: { text: reason.labels },
      parent: reasonWords(reason.parent === undefined ? [] : [reason.parent], policy, context),
      fault: t(`value.claim_fault.${reason.fault}`),
      subject: t(`diff.subject.${reason.subject}`),
      asks: list(
        (reason.asks ?? []).map((ask) => t(`ask.${ask}`)),
        context,
      ),
      materials: list(
        (reason.materials ?? []).map((text) => textIn(text, language)),
        context,
      ),
      help: { text: reason.help },
      examples: reason.examples && t('diff.pictures', { count: reason.examples.length }),
      noReason: yesNo(reason.noReason, context),
      countsWindow: yesNo(reason.countsWindow, context),
      notReceived: yesNo(reason.notReceived, context),
    }),
  })
}

export function questionChanges(live: Policy, draft: Policy, context: SideContext): Change[] {
  const { t, language } = context
  return listChanges<PolicyQuestion>(live, draft, live.questions ?? [], draft.questions ?? [], context, {
    what: 'question',
    at: '/questions',
    key: ({ code }) => code,
    title: ({ labels, code }) => textIn(labels ?? {}, language) || code,
    properties: (question, policy) => ({
      label: { text: question.labels },
      kind: t(`diff.questionKind.${question.kind}`),
      hint: { text: question.hint },
      options: list(
        (question.options ?? []).map(({ labels }) => textIn(labels, language)),
        context,
      ),
      required: yesNo(question.required, context),
      reasons: reasonWords(question.reasons ?? [], policy, context),
      categories: list(question.categories ?? [], context),
    }),
  })
}

export function attributeChanges(live: Policy, draft: Policy, context: SideContext): Change[] {
  const { t, language } = context
  return listChanges<AttributeFact>(live, draft, live.attributes ?? [], draft.attributes ?? [], context, {
    what: 'setting',
    at: '/attributes',
    key: ({ of, key }) => `${of}.${key}`,
    title: ({ labels, key }) => t('diff.attribute', { name: textIn(labels ?? {}, language) || key }),
    properties: ({ labels, type }) => ({ label: { text: labels }, type: t(`diff.attributeType.${type}`) }),
  })
}

export function categoryClassChanges(live: Policy, draft: Policy, context: SideContext): Change[] {
  const { t } = context
  return listChanges<CategoryClass>(live, draft, live.legalClasses ?? [], draft.legalClasses ?? [], context, {
    what: 'setting',
    at: '/legalClasses',
    key: ({ category }) => category,
    title: ({ category }) => t('diff.category', { category }),
    properties: ({ legalClass }) => ({ legalClass: t(`value.line_legalClass.${legalClass}`) }),
  })
}

function listChanges<Entry>(
  live: Policy,
  draft: Policy,
  before: readonly Entry[],
  after: readonly Entry[],
  context: SideContext,
  { what, at, key, title, properties }: List<Entry>,
): Change[] {
  const known = new Map(before.map((entry) => [key(entry), entry]))
  const kept = new Set(after.map(key))
  const moved = movedIn([...known.keys()], [...kept])
  return [
    ...after.flatMap((entry, index): Change[] => {
      const was = known.get(key(entry))
      const pointer = below(at, index)
      const common = { what, title: title(entry), pointer }
      if (!was) return [{ kind: 'added', ...common, ...summary('after', properties(entry, draft), context) }]
      const isMoved = moved.has(key(entry))
      const changed = propertyChanges(properties(was, live), properties(entry, draft), context)
      // pictures may change while their number stays
      const isUnsaid = changed.length === 0 && !isMoved && !isSame(was, entry)
      return [
        ...(isMoved ? [{ kind: 'moved' as const, ...common }] : []),
        ...(isUnsaid ? [{ kind: 'changed' as const, ...common }] : []),
        ...changed.map((change) => ({ kind: 'changed' as const, ...common, ...change })),
      ]
    }),
    ...before.flatMap((entry, index): Change[] =>
      kept.has(key(entry))
        ? []
        : [
            {
              kind: 'removed',
              what,
              title: title(entry),
              pointer: below(at, index),
              ...summary('before', properties(entry, live), context),
            },
          ],
    ),
  ]
}

function propertyChanges(
  before: Record<string, Words>,
  after: Record<string, Words>,
  context: SideContext,
): Pick<Change, 'before' | 'after'>[] {
  return Object.entries(after).flatMap(([name, words]) => {
    const was = before[name]
    if (isSame(meaningOf(was), meaningOf(words))) return []
    const found =
      hasText(was) || hasText(words)
        ? textSides(textOf(was), textOf(words), context)
        : sides(saidOf(was), saidOf(words))
    const named = (text: string | undefined) =>
      text === undefined || text === '' ? undefined : property(name, text, context)
    return [sides(named(found.before), named(found.after))]
  })
}

function meaningOf(words: Words): unknown {
  return typeof words === 'object' && 'codes' in words ? words.codes : words
}

function hasText(words: Words): boolean {
  return typeof words === 'object' && 'text' in words
}

function textOf(words: Words): PolicyText | undefined {
  return typeof words === 'object' && 'text' in words ? words.text : saidOf(words)
}

function saidOf(words: Words): string | undefined {
  if (typeof words !== 'object') return words
  return 'codes' in words ? words.words : undefined
}

/** What an entry that came or went says, its label aside. */
function summary(side: 'before' | 'after', properties: Record<string, Words>, context: SideContext) {
  const words = Object.entries(properties).flatMap(([name, value]) => {
    const written = textOf(value)
    const text = written && textIn(written, context.language)
    return name === 'label' || !text || text === context.t('no') ? [] : [property(name, text, context)]
  })
  return words.length === 0 ? {} : { [side]: words.join(context.t('shop.semicolon')) }
}

function property(name: string, value: string, { t }: SideContext): string {
  return t('diff.is', { property: t(`diff.property.${name}`), value })
}

function list(words: readonly string[], { language }: SideContext): string | undefined {
  return words.length === 0 ? undefined : listWords(words, 'conjunction', language)
}

function reasonWords(codes: readonly string[], policy: Policy, context: SideContext): NamedReasons {
  const label = (code: string) => policy.reasons?.find((reason) => reason.code === code)?.labels
  const words = codes.map((code) => `“${textIn(label(code) ?? {}, context.language) || code}”`)
  return { codes, words: list(words, context) }
}

function yesNo(value: boolean | undefined, { t }: SideContext): string {
  return t(value ? 'yes' : 'no')
}
