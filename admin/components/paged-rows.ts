import type { ReactiveControllerHost } from 'lit'
import { ApiError } from '../data/http.ts'

export interface RowsPage<Row> {
  rows: Row[]
  total: number
  nextCursor?: string | undefined
}

interface Paged<Row> {
  idOf: (row: Row) => string
  /** `cursor` is absent for the first page. @throws ApiError */
  read: (cursor: string | undefined, how: 'asked' | 'quiet') => Promise<RowsPage<Row>>
  /** A page has come on screen. */
  opened?: (page: RowsPage<Row>) => void
}

/** A keyset-paged list that stays true while it is looked at, and moves no row under the pointer. */
export class PagedRows<Row> {
  page: RowsPage<Row> | undefined
  failure: ApiError | undefined
  /** Rows that belong on this page by now and are not on it. */
  arrived = 0
  /** Rows on the page that belong there no more. */
  gone: ReadonlySet<string> = new Set()
  /** The cursors of the pages before this one; "" is the first. */
  private trail: string[] = ['']
  private load = 0
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>
  private readonly size: number
  private readonly paged: Paged<Row>

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, size: number, paged: Paged<Row>) {
    this.host = host
    this.size = size
    this.paged = paged
  }

  get rows(): readonly Row[] {
    return this.page?.rows ?? []
  }

  /** How many rows the pages before this one have. */
  get offset(): number {
    return (this.trail.length - 1) * this.size
  }

  get hasPrevious(): boolean {
    return this.trail.length > 1
  }

  get hasNext(): boolean {
    return this.page?.nextCursor !== undefined
  }

  /** From the first page, as it is now. */
  async restart(): Promise<void> {
    this.trail = ['']
    await this.open()
  }

  async turn(to: 'next' | 'previous'): Promise<void> {
    const cursor = this.page?.nextCursor
    if (to === 'previous') this.trail = this.trail.slice(0, -1)
    else if (cursor) this.trail = [...this.trail, cursor]
    await this.open()
  }

  async open(): Promise<void> {
    const load = ++this.load
    this.failure = undefined
    this.arrived = 0
    this.gone = new Set()
    this.host.requestUpdate()
    try {
      const page = await this.paged.read(this.trail.at(-1) || undefined, 'asked')
      if (load !== this.load) return
      this.page = page
      this.paged.opened?.(page)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (load !== this.load) return
      this.failure = error
      this.page = undefined
    }
    this.host.requestUpdate()
  }

  async refresh(): Promise<void> {
    const { load, page: before } = this
    if (!before) return
    try {
      const fresh = await this.paged.read(this.trail.at(-1) || undefined, 'quiet')
      if (load !== this.load || this.page !== before) return
      const { rows, arrived, gone } = laidOver(before.rows, fresh.rows, this.paged.idOf)
      this.page = { ...before, rows, total: fresh.total }
      this.arrived = arrived
      this.gone = gone
      this.host.requestUpdate()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }
}

/**
 * A fresh page laid over the one on screen without moving anything: rows take their new values where they stand, what is new
 * waits to be asked for, what has left stays (greyed) until then.
 */
export function laidOver<Row>(
  shown: readonly Row[],
  fresh: readonly Row[],
  idOf: (row: Row) => string,
): { rows: Row[]; arrived: number; gone: ReadonlySet<string> } {
  const byId = new Map(fresh.map((row) => [idOf(row), row]))
  const known = new Set(shown.map(idOf))
  return {
    rows: shown.map((row) => byId.get(idOf(row)) ?? row),
    arrived: fresh.filter((row) => !known.has(idOf(row))).length,
    gone: new Set(shown.map(idOf).filter((id) => !byId.has(id))),
  }
}
