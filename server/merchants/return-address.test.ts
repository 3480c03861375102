import { expect, it } from 'vitest'
import { returnAddressOf } from './return-address.ts'

const leeds = { name: 'Leeds', lines: [], country: 'GB', countries: ['GB', 'US'] }
const leipzig = { name: 'Leipzig', lines: [], country: 'DE' }

it('serves a country by its own address, else by the one for all, else by any', () => {
  const both = { returnAddresses: [leeds, leipzig] }
  expect(returnAddressOf(both, 'US')).toEqual({ name: 'Leeds', lines: [], country: 'GB' })
  expect(returnAddressOf(both, 'FR')?.name).toBe('Leipzig')
  expect(returnAddressOf({ returnAddresses: [leeds] }, 'FR')?.name).toBe('Leeds')
  expect(returnAddressOf({ returnAddresses: [] }, 'FR')).toBeUndefined()
})
