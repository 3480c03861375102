import { createServer } from 'node:http'
import { type HttpBindings, type ServerType, serve } from '@hono/node-server'
import { StartError } from '../platform/node/start-error.ts'

/** A video of 50 MB from a slow line; Node's own five minutes would cut it. Heads are still given one minute. */
const requestTimeoutMs = 15 * 60_000

type Answer = (request: Request, env: HttpBindings) => Response | Promise<Response>

/**
 * Takes the port at once, before anything is read or written, and answers when there is something to answer with.
 * @throws StartError when the port is taken or may not be taken
 */
export async function listen(
  port: number,
  host: string,
): Promise<{ server: ServerType; answerWith(answer: Answer): void }> {
  let answer: Answer = () => new Response('Starting', { status: 503, headers: { 'Retry-After': '1' } })
  const server = serve({
    fetch: (request, env) => answer(request, env as HttpBindings),
    port,
    hostname: host,
    serverOptions: { requestTimeout: requestTimeoutMs },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (error) => reject(portError('PORT', port, error)))
  })
  return {
    server,
    answerWith(next) {
      answer = next
    },
  }
}

/** Is the port free? Asked before minutes of work, for one that is taken later. @throws StartError */
export async function requireFreePort(name: string, port: number, host: string): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(portError(name, port, error)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function portError(name: string, port: number, error: Error): StartError {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new StartError(`Port ${port} is in use. Set ${name} to another one.`)
  return new StartError(`Port ${port} cannot be taken: ${error.message}`)
}
