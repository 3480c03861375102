import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { AskedAnswer } from '../../shared/api/shop.schema.ts'
import { askingView } from '../testing/sample-questions.ts'
import { newDraft } from './draft.ts'
import { type Action, type Flow, newFlow, reduce } from './flow.ts'
import { judge } from './judge.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const given = askingView.lines[1]?.answers.find(({ reason }) => reason === 'mind')
const [terms] = askingView.termsTable
if (!given || !terms) throw new Error('there is an answer')
const answer: AskedAnswer = { ...given, terms: { ...terms, restockingFee: { percent: 1000 } } }

function opened() {
  const draft = { ...newDraft(askingView.number), items: [{ line: 'mug', quantity: 2, details: '', reason: 'mind' }] }
  const acts = {
    flow: { ...newFlow, order: askingView, draft } as Flow,
    dispatch: (action: Action) => {
      acts.flow = reduce(acts.flow, action)
    },
  }
  return acts
}

it('asks once for many keys, and not again for the same words', async () => {
  const acts = opened()
  const answers = vi.fn(async () => ({ items: [answer] }))
  for (const note of ['F', 'Fo', 'For']) {
    acts.dispatch({ type: 'item_changed', index: 0, change: { answers: { note } } })
    judge(acts, { answers })
  }
  await vi.runAllTimersAsync()
  expect(answers.mock.calls).toEqual([
    [
      'HL-20871',
      { items: [expect.objectContaining({ line: 'mug', quantity: 2, photos: 0, answers: { note: 'For' } })] },
    ],
  ])
  expect(acts.flow.draft?.items[0]?.judged?.answer).toEqual(answer)
  judge(acts, { answers })
  await vi.runAllTimersAsync()
  expect(answers).toHaveBeenCalledTimes(1)
})

it('asks again after a failure, when more is said', async () => {
  const acts = opened()
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  acts.dispatch({ type: 'item_changed', index: 0, change: { condition: 'used' } })
  const answers = vi.fn(async () => ({ items: [answer] })).mockRejectedValueOnce(new Error('no network'))
  judge(acts, { answers })
  await vi.runAllTimersAsync()
  expect(told).toHaveBeenCalledOnce()
  expect(acts.flow.draft?.items[0]?.judged).toBeUndefined()
  judge(acts, { answers })
  await vi.runAllTimersAsync()
  expect(acts.flow.draft?.items[0]?.judged?.answer).toEqual(answer)
  told.mockRestore()
})

it('asks for nothing before anything is said, and again when it is taken back', async () => {
  const acts = opened()
  const answers = vi.fn(async () => ({ items: [answer] }))
  for (const [change, calls] of [
    [{}, 0],
    [{ answers: { where: 'home' } }, 1],
    [{ answers: {} }, 2],
  ] as const) {
    acts.dispatch({ type: 'item_changed', index: 0, change })
    judge(acts, { answers })
    await vi.runAllTimersAsync()
    expect(answers).toHaveBeenCalledTimes(calls)
  }
})

it('asks for nothing where the terms are the same whatever is said', async () => {
  const acts = opened()
  acts.dispatch({ type: 'item_changed', index: 0, change: { reason: 'missing' } })
  const answers = vi.fn()
  judge(acts, { answers })
  await vi.runAllTimersAsync()
  expect(answers).not.toHaveBeenCalled()
})
