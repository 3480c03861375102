import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderBalances } from '../order/remaining.ts'
import { payoutStatuses } from '../payouts/payout.ts'
import { refundTriggers, resolutions, type Terms } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import type { Command } from './commands.ts'
import { addHoldings, holdingsOf } from './holdings.ts'
import {
  aContext,
  anEvaluation,
  anOrder,
  jonas,
  mei,
  Stream,
  shopper,
  startMs,
  submitOf,
  system,
  withdrawal,
} from './lifecycle-fixtures.ts'
import { type Actor, type RequestState, requestStatuses } from './request.ts'
import { askedPayouts, currentPayouts, itemMoney, statusOf } from './status.ts'
import { transitions } from './transitions.ts'

const hourMs = 3_600_000

/** One step: who does what, drawn from small numbers so that a failing history shrinks well. */
const aStep = fc.record({
  request: fc.nat(2),
  command: fc.nat(1000),
  actor: fc.nat(3),
  pick: fc.nat(7),
  amount: fc.nat(3000),
  hours: fc.nat(60),
  overcommitted: fc.nat(9),
})
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never

const someTerms = fc.record({
  refundTrigger: fc.constantFrom(...refundTriggers),
  returnItem: fc.boolean(),
  decision: fc.constantFrom('approve' as const, 'review' as const, 'review' as const, 'decline' as const),
  approvals: fc.constantFrom(1, 1, 2),
  outboundShipping: fc.constantFrom('never' as const, 'whole_order' as const, 'proportional' as const),
  restockingFee: fc.constantFrom<Terms['restockingFee']>('none', { percent: 1500 }, { amount: { EUR: 700 } }),
  processingFee: fc.constantFrom<Terms['processingFee']>('none', { EUR: 150 }),
  returnShipping: fc.constantFrom<Terms['returnShipping']>(
    { paidBy: 'merchant', fee: { EUR: 0 } },
    { paidBy: 'shopper', fee: { EUR: 450 } },
  ),
})

function commandOf(step: Step, state: RequestState | undefined): Command {
  const { pick, amount } = step
  const line = pick % 2 === 0 ? 'l1' : 'l2'
  const claim = {
    line,
    quantity: 1 + (pick % 3),
    reason: pick > 5 ? 'damaged' : 'changed_mind',
    evidence: [],
    resolution: resolutions[amount % 4] ?? 'refund',
  }
  const other = line === 'l1' ? 'l2' : 'l1'
  // Both at once, each its own way; now and then all that was bought.
  const second = {
    ...claim,
    line: other,
    quantity: pick > 6 ? 3 : 1,
    resolution: resolutions[(amount >> 2) % 4] ?? 'refund',
  }
  const claims = pick > 4 ? [{ ...claim, quantity: pick === 6 ? 3 : claim.quantity }, second] : [claim]
  if (!state) return { ...submitOf(claims), account: pick === 5 ? undefined : 'acc_1' }
  const item = state.items[pick % state.items.length]?.id ?? 'i1'
  const payout = state.payouts[pick % Math.max(1, state.payouts.length)]?.id ?? 'none'
  const some = pick % 3 === 0 ? undefined : [item]
  const commands: Command[] = [
    { type: 'approve', items: some },
    { type: 'approve', items: [item], amounts: { [item]: amount }, reason: 'goodwill' },
    { type: 'approve', shipping: amount % 600, goodwill: amount % 90, reason: 'late' },
    { type: 'decline', items: some, reason: 'worn', message: 'It was worn.' },
    { type: 'ask', text: 'A photo?', wantsPhotos: true },
    { type: 'answer', text: 'Here.', evidence: ['e1'] },
    { type: 'appeal', text: 'Please look again.', evidence: [] },
    {
      type: 'offer',
      items: some,
      resolution: 'keep_item',
      amounts: pick > 4 ? { [item]: amount } : undefined,
      text: 'Keep it?',
    },
    { type: 'accept_offer' },
    { type: 'mark_shipped', trackingNumber: 'X1' },
    { type: 'mark_received', items: some },
    { type: 'inspect', items: some, result: pick > 3 ? 'mismatch' : 'as_described', note: 'seen' },
    { type: 'retry_payout', payout },
    {
      type: 'change_method',
      payout,
      destination: ['store_credit', 'manual', 'p1', 'p2', 'account', 'coupon'][amount % 6] ?? 'p1',
      proof: 'T-1',
    },
    { type: 'cancel', reason: 'no' },
    { type: 'edit', items: claims, account: 'acc_1' },
    { type: 'reopen', reason: 'mistake' },
    { type: 'rate', stars: 1 + (pick % 5), tags: [] },
    { type: 'tick' },
    { type: 'note', text: 'n' },
    { type: 'fix_account', payout: askedPayouts(state)[0]?.id ?? payout, account: 'acc_1' },
    { type: 'ask_account', payout, message: pick > 3 ? 'Where to?' : undefined },
    ...([0, 1, 2, 3, 4, 5] as const).map(
      (nth): Command => ({
        type: 'payout_update',
        payout,
        status:
          nth < 3
            ? 'succeeded'
            : nth === 3
              ? 'failed'
              : (payoutStatuses[(amount + nth) % payoutStatuses.length] ?? 'pending'),
        failure: undefined,
      }),
    ),
  ]
  commands.push({ type: 'message', text: 'hello' }, { type: 'assign', to: 'mei' })
  // mostly what the state allows, so that histories get far; sometimes anything
  const status = statusOf(state)
  const open = commands.filter(({ type }) =>
    transitions.some((row) => row.command === type && row.from.includes(status)),
  )
  // what was asked of the shopper is mostly answered
  const asked = commands.filter(({ type }) => type === 'fix_account' && askedPayouts(state).length > 0 && pick > 2)
  const choice = step.actor === 3 ? commands : asked.length > 0 ? asked : open
  const command = choice[step.command % choice.length] as Command
  if (command.type === 'payout_update' && command.status === 'failed') {
    const code = amount % 3 > 0 ? 'payer_account_closed_or_frozen' : 'provider_unavailable'
    return { ...command, failure: { code, final: amount % 2 === 0 } }
  }
  return command
}

