import { describe, expect, it } from 'vitest'
import { Problem } from '../api/problem.ts'
import { orderView } from '../testing/sample-order-view.ts'
import { requestView } from '../testing/sample-request.ts'
import { missingOf } from './claim.ts'
import { filesOf } from './draft.ts'
import { draftOf } from './edit.ts'
import { type Action, canGoBack, type Flow, newFlow, reduce } from './flow.ts'

const loaded: Action = { type: 'order_loaded', order: orderView }
const shirt: Action = { type: 'toggled', item: { line: 'shirt' }, quantity: 1 }
const mug: Action = { type: 'toggled', item: { line: 'mug' }, quantity: 4 }
const on: Action = { type: 'continue' }
const change = (index: number, changed: object): Action => ({ type: 'item_changed', index, change: changed })
const run = (...actions: Action[]): Flow => actions.reduce(reduce, newFlow)
const photo = { key: 'f1', id: 'ev_1', name: 'rim.jpg', type: 'image/jpeg', bytes: 1, progress: 1 }
const pending = { key: 'k1', body: {} }

describe('choosing', () => {
  it('takes a line with all its units, and gives it back', () => {
    const taken = run(loaded, mug)
    expect(taken.draft?.items).toEqual([{ line: 'mug', quantity: 4, details: '', reason: undefined }])
    expect(reduce(taken, mug).draft?.items).toEqual([])
  })

  it('does not go on with nothing, and counts each try', () => {
    const tried = run(loaded, on, on)
    expect(tried.screen).toBe('choose')
    expect(tried.tried).toBe(2)
  })

  it('keeps what was said of a line when everything is chosen', () => {
    const flow = run(loaded, mug, change(0, { quantity: 2 }), {
      type: 'all_chosen',
      items: [
        { line: 'shirt', quantity: 1 },
        { line: 'mug', quantity: 4 },
      ],
    })
    expect(flow.draft?.items.map((item) => [item.line, item.quantity])).toEqual([
      ['shirt', 1],
      ['mug', 2],
    ])
  })

  it('goes back from another way in to the lines before leaving the order', () => {
    const flow = run(loaded, { type: 'entry', entry: 'payments' }, { type: 'back' })
    expect([flow.screen, flow.entry]).toEqual(['choose', 'lines'])
  })
})

describe('reasons', () => {
  it('asks item by item, then for the way of the money', () => {
    let flow = run(loaded, shirt, mug, on)
    expect([flow.screen, flow.at]).toEqual(['reason', 0])
    flow = run(loaded, shirt, mug, on, change(0, { reason: 'damaged.box' }), on)
    expect([flow.screen, flow.at]).toEqual(['reason', 1])
    flow = reduce(reduce(flow, change(1, { reason: 'damaged.box' })), on)
    expect(flow.screen).toBe('money')
    expect(reduce(flow, on).screen).toBe('review')
  })

  it('stays where something is missing, and comes back to an earlier gap', () => {
    const flow = run(loaded, mug, on, change(0, { reason: 'damaged.chipped' }), on)
    expect([flow.screen, flow.tried]).toEqual(['reason', 1])
    const item = flow.draft?.items[0]
    expect(item && flow.draft && missingOf(orderView, flow.draft, item)).toEqual(['details', 'photos'])
    const skipped = run(loaded, shirt, mug, on, change(1, { reason: 'damaged.box' }), change(0, { reason: 'mind' }))
    expect(reduce({ ...skipped, at: 1 }, on).at).toBe(0)
  })

  it('does not go on with a reason that the policy refuses', () => {
    const flow = run(
      loaded,
      { type: 'toggled', item: { line: 'notebook' }, quantity: 1 },
      on,
      change(0, { reason: 'mind' }),
      on,
    )
    expect(flow.screen).toBe('reason')
  })

  it('spreads a reason over the lines named, and leaves files where they are', () => {
    const flow = run(
      loaded,
      shirt,
      mug,
      { type: 'files', key: 'line:shirt', change: () => [photo] },
      change(0, { reason: 'damaged.broken', details: 'In two parts.' }),
      { type: 'same_for_all', index: 0, lines: ['mug'] },
    )
    expect(flow.draft?.items[1]).toMatchObject({ reason: 'damaged.broken', details: 'In two parts.', quantity: 4 })
    expect(flow.draft && filesOf(flow.draft, 'line:mug')).toEqual([])
  })
})

