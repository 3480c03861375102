import { describe, expect, it } from 'vitest'
import { maySendAgain, nextMove, openUntil, sendOrHold } from './next-move.ts'
import type { PayoutEventBody } from './payout.ts'
import { moveContext, noonMs, payoutAfter } from './payouts.fixtures.ts'
import { providerRules } from './provider-rules.ts'

const hourMs = 3_600_000
const sent: PayoutEventBody = { type: 'submitting' }
const unknown: PayoutEventBody = { type: 'reported', status: 'unknown' }
const pending: PayoutEventBody = { type: 'reported', status: 'pending' }
const ann = { id: 's1', name: 'Ann' }
const mei = { id: 's2', name: 'Mei' }

describe('a queued payout', () => {
  it('is sent', () => {
    expect(nextMove(payoutAfter([]), moveContext())).toEqual({ kind: 'send' })
  })

  it('waits while everything is stopped, whatever else holds it', () => {
    const context = moveContext({ isStopped: true, secondPersonAbove: 0, breakerUntil: noonMs + 9 * hourMs })
    expect(nextMove(payoutAfter([]), context)).toEqual({ kind: 'hold', why: 'stopped' })
  })

  it('above the limit waits for two people, who are not one', () => {
    const context = moveContext({ secondPersonAbove: 6419 })
    expect(nextMove(payoutAfter([]), context)).toEqual({ kind: 'hold', why: 'approval' })
    const once = payoutAfter([{ type: 'approved', by: ann }])
    expect(nextMove(once, context)).toEqual({ kind: 'hold', why: 'approval' })
    const same = payoutAfter([
      { type: 'approved', by: ann },
      { type: 'approved', by: ann },
    ])
    expect(nextMove(same, context)).toEqual({ kind: 'hold', why: 'approval' })
    const twice = payoutAfter([
      { type: 'approved', by: ann },
      { type: 'approved', by: mei },
    ])
    expect(nextMove(twice, context)).toEqual({ kind: 'send' })
    expect(nextMove(payoutAfter([]), moveContext({ secondPersonAbove: 6420 }))).toEqual({ kind: 'send' })
  })

  it('waits for tomorrow when the day is full, but not for its second try', () => {
    const full = moveContext({ leftToday: 6419 })
    expect(nextMove(payoutAfter([]), full)).toEqual({ kind: 'hold', why: 'daily_cap' })
    expect(nextMove(payoutAfter([]), moveContext({ leftToday: 6420 }))).toEqual({ kind: 'send' })
    const tried = payoutAfter([sent, { type: 'deferred', failure: { code: 'rate_limited', final: false } }])
    expect(nextMove(tried, full)).toEqual({ kind: 'send' })
  })

  it('counts for the day on which it goes out, not for one that refused it', () => {
    const short: PayoutEventBody = {
      type: 'reported',
      status: 'failed',
      failure: { code: 'insufficient_merchant_balance', final: false },
    }
    const next = { now: noonMs + 24 * hourMs, todayAt: noonMs + 12 * hourMs }
    const full = moveContext({ ...next, dailyCap: 9000, leftToday: 6419 })
    for (const events of [
      [sent, short],
      [sent, short, { type: 'requeued' as const }],
    ]) {
      const failed = payoutAfter(events)
      expect(nextMove(failed, full)).toEqual({ kind: 'hold', why: 'daily_cap' })
      expect(nextMove(failed, { ...full, leftToday: 6420 })).toEqual({ kind: 'send' })
      expect(nextMove(failed, { ...full, dailyCap: 6000 })).toEqual({ kind: 'hand_over', why: 'above_cap' })
      expect(nextMove(failed, { ...full, todayAt: noonMs })).toEqual({ kind: 'send' })
    }
    // Whether yesterday’s call paid is not known: another try may be the one that does.
    const open = payoutAfter([sent, unknown])
    expect(sendOrHold(open, full)).toEqual({ kind: 'hold', why: 'daily_cap' })
    expect(sendOrHold(open, { ...full, leftToday: 6420 })).toEqual({ kind: 'send' })
  })

  it('obeys a cap that was lowered since its first try today', () => {
    const deferred: PayoutEventBody = { type: 'deferred', failure: { code: 'rate_limited', final: false } }
    for (const state of [payoutAfter([sent, deferred]), payoutAfter([sent, unknown])]) {
      const lowered = moveContext({ dailyCap: 9000, leftToday: -1, todayAt: noonMs })
      expect(sendOrHold(state, lowered)).toEqual({ kind: 'hold', why: 'daily_cap' })
      expect(sendOrHold(state, { ...lowered, leftToday: 0 })).toEqual({ kind: 'send' })
      expect(sendOrHold(state, { ...lowered, dailyCap: 6419 })).toEqual({ kind: 'hand_over', why: 'above_cap' })
    }
  })

  it('is not sent once the number it replaces has paid after all: a person looks', () => {
    const context = moveContext({ isPaidBefore: true })
    expect(nextMove(payoutAfter([]), context)).toEqual({ kind: 'hand_over', why: 'paid_before' })
    const handed = payoutAfter([{ type: 'handed_over', why: 'paid_before' }])
    expect(nextMove(handed, context)).toEqual({ kind: 'nothing' })
  })

  it('above the whole cap of a day is somebody’s to decide, and held meanwhile', () => {
    const small = moveContext({ dailyCap: 6419, leftToday: 6419 })
    expect(nextMove(payoutAfter([]), small)).toEqual({ kind: 'hand_over', why: 'above_cap' })
    const handed = payoutAfter([{ type: 'handed_over', why: 'above_cap' }])
    expect(nextMove(handed, small)).toEqual({ kind: 'hold', why: 'daily_cap' })
    expect(nextMove(handed, moveContext({ dailyCap: 9000, leftToday: 9000 }))).toEqual({ kind: 'send' })
  })

  it('keeps the pace of its payment, and waits out the breaker', () => {
    const rules = providerRules('wechat_pay')
    const context = moveContext({ rules, now: noonMs + 59_999, paymentSentAt: noonMs })
    expect(nextMove(payoutAfter([]), context)).toEqual({ kind: 'wait', until: noonMs + 60_000 })
    expect(nextMove(payoutAfter([]), { ...context, now: noonMs + 60_000 })).toEqual({ kind: 'send' })
    const broken = moveContext({ breakerUntil: noonMs + 2 * hourMs })
    expect(nextMove(payoutAfter([]), broken)).toEqual({ kind: 'wait', until: noonMs + 2 * hourMs })
  })

  it('to a bank waits for its file', () => {
    const state = payoutAfter([], { provider: 'bank', destination: 'account' })
    expect(nextMove(state, moveContext({ rules: providerRules('bank') }))).toEqual({ kind: 'hold', why: 'batch' })
  })

  it('in a file goes when the bank has that, whatever was decided since, and not before', () => {
    const state = payoutAfter([{ type: 'batched', batch: '7' }], { provider: 'bank', destination: 'account' })
    const context = moveContext({ rules: providerRules('bank'), isStopped: true })
    expect(nextMove(state, context)).toEqual({ kind: 'nothing' })
    expect(nextMove(state, { ...context, isFileSent: true })).toEqual({ kind: 'send' })
  })
})