function actorOf(step: Step, command: Command): Actor {
  const allowed = transitions.find((row) => row.command === command.type)?.actors ?? []
  const actors: Actor[] = [shopper, mei, jonas, system]
  const able = actors.filter((actor) => allowed.includes(actor.kind))
  // one in four tries is by anyone, allowed or not
  return (step.actor === 3 ? actors[step.pick % 4] : able[step.pick % Math.max(1, able.length)]) ?? system
}

/** Runs a history of three requests on one order, and says after each accepted step what has happened. */
function play(
  steps: readonly Step[],
  terms: Partial<Terms>[],
  check: (streams: Stream[], at: Stream, command: Command, before: string) => void,
) {
  const order = anOrder()
  let now = startMs
  let ids = 0
  const streams = [1, 2, 3].map(
    (nth) =>
      new Stream(
        aContext({
          order,
          requestNumber: `R-0000-000${nth}`,
          newId: (prefix) => `${prefix}_${++ids}`,
          evaluate: (item) =>
            anEvaluation(terms[item.line === 'l1' ? 0 : 1], item.reason === 'damaged' ? undefined : withdrawal),
        }),
      ),
  )
  for (const step of steps) {
    const stream = streams[step.request] as Stream
    now += step.hours * hourMs
    const holdings = streams
      .filter((other) => other !== stream && other.stored !== undefined)
      .reduce<Holdings>((sum, { state }) => addHoldings(sum, holdingsOf(state)), {})
    const state = stream.stored === undefined ? undefined : stream.state
    const command = commandOf(step, state)
    const before = state ? statusOf(state) : 'new'
    const decided = stream.run(command, {
      now,
      actor: actorOf(step, command),
      holdings,
      overcommitted: step.overcommitted === 0,
    })
    if (!('refused' in decided)) check(streams, stream, command, before)
  }
}

const histories = [
  fc.array(aStep, { minLength: 12, maxLength: 50, size: 'max' }),
  fc.tuple(someTerms, someTerms),
] as const
const runs = { numRuns: 200 }

