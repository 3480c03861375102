import { expect, it } from 'vitest'
import { isRefusal } from '../../shared/errors.ts'
import { holdingsOf } from '../../shared/quote/quote-holdings.ts'
import { orderView } from '../testing/sample-order-view.ts'
import { askingView } from '../testing/sample-questions.ts'
import { requestView } from '../testing/sample-request.ts'
import {
  answerOf,
  answersSaid,
  asksTruth,
  claimOf,
  isInstant,
  missingOf,
  quoteOf,
  resolutionOf,
  returning,
  triggerOf,
  waysOf,
} from './claim.ts'
import { type Draft, newDraft } from './draft.ts'
import { draftOf as draftOfRequest, orderWithout } from './edit.ts'

const draftOf = (...items: Draft['items']): Draft => ({ ...newDraft(orderView.number), items })
const shirt = { line: 'shirt', quantity: 1, details: '', reason: 'mind' }
const mugs = { line: 'mug', quantity: 2, details: 'Both rims.', reason: 'damaged.chipped' }

function totalOf(draft: Draft, way: Draft['way'], view = orderView, editing?: ReturnType<typeof requestView>): number {
  const quoted = quoteOf(editing ? orderWithout(view, editing) : view, draft, way)
  if (isRefusal(quoted)) throw new Error(quoted.refused)
  return quoted.total
}

it('offers a way when one item has it, the original payment first', () => {
  expect(waysOf(orderView, draftOf(shirt))).toEqual(['refund', 'store_credit'])
  expect(waysOf(orderView, draftOf(shirt, mugs))).toEqual(['refund', 'store_credit', 'keep_item'])
})

it('settles an item by the money where the way is not offered for it', () => {
  expect(resolutionOf(orderView, shirt, 'keep_item')).toBe('refund')
  expect(resolutionOf(orderView, { payment: 'again', quantity: 1, details: '' }, 'store_credit')).toBe('refund')
})

it('changes the exact amount with the way', () => {
  const draft = draftOf(shirt, mugs)
  const [refund, credit, keep] = (['refund', 'store_credit', 'keep_item'] as const).map((way) => totalOf(draft, way))
  expect(credit).toBeGreaterThan(refund ?? 0)
  expect(keep).toBeLessThan(refund ?? 0)
})

it('has an amount before a reason is chosen', () => {
  expect(totalOf(draftOf({ line: 'shirt', quantity: 1, details: '' }), 'refund')).toBe(
    totalOf(draftOf(shirt), 'refund'),
  )
})

it('refuses what the policy refuses', () => {
  const quoted = quoteOf(orderView, draftOf({ line: 'notebook', quantity: 1, details: '', reason: 'mind' }), 'refund')
  expect(isRefusal(quoted) && quoted.refused).toBe('not_eligible')
})

it('while a request is edited its own units and money count as free', () => {
  const request = requestView()
  const holdings = Object.fromEntries(
    Object.entries(holdingsOf(request.quote)).map(([key, { amount, settled, kept }]) => [
      key,
      { reserved: amount, refunded: 0, settled, kept },
    ]),
  )
  const view = { ...orderView, holdings }
  const all = draftOf({ ...mugs, quantity: 4 })
  expect(isRefusal(quoteOf(view, all, 'refund'))).toBe(true)
  expect(totalOf(all, 'refund', view, request)).toBe(totalOf(all, 'refund'))
})

it('sends stored files, trimmed words and the total that was shown', () => {
  const draft = draftOf({ ...mugs, details: '  Both rims.  ' })
  draft.files['line:mug'] = [
    { key: 'a', id: 'ev_1', name: '', type: '', bytes: 0, progress: 1 },
    { key: 'b', name: '', type: '', bytes: 0, progress: 0.4 },
  ]
  expect(claimOf(orderView, draft, 2662)).toEqual({
    items: [
      {
        line: 'mug',
        payment: undefined,
        quantity: 2,
        reason: 'damaged.chipped',
        details: 'Both rims.',
        condition: undefined,
        evidence: ['ev_1'],
        resolution: 'refund',
      },
    ],
    quotedTotal: 2662,
  })
})

it('asks for no statement of truth where the law asks for no reason', () => {
  expect(asksTruth(orderView, draftOf(shirt))).toBe(false)
  expect(asksTruth(orderView, draftOf(shirt, mugs))).toBe(true)
})

