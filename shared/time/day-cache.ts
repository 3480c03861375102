const chunkDays = 512
/** Days 1970 to 2106; what lies outside is worked out each time. */
const lastDay = 50_000

/** A number per day, NaN where none is known: a look-up without hashing, in chunks of 512 days. */
export class DayCache {
  private readonly chunks: (Float64Array | undefined)[] = new Array((lastDay >> 9) + 1).fill(undefined)

  get(day: number): number {
    if (!(day >= 0 && day <= lastDay)) return Number.NaN
    const chunk = this.chunks[day >> 9]
    return chunk === undefined ? Number.NaN : (chunk[day & (chunkDays - 1)] as number)
  }

  set(day: number, value: number): void {
    if (!(day >= 0 && day <= lastDay)) return
    let chunk = this.chunks[day >> 9]
    if (!chunk) {
      chunk = new Float64Array(chunkDays).fill(Number.NaN)
      this.chunks[day >> 9] = chunk
    }
    chunk[day & (chunkDays - 1)] = value
  }
}
