import { describe, expect, it } from 'vitest'
import { keepPlace, neighboursOf } from '../../data/queue-place.ts'
import type { QueueRow } from '../../data/requests.ts'
import { filterOf, inView, moved, searchOf } from './queue-model.ts'

const row = (number: string, seq = 1) => ({ number, seq }) as QueueRow

describe('the filter in the address', () => {
  it('leaves out what is usual, and comes back as it was', () => {
    expect(searchOf(filterOf(new URLSearchParams()))).toBe('')
    const search = '?view=mine&sort=amount&q=clara&reason=defective&country=DE'
    expect(searchOf(filterOf(new URLSearchParams(search)))).toBe(search)
  })

  it('reads nonsense as the usual', () => {
    expect(filterOf(new URLSearchParams('view=everything&sort=colour&country=de&q=%20'))).toEqual({
      view: 'open',
      sort: 'due',
      country: 'DE',
    })
  })
})

describe('the sort of a view', () => {
  const closed = filterOf(new URLSearchParams('view=closed'))

  it('is by what is due while there is work, and newest first of what is closed', () => {
    expect(filterOf(new URLSearchParams()).sort).toBe('due')
    expect(closed.sort).toBe('newest')
    expect(searchOf(closed)).toBe('?view=closed')
  })

  it('stays as it was chosen, in the address and from view to view', () => {
    const search = '?view=closed&sort=due'
    expect(searchOf(filterOf(new URLSearchParams(search)))).toBe(search)
    expect(inView(filterOf(new URLSearchParams('sort=amount')), 'closed').sort).toBe('amount')
  })

  it('follows the view where nothing was chosen', () => {
    expect(inView(filterOf(new URLSearchParams()), 'closed')).toEqual(closed)
    expect(searchOf(inView(closed, 'open'))).toBe('')
  })
})

describe('J and K', () => {
  const rows = [row('a'), row('b'), row('c')]
  it.each([
    [undefined, 1, 'a'],
    ['a', 1, 'b'],
    ['c', 1, 'c'],
    ['a', -1, 'a'],
    ['gone', -1, 'a'],
  ] as const)('from %s by %d', (from, by, to) => {
    expect(moved(rows, from, by)).toBe(to)
  })
})

it('knows the neighbours of a request that was opened from the list', () => {
  keepPlace([row('a'), row('b'), row('c')], 25, 63, '')
  expect(neighboursOf('b')).toEqual({ previous: 'a', next: 'c', position: 27, total: 63 })
  expect(neighboursOf('a')?.previous).toBeUndefined()
  expect(neighboursOf('z')).toBeUndefined()
})
