import { Hono } from 'hono'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import type { AppEnv } from './app-env.ts'
import { widgetCors } from './cors.ts'
import { problemOf } from './problem.ts'
import { requestIdOf } from './request-id.ts'
import { answerError } from './route.ts'

/** What holds for every answer: a request id, problems instead of traces, nothing cached, nothing sniffed. */
export function createHttp(ports: Ports): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.use('/v1/*', async (c, next) => {
    const requestId = requestIdOf(c.req.raw)
    c.set('requestId', requestId)
    c.set('headers', {
      'X-Request-Id': requestId,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    await next()
    if (c.res !== c.get('answered')) addHeaders(c.res.headers, c.get('headers'))
  })
  app.use('/v1/shop/*', widgetCors)
  app.onError((error, c) => answerError(ports, error, c.get('requestId') ?? crypto.randomUUID()))
  app.notFound((c) => {
    const others = app.routes.filter((route) => route.method !== 'ALL' && route.method !== c.req.method)
    const isKnown = others.some((route) => route.path.includes('/v1/') && matches(route.path, c.req.path))
    return problemOf(new Failure(isKnown ? 'method_not_allowed' : 'not_found'), requestIdOf(c.req.raw))
  })
  return app
}

/** To an answer that was made elsewhere: a file, a stream, a problem. What it says of its caching stands. */
function addHeaders(headers: Headers, more: Record<string, string>): void {
  for (const [name, value] of Object.entries(more)) {
    if (name === 'Vary') headers.append(name, value)
    else if (name !== 'Cache-Control' || !headers.has(name)) headers.set(name, value)
  }
}

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('/')
  const given = path.split('/')
  return parts.length === given.length && parts.every((part, i) => part.startsWith(':') || part === given[i])
}
