import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencies } from '../../../shared/money/currencies.ts'
import {
  adyenUnits,
  amountOfDecimal,
  decimalOf,
  fromProviderUnits,
  paypalUnits,
  stripeUnits,
  toProviderUnits,
} from './units.ts'

describe('amounts in the units of a provider', () => {
  it.each([
    ['stripe', stripeUnits, 'EUR', 1250, 1250],
    ['stripe', stripeUnits, 'JPY', 500, 500],
    ['stripe', stripeUnits, 'ISK', 5, 500],
    ['stripe', stripeUnits, 'UGX', 5, 500],
    ['stripe', stripeUnits, 'MGA', 500, 5],
    ['stripe', stripeUnits, 'MGA', 501, undefined],
    ['stripe', stripeUnits, 'KWD', 5120, 5120],
    ['stripe', stripeUnits, 'KWD', 5124, undefined],
    ['stripe', stripeUnits, 'HUF', 1045, 1045],
    ['adyen', adyenUnits, 'CLP', 7, 700],
    ['adyen', adyenUnits, 'IDR', 700, 7],
    ['adyen', adyenUnits, 'IDR', 750, undefined],
    ['adyen', adyenUnits, 'CVE', 100, 1],
    ['adyen', adyenUnits, 'ISK', 1, 100],
    ['adyen', adyenUnits, 'BHD', 10000, 10000],
    ['paypal', paypalUnits, 'HUF', 10000, 100],
    ['paypal', paypalUnits, 'HUF', 10050, undefined],
  ] as const)('%s: %4$s', (_name, rules, currency, amount, units) => {
    expect(toProviderUnits(amount, currency, rules)).toBe(units)
  })

  it.each([
    ['EUR', 5, '0.05'],
    ['EUR', 1250, '12.50'],
    ['JPY', 500, '500'],
    ['HUF', 10000, '100'],
    ['TWD', 150, undefined],
    ['KWD', 1234, '1.234'],
  ])('%s %d is written %s', (currency, amount, text) => {
    expect(decimalOf(amount, currency, paypalUnits)).toBe(text)
  })

  it.each([
    ['EUR', '12.5', 1250],
    ['EUR', '-12.50', 1250],
    ['EUR', '12.500', 1250],
    ['EUR', '12.505', undefined],
    ['EUR', '.50', 50],
    ['HUF', '100', 10000],
    ['EUR', '', undefined],
    ['EUR', '-', undefined],
    ['EUR', '1e3', undefined],
    ['EUR', '1,000.00', undefined],
  ])('%s "%s" is read as %s', (currency, text, amount) => {
    expect(amountOfDecimal(text, currency)).toBe(amount)
  })

  it('comes back as it went, whatever the currency', () => {
    const amounts = fc.integer({ min: 1, max: 999_999_999 })
    const rules = fc.constantFrom(stripeUnits, paypalUnits, adyenUnits)
    fc.assert(
      fc.property(fc.constantFrom(...currencies), amounts, rules, (currency, amount, rule) => {
        const units = toProviderUnits(amount, currency, rule)
        if (units === undefined) return
        expect(fromProviderUnits(units, currency, rule)).toBe(amount)
        expect(amountOfDecimal(decimalOf(amount, currency, rule) ?? '', currency)).toBe(amount)
      }),
    )
  })
})
