import { expect, it } from 'vitest'
import { deadlineOf } from './mail-deadline.ts'
import { requestTemplates } from './mail-templates.ts'

const days = { decideBy: 1, inspectBy: 2, returnBy: 3 }

it.each([
  ['received', 'decide', 1],
  ['review_again', 'decide', 1],
  ['reopened', 'decide', 1],
  ['goods_received', 'inspect', 2],
  ['approved', 'ship', 3],
  ['reminder', 'ship', 3],
] as const)('%s names the day to %s by', (template, action, by) => {
  expect(deadlineOf(template, 'return', days)).toEqual({ action, by })
})

it('no other mail names a day that hangs on a calendar', () => {
  const named = ['received', 'review_again', 'reopened', 'goods_received', 'approved', 'reminder']
  for (const template of requestTemplates.filter((each) => !named.includes(each)))
    expect(deadlineOf(template, 'return', days)).toEqual({ action: 'none' })
  for (const about of ['answer', 'account'] as const)
    expect(deadlineOf('reminder', about, days)).toEqual({ action: 'none' })
})
