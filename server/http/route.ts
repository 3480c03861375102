import { zValidator } from '@hono/zod-validator'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import type { Contract } from '../../shared/api/contract.ts'
import { constraintFailure, isKnownIdempotencyKey } from '../db/constraints.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import type { AppEnv, Prepared } from './app-env.ts'
import { type Authenticated, type Authenticators, authenticate } from './authenticate.ts'
import { type Answer, type Call, type Caller, Encoded } from './call.ts'
import { callerAddress } from './caller-address.ts'
import { type KeyedCall, keyedCall } from './idempotency.ts'
import { problemOf, problemResponse } from './problem.ts'
import { type RawBody, readBody } from './read-body.ts'
import { parsed, validationFailure } from './validate.ts'

/** What every route of one app shares. */
export interface Mounting {
  ports: Ports
  authenticators: Authenticators
}

/** A contract with its handler, ready to be mounted. */
export interface Route {
  contract: Contract
  mount(app: Hono<AppEnv>, mounting: Mounting): void
}

/** The handler is at most: read the call, one verb, answer. It never touches the database. */
export function route<const C extends Contract>(contract: C, handler: (call: Call<C>) => Promise<Answer<C>>): Route {
  return { contract, mount: (app, mounting) => mountOne(app, mounting, contract, handler) }
}

/** Registers routes under /v1. */
export function mount(app: Hono<AppEnv>, mounting: Mounting, routes: readonly Route[]): void {
  for (const one of routes) one.mount(app, mounting)
}

/** The message of an unknown error is for the log alone; the client gets a request id. */
export function answerError(ports: Ports, error: unknown, requestId: string): Response {
  if (error instanceof Failure) return problemOf(error, requestId)
  // The one exception that hono's validator throws.
  if (error instanceof HTTPException && error.status === 400) return problemResponse('malformed_json', requestId)
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  ports.log.error('unexpected', { requestId, message, stack })
  return problemResponse('internal', requestId)
}

function mountOne<C extends Contract>(
  app: Hono<AppEnv>,
  { ports, authenticators }: Mounting,
  contract: C,
  handler: (call: Call<C>) => Promise<Answer<C>>,
): void {
  const status = contract.status ?? 200
  const validators: MiddlewareHandler<AppEnv>[] = []
  if (contract.query) validators.push(validator('query', contract.query))
  if (isSchema(contract.body)) validators.push(validator('json', contract.body))

  const prepare = async (c: Context<AppEnv>): Promise<Prepared> => {
    const authenticated = await authenticate(ports, contract.auth, c.req.raw, authenticators)
    if (contract.body === undefined && !contract.idempotent) return { authenticated, raw: undefined, keyed: undefined }
    const { raw } = await readBody(contract, c.req.raw)
    // The validator reads the body through hono's cache.
    if (typeof raw === 'string') c.req.bodyCache.text = Promise.resolve(raw) as never
    return { authenticated, raw, keyed: contract.idempotent ? await keyOf(c, authenticated, raw) : undefined }
  }

  const keyOf = (c: Context<AppEnv>, { merchant, caller }: Authenticated, raw: RawBody) =>
    keyedCall({
      key: c.req.header('idempotency-key'),
      merchant: merchant?.id ?? '',
      scope: `${scopeOf(caller)} ${contract.method} ${contract.path}`,
      content: [c.req.path, ...bodyParts(raw)],
      status,
      now: ports.clock.now(),
    })

  const answer = async (c: Context<AppEnv>, { authenticated, raw, keyed }: Prepared): Promise<Response> => {
    // Values alone: a getter would be a hidden class for every call, and would hold the request for long.
    const call = {
      ports,
      merchant: authenticated.merchant,
      caller: authenticated.caller,
      params: contract.params && parsed(contract.params, c.req.param()),
      query: contract.query ? c.req.valid('query' as never) : undefined,
      body: isSchema(contract.body) ? c.req.valid('json' as never) : raw,
      idempotency: keyed,
      requestId: c.get('requestId'),
      address: addressOf(c, ports.settings.trustedProxies),
      request: c.req.raw,
    } as unknown as Call<C>
    try {
      return responseOf(c, await handler(call), status)
    } catch (error) {
      const stored = await replayOf(ports, keyed, error)
      if (!stored) throw error
      return jsonResponse(c, stored.json, stored.status, { 'Idempotency-Replayed': 'true' })
    }
  }
  const path = `/v1${contract.path}`
  if (validators.length === 0) {
    app.on(contract.method, path, async (c) => answer(c, await prepare(c)))
  } else {
    const prepared: MiddlewareHandler<AppEnv> = async (c, next) => {
      c.set('prepared', await prepare(c))
      await next()
    }
    app.on(contract.method, path, prepared, ...validators, (c) => answer(c, c.get('prepared')))
  }
}

/** A file is known again by its length and its first mebibyte: the rest has not come yet. */
function bodyParts(raw: RawBody): (string | Uint8Array<ArrayBuffer>)[] {
  return typeof raw === 'object' && 'head' in raw ? [String(raw.statedBytes), raw.head] : [raw ?? '']
}

function isSchema(body: Contract['body']): body is z.ZodType {
  return typeof body === 'object'
}

function validator(target: 'query' | 'json', schema: z.ZodType): MiddlewareHandler<AppEnv> {
  return zValidator(target, schema as z.ZodObject, (result) => {
    if (!result.success) throw validationFailure(result.error.issues as never, target === 'query' ? '/query' : '')
  }) as unknown as MiddlewareHandler<AppEnv>
}

/**
 * Keys are asked after only when something refused: a first call costs no look-up, and a repeated one is refused by the
 * key's row in its batch, or by what the first call already changed.
 */
async function replayOf(ports: Ports, keyed: KeyedCall | undefined, error: unknown) {
  if (!keyed) return undefined
  const failure = constraintFailure(error)
  if (!(error instanceof Failure) && !(failure && isKnownIdempotencyKey(failure))) return undefined
  return keyed.stored(ports.database)
}

function responseOf(c: Context<AppEnv>, answer: unknown, status: number): Response {
  if (answer instanceof Response) return answer
  if (answer instanceof Encoded) return jsonResponse(c, answer.json, status)
  if (answer === undefined) return new Response(null, { status: 204 })
  return jsonResponse(c, JSON.stringify(answer), status)
}

/** Made with all its headers at once: to add them afterwards costs more than to make the answer. */
function jsonResponse(c: Context<AppEnv>, json: string, status: number, more: Record<string, string> = {}): Response {
  const headers = { 'Content-Type': 'application/json', ...c.get('headers'), ...more }
  const response = new Response(json, { status, headers })
  c.set('answered', response)
  return response
}

function scopeOf(caller: Caller): string {
  switch (caller.kind) {
    case 'shopper':
      return `shopper:${caller.order ?? ''}:${caller.customer?.id ?? ''}:${caller.customer?.emailKey ?? ''}`
    case 'staff':
      return `staff:${caller.id}`
    default:
      return caller.kind
  }
}

/** On Node the socket's, or what our own proxies saw; on the edge Cloudflare's header. */
function addressOf(c: Context<AppEnv>, trustedProxies: number | undefined): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket: { remoteAddress?: string } } }
  const address = incoming
    ? callerAddress(incoming.socket.remoteAddress, c.req.header('x-forwarded-for'), trustedProxies)
    : c.req.header('cf-connecting-ip')
  return address ?? 'unknown'
}
