import { expect, test } from 'vitest'
import { accepted, hold, units } from '../quote/quote.fixtures.ts'
import type { Holdings } from '../quote/quote-types.ts'
import { addHoldings, holdingsOf } from './holdings.ts'
import { aContext, anEvaluation, anOrder, claimOf, mei, Stream, submitOf, system } from './lifecycle-fixtures.ts'

const keysOf = {
  store_credit: ['credited:l1', 'line:l1', 'proportional:l1', 'units:l1'],
  keep_item: ['line:l1', 'units:l1'],
  refund: ['line:l1', 'proportional:l1', 'units:l1'],
}
const calm = { returnItem: false, refundTrigger: 'on_approval', decision: 'approve', creditBonusPercent: 0 } as const

/** Paid with 15.00 of a gift card and the rest by card, under ids that the source chose. */
const paidAs = (giftCard: string, card: string) => {
  const order = anOrder()
  return {
    ...order,
    payments: order.payments.map((payment, index) => ({ ...payment, id: index === 0 ? giftCard : card })),
  }
}

test.each([
  ['p1', 'p2'],
  ['gift_card', 'points'],
  ['manual', 'coupon'],
])('payments that the source calls %s and %s are payments: what went back to them is held', (giftCard, card) => {
  const order = paidAs(giftCard, card)
  const first = new Stream(aContext({ order, evaluate: () => anEvaluation(calm) }))
  first.run(submitOf([claimOf('l1', 2)]))
  expect(first.state.payouts.map(({ destination, amount }) => [destination, amount])).toEqual([
    [giftCard, 801],
    [card, 3197],
  ])
  for (const { id } of first.state.payouts)
    first.run({ type: 'payout_update', payout: id, status: 'succeeded' }, { actor: system })
  const holdings = addHoldings({}, holdingsOf(first.state))
  expect(holdings[`payment:${giftCard}`]).toMatchObject({ refunded: 801, reserved: 0 })

  const rest = accepted(order, { holdings, items: [units('l1'), units('l2')], shipping: 'full' })
  expect(rest.payments).toEqual([
    { payment: giftCard, amount: 1500 - 801 },
    { payment: card, amount: 5987 - 3197 },
  ])
  expect(hold(holdings, rest)[`payment:${card}`]).toMatchObject({ refunded: 5987 })
})

test.each(['store_credit', 'keep_item', 'refund'] as const)(
  '%s: the next quote goes on from the same sums as after its own',
  (resolution) => {
    const evaluate = () => anEvaluation({ ...calm, outboundShipping: 'proportional', restockingFee: { percent: 1000 } })
    const stream = new Stream(aContext({ evaluate }))
    stream.run(submitOf([claimOf('l1', 2, { resolution })]))
    const sums = (holdings: Holdings) => {
      const rows = Object.entries(holdings).map(([key, { settled, kept = 0 }]) => [key, settled, kept] as const)
      return rows.filter(([key]) => /^(units|line|credited|proportional):/.test(key)).sort()
    }
    const held = sums(holdingsOf(stream.state))
    expect(held).toEqual(sums(hold({}, stream.state.quote)))
    expect(held.map(([key]) => key)).toEqual(keysOf[resolution])
  },
)

test('what was sent another way after a failure holds nothing of the payment any more', () => {
  const order = paidAs('p1', 'p2')
  const stream = new Stream(aContext({ order, evaluate: () => anEvaluation(calm) }))
  stream.run(submitOf([claimOf('l2')]))
  const [gift] = stream.state.payouts
  const failure = { code: 'payer_account_closed_or_frozen', final: true } as const
  stream.run({ type: 'payout_update', payout: gift?.id ?? '', status: 'failed', failure }, { actor: system })
  const change = { type: 'change_method', payout: gift?.id ?? '', destination: 'gift_card' } as const
  expect(stream.run(change, { actor: mei })).not.toHaveProperty('refused')
  const held = holdingsOf(stream.state)
  expect(held['payment:p1']).toBeUndefined()
  expect(held['payment:gift_card']).toBeUndefined()
  expect(held['total']).toMatchObject({ reserved: 1000 })
})
