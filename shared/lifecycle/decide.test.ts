import { describe, expect, it } from 'vitest'
import type { Refusal } from '../errors.ts'
import type { StatutoryDuty, Terms } from '../policy/policy.ts'
import type { Command } from './commands.ts'
import { commandsFor } from './commands-for.ts'
import { holdingsOf } from './holdings.ts'
import {
  aContext,
  anEvaluation,
  anOrder,
  claimOf,
  jonas,
  mei,
  Stream,
  startMs,
  submitOf,
  system,
  withdrawal,
} from './lifecycle-fixtures.ts'
import { nextStepOf, tickAt } from './next-step.ts'
import { itemMoney, statusOf } from './status.ts'
import { transitions } from './transitions.ts'

const dayMs = 86_400_000
const staff = { actor: mei }

function submitted(terms: Partial<Terms> = {}, items = [claimOf('l1')], duty?: StatutoryDuty) {
  const stream = new Stream(aContext({ evaluate: () => anEvaluation(terms, duty) }))
  const events = stream.run(submitOf(items))
  if ('refused' in events) throw new Error(events.refused)
  return stream
}

const codeOf = (result: unknown) => (result as Refusal).refused
const status = (stream: Stream) => statusOf(stream.state)
const pay = (stream: Stream, nth = 0) =>
  stream.run(
    { type: 'payout_update', payout: stream.state.payouts[nth]?.id ?? '', status: 'succeeded' },
    { actor: system },
  )
const fail = (stream: Stream, final: boolean, nth = 0) =>
  stream.run(
    {
      type: 'payout_update',
      payout: stream.state.payouts[nth]?.id ?? '',
      status: 'failed',
      failure: { code: 'provider_unavailable', final },
    },
    { actor: system },
  )

describe('submitting', () => {
  it('approves on the spot where the policy says so, and asks for the money in the same breath', () => {
    const stream = submitted({ decision: 'approve', returnItem: false }, [claimOf('l1', 3), claimOf('l2')])
    expect(stream.events.map((event) => event.type)).toEqual([
      'submitted',
      'approved',
      'money_due',
      'payout_requested',
      'payout_requested',
    ])
    expect(status(stream)).toBe('paying')
    const { quote, payouts } = stream.state
    expect(quote.total).toBe(1999 * 3 + 1000 + 490)
    expect(payouts.map(({ destination, amount }) => ({ payment: destination, amount }))).toEqual(quote.payments)
  })

  it('refuses another total than the one the shopper saw, and says the new one', () => {
    const stream = new Stream(aContext())
    expect(stream.run(submitOf([claimOf('l1')], 1))).toMatchObject({ refused: 'quote_changed', limit: 1999 })
    expect(stream.events).toEqual([])
  })

  it('asks for photos and details, but never for a withdrawal that needs no reason', () => {
    const asks = { evidence: { photos: 1, videos: 0, documents: 0, detailLength: 5 } }
    const faulty = new Stream(aContext({ evaluate: () => anEvaluation(asks) }))
    expect(codeOf(faulty.run(submitOf([claimOf('l1')])))).toBe('evidence_required')
    expect(codeOf(faulty.run(submitOf([claimOf('l1', 1, { evidence: ['e1'], details: 'a' })])))).toBe(
      'details_required',
    )
    const free = new Stream(aContext({ evaluate: () => anEvaluation(asks, withdrawal) }))
    expect(free.run(submitOf([claimOf('l1')]))).toHaveLength(1)
  })

  it('names what is not eligible by its place', () => {
    const stream = new Stream(aContext({ evaluate: () => anEvaluation({ eligible: false, because: 'window_passed' }) }))
    expect(stream.run(submitOf([claimOf('l1')]))).toMatchObject({
      refused: 'not_eligible',
      pointer: '/items/0',
      detail: { because: 'window_passed' },
    })
  })

  it('lets no shopper approve', () => {
    expect(codeOf(submitted().run({ type: 'approve' }))).toBe('not_permitted')
  })
})

