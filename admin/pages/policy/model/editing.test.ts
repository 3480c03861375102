import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import type { Policy } from '../../../../shared/policy/policy.ts'
import {
  type Editing,
  edit,
  isDirty,
  mustSave,
  notSaved,
  overtakenBy,
  reapplyOwn,
  redo,
  savedAs,
  sending,
  startEditing,
  takeTheirs,
  undo,
} from './editing.ts'
import { valueAt, withoutValue, withValue } from './pointer.ts'

const live = defaultPolicy()
const days = (policy: Policy, count: number) => withValue(policy, '/terms/window/days', count)
const bonus = (policy: Policy, percent: number) => withValue(policy, '/terms/creditBonusPercent', percent)

describe('a draft', () => {
  it('begins as the live policy, and nothing is sent until something changes', () => {
    const editing = startEditing(live)
    expect([isDirty(editing), mustSave(editing), editing.saved.revision]).toEqual([false, false, 0])
    expect(edit(editing, structuredClone(live))).toBe(editing)
  })

  it('takes back and makes again, step by step', () => {
    let editing = startEditing(live)
    editing = edit(editing, days(live, 10))
    editing = edit(editing, days(live, 20))
    editing = undo(undo(editing))
    expect(editing.policy).toBe(live)
    expect(undo(editing)).toBe(editing)
    editing = redo(editing)
    expect(editing.policy.terms.window.days).toBe(10)
    editing = edit(editing, days(live, 7))
    expect(redo(editing)).toBe(editing)
  })

  it('is saved as it was sent: what was typed meanwhile is still to be saved', () => {
    let editing = edit(startEditing(live), days(live, 10))
    const sent = editing.policy
    editing = sending(editing)
    expect(mustSave(editing)).toBe(false)
    editing = edit(editing, days(live, 12))
    editing = savedAs(editing, { policy: sent, revision: 1 }, [])
    expect(mustSave(editing)).toBe(true)
    editing = savedAs(sending(editing), { policy: editing.policy, revision: 2 }, [])
    expect(isDirty(editing)).toBe(false)
  })

  it('is sent again after a failure', () => {
    const editing = notSaved(sending(edit(startEditing(live), days(live, 10))))
    expect(mustSave(editing)).toBe(true)
  })
})

describe('somebody else saved first', () => {
  const base = startEditing(live, { policy: live, revision: 3, savedBy: 'Mei Chen' })
  const mine = edit(base, days(live, 10))
  const overtaken = (theirs: Policy, own: Editing = mine) =>
    overtakenBy(sending(own), { policy: theirs, revision: 4, savedBy: 'Jonas Weber' })

  it('sends nothing until one has chosen, and keeps what stands in the editor', () => {
    const editing = overtaken(bonus(live, 800))
    expect(mustSave(editing)).toBe(false)
    expect(editing.policy.terms.window.days).toBe(10)
  })

  it('takes theirs, and one step back brings the own again', () => {
    const editing = takeTheirs(overtaken(bonus(live, 800)))
    expect([editing.policy.terms.creditBonusPercent, editing.policy.terms.window.days]).toEqual([800, 30])
    expect([isDirty(editing), editing.saved.revision, editing.theirs]).toEqual([false, 4, undefined])
    expect(undo(editing).policy).toBe(mine.policy)
  })

  it('makes the own edits again on theirs', () => {
    const editing = reapplyOwn(overtaken(bonus(live, 800)))
    expect([editing.policy.terms.creditBonusPercent, editing.policy.terms.window.days]).toEqual([800, 10])
    expect([mustSave(editing), editing.overruled]).toEqual([true, []])
  })

  it('keeps the own where both changed the same, and says where', () => {
    const editing = reapplyOwn(overtaken(days(live, 60)))
    expect(editing.policy.terms.window.days).toBe(10)
    expect(editing.overruled).toEqual(['/terms/window/days'])
  })

  it('merges rules by their id: added, moved and changed by either', () => {
    const last = live.rules.length - 1
    const own = edit(base, {
      ...live,
      rules: [{ id: 'mine', name: 'Mine', when: { all: [] }, set: {} }, ...live.rules.toReversed()],
    })
    const theirs = withValue(
      withValue(live, `/rules/${last + 1}`, { id: 'theirs', name: 'Theirs', when: { all: [] }, set: {} }),
      '/rules/2/set/decision',
      'decline',
    )
    const { policy, overruled } = reapplyOwn(overtaken(theirs, own))
    expect(overruled).toEqual([])
    expect(policy.rules.map(({ id }) => id)).toEqual([
      'mine',
      live.rules[last]?.id,
      'theirs',
      ...live.rules
        .toReversed()
        .slice(1)
        .map(({ id }) => id),
    ])
    expect(policy.rules.find(({ id }) => id === live.rules[2]?.id)?.set.decision).toBe('decline')
  })

  it('keeps what both add to a list that there was not yet', () => {
    const classed = (...legalClasses: Policy['legalClasses'] & object): Policy => ({ ...live, legalClasses })
    const fruit = { category: 'Fruit', legalClass: 'perishable' } as const
    const creams = { category: 'Creams', legalClass: 'sealed_hygiene' } as const
    const { policy, overruled } = reapplyOwn(overtaken(classed(fruit), edit(base, classed(creams))))
    expect([policy.legalClasses, overruled]).toEqual([[creams, fruit], []])
    const both = reapplyOwn(overtaken(classed(fruit), edit(base, classed({ ...fruit, legalClass: 'none' }))))
    expect(both.policy.legalClasses).toEqual([{ ...fruit, legalClass: 'none' }])
    expect(both.overruled).toEqual(['/legalClasses/Fruit'])
  })

  it('does not delete what the other has just changed', () => {
    const own = edit(base, withoutValue(live, '/rules/0'))
    const { policy, overruled } = reapplyOwn(overtaken(withValue(live, '/rules/0/set/approvals', 2), own))
    expect(valueAt(policy, '/rules/0/set/approvals')).toBe(2)
    expect(overruled).toEqual([`/rules/${live.rules[0]?.id}`])
    const gone = reapplyOwn(overtaken(live, own))
    expect(gone.policy.rules).toHaveLength(live.rules.length - 1)
  })

  it('takes a condition whole: half of each would be neither', () => {
    const when = (value: string) => withValue(live, '/rules/1/when', { fact: 'line.kind', op: 'eq', value })
    const { policy, overruled } = reapplyOwn(overtaken(when('fee'), edit(base, when('gift_card'))))
    expect(valueAt(policy, '/rules/1/when/value')).toBe('gift_card')
    expect(overruled).toEqual([`/rules/${live.rules[1]?.id}/when`])
  })
})