describe('a payout of unknown outcome', () => {
  it.each([[[sent]], [[sent, unknown]]])('is asked about, never just sent: %j', (events) => {
    expect(nextMove(payoutAfter(events), moveContext())).toEqual({ kind: 'ask' })
    const soon = moveContext({ now: noonMs + 1_500 })
    expect(nextMove(payoutAfter(events), soon)).toEqual({ kind: 'wait', until: noonMs + 3_000 })
  })

  it('is asked about while all is stopped: asking moves no money', () => {
    expect(nextMove(payoutAfter([sent, unknown]), moveContext({ isStopped: true }))).toEqual({ kind: 'ask' })
  })

  it('goes to a person after the limit, once, and is still asked about', () => {
    const late = moveContext({ now: noonMs + 7 * hourMs })
    const state = payoutAfter([sent, unknown])
    expect(nextMove(state, late)).toEqual({ kind: 'hand_over', why: 'unknown_too_long' })
    const handed = payoutAfter([sent, unknown, { type: 'handed_over', why: 'unknown_too_long' }])
    expect(nextMove(handed, late)).toEqual({ kind: 'ask' })
  })

  it('may be sent again only while the provider surely remembers its number', () => {
    const state = payoutAfter([sent, unknown])
    const stripe = providerRules('stripe')
    expect(maySendAgain(state, stripe, noonMs + 22 * hourMs)).toBe(true)
    expect(maySendAgain(state, stripe, noonMs + 24 * hourMs)).toBe(false)
    expect(maySendAgain(state, providerRules('paypal'), noonMs + 24 * hourMs)).toBe(true)
    expect(maySendAgain(state, providerRules('paypal'), noonMs + 45 * 24 * hourMs)).toBe(false)
    expect(maySendAgain(state, providerRules('alipay'), noonMs + 365 * 24 * hourMs)).toBe(true)
    // A payout to an account is of another memory than a refund.
    expect(maySendAgain(state, providerRules('paypal'), noonMs + 35 * 24 * hourMs)).toBe(true)
    expect(maySendAgain(state, providerRules('paypal', 'account'), noonMs + 28 * 24 * hourMs)).toBe(true)
    expect(maySendAgain(state, providerRules('paypal', 'account'), noonMs + 35 * 24 * hourMs)).toBe(false)
    expect(maySendAgain(state, providerRules('alipay', 'account'), noonMs + 365 * 24 * hourMs)).toBe(true)
  })
})