describe('deciding', () => {
  it('frees what is declined at once and keeps the rest', () => {
    const stream = submitted({}, [claimOf('l1', 2), claimOf('l2')])
    stream.run({ type: 'decline', items: ['i2'], reason: 'worn', message: 'It was worn.' }, staff)
    expect(holdingsOf(stream.state)['units:l2']).toBeUndefined()
    expect(holdingsOf(stream.state)['units:l1']).toEqual({ reserved: 2, refunded: 0, settled: 2 })
    expect(stream.state.quote.total).toBe(3998)
    expect(status(stream)).toBe('in_review')
  })

  it('pays another amount only with a reason, inside the ceilings', () => {
    const stream = submitted({ returnItem: false })
    const amounts = { i1: 500 }
    expect(codeOf(stream.run({ type: 'approve', amounts }, staff))).toBe('reason_required')
    expect(stream.run({ type: 'approve', amounts: { i1: 99_999 }, reason: 'x' }, staff)).toMatchObject({
      refused: 'exceeds_line',
      limit: 5997,
    })
    stream.run({ type: 'approve', amounts, reason: 'one sleeve' }, staff)
    expect(stream.state.quote.total).toBe(500)
    // the fee or reduction is not handed back by the next refund of the line
    expect(holdingsOf(stream.state)['line:l1']).toEqual({ reserved: 500, refunded: 0, settled: 1999 })
  })

  it('needs as many persons as the terms say, each once', () => {
    const stream = submitted({ approvals: 2 })
    expect(stream.run({ type: 'approve' }, staff)).toMatchObject([{ type: 'approval_given' }])
    expect(status(stream)).toBe('in_review')
    expect(codeOf(stream.run({ type: 'approve' }, staff))).toBe('same_reviewer')
    stream.run({ type: 'approve' }, { actor: jonas })
    expect(status(stream)).toBe('awaiting_return')
  })

  it('never declines a statutory withdrawal, unless inspection found something else', () => {
    const stream = submitted({}, [claimOf('l1')], withdrawal)
    const decline = { type: 'decline', reason: 'no', message: 'No.' } as const
    expect(stream.run(decline, staff)).toMatchObject({
      refused: 'statute_forbids',
      detail: { article: withdrawal.article },
    })
    stream.run({ type: 'approve' }, staff)
    stream.run({ type: 'mark_shipped' })
    stream.run({ type: 'inspect', result: 'mismatch', note: 'another shirt' }, staff)
    expect(status(stream)).toBe('in_review')
    expect(stream.run(decline, staff)).toMatchObject([{ type: 'declined' }])
  })

  it('hears one appeal, by somebody else, before its deadline, and reserves again', () => {
    const stream = submitted()
    stream.run({ type: 'decline', reason: 'worn', message: 'It was worn.' }, staff)
    expect(holdingsOf(stream.state)).toEqual({})
    expect(nextStepOf(stream.state, startMs)).toMatchObject({ who: 'shopper', action: 'appeal' })
    const appeal: Command = { type: 'appeal', text: 'It was not.', evidence: [] }
    expect(codeOf(stream.run(appeal, { now: startMs + 15 * dayMs }))).toBe('appeal_closed')
    stream.run(appeal, { now: startMs + dayMs })
    expect(holdingsOf(stream.state)['units:l1']?.reserved).toBe(1)
    expect(codeOf(stream.run({ type: 'approve' }, staff))).toBe('same_reviewer')
    stream.run({ type: 'decline', reason: 'worn', message: 'Still.' }, { actor: jonas })
    expect(codeOf(stream.run(appeal))).toBe('appeal_closed')
  })

  it('refuses an appeal when the units have gone elsewhere meanwhile', () => {
    const stream = submitted({}, [claimOf('l2')])
    stream.run({ type: 'decline', reason: 'worn', message: 'It was worn.' }, staff)
    const elsewhere = {
      'units:l2': { reserved: 1, refunded: 0, settled: 1 },
      'line:l2': { reserved: 1000, refunded: 0, settled: 1000 },
    }
    expect(codeOf(stream.run({ type: 'appeal', text: 'Look.', evidence: [] }, { holdings: elsewhere }))).toBe(
      'already_refunded',
    )
  })

  it('pays what was offered once the shopper says yes', () => {
    const stream = submitted()
    stream.run({ type: 'offer', resolution: 'keep_item', text: 'Keep it for a third?' }, staff)
    expect(nextStepOf(stream.state, startMs)).toMatchObject({ who: 'shopper', action: 'accept_offer' })
    stream.run({ type: 'accept_offer' })
    expect(stream.state.quote.total).toBe(600)
    expect(status(stream)).toBe('paying')
    expect(stream.state.items[0]?.goods).toBe('none')
  })
})

