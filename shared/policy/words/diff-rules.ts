import type { Policy, Rule } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { type Change, isSame, type SideContext, sides, tellApart, textSides } from './change.ts'
import { conditionSentence } from './condition-sentence.ts'
import { clauseChanges } from './diff-terms.ts'
import { movedIn } from './moves.ts'
import { ruleSentences } from './rule-sentence.ts'
import { asSentence, sentenceText } from './sentence.ts'
import { below, type WordsContext } from './words-context.ts'

/** Rules that came, went, moved or say something else; in the draft's order, what was removed at the end. */
export function ruleChanges(live: Policy, draft: Policy, context: SideContext): Change[] {
  const before = new Map((live.rules ?? []).map((rule, index) => [rule.id, { rule, index }]))
  const after = new Set((draft.rules ?? []).map(({ id }) => id))
  const moved = movedIn([...before.keys()], [...after])
  const kept = (draft.rules ?? []).flatMap((rule, index): Change[] => {
    const was = before.get(rule.id)
    const pointer = below('/rules', index)
    const title = textIn(rule.name ?? '', context.language)
    if (!was) {
      return [
        { kind: 'added', what: 'rule', title, pointer, after: wholeRule(rule, index, { ...context, policy: draft }) },
      ]
    }
    const place = (at: number) => context.t('diff.place', { place: at + 1 })
    return [
      ...(moved.has(rule.id)
        ? [{ kind: 'moved' as const, what: 'rule' as const, title, pointer, ...sides(place(was.index), place(index)) }]
        : []),
      ...changesWithin([live, was.rule, was.index], [draft, rule, index], title, context),
    ]
  })
  const removed = (live.rules ?? []).flatMap((rule, index): Change[] =>
    after.has(rule.id)
      ? []
      : [
          {
            kind: 'removed',
            what: 'rule',
            title: textIn(rule.name ?? '', context.language),
            pointer: below('/rules', index),
            before: wholeRule(rule, index, { ...context, policy: live }),
          },
        ],
  )
  return [...kept, ...removed]
}

type Side = readonly [policy: Policy, rule: Rule, index: number]

function changesWithin(
  [live, was, wasIndex]: Side,
  [draft, rule, index]: Side,
  title: string,
  context: SideContext,
): Change[] {
  const at = below('/rules', index)
  const change = { kind: 'changed', what: 'rule', title } as const
  const when = (own: WordsContext, { when: condition }: Rule, of: number) =>
    sentenceText(asSentence(conditionSentence(condition, below('/rules', of, 'when'), own), own.t, own.language))
  return [
    ...(isSame(was.name, rule.name)
      ? []
      : [{ ...change, pointer: below(at, 'name'), ...textSides(was.name, rule.name, context) }]),
    ...(isSame(was.when, rule.when)
      ? []
      : [
          {
            ...change,
            pointer: below(at, 'when'),
            ...tellApart(live, draft, context, (side, own) =>
              side === 'live' ? when(own, was, wasIndex) : when(own, rule, index),
            ),
          },
        ]),
    ...clauseChanges([live, was.set ?? {}], [draft, rule.set ?? {}], below(at, 'set'), title, context),
    ...(isSame(was.note, rule.note)
      ? []
      : [
          {
            ...change,
            pointer: rule.note === undefined ? at : below(at, 'note'),
            ...textSides(was.note, rule.note, context),
          },
        ]),
  ]
}

function wholeRule(rule: Rule, index: number, context: WordsContext): string {
  return sentenceText(ruleSentences(rule, index, context).whole)
}
