const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Waits before each further try, as Standard Webhooks proposes them: just under three days in all. */
const waitsMs = [5_000, 5 * minuteMs, 30 * minuteMs, ...[2, 5, 10, 14, 20, 20].map((hours) => hours * hourMs)]

/** How long one message is tried; a webhook to which nothing got through for as long is switched off. */
export const retrySpanMs = waitsMs.reduce((sum, wait) => sum + wait, 0)

/** How long to wait after this many tries; undefined: that was the last. */
export function waitAfter(attempts: number): number | undefined {
  return waitsMs[attempts - 1]
}
