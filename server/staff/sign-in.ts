import { Failure } from '../failure.ts'
import { takeFromLimits } from '../http/rate-limit.ts'
import type { Ports } from '../platform/ports.ts'
import { authOf } from './auth.ts'

const minute = 60_000

/** Stated in docs/operations.md. */
export const signInLimits = {
  address: { most: 60, windowMs: 15 * minute },
  email: { most: 30, windowMs: 15 * minute },
} as const

/**
 * better-auth decides and sets the cookie; its answer is cut to what a page needs, for the session's token belongs into an
 * httpOnly cookie alone. @throws Failure unauthenticated, too_many_requests
 */
export async function signIn(
  ports: Ports,
  wanted: { request: Request; email: string; password: string; address: string },
): Promise<Response> {
  const { email, password } = wanted
  await takeFromLimits(ports, '', [
    { name: 'sign-in:address', value: wanted.address, ...signInLimits.address },
    { name: 'sign-in:email', value: email.toLowerCase(), ...signInLimits.email },
  ])
  const answer = await forward(ports, wanted.request, { email, password })
  if (!answer.ok) throw new Failure(answer.status === 403 ? 'forbidden' : 'unauthenticated')
  const { user } = (await answer.json()) as { user: { id: string; name: string; email: string } }
  return withCookies(answer, { user: { id: user.id, name: user.name, email: user.email } })
}

export async function signOut(ports: Ports, request: Request): Promise<Response> {
  const answer = await forward(ports, request, {})
  if (!answer.ok) throw new Failure('forbidden')
  return withCookies(answer, { success: true })
}

/** The body was read and checked by our own contract. */
function forward(ports: Ports, request: Request, body: unknown): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  // A browser names its Origin with every POST: without one this is a program, whose fetch says sec-fetch-mode all the same.
  if (!headers.has('origin')) for (const name of ['mode', 'site', 'dest']) headers.delete(`sec-fetch-${name}`)
  return authOf(ports).handler(new Request(request.url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

function withCookies(answer: Response, body: unknown): Response {
  const headers = new Headers({ 'Content-Type': 'application/json' })
  for (const cookie of answer.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  return new Response(JSON.stringify(body), { headers })
}
