import type { ErrorCode, Refusal } from '../shared/errors.ts'

export interface FieldError {
  /** JSON pointer into the body, or `/query/name`. */
  pointer: string
  code: string
  message: string
}

export interface FailureMore {
  /** Minor units, or units, of an `exceeds_*`. */
  limit?: number
  pointer?: string
  detail?: Readonly<Record<string, string | number>>
  /** With `quote_changed` and `exceeds_*`: the amount as it is now. */
  quote?: unknown
  errors?: readonly FieldError[]
  /** With `too_many_requests`. */
  retryAfterSeconds?: number
}

/** The expected "no" of a verb. It knows its code, not its status: only http/problem.ts does. */
export class Failure extends Error {
  readonly code: ErrorCode
  readonly more: FailureMore

  constructor(code: ErrorCode, more: FailureMore = {}) {
    super(code)
    this.name = 'Failure'
    this.code = code
    this.more = more
  }
}

/** A refusal of the core as a failure of the verb. */
export function failureOf({ refused, ...more }: Refusal, quote?: unknown): Failure {
  return new Failure(refused, quote === undefined ? more : { ...more, quote })
}