describe('money and goods', () => {
  it.each([
    ['on_approval', 'approve', 'awaiting_return'],
    ['on_dispatch', 'mark_shipped', 'in_transit'],
    ['on_received', 'mark_received', 'to_inspect'],
    ['on_inspection', 'inspect', 'paying'],
  ] as const)('%s: the money is due at %s', (refundTrigger, dueAt, then) => {
    const stream = submitted({ refundTrigger })
    for (const command of ['approve', 'mark_shipped', 'mark_received', 'inspect'] as const) {
      const actor = command === 'mark_shipped' ? {} : staff
      stream.run(command === 'inspect' ? { type: command, result: 'as_described' } : { type: command }, actor)
      expect(stream.state.payouts.length > 0).toBe(stream.events.some((event) => event.type === 'money_due'))
      if (command === dueAt) break
    }
    expect(stream.state.payouts.map(({ amount }) => amount).reduce((sum, amount) => sum + amount, 0)).toBe(1999)
    expect(status(stream)).toBe(then)
  })

  it('pays one item now and the other later, and the rounds add up to the quote', () => {
    const terms: Partial<Terms>[] = [
      {
        refundTrigger: 'on_approval',
        returnItem: false,
        restockingFee: { percent: 1000 },
        processingFee: { EUR: 100 },
      },
      { refundTrigger: 'on_inspection', processingFee: { EUR: 100 } },
    ]
    const stream = new Stream(aContext({ evaluate: (item) => anEvaluation(terms[item.line === 'l1' ? 0 : 1]) }))
    stream.run(submitOf([claimOf('l1', 3), claimOf('l2')]))
    stream.run({ type: 'approve' }, staff)
    const first = stream.state.payouts.reduce((sum, { amount }) => sum + amount, 0)
    const fees = stream.state.quote.fees.reduce((sum, { amount }) => sum + amount, 0)
    expect(first).toBe(5997 - fees)
    stream.run({ type: 'inspect', result: 'as_described' }, staff)
    expect(stream.state.payouts.reduce((sum, { amount }) => sum + amount, 0)).toBe(stream.state.quote.total)
  })

  it('keeps paid what was paid when the inspection finds something else', () => {
    const stream = submitted({ refundTrigger: 'on_approval' })
    stream.run({ type: 'approve' }, staff)
    stream.state.payouts.forEach((_, nth) => {
      pay(stream, nth)
    })
    stream.run({ type: 'inspect', result: 'mismatch', note: 'empty box' }, staff)
    expect(status(stream)).toBe('completed')
    expect(stream.state.items[0]?.inspection).toEqual({ result: 'mismatch', note: 'empty box' })
  })

  it('expires a return that never came and frees it; money already paid is flagged', () => {
    const unpaid = submitted()
    unpaid.run({ type: 'approve' }, staff)
    const late = { actor: system, now: (unpaid.state.returnBy ?? 0) + 1 }
    unpaid.run({ type: 'tick' }, late)
    expect(status(unpaid)).toBe('expired')
    expect(holdingsOf(unpaid.state)).toEqual({})

    const paid = submitted({ refundTrigger: 'on_approval' })
    paid.run({ type: 'approve' }, staff)
    paid.state.payouts.forEach((_, nth) => {
      pay(paid, nth)
    })
    paid.run({ type: 'tick' }, late)
    expect(status(paid)).toBe('completed')
    expect(paid.state.items[0]?.unreturned).toBe(true)
  })

  it.each([
    ['by law, a last day on Whit Monday runs on', 'eu-withdrawal', '2026-05-26T21:59:59.999Z'],
    ['kindly in the United Kingdom too', 'uk-cancel', '2026-05-26T21:59:59.999Z'],
    ['not where the law says nothing of it', 'cn-7d-no-reason', '2026-05-25T21:59:59.999Z'],
    ['nor where the policy alone gives the days', undefined, '2026-05-25T21:59:59.999Z'],
  ])('gives fourteen days to send: %s', (_what, statute, until) => {
    const duty = statute === undefined ? undefined : { ...withdrawal, statute }
    const stream = submitted({ decision: 'review' }, [claimOf('l1')], duty)
    stream.run({ type: 'approve' }, { ...staff, now: Date.parse('2026-05-11T10:00:00Z') })
    expect(new Date(stream.state.returnBy ?? 0).toISOString()).toBe(until)
  })

  it('cannot be cancelled once the goods are on their way', () => {
    const stream = submitted()
    stream.run({ type: 'approve' }, staff)
    stream.run({ type: 'mark_shipped' })
    expect(codeOf(stream.run({ type: 'cancel' }))).toBe('illegal_state')
    expect(commandsFor(stream.state, 'shopper', startMs)).not.toContain('cancel')
  })

  it('puts the bonus of store credit on top of what was captured', () => {
    const stream = submitted({ returnItem: false, decision: 'approve' }, [
      claimOf('l1', 1, { resolution: 'store_credit' }),
    ])
    expect(stream.state.quote).toMatchObject({
      bonus: 200,
      total: 2199,
      payments: [{ payment: 'store_credit', amount: 2199 }],
    })
    expect(holdingsOf(stream.state).total).toEqual({ reserved: 1999, refunded: 0, settled: 0 })
    pay(stream)
    expect(holdingsOf(stream.state).total).toEqual({ reserved: 0, refunded: 1999, settled: 0 })
  })
})

