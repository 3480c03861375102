import { describe, expect, it } from 'vitest'
import { instantOfLocal, tomorrowLocal } from './moment-field.ts'

const at = (iso: string) => Date.parse(iso)

describe('a local time as an instant', () => {
  it.each([
    ['2026-12-01T00:00', 'Asia/Shanghai', '2026-11-30T16:00:00Z'],
    ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00Z'],
    ['2026-12-01T09:30', 'Europe/Berlin', '2026-12-01T08:30:00Z'],
    // the clock springs from 02:00 to 03:00
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2028-02-29T12:00', 'UTC', '2028-02-29T12:00:00Z'],
  ])('%s in %s', (local, zone, iso) => {
    expect(instantOfLocal(local, zone)).toBe(at(iso))
  })

  it.each(['', 'soon', '2026-12-01', '2026-02-30T00:00'])('is none: %j', (local) => {
    expect(instantOfLocal(local, 'UTC')).toBeUndefined()
  })
})

it.each([
  ['2026-11-22T15:59:00Z', 'Asia/Shanghai', '2026-11-23T00:00'],
  ['2026-11-22T16:00:00Z', 'Asia/Shanghai', '2026-11-24T00:00'],
  ['2026-12-31T12:00:00Z', 'UTC', '2027-01-01T00:00'],
])('the beginning of tomorrow at %s in %s', (iso, zone, local) => {
  expect(tomorrowLocal(at(iso), zone)).toBe(local)
})
