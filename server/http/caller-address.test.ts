import { expect, it } from 'vitest'
import { callerAddress } from './caller-address.ts'

it.each([
  ['no proxy: a header is anybody’s', '1.1.1.1', '9.9.9.9', 0, '1.1.1.1'],
  ['one proxy wrote the last entry', '10.0.0.1', '9.9.9.9, 2.2.2.2', 1, '2.2.2.2'],
  ['two proxies wrote the last two', '10.0.0.1', '9.9.9.9, 2.2.2.2, 10.0.0.2', 2, '2.2.2.2'],
  ['not through all of them', '10.0.0.1', '2.2.2.2', 2, '10.0.0.1'],
  ['no header at all', '10.0.0.1', undefined, 1, '10.0.0.1'],
])('%s', (_, socket, header, proxies, address) => {
  expect(callerAddress(socket, header, proxies)).toBe(address)
})
