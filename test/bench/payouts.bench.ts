import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issueShopperToken } from '../../server/access/shopper-token.ts'
import { createApp } from '../../server/app.ts'
import type { Driver, Statement } from '../../server/db/database.ts'
import { openLibsql } from '../../server/db/libsql-driver-node.ts'
import { takeWork, workRow } from '../../server/outbox/work-outbox.ts'
import type { Ports, ProviderFactory } from '../../server/platform/ports.ts'
import type { ProviderState } from '../../shared/payouts/payout.ts'
import { instantPolicy } from '../support/api.ts'
import { orderNumber } from './http/bench-orders.ts'
import { benchPorts } from './http/bench-ports.ts'
import { shopperHeaders, submission } from './http/record.ts'
import { checkpoint, merchantId, seed } from './http/seed.ts'

const payoutCount = 600
const rounds = 9
/** As the server's own loop. */
const atOnce = 16

/** Payouts through the outbox, against a bare loop over the same batches and the same calls of the provider. */
export async function run(): Promise<object[]> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-payouts-'))
  try {
    const queued = join(folder, 'queued.db')
    await queuePayouts(queued)
    const ratios: number[] = []
    const perSecond: { ours: number; floor: number }[] = []
    let writes = 0
    let reads = 0
    for (let round = 0; round <= rounds; round++) {
      const recorded = await drain(queued, join(folder, `record-${round}.db`), true)
      const ours = await drain(queued, join(folder, `ours-${round}.db`), false)
      const floorMs = await replay(queued, join(folder, `floor-${round}.db`), recorded.batches)
      ;({ writes, reads } = recorded)
      // The first round warms up.
      if (round === 0) continue
      ratios.push(floorMs / ours.ms)
      perSecond.push({ ours: (payoutCount / ours.ms) * 1000, floor: (payoutCount / floorMs) * 1000 })
    }
    return [
      {
        name: 'payouts.vs_floor',
        ratio: Number(median(ratios).toFixed(2)),
        against: 'a bare loop over the same batches and the same calls of the provider',
        detail: {
          measures: 'payouts a second, wall time, a provider that answers at once',
          payouts: payoutCount,
          perSecond: Math.round(median(perSecond.map(({ ours }) => ours))),
          floorPerSecond: Math.round(median(perSecond.map(({ floor }) => floor))),
          batchesPerPayout: Number((writes / payoutCount).toFixed(2)),
          readsPerPayout: Number((reads / payoutCount).toFixed(2)),
          spread: ratios.map((ratio) => Number(ratio.toFixed(2))),
        },
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const pays = async (): Promise<ProviderState> => ({ status: 'succeeded', providerReference: 're_1' })
const provider: ProviderFactory = () => ({ name: 'sandbox', refund: pays, find: pays })

async function queuePayouts(path: string): Promise<void> {
  await seed(path, payoutCount, instantPolicy())
  const driver = await openLibsql(path)
  const ports = portsOn(driver)
  const app = createApp(ports)
  for (let index = 0; index < payoutCount; index++) {
    const order = orderNumber(index)
    const headers = shopperHeaders((await issueShopperToken(ports, merchantId, { order })).token)
    const submitted = await app.request('/v1/shop/requests', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `bench-${index}` },
      body: submission(order),
    })
    if (submitted.status !== 201) throw new Error(`submit: ${submitted.status} ${await submitted.text()}`)
  }
  await checkpoint(driver)
  driver.close()
}

function portsOn(driver: Driver): Ports {
  return { ...benchPorts(driver), providers: { sandbox: provider } }
}

async function drain(from: string, path: string, isRecorded: boolean) {
  copyFileSync(from, path)
  const driver = await openLibsql(path)
  const batches: Statement[][] = []
  let reads = 0
  const logging: Driver = {
    values: (statement) => driver.values(statement),
    rows: (statement) => {
      reads += 1
      return driver.rows(statement)
    },
    batch: (statements) => {
      batches.push([...statements])
      return driver.batch(statements)
    },
  }
  const ports = portsOn(isRecorded ? logging : driver)
  const startedAt = performance.now()
  for (;;) {
    const rows = await takeWork(ports, atOnce, 'payout')
    if (rows.length === 0) break
    await Promise.all(rows.map((row) => workRow(ports, row)))
  }
  const ms = performance.now() - startedAt
  const [paid] = await driver.rows({ sql: `SELECT COUNT(*) AS n FROM payouts WHERE status = 'succeeded'`, args: [] })
  if (paid?.n !== payoutCount) throw new Error(`${paid?.n} of ${payoutCount} were paid`)
  driver.close()
  return { ms, batches, writes: batches.length, reads }
}

async function replay(from: string, path: string, batches: readonly Statement[][]): Promise<number> {
  copyFileSync(from, path)
  const driver = await openLibsql(path)
  const startedAt = performance.now()
  for (const batch of batches) await driver.batch(batch)
  for (let call = 0; call < payoutCount; call++) await pays()
  const ms = performance.now() - startedAt
  const [paid] = await driver.rows({ sql: `SELECT COUNT(*) AS n FROM payouts WHERE status = 'succeeded'`, args: [] })
  if (paid?.n !== payoutCount) throw new Error(`the replay paid ${paid?.n} of ${payoutCount}`)
  driver.close()
  return ms
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
