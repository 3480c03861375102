import type { ErrorCode } from '../../shared/errors.ts'
import type { Quote } from '../../shared/quote/quote-types.ts'

/** `offline`: this device has no network. `unreachable`: the shop did not answer in time, or not sensibly. */
export type ProblemCode = ErrorCode | 'offline' | 'unreachable'

/** What went wrong with a call, by code; words for people are chosen where it is shown. */
export class Problem extends Error {
  readonly code: ProblemCode
  /** With `exceeds_*`: minor units, or units. */
  readonly limit?: number
  readonly requestId?: string
  /** With `quote_changed`: the amount as it is now. */
  readonly quote?: Quote
  readonly status?: number

  constructor(code: ProblemCode, more: { limit?: number; requestId?: string; quote?: unknown; status?: number } = {}) {
    super(code)
    this.code = code
    this.limit = more.limit
    this.requestId = more.requestId
    this.status = more.status
    if (more.quote) this.quote = more.quote as Quote
  }
}

/** The answer never came, so nobody knows whether it was done: repeat it under the same key. */
export function isUnanswered(code: ProblemCode): boolean {
  return code === 'offline' || code === 'unreachable' || code === 'idempotency_in_progress'
}

export async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = await response.json()
    if (typeof body.code === 'string') return new Problem(body.code, body)
  } catch {
    // Not ours: a proxy's page, or a cut connection.
  }
  return new Problem(response.status === 429 ? 'too_many_requests' : 'unreachable', { status: response.status })
}
