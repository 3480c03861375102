import { expect, it } from 'vitest'
import { mergedWays } from './merged-ways.ts'

const why = { code: 'unknown_payment' as const, count: 1 }
const nobody = { possible: 0, refusals: [] }
const credit = (possible: number, refused: number) => ({
  destination: 'store_credit',
  kind: 'store_credit' as const,
  possible,
  refusals: refused > 0 ? [{ ...why, count: refused }] : [],
})
const card = { destination: 'p2', kind: 'payment' as const, label: 'Visa •••• 9921', possible: 1, refusals: [] }

it('adds up what several pieces say, and leaves payments of one order out of it', () => {
  const account = { destination: 'account', kind: 'account' as const, label: '•••• 6819', possible: 1, refusals: [] }
  const asked = (possible: number) => ({ possible, refusals: [{ ...why, count: 2 - possible }] })
  expect(
    mergedWays(
      [
        { count: 25, ways: [credit(20, 5)], ask: asked(1) },
        { count: 1, ways: [card, credit(0, 1), account], ask: asked(0) },
      ],
      false,
    ),
  ).toEqual({
    count: 26,
    ways: [credit(20, 6), { destination: 'account', kind: 'account', possible: 1, refusals: [] }],
    ask: { possible: 1, refusals: [{ ...why, count: 3 }] },
  })
})

it('leaves the ways of one payout as they are', () => {
  expect(mergedWays([{ count: 1, ways: [card], ask: nobody }], true).ways).toEqual([card])
})