describe('after a call that got no answer', () => {
  const refused: PayoutEventBody = { type: 'reported', status: 'unknown', refused: true }
  const slowDown: PayoutEventBody = { type: 'deferred', failure: { code: 'rate_limited', final: false } }
  const stripe = providerRules('stripe')
  // Events are a second apart: the first call goes out at one second past noon.
  it.each<[string, PayoutEventBody[], number | undefined]>([
    ['nothing was said of it yet', [sent, unknown], 1],
    ['a later one was refused', [sent, unknown, sent, refused], 1],
    ['a later one is being made', [sent, unknown, sent], 1],
    ['a later one was too many', [sent, unknown, sent, slowDown, sent], 1],
    ['a later one got none either', [sent, unknown, sent, unknown, sent], 3],
    ['whoever made it died', [sent, sent], 1],
    ['whoever made a later one died', [sent, unknown, sent, sent], 3],
    ['it was accepted after all', [sent, unknown, pending], undefined],
    ['there was none', [sent], undefined],
    ['there was none, and this one was too many', [sent, slowDown, sent], undefined],
  ])('a refusal frees nothing for five minutes: %s', (_, events, silentSecond) => {
    const state = payoutAfter(events)
    const quietAt = noonMs + (silentSecond ?? 0) * 1000 + 5 * 60_000
    const isOpen = silentSecond !== undefined
    expect(openUntil(state, stripe, quietAt - 1)).toBe(isOpen ? quietAt : undefined)
    expect(openUntil(state, stripe, quietAt)).toBe(undefined)
  })

  it('there is none of our own books', () => {
    expect(openUntil(payoutAfter([sent, unknown, sent]), providerRules('store_credit'), noonMs + 1000)).toBe(undefined)
  })
})

describe('what the provider accepted or refused', () => {
  it('is asked about, and after weeks looked at by a person', () => {
    const state = payoutAfter([sent, pending])
    expect(nextMove(state, moveContext())).toEqual({ kind: 'ask' })
    const late = moveContext({ now: noonMs + 46 * 24 * hourMs })
    expect(nextMove(state, late)).toEqual({ kind: 'hand_over', why: 'pending_too_long' })
  })

  it('is left alone once it is over', () => {
    const over: PayoutEventBody[][] = [
      [sent, { type: 'reported', status: 'succeeded' }],
      [sent, { type: 'reported', status: 'failed', failure: { code: 'window_expired', final: true } }],
      [{ type: 'cancelled' }],
    ]
    for (const events of over) expect(nextMove(payoutAfter(events), moveContext())).toEqual({ kind: 'nothing' })
  })

  it('is tried again under its number where somebody tops up, and not where trying changes nothing', () => {
    const short = { code: 'insufficient_merchant_balance', final: false } as const
    const wrong = { code: 'invalid_request', final: false } as const
    expect(
      nextMove(payoutAfter([sent, { type: 'reported', status: 'failed', failure: short }]), moveContext()),
    ).toEqual({
      kind: 'send',
    })
    expect(
      nextMove(payoutAfter([sent, { type: 'reported', status: 'failed', failure: wrong }]), moveContext()),
    ).toEqual({
      kind: 'nothing',
    })
  })
})
