import { createApp } from '../../server/app.ts'
import { d1Driver } from '../../server/db/d1-driver.ts'
import type { Driver, Statement } from '../../server/db/database.ts'
import { mailboxMailer } from '../../server/mail/index.ts'
import { workDeadlines, workOutbox } from '../../server/outbox/index.ts'
import { edgeOutside } from '../../server/platform/edge-outside.ts'
import { systemClock } from '../../server/platform/system-clock.ts'
import { type Env, edgePorts } from '../../server/worker.ts'

// The worker of the tests: server/worker.ts's own ports, with a clock that tests move and work that tests start.
let nowMs: number | undefined
let startedMs = 0
const clock = { ...systemClock, now: () => (nowMs ?? 0) + (Date.now() - startedMs) }
let app: ReturnType<typeof createApp> | undefined
let ports: Awaited<ReturnType<typeof edgePorts>> | undefined

export interface SqlAsked {
  how: keyof Driver
  statements: Statement[]
}

export const worker = {
  async fetch(request: Request, env: Env & { NOW_MS: string }): Promise<Response> {
    if (nowMs === undefined) {
      nowMs = Number(env.NOW_MS)
      startedMs = Date.now()
    }
    const { pathname, searchParams } = new URL(request.url)
    if (pathname === '/__test/sql') return answerSql(env, await request.json())
    if (!ports) {
      const edge = await edgePorts(env, clock)
      const mailer = mailboxMailer(edge.database, clock)
      // What went well is not news in a test.
      const log = { ...edge.log, info: () => {} }
      ports = { ...edge, mailer, log, wake: () => {}, outside: edgeOutside('allowed') }
    }
    app ??= createApp(ports)
    if (pathname === '/__test/advance') {
      nowMs += Number(searchParams.get('ms'))
      return new Response('ok')
    }
    if (pathname === '/__test/work') {
      const sent = await workOutbox(ports)
      return Response.json(sent + (await workDeadlines(ports)))
    }
    return app.fetch(request, env)
  },
}

/** What tests seed and look at: a statement by the name of the driver's method, or many as one batch. */
async function answerSql({ DB }: Env, { how, statements }: SqlAsked): Promise<Response> {
  const driver = d1Driver(DB)
  const [first] = statements
  try {
    if (how === 'batch' || !first) return Response.json(await driver.batch(statements))
    return Response.json(await driver[how](first))
  } catch (error) {
    return new Response(error instanceof Error ? error.message : String(error), { status: 400 })
  }
}
