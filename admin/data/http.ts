import type { adminContracts } from '../../shared/api/admin.schema.ts'
import type { Problem } from '../../shared/api/common.schema.ts'
import type { connectionContracts } from '../../shared/api/connections.schema.ts'
import type { ResponseOf } from '../../shared/api/contract.ts'
import type { payoutContracts } from '../../shared/api/payouts.schema.ts'
import type { adminPolicyContracts } from '../../shared/api/policies.schema.ts'
import type { adminSettingsContracts } from '../../shared/api/settings.schema.ts'
import type { ErrorCode } from '../../shared/errors.ts'

type Contracts = Omit<typeof adminContracts, keyof typeof adminPolicyContracts> &
  typeof adminPolicyContracts &
  typeof adminSettingsContracts &
  typeof connectionContracts &
  typeof payoutContracts
export type AnswerOf<Name extends keyof Contracts> = ResponseOf<Contracts[Name]>

export type ApiFailure = ErrorCode | 'offline'

/** The server said no, or nothing. `problem` is absent when there was no answer. */
export class ApiError extends Error {
  readonly code: ApiFailure
  readonly status: number
  readonly problem: Problem | undefined

  constructor(code: ApiFailure, status: number, problem?: Problem) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.problem = problem
  }

  /** Sent again under the same key the same thing may still happen: the outcome is not known. */
  get outcomeUnknown(): boolean {
    return this.code === 'offline' || this.status >= 500 || this.code === 'idempotency_in_progress'
  }
}

export interface CallOptions {
  query?: Record<string, string | number | undefined>
  body?: unknown
  /** Sent as it is, instead of `body`. */
  file?: Blob
  idempotencyKey?: string
  signal?: AbortSignal
  /** Do not ask for a new sign-in when the session is over: the caller is the sign-in, or runs in the background. */
  quiet?: boolean
}

type SignInAgain = () => Promise<void>
let signInAgain: SignInAgain | undefined
let signingIn: Promise<void> | undefined

/** What to do when the session is over: asks for the password, then every waiting call goes out again. */
export function onSessionOver(ask: SignInAgain | undefined): void {
  signInAgain = ask
  signingIn = undefined
}

/** One call of the admin's contract; `path` is under /v1. */
export async function call<Name extends keyof Contracts>(
  method: Contracts[Name]['method'],
  path: string,
  options: CallOptions = {},
): Promise<AnswerOf<Name>> {
  return (await send(method, path, options)) as AnswerOf<Name>
}

/** For what is not in the contract table: better-auth's own routes. */
export async function send(method: string, path: string, options: CallOptions = {}): Promise<unknown> {
  return read(await answerTo(method, path, options))
}

/** A file, with the name the server gives it. */
export async function fetchFile(
  path: string,
  query: NonNullable<CallOptions['query']> = {},
): Promise<{ file: Blob; name: string | undefined }> {
  const response = await answerTo('GET', path, { query })
  if (!response.ok) await read(response)
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
  return { file: await response.blob(), name }
}

/** An answer that is read as it comes. @throws ApiError */
export async function fetchStream(
  path: string,
  { query, signal }: Pick<CallOptions, 'query' | 'signal'>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await answerTo('GET', path, { query, signal })
  if (!response.ok) await read(response)
  return response.body as ReadableStream<Uint8Array<ArrayBuffer>>
}

async function answerTo(method: string, path: string, options: CallOptions): Promise<Response> {
  const response = await attempt(method, path, options)
  if (response.status !== 401 || options.quiet || !signInAgain) return response
  signingIn ??= signInAgain().finally(() => {
    signingIn = undefined
  })
  await signingIn
  return attempt(method, path, options)
}

async function attempt(method: string, path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  const { file } = options
  if (method !== 'GET') headers['amends-csrf'] = '1'
  if (file) headers['content-type'] = file.type || 'application/octet-stream'
  else if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  try {
    return await fetch(`/v1${path}${queryString(options.query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      body: file ?? (options.body === undefined ? null : JSON.stringify(options.body)),
      signal: options.signal ?? null,
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError('offline', 0)
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body
  throw new ApiError(codeOf(body, response.status), response.status, body as Problem | undefined)
}

function codeOf(body: unknown, status: number): ErrorCode {
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    return body.code.toLowerCase() as ErrorCode
  }
  if (status === 401) return 'unauthenticated'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 429) return 'too_many_requests'
  return 'internal'
}

function queryString(query: CallOptions['query']): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}
