import type { ErrorCode } from '../../shared/errors.ts'

/** An answer of the server that says no. */
export function problem(status: number, code: ErrorCode, more: object = {}): Response {
  return Response.json(
    { type: 'about:blank', title: code, status, code, requestId: 'req_test', ...more },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )
}
