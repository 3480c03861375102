import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { withDatabaseFile } from '../support/audit.ts'
import { openBrowser, visit } from '../support/browser.ts'
import { startDemoServer, temporaryFolder } from '../support/real-server.ts'
import { Staff } from '../support/staff.ts'

/** In a far future: time does nothing to the copies. */
const neverMs = Date.UTC(9999, 0)
const runs = 5
/** The demo's history so often: more than the 10,000 that a simulation replays. */
const copies = ['B', 'C', 'D']

/**
 * What a manager waits for, in a real browser: from opening the page, which no browser and no server has had before, or from
 * the click, until the result is painted. The 10,000 requests are read from the real server.
 */
export async function simulationOnPage(): Promise<{ requests: string; seconds: number[] }> {
  execFileSync(process.execPath, ['scripts/build.mjs', 'server', 'admin', '--stale'], { stdio: ['ignore', 2, 2] })
  const folder = temporaryFolder()
  const { server, demo } = await startDemoServer(folder.path)
  const browser = await openBrowser()
  try {
    await withDatabaseFile(join(folder.path, 'amends.db'), async (query) => {
      for (const copy of copies) for (const sql of copying(copy)) await query(sql)
    })
    const { page } = await visit(browser, { width: 1280 })
    await page.addInitScript(watchResults)
    const staff = new Staff(page, demo)
    await staff.signIn()
    await page.goto(`${demo.url}/admin/policies/simulate`)
    const seconds: number[] = []
    for (let run = 0; run < runs; run += 1) {
      if (run > 0) await staff.at('run-again').click()
      await page.waitForFunction((run) => watched.paintedMs.length > run, run)
      const { askedMs, paintedMs } = await page.evaluate(() => watched)
      seconds.push(((paintedMs[run] ?? 0) - (askedMs[run] ?? 0)) / 1000)
      await page.waitForTimeout(1_000)
    }
    const requests = (await staff.at('simulate-facts').innerText()).split(',').slice(0, 2).join(',')
    return { requests, seconds }
  } finally {
    await browser.close()
    await server.kill('SIGTERM')
    folder.remove()
  }
}

declare const watched: { askedMs: number[]; paintedMs: number[] }

/** Runs in the page, whose clock starts when it is asked for: whoever asks from outside hears up to half a second late. */
function watchResults(): void {
  const watched = { askedMs: [0], paintedMs: [] as number[] }
  Object.assign(globalThis, { watched })
  addEventListener('click', ({ timeStamp }) => watched.askedMs.push(timeStamp), { capture: true })
  let isThere = false
  new MutationObserver(() => {
    const wasThere = isThere
    isThere = document.querySelector('[data-t="simulate-facts"]') !== null
    if (isThere && !wasThere) requestAnimationFrame(() => setTimeout(() => watched.paintedMs.push(performance.now())))
  }).observe(document, { childList: true, subtree: true })
}

/** Every order and request once more under other numbers. */
function copying(copy: string): string[] {
  const isOwn = (column: string) => copies.map((other) => `${column} NOT LIKE '%-${other}'`).join(' AND ')
  return [
    `INSERT INTO order_revisions (merchant, number, revision, snapshot)
     SELECT merchant, number || '-${copy}', revision, json_set(snapshot, '$.number', number || '-${copy}')
     FROM order_revisions WHERE ${isOwn('number')}`,
    `INSERT INTO requests (merchant, number, order_number, seq, status, open, payout_failed, state, email_key, phone_key,
       customer_name, country, reason, currency, total, suggested, due_at, tick_at, assignee, submitted_at, changed_at)
     SELECT merchant, number || '-${copy}', order_number || '-${copy}', seq, status, open, payout_failed,
       json_set(state, '$.number', number || '-${copy}', '$.order', order_number || '-${copy}'), email_key, phone_key,
       customer_name, country, reason, currency, total, suggested, due_at, ${neverMs}, assignee, submitted_at, changed_at
     FROM requests WHERE ${isOwn('number')}`,
    `INSERT INTO request_events (merchant, request, seq, type, at, actor, body)
     SELECT merchant, request || '-${copy}', seq, type, at, actor, body FROM request_events WHERE ${isOwn('request')}`,
    `INSERT INTO replays (merchant, request, claim, slim)
     SELECT merchant, request || '-${copy}', json_set(claim, '$.number', request || '-${copy}'), json_set(slim, '$.number', slim ->> '$.number' || '-${copy}')
     FROM replays WHERE ${isOwn('request')}`,
  ]
}
