import { expect, it } from 'vitest'
import { expectAllWell } from './all-well.ts'

it('keeps every cent through 25 seeds of 300 steps', async () => {
  const results = await expectAllWell({ from: 1, to: 25, steps: 300 })
  expect(results.reduce((sum, { payouts }) => sum + payouts, 0)).toBeGreaterThan(250)
})
