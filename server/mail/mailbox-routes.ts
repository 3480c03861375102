import type { Context, Hono } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import type { Ports } from '../platform/ports.ts'
import { mailboxPage, messagePage } from './mailbox-pages.ts'
import { readMailbox, readMessage } from './mailbox-store.ts'

const listed = 200
const loopbackAddress = /^(::ffff:)?127\.|^::1$/
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/**
 * The development mailbox at /dev/mail, in demo mode alone. It shows codes: so the peer's own address must be this
 * machine's, and the Host as well, or a page of elsewhere could reach it by rebinding a name.
 */
export function mountMailbox(app: Hono<AppEnv>, ports: Ports): void {
  if (!ports.settings.demo) return
  app.use('/dev/*', async (c, next) => {
    if (!isLoopback(c)) return c.notFound()
    await next()
    c.res.headers.set('Cache-Control', 'no-store')
    c.res.headers.set('X-Content-Type-Options', 'nosniff')
    c.res.headers.set('X-Frame-Options', 'SAMEORIGIN')
  })
  app.get('/dev/mail', async () => html(mailboxPage(await readMailbox(ports.database, listed))))
  app.get('/dev/mail.json', async (c) =>
    c.json({ mails: await readMailbox(ports.database, listed, c.req.query('to')) }),
  )
  app.get('/dev/mail/:id', async (c) => {
    const message = await readMessage(ports.database, c.req.param('id'))
    return message ? html(messagePage(message)) : c.notFound()
  })
  app.get('/dev/mail/:id/html', async (c) => {
    const message = await readMessage(ports.database, c.req.param('id'))
    if (!message) return c.notFound()
    const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups"
    return html(message.html, policy)
  })
}

function html(page: string, policy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'"): Response {
  return new Response(page, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
  })
}

function isLoopback(c: Context<AppEnv>): boolean {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket: { remoteAddress?: string } } }
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return loopbackAddress.test(incoming?.socket.remoteAddress ?? '') && loopbackHost.test(host)
}
