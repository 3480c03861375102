import type { ErrorCode } from '../../shared/errors.ts'
import type { Failure, FailureMore } from '../failure.ts'

/** RFC 9457. The only place that knows which code is which status; what is not named is a 422. */
const statuses: Partial<Record<ErrorCode, number>> = {
  malformed_json: 400,
  idempotency_key_required: 400,
  unauthenticated: 401,
  invalid_signature: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  not_permitted: 403,
  verification_too_old: 403,
  not_found: 404,
  method_not_allowed: 405,
  illegal_state: 409,
  stale: 409,
  conflict: 409,
  quote_changed: 409,
  overcommitted: 409,
  outcome_unknown: 409,
  same_reviewer: 409,
  appeal_closed: 409,
  idempotency_in_progress: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal: 500,
}

export function statusOfCode(code: ErrorCode): number {
  return statuses[code] ?? 422
}

/** Titles are for developers; people read the words the locales have for the code. */
function titleOf(code: ErrorCode): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function problemResponse(code: ErrorCode, requestId: string, more: FailureMore = {}): Response {
  const status = statusOfCode(code)
  const { detail: params, retryAfterSeconds, ...rest } = more
  const body = {
    type: `urn:amends:problem:${code}`,
    title: titleOf(code),
    status,
    code,
    ...rest,
    ...(params && { params }),
    requestId,
  }
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json' }
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds)
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer'
  return new Response(JSON.stringify(body), { status, headers })
}

export function problemOf(failure: Failure, requestId: string): Response {
  return problemResponse(failure.code, requestId, failure.more)
}
