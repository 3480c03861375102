import { type QueueFilter, type QueueRow, type QueueSort, type QueueView, queueViewNames } from '../../data/requests.ts'

export const sorts = ['due', 'newest', 'amount'] as const satisfies readonly QueueSort[]

/** The filter lives in the address: it can be bookmarked, sent to a colleague, and survives the way back. */
export function filterOf(search: URLSearchParams): QueueFilter {
  const view = search.get('view') ?? ''
  const sort = search.get('sort') ?? ''
  const text = (name: string) => search.get(name)?.trim() || undefined
  return {
    view: isView(view) ? view : 'open',
    sort: isSort(sort) ? sort : usualSort(isView(view) ? view : 'open'),
    q: text('q'),
    reason: text('reason'),
    country: text('country')?.toUpperCase(),
  }
}

/** The address of a filter; what is usual is left out. */
export function searchOf(filter: QueueFilter): string {
  const search = new URLSearchParams()
  if (filter.view !== 'open') search.set('view', filter.view)
  if (filter.sort !== usualSort(filter.view)) search.set('sort', filter.sort)
  if (filter.q) search.set('q', filter.q)
  if (filter.reason) search.set('reason', filter.reason)
  if (filter.country) search.set('country', filter.country)
  const text = search.toString()
  return text ? `?${text}` : ''
}

/** What is done is not due any more: the latest is what people look for. */
export function usualSort(view: QueueView): QueueSort {
  return view === 'closed' ? 'newest' : 'due'
}

/** Another view; the sort that was usual in one gives way to what is usual in the other. */
export function inView(filter: QueueFilter, view: QueueView): QueueFilter {
  return { ...filter, view, sort: filter.sort === usualSort(filter.view) ? usualSort(view) : filter.sort }
}

/** The row after J or K: stays at the ends, starts at the top. */
export function moved(rows: readonly QueueRow[], current: string | undefined, by: 1 | -1): string | undefined {
  const at = rows.findIndex((row) => row.number === current)
  if (at < 0) return rows[0]?.number
  return rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.number
}

function isView(text: string): text is QueueView {
  return (queueViewNames as readonly string[]).includes(text)
}

function isSort(text: string): text is QueueSort {
  return (sorts as readonly string[]).includes(text)
}
