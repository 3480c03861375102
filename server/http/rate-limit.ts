import { prepareSql, type Statement } from '../db/database.ts'
import { Failure } from '../failure.ts'
import { hmacText } from '../platform/hmac.ts'
import type { Ports } from '../platform/ports.ts'

export interface Limit {
  /** What is limited, such as `lookup:address`; the value itself is stored as a keyed hash. */
  name: string
  value: string
  /** Calls in one fixed window. */
  most: number
  windowMs: number
}

const countUp = prepareSql(
  `INSERT INTO rate_limits (merchant, bucket, window_start, count) VALUES (:merchant, :bucket, :windowStart, 1)
   ON CONFLICT (merchant, bucket, window_start) DO UPDATE SET count = count + 1 RETURNING count`,
)
const removeBefore = prepareSql('DELETE FROM rate_limits WHERE window_start < :before')

/** Counts one call against every limit at once. @throws Failure too_many_requests */
export async function takeFromLimits(ports: Ports, merchant: string, limits: readonly Limit[]): Promise<void> {
  const now = ports.clock.now()
  const windowStarts = limits.map(({ windowMs }) => now - (now % windowMs))
  const buckets = await Promise.all(
    limits.map(({ name, value }) => hmacText(ports.secrets.signingKey, `limit|${name}|${value}`)),
  )
  const results = await ports.database.write(
    buckets.map((bucket, i) => countUp({ merchant, bucket, windowStart: windowStarts[i] })),
  )
  const waits = limits.flatMap(({ most, windowMs }, i) =>
    Number(results[i]?.[0]?.count ?? 0) > most ? [(windowStarts[i] ?? now) + windowMs - now] : [],
  )
  if (waits.length > 0)
    throw new Failure('too_many_requests', { retryAfterSeconds: Math.ceil(Math.max(...waits) / 1000) })
}

export function forgetRateLimitsBefore(before: number): Statement {
  return removeBefore({ before })
}
