/** China's clocks are eight hours ahead all year. */
const aheadMs = 8 * 3_600_000

/** "2026-11-10 20:00:00", as Alipay wants it. */
export function chinaTime(atMs: number): string {
  return new Date(atMs + aheadMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** Epoch ms of "2026-11-10 20:00:00", with or without milliseconds; undefined for anything else. */
export function fromChinaTime(text: string | undefined): number | undefined {
  const atMs = Date.parse(`${text?.replace(' ', 'T')}+08:00`)
  return Number.isNaN(atMs) ? undefined : atMs
}

/** The days there, YYYY-MM-DD, that have some of [from, until). */
export function chinaDays(from: number, until: number): string[] {
  const dayMs = 86_400_000
  const days: string[] = []
  for (let day = Math.floor((from + aheadMs) / dayMs); day * dayMs - aheadMs < until; day += 1) {
    days.push(new Date(day * dayMs).toISOString().slice(0, 10))
  }
  return days
}