describe('any accepted history', () => {
  it('only takes the roads of the transition table', () => {
    fc.assert(
      fc.property(...histories, (steps, terms) => {
        play(steps, terms, (_, stream, command, before) => {
          const row = transitions.find((candidate) => candidate.command === command.type)
          const after = statusOf(stream.state)
          expect(row?.from).toContain(before)
          expect(row?.to, `${command.type} from ${before}`).toContain(after)
        })
      }),
      runs,
    )
  })

  it('never holds more of the order than was bought and paid, over all requests together', () => {
    fc.assert(
      fc.property(...histories, (steps, terms) => {
        let isContradicted = false
        play(steps, terms, (streams, stream) => {
          // a provider that paid after saying it would not is a fact: the order is then overcommitted, not refused
          const [last, ...earlier] = stream.events.filter((event) => event.type === 'payout_changed').reverse()
          isContradicted ||= earlier.some((event) => event.payout === last?.payout && event.status === 'failed')
          if (isContradicted) return
          const held = streams
            .filter((stream) => stream.stored !== undefined)
            .reduce<Holdings>((sum, { state }) => addHoldings(sum, holdingsOf(state)), {})
          const balances = orderBalances(anOrder(), {}, new Set()).byKey
          for (const [key, { reserved, refunded }] of Object.entries(held)) {
            expect(Math.min(reserved, refunded), key).toBeGreaterThanOrEqual(0)
            expect(reserved + refunded, key).toBeLessThanOrEqual(balances.get(key)?.cap ?? 0)
          }
        })
      }),
      runs,
    )
  })

  it('asks for no more than the quote, and for all of it once completed', () => {
    fc.assert(
      fc.property(...histories, (steps, terms) => {
        play(steps, terms, (_, stream) => {
          const { state } = stream
          const asked = currentPayouts(state)
          const total = asked.reduce((sum, { amount }) => sum + amount, 0)
          expect(total).toBeLessThanOrEqual(state.quote.total)
          if (statusOf(state) === 'completed') {
            expect(asked.every((payout) => payout.status === 'succeeded')).toBe(true)
            expect(total).toBe(state.quote.total)
          }
        })
      }),
      runs,
    )
  })

  it('counts every payout that was paid once, also under a number that was given up', () => {
    fc.assert(
      fc.property(...histories, (steps, terms) => {
        const withoutBonus = terms.map((each) => ({ ...each, creditBonusPercent: 0 }))
        play(steps, withoutBonus, (_, stream) => {
          const { state } = stream
          if (state.ended) return
          const paid = state.payouts.filter(({ status }) => status === 'succeeded')
          const held = holdingsOf(state)
          const sumOf = (payouts: typeof paid) => payouts.reduce((sum, { amount }) => sum + amount, 0)
          expect(held.total?.refunded ?? 0).toBe(sumOf(paid))
          for (const payment of ['p1', 'p2']) {
            expect(held[`payment:${payment}`]?.refunded ?? 0, payment).toBe(
              sumOf(paid.filter(({ destination }) => destination === payment)),
            )
          }
        })
      }),
      runs,
    )
  })

  it('rebuilds from its events byte for byte', () => {
    fc.assert(
      fc.property(...histories, (steps, terms) => {
        play(steps, terms, (_, stream) => expect(stream.rebuilt()).toBe(stream.stored))
      }),
      runs,
    )
  })

  it('never sends an unknown payout again, and pays nothing for what was declined', () => {
    fc.assert(
      fc.property(...histories, (steps, terms) => {
        play(steps, terms, (_, stream) => {
          const { state } = stream
          for (const payout of state.payouts) {
            if (payout.replacedBy !== undefined)
              expect(['failed', 'succeeded', 'pending', 'requires_action', 'unknown', 'cancelled']).toContain(
                payout.status,
              )
            if (payout.status === 'unknown' && payout.replacedBy === undefined) {
              const again = stream.run({ type: 'retry_payout', payout: payout.id }, { actor: mei })
              expect('refused' in again).toBe(true)
            }
          }
          for (const item of state.items) {
            if (item.decision === 'declined' && item.dueAt === undefined) expect(itemMoney(state, item)).toBe('none')
          }
        })
      }),
      runs,
    )
  })
})

describe('the histories above', () => {
  it('reach every status and let every command through', () => {
    const statuses = new Set<string>()
    const commands = new Map<string, number>()
    for (const [steps, terms] of fc.sample(fc.tuple(...histories), { numRuns: 800, seed: 7 })) {
      play(steps, terms, (_, stream, command) => {
        statuses.add(statusOf(stream.state))
        commands.set(command.type, (commands.get(command.type) ?? 0) + 1)
      })
    }
    expect([...statuses].sort()).toEqual([...requestStatuses].sort())
    const missing = transitions.map((row) => row.command).filter((command) => !commands.has(command))
    expect(missing).toEqual([])
  })
})
