import { serve } from '@hono/node-server'
import type { Env, Hono } from 'hono'

/** Any free port of loopback; the parent process reads it from the first line. */
export function listen<E extends Env>(app: Hono<E>): void {
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port))
}

// Ends by itself rather than by the signal, so that --cpu-prof writes what it saw.
process.on('SIGTERM', () => process.exit())
