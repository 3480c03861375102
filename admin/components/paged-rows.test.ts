import { describe, expect, it } from 'vitest'
import { ApiError } from '../data/http.ts'
import { laidOver, PagedRows, type RowsPage } from './paged-rows.ts'

interface Row {
  id: string
  seq: number
}
const row = (id: string, seq = 1): Row => ({ id, seq })
const idOf = ({ id }: Row) => id

describe('a fresh page over the one on screen', () => {
  it('changes rows where they stand, whatever order the fresh page has', () => {
    expect(laidOver([row('a'), row('b')], [row('b', 9), row('a', 2)], idOf).rows).toEqual([row('a', 2), row('b', 9)])
  })

  it('keeps what has left, and counts what has come, without showing it', () => {
    const { rows, gone, arrived } = laidOver([row('a'), row('b')], [row('c'), row('b')], idOf)
    expect(rows.map(idOf)).toEqual(['a', 'b'])
    expect([[...gone], arrived]).toEqual([['a'], 1])
  })
})

describe('pages', () => {
  const pagesOf = (answers: (cursor: string | undefined) => RowsPage<Row> | Promise<RowsPage<Row>>) => {
    const asked: (string | undefined)[] = []
    const pages = new PagedRows<Row>({ requestUpdate: () => undefined }, 2, {
      idOf,
      read: async (cursor) => {
        asked.push(cursor)
        return answers(cursor)
      },
    })
    return { pages, asked }
  }
  const all = ['a', 'b', 'c', 'd', 'e'].map((id) => row(id))
  const from = (cursor: string | undefined) => {
    const at = Number(cursor ?? 0)
    return {
      rows: all.slice(at, at + 2),
      total: all.length,
      nextCursor: at + 2 < all.length ? String(at + 2) : undefined,
    }
  }

  it('are turned forth and back, and begun again', async () => {
    const { pages, asked } = pagesOf(from)
    await pages.open()
    await pages.turn('next')
    await pages.turn('next')
    expect([pages.rows.map(idOf), pages.offset, pages.hasNext]).toEqual([['e'], 4, false])
    await pages.turn('previous')
    expect([pages.rows.map(idOf), pages.offset, pages.hasPrevious]).toEqual([['c', 'd'], 2, true])
    await pages.restart()
    expect(asked).toEqual([undefined, '2', '4', '2', undefined])
    expect(pages.hasPrevious).toBe(false)
  })

  it('show what was asked for last, whatever answers last', async () => {
    const waiting: ((page: RowsPage<Row>) => void)[] = []
    const { pages } = pagesOf(() => new Promise((resolve) => waiting.push(resolve)))
    const [first, second] = [pages.open(), pages.restart()]
    waiting[1]?.({ rows: [row('new')], total: 1 })
    waiting[0]?.({ rows: [row('old')], total: 1 })
    await Promise.all([first, second])
    expect(pages.rows.map(idOf)).toEqual(['new'])
  })

  it('keep their rows when a refresh fails, and lose them when they cannot be opened', async () => {
    let fails = false
    const { pages } = pagesOf((cursor) => {
      if (fails) throw new ApiError('offline', 0)
      return from(cursor)
    })
    await pages.open()
    fails = true
    await pages.refresh()
    expect([pages.rows.map(idOf), pages.failure]).toEqual([['a', 'b'], undefined])
    await pages.open()
    expect([pages.rows, pages.failure?.code]).toEqual([[], 'offline'])
  })
})
