import { describe, expect, it } from 'vitest'
import { ledgerOf, ledgerSearch } from './ledger-model.ts'

const of = (search: string) => ledgerOf(new URLSearchParams(search), '2026-11-26')

describe('what the address asks of the ledger', () => {
  it.each([
    ['', { by: 'day', key: '2026-11-25', until: '2026-11-25' }],
    ['by=day&key=2026-11-01&until=2026-11-25', { by: 'day', key: '2026-11-01', until: '2026-11-25' }],
    ['by=order&key=LH-20%26 377', { by: 'order', key: 'LH-20& 377' }],
    ['by=request', { by: 'request', key: '' }],
  ] as const)('%s', (search, wanted) => {
    expect(of(search)).toEqual(wanted)
    expect(of(ledgerSearch(of(search)).slice(1))).toEqual(wanted)
  })

  it.each(['key=2026-11-25&until=2026-11-01', 'key=2026-01-01&until=2026-11-25', 'key=2026-13-45', 'by=all&key=x'])(
    'takes no days that nobody could answer: %s',
    (search) => {
      const wanted = of(search)
      expect(wanted.until).toBe(wanted.key)
    },
  )
})