describe('sending', () => {
  const ready = run(loaded, shirt, on, change(0, { reason: 'damaged.box' }), on, on, { type: 'pending', pending })

  it('keeps the claim and its key while no answer came', () => {
    const unsent = reduce(ready, { type: 'failed', problem: new Problem('offline'), unsent: true })
    expect(unsent.phase).toBe('unsent')
    expect(unsent.draft?.pending).toEqual(pending)
    expect(reduce(unsent, { type: 'back' })).toMatchObject({ phase: 'idle', screen: 'review' })
  })

  it.each<[string, Action]>([
    ['an item', change(0, { quantity: 2 })],
    ['the way', { type: 'way', way: 'store_credit' }],
    ['a file', { type: 'files', key: 'line:shirt', change: () => [photo] }],
    ['the statement', { type: 'truthful', value: true }],
  ])('another claim never goes out under the old key: %s', (_, action) => {
    expect(reduce(ready, action).draft?.pending).toBeUndefined()
  })

  it('shows both amounts when they differ, until something is changed', () => {
    const asked = reduce(ready, { type: 'requoted', was: 4560, now: 4000 })
    expect(asked).toMatchObject({ screen: 'review', phase: 'idle', requoted: { was: 4560, now: 4000 } })
    expect(reduce(asked, { type: 'way', way: 'store_credit' }).requoted).toBeUndefined()
  })

  it('has nothing left to send once it is sent', () => {
    const sent = reduce(ready, { type: 'submitted', request: requestView() })
    expect(sent).toMatchObject({ screen: 'done', draft: undefined })
    expect(reduce(sent, { type: 'back' }).screen).toBe('track')
  })
})

describe('a stored draft', () => {
  it('loses what the order no longer has', () => {
    const draft = {
      ...run(loaded, shirt, mug).draft!,
      items: [
        { line: 'shirt', quantity: 9, details: '', reason: 'gone' },
        { line: 'lamp', quantity: 1, details: '' },
        { line: 'unknown', quantity: 1, details: '' },
      ],
    }
    expect(run({ ...loaded, draft }).draft?.items).toEqual([
      { line: 'shirt', quantity: 1, details: '', reason: undefined },
    ])
  })

  it('stays whole while its submit is unanswered: the repeat must be the same call', () => {
    const draft = { ...run(loaded, mug).draft!, pending, items: [{ line: 'lamp', quantity: 1, details: '' }] }
    expect(run({ ...loaded, draft }).draft).toEqual(draft)
  })
})

describe('a request', () => {
  it('is edited as a draft that knows what it changes', () => {
    const request = requestView()
    const flow = run({ type: 'edit_started', order: orderView, request, draft: draftOf(request) })
    expect(flow.draft).toMatchObject({
      editing: { number: request.number, seq: request.seq },
      items: [{ line: 'mug', quantity: 2, reason: 'damaged.chipped', details: 'Both rims are chipped.' }],
    })
    expect(reduce(flow, { type: 'back' })).toMatchObject({ screen: 'track', draft: undefined })
  })

  it.each(['answer', 'appeal', 'message', 'cancel', 'rate', 'done'] as const)('%s leads back to it', (screen) => {
    const flow = run({ type: 'request_changed', request: requestView(), show: 'track' }, { type: 'go', to: screen })
    expect(reduce(flow, { type: 'back' }).screen).toBe('track')
  })

  it('changes under the shopper without moving the screen', () => {
    const flow = run({ type: 'request_changed', request: requestView(), show: 'track' }, { type: 'go', to: 'message' })
    const next = reduce(flow, { type: 'request_changed', request: requestView({ seq: 2, status: 'paying' }) })
    expect([next.screen, next.request?.status]).toEqual(['message', 'paying'])
  })
})

it('signs out to the first screen and forgets whose order it was', () => {
  const flow = run(loaded, shirt, { type: 'failed', problem: new Problem('unauthenticated') }, { type: 'signed_out' })
  expect([flow.screen, flow.phase, flow.order, flow.draft]).toEqual(['find', 'idle', undefined, undefined])
  expect(flow.problem?.code).toBe('unauthenticated')
})

it('the contact panel lies over any screen and gives it back', () => {
  const open = run(loaded, { type: 'contact', open: true })
  expect(canGoBack(open)).toBe(true)
  expect(reduce(open, { type: 'back' })).toMatchObject({ screen: 'choose', contact: false })
})

it('the first screen leads nowhere back', () => {
  expect(canGoBack(run({ type: 'go', to: 'find' }))).toBe(false)
})
