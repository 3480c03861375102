import { expect, it } from 'vitest'
import { expectAllWell } from './all-well.ts'
import { d1Store } from './d1-store.ts'

// Twenty seeds of 200 steps take minutes there: npm run simulate -- --d1 --seeds 1..20 --steps 200
it('keeps every cent on D1', async () => {
  const results = await expectAllWell({ from: 3, to: 4, steps: 60 }, d1Store)
  expect(results.reduce((sum, { payouts }) => sum + payouts, 0)).toBeGreaterThan(5)
})
