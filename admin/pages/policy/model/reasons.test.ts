import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import { parsePolicy } from '../../../../shared/policy/policy.schema.ts'
import type { Policy } from '../../../../shared/policy/policy.ts'
import { templates } from '../../../../shared/policy/templates/index.ts'
import { valueAt } from './pointer.ts'
import { addQuestion, addReason, moveReason, removeReason, renameReason, withKind } from './reasons.ts'
import { addLanguage, clockOf, fromTemplate, minutesOf, removeCurrency, withHolidays } from './settings.ts'

const policy = defaultPolicy()
const codes = (of: Policy) => of.reasons.map(({ code }) => code)
const isWhole = (of: Policy) => 'policy' in parsePolicy(of)
const labels = { en: 'New', 'zh-CN': '新' }

describe('reasons', () => {
  it('are added at the end of their group, with codes of their own', () => {
    const group = policy.reasons.find(({ parent }) => parent !== undefined)?.parent
    const once = addReason(policy, labels, group)
    const twice = addReason(once.policy, labels)
    expect([once.code, twice.code]).toEqual(['reason', 'reason_2'])
    const last = once.policy.reasons.findLastIndex(({ parent }) => parent === group)
    expect(once.policy.reasons[last]?.code).toBe('reason')
    expect(codes(twice.policy).at(-1)).toBe('reason_2')
    expect(isWhole(twice.policy)).toBe(true)
  })

  it('move past their neighbours of the same group only', () => {
    const group = policy.reasons.find(({ parent }) => parent !== undefined)?.parent
    const [first = '', second = ''] = policy.reasons.filter(({ parent }) => parent === group).map(({ code }) => code)
    const moved = moveReason(policy, first, 1)
    expect(
      moved.reasons
        .filter(({ parent }) => parent === group)
        .map(({ code }) => code)
        .slice(0, 2),
    ).toEqual([second, first])
    expect(moveReason(moved, first, -1).reasons).toEqual(policy.reasons)
    expect(moveReason(policy, first, -1)).toBe(policy)
  })

  it('go with everything below them', () => {
    const group = policy.reasons.find(({ parent }) => parent !== undefined)?.parent ?? ''
    expect(removeReason(policy, group).reasons.some(({ code, parent }) => code === group || parent === group)).toBe(
      false,
    )
  })

  it('are renamed wherever the policy speaks of them', () => {
    const renamed = renameReason(policy, 'charged_twice', 'paid_twice')
    expect(JSON.stringify(renamed)).not.toContain('charged_twice')
    expect(isWhole(renamed)).toBe(true)
    expect(renameReason(policy, 'charged_twice', 'never_arrived')).toBe(policy)
  })
})

describe('questions', () => {
  it('have options only as a choice', () => {
    const { policy: added } = addQuestion(policy, labels)
    const [question] = added.questions ?? []
    if (!question) throw new Error('no question')
    const choice = withKind(question, 'choice', labels)
    expect(isWhole({ ...added, questions: [choice] })).toBe(true)
    expect(withKind(choice, 'number', labels).options).toBe(undefined)
  })
})

describe('settings', () => {
  it('take a currency out of every amount, and leave a policy that can be published', () => {
    const without = removeCurrency(policy, 'KWD')
    expect(JSON.stringify(without)).not.toContain('KWD')
    expect(isWhole(without)).toBe(true)
  })

  it('name a new language in the title', () => {
    expect(valueAt(addLanguage(policy, 'de'), '/title/de')).toBe('Returns and refunds')
    expect(addLanguage({ ...policy, title: 'Returns' }, 'de').title).toEqual({ en: 'Returns', de: 'Returns' })
  })

  it('fill in holidays, and the Chinese days that are worked instead', () => {
    const calendar = withHolidays({ hours: [], closed: ['2026-12-24'] }, 'CN', 2026)
    expect(calendar.closed).toContain('2026-10-01')
    expect(calendar.closed?.at(-1)).toBe('2026-12-24')
    expect(calendar.open).toContain('2026-10-10')
    expect(withHolidays(calendar, 'CN', 2026)).toEqual(calendar)
  })

  it.each([
    ['09:30', 570],
    ['24:00', 1440],
    ['9:05', 545],
    ['9', 540],
    ['24', 1440],
    ['930', undefined],
    ['24:01', undefined],
    ['9:75', undefined],
    ['noon', undefined],
  ])('%s', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes)
    if (minutes !== undefined) expect(minutesOf(clockOf(minutes))).toBe(minutes)
  })

  it.each(templates.map((template) => [template.id, template] as const))(
    'begin from the template %s under the merchant’s own name, hours and currencies',
    (_id, template) => {
      const own = { ...removeCurrency(policy, 'KWD'), title: 'Mine' }
      const begun = fromTemplate(own, template)
      expect([begun.title, begun.calendar, begun.currencies]).toEqual(['Mine', own.calendar, own.currencies])
      const parsed = parsePolicy(begun)
      expect('issues' in parsed ? parsed.issues : []).toEqual([])
    },
  )
})
