import { expect, it } from 'vitest'
import { expectAllWell } from './all-well.ts'

// A file of its own: the two run beside each other.
it('keeps every cent through 25 more', async () => {
  const results = await expectAllWell({ from: 26, to: 50, steps: 300 })
  expect(results.reduce((sum, { payouts }) => sum + payouts, 0)).toBeGreaterThan(250)
})

it('is the same world for the same seed', async () => {
  const first = await expectAllWell({ from: 7, to: 7, steps: 150 })
  const again = await expectAllWell({ from: 7, to: 7, steps: 150 })
  expect(again).toEqual(first)
})
