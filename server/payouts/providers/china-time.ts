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

/** The days there that have some of [from, until), each YYYY-MM-DD with when it begins and ends. */
export function chinaDays(from: number, until: number): { day: string; from: number; until: number }[] {
  const dayMs = 86_400_000
  const days: { day: string; from: number; until: number }[] = []
  for (let day = Math.floor((from + aheadMs) / dayMs); day * dayMs - aheadMs < until; day += 1) {
    const begins = day * dayMs - aheadMs
    days.push({ day: new Date(day * dayMs).toISOString().slice(0, 10), from: begins, until: begins + dayMs })
  }
  return days
}
