import { expect, it } from 'vitest'
import { limitRows, limitsOf } from './limits-model.ts'

const controls = { secondPersonAbove: { CNY: 500_000, JPY: 80_000 }, dailyCap: { CNY: 8_000_000 }, revision: 3 }

it('shows each limit in its currency, and a row for every currency the shop pays in', () => {
  expect(limitRows(controls, ['EUR', 'CNY'])).toEqual([
    { currency: 'CNY', above: '5000.00', cap: '80000.00' },
    { currency: 'EUR', above: '', cap: '' },
    { currency: 'JPY', above: '80000', cap: '' },
  ])
})

it('an empty field is no limit, and nought is one', () => {
  const rows = limitRows(controls, [])
  expect(limitsOf(rows)).toEqual({ secondPersonAbove: controls.secondPersonAbove, dailyCap: controls.dailyCap })
  expect(limitsOf(rows.map((row) => ({ ...row, above: ' ', cap: '0' })))).toEqual({
    secondPersonAbove: {},
    dailyCap: { CNY: 0, JPY: 0 },
  })
})

it.each(['1,234.00', '-5', 'lots', '10.505'])('does not guess at %s', (above) => {
  expect(limitsOf([{ currency: 'CNY', above, cap: '' }])).toBeUndefined()
})