describe('payouts', () => {
  const paying = () => submitted({ decision: 'approve', returnItem: false }, [claimOf('l2')])

  it('go again under their own number when the provider never paid, under a new one after a final failure', () => {
    const stream = paying()
    const [first] = stream.state.payouts
    fail(stream, false)
    expect(status(stream)).toBe('payout_failed')
    expect(stream.run({ type: 'retry_payout', payout: first?.id ?? '' }, staff)).toMatchObject([
      { type: 'payout_requeued' },
    ])
    fail(stream, true)
    expect(holdingsOf(stream.state).total).toBeDefined()
    stream.run({ type: 'retry_payout', payout: first?.id ?? '' }, staff)
    expect(stream.state.payouts[0]?.replacedBy).toBe(stream.state.payouts.at(-1)?.id)
    expect(stream.state.payouts.at(-1)?.id).not.toBe(first?.id)
  })

  it('of an unknown outcome are never sent again', () => {
    const stream = paying()
    const payout = stream.state.payouts[0]?.id ?? ''
    stream.run({ type: 'payout_update', payout, status: 'unknown' }, { actor: system })
    expect(status(stream)).toBe('paying')
    stream.state.payouts.slice(1).forEach((_, nth) => {
      fail(stream, true, nth + 1)
    })
    expect(codeOf(stream.run({ type: 'retry_payout', payout }, staff))).toMatch(/outcome_unknown|illegal_state/)
    expect(stream.state.payouts[0]?.status).toBe('unknown')
  })

  it('that the bank returned reopen a completed request', () => {
    const stream = paying()
    stream.state.payouts.forEach((_, nth) => {
      pay(stream, nth)
    })
    expect(status(stream)).toBe('completed')
    fail(stream, true)
    expect(status(stream)).toBe('payout_failed')
    expect(nextStepOf(stream.state, startMs)).toMatchObject({ who: 'staff', action: 'fix_payout' })
  })

  it('wait while the order is overcommitted, and go when it no longer is', () => {
    const stream = new Stream(aContext({ evaluate: () => anEvaluation({ decision: 'approve', returnItem: false }) }))
    stream.run(submitOf([claimOf('l2')]), { overcommitted: true })
    const [item] = stream.state.items
    expect(item && itemMoney(stream.state, item)).toBe('due')
    stream.run({ type: 'tick' }, { actor: system })
    expect(stream.state.payouts.length).toBeGreaterThan(0)
  })

  it('change to another payment only inside what that payment has left; by hand only with proof', () => {
    const order = anOrder()
    const stream = new Stream(
      aContext({ order, evaluate: () => anEvaluation({ decision: 'approve', returnItem: false }) }),
    )
    stream.run(submitOf([claimOf('l1', 3)]))
    const cardIndex = stream.state.payouts.findIndex(({ destination }) => destination === 'p2')
    fail(stream, true, cardIndex)
    const payout = stream.state.payouts[cardIndex]?.id ?? ''
    expect(stream.run({ type: 'change_method', payout, destination: 'p1' }, staff)).toMatchObject({
      refused: 'exceeds_payment',
    })
    expect(codeOf(stream.run({ type: 'change_method', payout, destination: 'manual' }, staff))).toBe('reason_required')
    stream.run({ type: 'change_method', payout, destination: 'manual', proof: 'bank slip 7' }, staff)
    expect(stream.state.payouts.at(-1)).toMatchObject({ destination: 'manual', status: 'succeeded', plannedFor: 'p2' })
  })
})

