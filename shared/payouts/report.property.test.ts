import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evolvePayout } from './evolve-payout.ts'
import { failureCodes } from './failure-codes.ts'
import { nextMove } from './next-move.ts'
import { holdsMoney, isOver, type PayoutEventBody, type PayoutState, type ProviderState } from './payout.ts'
import { moveContext, noonMs, payoutAfter } from './payouts.fixtures.ts'
import { report } from './report.ts'

const failure = fc.record({ code: fc.constantFrom(...failureCodes), final: fc.boolean() })
const news: fc.Arbitrary<ProviderState> = fc.oneof(
  fc.constantFrom<ProviderState>(
    { status: 'pending' },
    { status: 'requires_action' },
    { status: 'unknown' },
    { status: 'succeeded' },
  ),
  failure.map((each) => ({ status: 'failed', failure: each }) as const),
)

function told(state: PayoutState, said: ProviderState, at = noonMs + 10_000): PayoutState {
  return report(state, said).reduce<PayoutState>(
    (folded, event, index) => evolvePayout(folded, { seq: index, at, ...event }),
    state,
  )
}

const sent: PayoutEventBody = { type: 'submitting' }

describe('what a provider says', () => {
  it('twice is once', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 8 }), news, (before, last) => {
        const state = told(
          before.reduce((at, said) => told(at, said), payoutAfter([sent])),
          last,
        )
        expect(report(state, last)).toEqual([])
      }),
    )
  })

  it('never takes back that it paid, but for the bank', () => {
    fc.assert(
      fc.property(fc.array(news, { minLength: 1, maxLength: 12 }), (all) => {
        let state = payoutAfter([sent])
        for (const said of all) {
          const after = told(state, said)
          if (state.status === 'succeeded' && after.status !== 'succeeded') {
            expect(after).toMatchObject({ status: 'failed', failure: { returned: true } })
          }
          if (isOver(state) && state.status === 'failed') expect(['failed', 'succeeded']).toContain(after.status)
          if (after.status === 'failed') expect(holdsMoney(after)).toBe(!after.failure?.final)
          state = after
        }
      }),
    )
  })

  it('comes to the same in any order, when it ends in one outcome', () => {
    const road: ProviderState[] = [{ status: 'pending' }, { status: 'unknown' }, { status: 'pending' }]
    fc.assert(
      fc.property(fc.shuffledSubarray([...road, { status: 'succeeded' } as const], { minLength: 4 }), (all) => {
        expect(all.reduce((at, said) => told(at, said), payoutAfter([sent])).status).toBe('succeeded')
      }),
    )
  })

  it('is not paid by late news of the payment that was returned', () => {
    const returned: ProviderState = {
      status: 'failed',
      failure: { code: 'payer_account_closed_or_frozen', final: true, returned: true },
    }
    const early = told(payoutAfter([sent]), returned)
    expect(told(early, { status: 'succeeded' })).toEqual(early)
    const mistaken = told(payoutAfter([sent]), { status: 'failed', failure: { code: 'invalid_request', final: true } })
    expect(told(mistaken, { status: 'succeeded' }).status).toBe('succeeded')
  })

  it('is heard of a number that was given up, where it paid after all', () => {
    const refused: PayoutEventBody = {
      type: 'reported',
      status: 'failed',
      failure: { code: 'insufficient_merchant_balance', final: false },
    }
    const givenUp = payoutAfter([sent, refused, { type: 'cancelled' }])
    const paid = told(givenUp, { status: 'succeeded', providerReference: 're_1' })
    expect(paid).toMatchObject({ status: 'succeeded', providerReference: 're_1' })
    expect(report(paid, { status: 'succeeded', providerReference: 're_1' })).toEqual([])
    for (const status of ['pending', 'unknown', 'requires_action'] as const) {
      expect(report(givenUp, { status })).toEqual([])
    }
    expect(report(givenUp, refused)).toEqual([])
  })

  it('changes nothing of what was cancelled unsent', () => {
    fc.assert(
      fc.property(news, (said) => {
        expect(report(payoutAfter([{ type: 'cancelled' }]), said)).toEqual([])
      }),
    )
  })
})

describe('the next move', () => {
  it('sends only what was never accepted, and never while stopped', () => {
    const context = fc.record({
      isStopped: fc.boolean(),
      now: fc.integer({ min: 0, max: 90 * 86_400_000 }).map((ms) => noonMs + ms),
    })
    fc.assert(
      fc.property(fc.array(news, { maxLength: 6 }), context, (all, given) => {
        const state = all.reduce((at, said) => told(at, said), payoutAfter([sent]))
        const move = nextMove(state, moveContext(given))
        if (isOver(state)) expect(move).toEqual({ kind: 'nothing' })
        if (move.kind === 'send') {
          expect(given.isStopped).toBe(false)
          expect(state).toMatchObject({ status: 'failed', failure: { final: false } })
        }
        if (state.status === 'unknown' || state.status === 'pending') {
          expect(['ask', 'wait', 'hand_over']).toContain(move.kind)
        }
      }),
    )
  })
})
