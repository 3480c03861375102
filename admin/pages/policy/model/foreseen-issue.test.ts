import { expect, it } from 'vitest'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import { parsePolicy } from '../../../../shared/policy/policy.schema.ts'
import type { Condition, Policy } from '../../../../shared/policy/policy.ts'
import { type ForeseenKind, foreseenIssue, foreseenKinds } from './foreseen-issue.ts'

const policy = defaultPolicy()
const [reason] = policy.reasons
if (!reason) throw new Error('the default policy has reasons')
const rule = (when: Condition, name = 'One') => ({ id: 'one', name, when, set: {} })
const always: Condition = { all: [] }
const choice = (...values: string[]) => ({
  code: 'seal',
  kind: 'choice' as const,
  labels: { en: 'The seal' },
  options: values.map((value) => ({ value, labels: { en: value } })),
  required: true,
})
const firstReason = (changed: object) => ({ reasons: [{ ...reason, ...changed }, ...policy.reasons.slice(1)] })
const food = { category: 'food', legalClass: 'perishable' as const }

/** What somebody leaves behind while editing, and which words are said to it. */
const cases: [ForeseenKind, string, Partial<Policy>][] = [
  ['no_text', 'a rule whose name was emptied', { rules: [{ ...rule(always), name: {} }] }],
  ['no_text', 'a reason without words', firstReason({ labels: {} })],
  ['no_text', 'a point of the materials that was only added', firstReason({ materials: [{ en: '', 'zh-CN': '' }] })],
  ['no_text', 'a point of a checklist', { checklists: { inspect: [{ en: '' }] } }],
  [
    'no_text',
    'a picture that nobody described',
    firstReason({ examples: [{ image: 'https://a.example/b.png', alt: {} }] }),
  ],
  ['too_long', 'a name beyond what fits', { rules: [rule(always, 'x'.repeat(201))] }],
  ['no_category', 'a category that was only added', { legalClasses: [{ ...food, category: '' }] }],
  ['named_twice', 'a category twice', { legalClasses: [food, { ...food, legalClass: 'sealed_hygiene' }] }],
  ['image_address', 'a picture without its address', firstReason({ examples: [{ image: '', alt: { en: 'A seal' } }] })],
  ['no_hours', 'nobody ever works', { calendar: { hours: [] } }],
  ['hours_order', 'hours that end before they begin', { calendar: { hours: [{ weekday: 1, from: 600, to: 540 }] } }],
  ['two_options', 'a choice of one', { questions: [choice('whole')] }],
  ['code_form', 'an option without its code', { questions: [choice('whole', '')] }],
  ['code_form', 'a code with a space', firstReason({ code: 'My reason' })],
  ['name_taken', 'two options alike', { questions: [choice('whole', 'whole')] }],
  ['name_taken', 'two reasons alike', { reasons: [...policy.reasons, reason] }],
  ['somebodys_fault', 'no reason, and our fault', firstReason({ noReason: true, fault: 'merchant' })],
  ['pattern', 'a pattern', { rules: [rule({ fact: 'line.sku', op: 'eq', value: '^AB.*' })] }],
  [
    'unknown_option',
    'an answer that is offered no more',
    { questions: [choice('whole', 'broken')], rules: [rule({ fact: 'answer.seal', op: 'eq', value: 'gone' })] },
  ],
]

it.each(cases)('%s: %s', (kind, _what, changed) => {
  const parsed = parsePolicy({ ...policy, rules: [], ...changed })
  const issues = 'issues' in parsed ? parsed.issues : []
  expect(issues.map(foreseenIssue)).toContain(kind)
})

it('has a case for each', () => {
  expect(foreseenKinds.filter((kind) => !cases.some(([each]) => each === kind))).toEqual([])
})

it('leaves to the checks what no editor brings about', () => {
  const parsed = parsePolicy({ ...policy, timezone: 'Nowhere/City', surprise: 1 })
  const issues = 'issues' in parsed ? parsed.issues : []
  expect(issues.length).toBeGreaterThan(1)
  expect(issues.map(foreseenIssue)).toEqual(issues.map(() => undefined))
})
