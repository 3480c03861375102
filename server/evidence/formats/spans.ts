import type { Edit } from '../../platform/edits.ts'
import { Unsound } from './following.ts'

/** Five minutes at 240 pictures a second are 72,000. */
const mostSpans = 200_000

/** Places in the file that are shown or heard, and where the file says so. */
export class Spans {
  private readonly list: { from: number; to: number; what: string; at: number }[] = []
  private last: { from: number; to: number; what: string; at: number } | undefined

  /** What lies directly behind the last one becomes one with it. */
  add(from: number, to: number, what: string, at: number): void {
    if (to <= from) return
    if (this.last?.to === from) {
      this.last.to = to
      return
    }
    if (this.list.length === mostSpans) throw new Unsound('too_complex', what, at)
    this.last = { from, to, what, at }
    this.list.push(this.last)
  }

  get isEmpty(): boolean {
    return this.list.length === 0
  }

  /** All else in these stores, as edits that leave zeros. @throws Unsound malformed, for a place outside of every store */
  elsewhereIn(stores: readonly { start: number; end: number }[]): Edit[] {
    const spans = this.list.toSorted((a, b) => a.from - b.from)
    const edits: Edit[] = []
    let next = 0
    for (const { start, end } of stores) {
      let at = start
      for (; next < spans.length; next += 1) {
        const span = spans[next]
        if (!span || span.from >= end) break
        if (span.from < start || span.to > end) throw new Unsound('malformed', span.what, span.at)
        if (span.from > at) edits.push({ from: at, to: span.from })
        at = Math.max(at, span.to)
      }
      if (at < end) edits.push({ from: at, to: end })
    }
    const outside = spans[next]
    if (outside) throw new Unsound('malformed', outside.what, outside.at)
    return edits
  }
}
