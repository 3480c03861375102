export const dayMs = 86_400_000

/** When the samples were made: what they say of days is true while a test runs. */
export const now = Date.now()

export const momentIn = (days: number) => new Date(now + days * dayMs).toISOString()
export const dateIn = (days: number) => momentIn(days).slice(0, 10)