describe('another method after a failure in passing', () => {
  it('gives the number up first, so that it is never sent again beside the new one', () => {
    const stream = submitted({ decision: 'approve', returnItem: false }, [claimOf('l2')])
    fail(stream, false)
    const failed = stream.state.payouts[0]
    const change = { type: 'change_method', payout: failed?.id ?? '', destination: 'store_credit' } as const
    expect(stream.run(change, staff)).toMatchObject([
      { type: 'payout_changed', payout: failed?.id, status: 'cancelled' },
      { type: 'payout_requested', replaces: failed?.id, destination: 'store_credit', amount: failed?.amount },
    ])
    const retry = { type: 'retry_payout', payout: failed?.id ?? '' } as const
    expect(codeOf(stream.run(retry, staff))).toBe('unknown_item')
  })
})

describe('another account', () => {
  const instant = { decision: 'approve' as const, returnItem: false }
  const closed = (stream: Stream, nth = 0) =>
    stream.run(
      {
        type: 'payout_update',
        payout: stream.state.payouts[nth]?.id ?? '',
        status: 'failed',
        failure: { code: 'payer_account_closed_or_frozen', final: true },
      },
      { actor: system },
    )

  it('takes the money of the items that want it, without a bonus, and names where it goes', () => {
    const stream = new Stream(aContext({ evaluate: () => anEvaluation(instant) }))
    const claims = [claimOf('l1', 1, { resolution: 'other_account' }), claimOf('l2')]
    expect(codeOf(stream.run(submitOf(claims)))).toBe('account_required')
    expect(codeOf(stream.run({ ...submitOf(claims), account: 'acc_2' }))).toBe('unknown_account')
    expect(codeOf(stream.run({ ...submitOf(claims), account: 'acc_1' }, { canPayTo: new Set() }))).toBe(
      'unknown_account',
    )
    stream.run({ ...submitOf(claims), account: 'acc_1' })
    const { quote, payouts } = stream.state
    expect(quote.payments.find(({ payment }) => payment === 'account')).toEqual({ payment: 'account', amount: 1999 })
    expect(quote).toMatchObject({ bonus: 0, total: quote.payments.reduce((sum, { amount }) => sum + amount, 0) })
    expect(payouts.find(({ destination }) => destination === 'account')).toMatchObject({
      amount: 1999,
      items: ['i1'],
      account: { id: 'acc_1', provider: 'bank' },
    })
    expect(holdingsOf(stream.state)['payment:account']).toBeUndefined()
    expect(holdingsOf(stream.state).total?.reserved).toBe(quote.total)
  })

  it('is asked for when only the shopper can say where the money goes, and takes the place of the payout', () => {
    const stream = submitted(instant, [claimOf('l1', 3)])
    closed(stream)
    const [payout] = stream.state.payouts
    expect(payout?.askedBy).toBeGreaterThan(startMs + 6 * dayMs)
    expect(nextStepOf(stream.state, startMs)).toMatchObject({ who: 'shopper', by: payout?.askedBy })
    const fixed = stream.run({ type: 'fix_account', payout: payout?.id ?? '', account: 'acc_1' })
    expect(fixed).toMatchObject([
      { type: 'account_fixed', account: { id: 'acc_1' } },
      { type: 'payout_requested', destination: 'account', plannedFor: payout?.destination, replaces: payout?.id },
    ])
    expect(stream.state.payouts[0]).not.toHaveProperty('askedBy')
    expect(status(stream)).toBe('paying')
  })

  it('is not asked for where the shop cannot pay to one, nor after the shopper had it in time', () => {
    const stream = submitted(instant, [claimOf('l2')])
    stream.run(
      {
        type: 'payout_update',
        payout: stream.state.payouts[0]?.id ?? '',
        status: 'failed',
        failure: { code: 'payer_account_closed_or_frozen', final: true },
      },
      { actor: system, canPayTo: new Set(['store_credit', 'manual'] as const) },
    )
    expect(stream.state.payouts[0]).not.toHaveProperty('askedBy')
    const ask = { type: 'ask_account', payout: stream.state.payouts[0]?.id ?? '' } as const
    expect(codeOf(stream.run(ask, { ...staff, canPayTo: new Set() }))).toBe('illegal_state')
    expect(stream.run(ask, staff)).toMatchObject([{ type: 'account_asked' }])
    expect(codeOf(stream.run(ask, staff))).toBe('illegal_state')
    const by = stream.state.payouts[0]?.askedBy ?? 0
    expect(tickAt(stream.state)).toBe(by - 2 * dayMs)
    stream.run({ type: 'tick' }, { actor: system, now: by - dayMs })
    expect(tickAt(stream.state)).toBe(by)
    const late = { ...ask, type: 'fix_account', account: 'acc_1' } as const
    expect(codeOf(stream.run(late, { now: by + 1 }))).toBe('illegal_state')
    expect(stream.run({ type: 'tick' }, { actor: system, now: by + 1 })).toMatchObject([{ type: 'account_lapsed' }])
    expect(nextStepOf(stream.state, by + 1)).toMatchObject({ who: 'staff', action: 'fix_payout' })
    expect(tickAt(stream.state)).toBeUndefined()
  })

  it('is never named for a payout that may still be paid, or that nobody asked about', () => {
    const stream = submitted(instant, [claimOf('l2')])
    const payout = stream.state.payouts[0]?.id ?? ''
    const fix = { type: 'fix_account', payout, account: 'acc_1' } as const
    stream.run({ type: 'payout_update', payout, status: 'requires_action' }, { actor: system })
    expect(codeOf(stream.run(fix))).toBe('illegal_state')
    fail(stream, false)
    expect(codeOf(stream.run(fix))).toBe('illegal_state')
    expect(codeOf(stream.run({ type: 'ask_account', payout }, staff))).toBe('illegal_state')
    fail(stream, true)
    expect(codeOf(stream.run(fix))).toBe('illegal_state')
  })

  it('is not asked for any more once the old number turns out to have paid', () => {
    const stream = submitted(instant, [claimOf('l2')])
    for (const nth of stream.state.payouts.keys()) closed(stream, nth)
    for (const nth of stream.state.payouts.keys()) pay(stream, nth)
    expect(status(stream)).toBe('completed')
    expect(stream.state.payouts.every(({ askedBy }) => askedBy === undefined)).toBe(true)
  })

  it.each([
    ['coupon', { canPayTo: new Set(['manual'] as const) }, 'unknown_payment'],
    ['account', { accounts: [] }, 'account_required'],
    ['p9', {}, 'unknown_payment'],
  ])('a payout does not change to %s where that is not there', (destination, more, code) => {
    const stream = submitted(instant, [claimOf('l2')])
    fail(stream, true)
    const payout = stream.state.payouts[0]?.id ?? ''
    expect(codeOf(stream.run({ type: 'change_method', payout, destination }, { ...staff, ...more }))).toBe(code)
  })

  it('what was freed and taken since is not paid another way', () => {
    const stream = submitted(instant, [claimOf('l1', 3)])
    fail(stream, true)
    const payout = stream.state.payouts[0]?.id ?? ''
    const taken = { total: { reserved: 0, refunded: 2200, settled: 0 } }
    for (const destination of ['account', 'store_credit', 'manual']) {
      const change = { type: 'change_method', payout, destination, proof: 'slip 7' } as const
      expect(codeOf(stream.run(change, { ...staff, holdings: taken })), destination).toBe('exceeds_order')
    }
  })
})

