import { expect, it } from 'vitest'
import { parseProviderUrls } from './provider-urls.ts'

it('are addresses by provider', () => {
  expect(parseProviderUrls(undefined)).toEqual({})
  expect(parseProviderUrls('{"stripe": "http://127.0.0.1:12111/"}')).toEqual({ stripe: 'http://127.0.0.1:12111' })
})

it.each([
  ['stripe', 'no JSON such as'],
  ['3', 'no JSON object'],
  ['{"strype": "http://127.0.0.1"}', 'strype is no provider'],
  ['{"stripe": "file:///etc/passwd"}', 'the address of stripe'],
])('say what is wrong with %s', (text, problem) => {
  expect(() => parseProviderUrls(text)).toThrow(problem)
})
