import { describe, expect, it } from 'vitest'
import type { Terms } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import { holdingsOf } from './holdings.ts'
import { aContext, anEvaluation, claimOf, mei, Stream, submitOf, system } from './lifecycle-fixtures.ts'
import { statusOf } from './status.ts'

const staff = { actor: mei }

/** A request for all shirts (l1, 5,997) and the mug (l2, 1,000), each by its own terms; delivery was 490, paid 1,500 and 5,987. */
function submitted(shirts: Partial<Terms>, mug: Partial<Terms>, mugTo: 'refund' | 'store_credit' = 'refund') {
  const calm = { returnItem: false, refundTrigger: 'on_approval', creditBonusPercent: 0 } as const
  const evaluate: Stream['context']['evaluate'] = ({ line }) =>
    anEvaluation({ ...calm, ...(line === 'l1' ? shirts : mug) })
  const stream = new Stream(aContext({ evaluate }))
  const decided = stream.run(submitOf([claimOf('l1', 3), claimOf('l2', 1, { resolution: mugTo })]))
  if ('refused' in decided) throw new Error(decided.refused)
  return stream
}

const asked = ({ state }: Stream) =>
  state.payouts
    .filter(({ replacedBy }) => replacedBy === undefined)
    .map(({ destination, amount }) => [destination, amount])
const askedInAll = (stream: Stream) => stream.state.payouts.reduce((sum, { amount }) => sum + amount, 0)
const payAll = (stream: Stream) => {
  for (const { id } of stream.state.payouts) {
    stream.run({ type: 'payout_update', payout: id, status: 'succeeded' }, { actor: system })
  }
}
const declineTheRest = { type: 'decline', reason: 'worn', message: 'It was worn.' } as const

describe('shipping that comes back with a whole order', () => {
  it('waits for the last item, also where that goes another way, and is not paid when that is declined', () => {
    const stream = submitted({ decision: 'approve' }, { decision: 'review' }, 'store_credit')
    expect(askedInAll(stream)).toBe(5997)
    stream.run(declineTheRest, staff)
    expect(stream.state.quote.total).toBe(5997)
    payAll(stream)
    expect(statusOf(stream.state)).toBe('completed')
    expect(askedInAll(stream)).toBe(5997)
  })

  it('goes with the last item', () => {
    const stream = submitted({ decision: 'approve' }, { decision: 'review' }, 'store_credit')
    stream.run({ type: 'approve' }, staff)
    expect(stream.state.quote).toMatchObject({ total: 7487, shipping: { amount: 490 } })
    expect(askedInAll(stream)).toBe(7487)
    expect(asked(stream)).toContainEqual(['store_credit', 1000])
  })
})

describe('a quote that changes after money was asked for', () => {
  /** Another request took meanwhile what one payment had left. */
  const taken = (payment: string, amount: number): { holdings: Holdings } => {
    const held = { reserved: 0, refunded: amount, settled: 0 }
    return { holdings: { [`payment:${payment}`]: held, total: held } }
  }

  it('and splits otherwise: never more than is due, all destinations together', () => {
    const never = { outboundShipping: 'never' } as const
    const stream = submitted({ decision: 'approve', ...never }, { decision: 'review', ...never })
    expect(asked(stream)).toEqual([
      ['p1', 1402],
      ['p2', 4595],
    ])
    stream.run({ type: 'approve', amounts: { i2: 999 }, reason: 'worn' }, { ...staff, ...taken('p2', 400) })
    expect(stream.state.quote.total).toBe(6996)
    expect(askedInAll(stream)).toBe(6996)
  })

  it('and splits otherwise: what was paid stays counted on the payment that it went to', () => {
    const stream = submitted({ decision: 'approve', outboundShipping: 'never' }, { decision: 'review' })
    payAll(stream)
    stream.run({ ...declineTheRest }, { ...staff, ...taken('p1', 200) })
    const held = holdingsOf(stream.state)
    expect(held['payment:p1']).toMatchObject({ refunded: 1500, reserved: 0 })
    expect(held['payment:p2']).toMatchObject({ refunded: 4497, reserved: 0 })
    expect(held.total).toMatchObject({ refunded: 5997, reserved: 0 })
  })

  it('and comes to less, since what is claimed again costs more than it is worth: the difference stays as goodwill', () => {
    const dear = { decision: 'decline', restockingFee: { amount: { EUR: 700 } }, processingFee: { EUR: 600 } } as const
    const shipping = { outboundShipping: 'proportional' } as const
    const stream = submitted(
      { decision: 'approve', processingFee: { EUR: 100 }, ...shipping },
      { ...dear, ...shipping },
    )
    expect(askedInAll(stream)).toBe(5997 - 100 + 420)
    payAll(stream)
    stream.run({ type: 'appeal', text: 'Please look again.', evidence: [] })
    const { quote } = stream.state
    // Processing costs 500 more; 300 are left of the mug, and 70 of the shipping come with it.
    expect(quote).toMatchObject({ total: 6317, goodwill: 130 })
    expect(quote.payments.reduce((sum, { amount }) => sum + amount, 0)).toBe(6317)
    stream.run({ type: 'approve' }, staff)
    expect(askedInAll(stream)).toBe(6317)
    expect(statusOf(stream.state)).toBe('completed')
  })
})

describe('more that is due while the order is overcommitted', () => {
  it('keeps the request open, and goes when it no longer is', () => {
    const stream = submitted({ decision: 'review', processingFee: { EUR: 450 } }, { decision: 'approve' })
    expect(askedInAll(stream)).toBe(550)
    payAll(stream)
    stream.run({ type: 'approve' }, { ...staff, overcommitted: true })
    expect(askedInAll(stream)).toBe(550)
    expect(statusOf(stream.state)).toBe('paying')
    stream.run({ type: 'tick' }, { actor: system })
    expect(askedInAll(stream)).toBe(stream.state.quote.total)
    payAll(stream)
    expect(statusOf(stream.state)).toBe('completed')
  })
})
