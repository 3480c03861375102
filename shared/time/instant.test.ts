import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant } from './instant.ts'

test('reads every instant as Date.parse does, in each usual shape', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 30) }),
      fc.constantFrom('', '+05:30', '-03:00', '+14:00', 'short', 'second'),
      (ms, shape) => {
        const iso = new Date(ms).toISOString()
        const text =
          shape === 'short'
            ? `${iso.slice(0, 19)}Z`
            : shape === 'second'
              ? `${iso.slice(0, 21)}Z`
              : shape === ''
                ? iso
                : iso.replace('Z', shape)
        expect(parseInstant(text)).toBe(Date.parse(text))
      },
    ),
  )
})

test.each([
  '2023-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-04-31T00:00:00Z',
  'yesterday at noon sharp',
  '',
  '2026-01-01T00:00:00.Z',
])('%s is what Date.parse makes of it', (text) => {
  expect(parseInstant(text)).toEqual(Date.parse(text))
})
