import type { QueueRow } from './requests.ts'

/** Where in the queue a request was opened from, so that its neighbours are one key away. */
export interface QueuePlace {
  numbers: readonly string[]
  /** How many rows come before the first of `numbers`. */
  offset: number
  total: number
  search: string
}

let place: QueuePlace | undefined

export function keepPlace(rows: readonly QueueRow[], offset: number, total: number, search: string): void {
  place = { numbers: rows.map((row) => row.number), offset, total, search }
}

export function queuePlace(): QueuePlace | undefined {
  return place
}

export interface Neighbours {
  previous: string | undefined
  next: string | undefined
  position: number
  total: number
}

export function neighboursOf(number: string, of: QueuePlace | undefined = place): Neighbours | undefined {
  const index = of?.numbers.indexOf(number) ?? -1
  if (!of || index < 0) return undefined
  return {
    previous: of.numbers[index - 1],
    next: of.numbers[index + 1],
    position: of.offset + index + 1,
    total: Math.max(of.total, of.offset + of.numbers.length),
  }
}