describe('silence', () => {
  it('reminds once, then expires a question nobody answered', () => {
    const stream = submitted()
    stream.run({ type: 'ask', text: 'A photo?', wantsPhotos: true }, staff)
    const answerBy = stream.state.questions[0]?.answerBy ?? 0
    expect(tickAt(stream.state)).toBe(answerBy - 2 * dayMs)
    const soon = { actor: system, now: answerBy - dayMs }
    expect(stream.run({ type: 'tick' }, soon)).toMatchObject([{ type: 'reminded' }])
    expect(stream.run({ type: 'tick' }, soon)).toEqual([])
    stream.run({ type: 'tick' }, { actor: system, now: answerBy + 1 })
    expect(status(stream)).toBe('expired')
  })

  it('never ends a right that needs no reason: it goes back to a person', () => {
    const stream = submitted({}, [claimOf('l1')], withdrawal)
    stream.run({ type: 'ask', text: 'A photo?', wantsPhotos: true }, staff)
    stream.run({ type: 'tick' }, { actor: system, now: (stream.state.questions[0]?.answerBy ?? 0) + 1 })
    expect(status(stream)).toBe('in_review')
  })

  it('stops the staff clock while the shopper owes an answer', () => {
    const stream = submitted()
    const decideBy = stream.state.decideBy ?? 0
    stream.run({ type: 'ask', text: 'A photo?', wantsPhotos: true }, { ...staff, now: startMs + dayMs / 2 })
    stream.run({ type: 'answer', text: 'Here.', evidence: ['e1'] }, { now: startMs + 2 * dayMs })
    expect(stream.state.decideBy).toBe(decideBy + 1.5 * dayMs)
    expect(stream.state.items[0]?.evidence).toEqual(['e1'])
  })
})

describe('the transition table', () => {
  it('has one row a command, and every status is somewhere to go and to come from', () => {
    const commands = transitions.map((row) => row.command)
    expect(new Set(commands).size).toBe(commands.length)
    const reached = new Set(transitions.filter((row) => row.from.length < 11).flatMap((row) => row.to))
    expect(reached.size).toBe(11 - 1)
  })

  it('draws only roads that exist', () => {
    for (const { command, from, to, usually = [] } of transitions) {
      for (const [source, target] of usually) {
        expect(from, command).toContain(source)
        expect(to, command).toContain(target)
      }
    }
  })
})
