import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withDatabaseFile } from '../support/audit.ts'
import { callOwn } from '../support/own-server.ts'
import { openPayingServer, pushPaidOrders, startStripe } from '../support/paying-server.ts'
import { temporaryFolder } from '../support/real-server.ts'

const payoutCount = 5_000
/** Under way at once, as the server's own loop has it. */
const atOnce = 16
/** What the provider takes to answer: it gives its speed limit, atOnce / answerAfterMs. */
const answerAfterMs = 160
const clients = 8

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Five thousand approved payouts, held by the stop, are let go at once: how fast they drain against what the provider's double
 * allows, and what the server's memory does meanwhile. The real server, built, as a process of its own.
 */
export async function run(): Promise<object[]> {
  execFileSync(process.execPath, ['scripts/build.mjs', 'server', '--stale'], { stdio: 'ignore' })
  const folder = temporaryFolder()
  const stripe = await startStripe('drain', { answerAfterMs })
  const { server, staff } = await openPayingServer(folder.path, stripe)
  try {
    const orders = await pushPaidOrders(server, stripe, payoutCount)
    await done(staff.call('POST', '/v1/admin/payout-controls/stop', { reason: 'bench' }))
    const submits = Array.from({ length: clients }, async () => {
      for (let order = orders.pop(); order !== undefined; order = orders.pop()) {
        const items = [{ line: 'l1', quantity: 2, reason: 'changed_mind' }]
        await done(callOwn(server, 'POST', '/v1/requests', { order, items }))
      }
    })
    await Promise.all(submits)
    const file = join(folder.path, 'amends.db')
    const count = async (sql: string) => Number((await withDatabaseFile(file, (query) => query(sql)))[0]?.n)
    while ((await count(`SELECT COUNT(*) AS n FROM payouts WHERE hold = 'stopped'`)) < payoutCount) await pause(500)

    const rss: number[] = [rssOf(server.pid())]
    const startedAt = performance.now()
    await done(staff.call('POST', '/v1/admin/payout-controls/resume', { reason: 'bench' }))
    while (stripe.double.books.refunds.length < payoutCount) {
      await pause(250)
      rss.push(rssOf(server.pid()))
    }
    const seconds = (performance.now() - startedAt) / 1000
    while ((await count(`SELECT COUNT(*) AS n FROM payouts WHERE status = 'succeeded'`)) < payoutCount) await pause(100)
    const quarter = Math.floor(rss.length / 4)
    const limit = (atOnce / answerAfterMs) * 1000
    return [
      {
        name: 'payouts.drain_vs_limit',
        ratio: Number((payoutCount / seconds / limit).toFixed(2)),
        against: `what ${atOnce} calls at once allow, each answered after ${answerAfterMs} ms`,
        detail: {
          payouts: payoutCount,
          perSecond: Math.round(payoutCount / seconds),
          limitPerSecond: limit,
          rssMb: {
            before: rss[0],
            afterAQuarter: rss[quarter],
            atTheEnd: rss.at(-1),
            most: Math.max(...rss),
          },
          paidTwice:
            stripe.double.books.refunds.length - new Set(stripe.double.books.refunds.map((r) => r.number)).size,
        },
      },
    ]
  } finally {
    await server.kill('SIGKILL')
    await stripe.close()
    folder.remove()
  }
}

async function done(call: Promise<{ status: number; body: Record<string, unknown> }>): Promise<void> {
  const { status, body } = await call
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`)
}

/** MB, of Linux's own count. */
function rssOf(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kb) / 1024)
}
