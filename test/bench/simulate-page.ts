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
 * What a manager waits for: from the click to the result in a real browser, the 10,000 requests read from the real server.
 * Each run has a new worker; before the first the browser has not seen the page.
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
    const staff = new Staff(page, demo)
    await staff.signIn()
    await page.goto(`${demo.url}/admin/policies/simulate`)
    const seconds: number[] = []
    for (let run = 0; run < runs; run += 1) {
      if (run > 0) await staff.at('run-again').click()
      const startedAt = performance.now()
      await staff.at('simulate-progress').waitFor()
      await staff.at('simulate-facts').waitFor()
      seconds.push((performance.now() - startedAt) / 1000)
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
