import { describe, expect, it } from 'vitest'
import type { Answers, PolicyQuestion, StatutoryDuty, Terms } from '../policy/policy.ts'
import { evidenceKindOf } from './evidence-kind.ts'
import { aContext, anEvaluation, claimOf, Stream, submitOf, withdrawal } from './lifecycle-fixtures.ts'

const labels = { en: 'Words' }
const questions: PolicyQuestion[] = [
  {
    code: 'side',
    kind: 'choice',
    labels,
    required: true,
    options: [
      { value: 'left', labels },
      { value: 'right', labels },
    ],
  },
  { code: 'hours', kind: 'number', labels, required: false },
  { code: 'story', kind: 'text', labels, required: false },
  { code: 'label', kind: 'photo', labels, required: false },
]

function submitted(answers: Answers | undefined, more: { duty?: StatutoryDuty; terms?: Partial<Terms> } = {}) {
  const stream = new Stream(
    aContext({
      evaluate: () => ({ ...anEvaluation(more.terms, more.duty), questions, policyVersion: 7 }),
      kindOf: (file) => (file.startsWith('v') ? 'videos' : file.startsWith('d') ? 'documents' : 'photos'),
    }),
  )
  return { outcome: stream.run(submitOf([claimOf('l1', 1, { answers })])), stream }
}

describe('answers to the merchant’s questions', () => {
  it.each<[string, Answers | undefined, string, string]>([
    ['none', undefined, 'answers_required', '/items/0/answers/side'],
    ['only another', { hours: 3 }, 'answers_required', '/items/0/answers/side'],
    ['no option', { side: 'up' }, 'invalid_answer', '/items/0/answers/side'],
    ['a list for a choice', { side: ['left'] }, 'invalid_answer', '/items/0/answers/side'],
    ['text for a number', { side: 'left', hours: '3' }, 'invalid_answer', '/items/0/answers/hours'],
    ['no number', { side: 'left', hours: Number.NaN }, 'invalid_answer', '/items/0/answers/hours'],
    ['a number too large', { side: 'left', hours: 1e300 }, 'invalid_answer', '/items/0/answers/hours'],
    ['a number for text', { side: 'left', story: 3 }, 'invalid_answer', '/items/0/answers/story'],
    ['a name for a photo', { side: 'left', label: 'p1' }, 'invalid_answer', '/items/0/answers/label'],
    ['a document for a photo', { side: 'left', label: ['p1', 'd1'] }, 'invalid_answer', '/items/0/answers/label'],
    ['a question that was not asked', { side: 'left', 'a/b~c': 'x' }, 'invalid_answer', '/items/0/answers/a~1b~0c'],
  ])('%s is refused with its place', (_, answers, refused, pointer) => {
    expect(submitted(answers).outcome).toMatchObject({ refused, pointer })
  })

  it('are kept with the item, without what was left open, and with the version that asked', () => {
    const { stream } = submitted({ side: 'left', hours: 0, story: '  ', label: ['p1'] })
    expect(stream.state.items[0]).toMatchObject({
      answers: { side: 'left', hours: 0, label: ['p1'] },
      policyVersion: 7,
    })
    expect(stream.state.items[0]?.answers).not.toHaveProperty('story')
    expect(stream.rebuilt()).toBe(stream.stored)
    const edited = stream.run({ type: 'edit', items: [claimOf('l1', 1, { answers: { side: 'right' } })] })
    expect(edited).toHaveLength(1)
    expect(stream.state.items[0]?.answers).toEqual({ side: 'right' })
  })

  it('may all be left open where the law gives it without a reason; a wrong one is still wrong', () => {
    expect(submitted(undefined, { duty: withdrawal }).outcome).toHaveLength(1)
    expect(submitted({ side: 'up' }, { duty: withdrawal }).outcome).toMatchObject({ refused: 'invalid_answer' })
  })
})

describe('files are counted by what they are', () => {
  const asks = { evidence: { photos: 1, videos: 1, documents: 1, detailLength: 0 } }
  it.each<[string[], string | undefined]>([
    [[], 'photos'],
    [['p1', 'p2', 'p3'], 'videos'],
    [['p1', 'v1'], 'documents'],
    [['d1', 'v1', 'v2'], 'photos'],
    [['d1', 'v1', 'p1'], undefined],
  ])('%j lacks %s', (evidence, kind) => {
    const stream = new Stream(
      aContext({
        evaluate: () => anEvaluation(asks),
        kindOf: (file) => (file.startsWith('v') ? 'videos' : file.startsWith('d') ? 'documents' : 'photos'),
      }),
    )
    const outcome = stream.run(submitOf([claimOf('l1', 1, { evidence })]))
    if (kind) {
      expect(outcome).toMatchObject({
        refused: 'evidence_required',
        pointer: '/items/0/evidence',
        detail: { kind },
        limit: 1,
      })
    } else expect(outcome).toHaveLength(1)
  })

  it.each([
    ['image/heic', 'photos'],
    ['video/mp4', 'videos'],
    ['application/pdf', 'documents'],
  ])('%s: %s', (type, kind) => {
    expect(evidenceKindOf(type)).toBe(kind)
  })
})