it('is instant only when all of it is, and waits for the latest trigger of what comes back', () => {
  expect(isInstant(orderView, draftOf(shirt))).toBe(true)
  expect(isInstant(orderView, draftOf(shirt, mugs))).toBe(false)
  expect(triggerOf(orderView, draftOf(shirt, mugs))).toBe('on_inspection')
  expect(triggerOf(orderView, { ...draftOf(shirt, mugs), way: 'keep_item' })).toBe('on_dispatch')
})

it('nothing comes back of what never came', () => {
  expect(returning(orderView, draftOf({ ...shirt, reason: 'never' }))).toEqual([])
})

it('takes the terms of the quantity that is claimed', () => {
  const [line, ...lines] = orderView.lines
  if (!line) throw new Error('a line')
  const many = line.answers.map((answer) => ({ ...answer, from: 2, eligible: false }))
  const view = {
    ...orderView,
    lines: [{ ...line, answers: line.answers.flatMap((answer, index) => [answer, many[index] ?? answer]) }, ...lines],
  }
  const claimed = (quantity: number) =>
    quoteOf(view, draftOf({ line: line.id, quantity, details: '', reason: 'mind' }), 'refund')
  expect(isRefusal(claimed(1))).toBe(false)
  expect(claimed(2)).toMatchObject({ refused: 'not_eligible' })
})

it('says what was answered to the questions of this reason alone, and no white space', () => {
  const answers = { where: 'home', note: '  ', days: 0, gone: 'x' }
  const item = { line: 'mug', quantity: 1, details: '', reason: 'mind', answers }
  const draft = draftOf(item)
  draft.files['line:mug:label'] = [
    { key: 'a', id: 'ev_1', name: '', type: 'image/png', bytes: 1, progress: 1 },
    { key: 'b', name: '', type: 'image/png', bytes: 1, progress: 0.5 },
  ]
  expect(answersSaid(askingView, draft, item)).toEqual({ where: 'home', days: 0, label: ['ev_1'] })
  expect(claimOf(askingView, draft, 0).items[0]?.answers).toEqual({ where: 'home', days: 0, label: ['ev_1'] })
  expect(missingOf(askingView, draft, item)).toEqual(['uploading'])
  expect(answersSaid(askingView, draftOf(mugs), mugs)).toBeUndefined()
})

it('misses an answer that is required, and a file of the kind that is', () => {
  const item = { line: 'mug', quantity: 1, details: '', reason: 'mind' }
  expect(missingOf(askingView, draftOf(item), item)).toEqual(['answers'])
  const draft = draftOf(mugs)
  draft.files['line:mug'] = [{ key: 'a', id: 'ev_1', name: '', type: 'application/pdf', bytes: 1, progress: 1 }]
  expect(missingOf(orderView, draft, mugs)).toEqual(['photos'])
})

it('goes by what was judged, as long as it is for this reason and number', () => {
  const first = answerOf(askingView, { ...shirt, line: 'mug' })
  const [terms] = askingView.termsTable
  if (!first || !terms) throw new Error('there is an answer')
  const judged = { said: '', quantity: 1, answer: { ...first, terms: { ...terms, restockingFee: { percent: 5000 } } } }
  const item = { ...shirt, line: 'mug', judged }
  const plain = totalOf(draftOf({ ...shirt, line: 'mug' }), 'refund', askingView)
  expect(totalOf(draftOf(item), 'refund', askingView)).toBeLessThan(plain)
  expect(answerOf(askingView, { ...item, quantity: 2 })).toBe(first)
  expect(answerOf(askingView, { ...item, reason: 'missing' })?.reason).toBe('missing')
})

it('brings back what was answered when a request is changed', () => {
  const request = requestView()
  const [item] = request.items
  if (!item) throw new Error('there is an item')
  const labels = { en: '' }
  const answers = [
    { code: 'where', kind: 'choice' as const, labels, value: 'home' },
    { code: 'label', kind: 'photo' as const, labels, value: ['ev_9'] },
  ]
  const draft = draftOfRequest({ ...request, items: [{ ...item, condition: 'used', answers }] })
  expect(draft.items[0]).toMatchObject({ condition: 'used', answers: { where: 'home' } })
  expect(draft.files[`line:${item.line}:label`]?.map(({ id }) => id)).toEqual(['ev_9'])
})

it('gives a promotion back what a request took of it, which is below nothing', () => {
  const request = requestView()
  const held = (settled: number) => ({ reserved: 0, refunded: 0, settled })
  const quote = { ...request.quote, promotions: [{ promotion: 'set', part: 'discount' as const, amount: -2857 }] }
  const view = { ...orderView, holdings: { 'discount:set': held(-3857) } }
  expect(orderWithout(view, { ...request, quote }).holdings['discount:set']?.settled).toBe(-1000)
})
