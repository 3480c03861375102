import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signShopperToken } from '../../server/access/shopper-token.ts'
import { orderNumber } from './http/bench-orders.ts'
import { signingKey } from './http/bench-ports.ts'
import { type Asked, requestsPerSecond } from './http/load.ts'
import { bundle, type ServerProcess, startServer } from './http/processes.ts'
import { record, shopperHeaders, submission } from './http/record.ts'
import { merchantId, seed } from './http/seed.ts'

export interface Figure {
  bench: string
  name: string
  ratio: number
  against: string
  detail: Record<string, number | string>
}

const connections = 50
const rounds = 10
/** Rounds before those that count: optimised code comes late. */
const warmUps = 2
/** Requests in one round: short, so that both sides meet the same machine. */
const perRound = 1_000
/** Requests made before anything is measured, which are then looked at. */
const submittedBefore = 400

interface Side {
  server: ServerProcess
  next: () => Asked
}

type Variant = 'submit' | 'submitFloor' | 'threeRows' | 'look' | 'lookFloor'

/**
 * Our server and a bare handler, each a process with its own copy of one database file, under the same load in turn. The
 * bare handler runs the very statements that ours was seen to run.
 */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'))
  const servers: ServerProcess[] = []
  try {
    const [ours, floor, recordingPath] = ['ours.db', 'floor.db', 'recording.json'].map((name) =>
      join(folder, name),
    ) as [string, string, string]
    await bundle()
    const orders = submittedBefore + (warmUps + rounds) * perRound
    await seed(ours, orders)
    const { recording, numbers } = await record(ours, submittedBefore)
    copyFileSync(ours, floor)
    writeFileSync(recordingPath, JSON.stringify(recording))

    const ourServer = await startServer('our-server', [ours])
    const floorServer = await startServer('floor-server', [floor, recordingPath])
    servers.push(ourServer, floorServer)
    const tokens = await Promise.all(Array.from({ length: orders }, (_, index) => tokenOf(orderNumber(index))))

    const submitTo = (path: string) => {
      let index = submittedBefore
      return (): Asked => {
        const at = index++
        return {
          method: 'POST',
          path,
          headers: {
            ...shopperHeaders(tokens[at] ?? ''),
            'content-type': 'application/json',
            'idempotency-key': `bench-${crypto.randomUUID()}`,
          },
          body: submission(orderNumber(at)),
        }
      }
    }
    const lookAt = () => {
      let index = 0
      return (): Asked => {
        const at = index++ % submittedBefore
        return { method: 'GET', path: `/v1/shop/requests/${numbers[at]}`, headers: shopperHeaders(tokens[at] ?? '') }
      }
    }
    const sides: Record<Variant, Side> = {
      submit: { server: ourServer, next: submitTo('/v1/shop/requests') },
      submitFloor: { server: floorServer, next: submitTo('/v1/shop/requests') },
      threeRows: { server: floorServer, next: submitTo('/v1/three-rows') },
      look: { server: ourServer, next: lookAt() },
      lookFloor: { server: floorServer, next: lookAt() },
    }
    const measured = await measure(sides)
    const perSecond = (variant: Variant) => Math.round(median(measured.map((round) => round[variant].perSecond)))
    const cpuMicros = (variant: Variant) => Math.round(median(measured.map((round) => round[variant].cpuMicros)))
    const ratio = (variant: Variant, floorVariant: Variant) =>
      Number(median(measured.map((round) => round[variant].perSecond / round[floorVariant].perSecond)).toFixed(3))
    const detail = (variant: Variant, floorVariant: Variant) => ({
      connections,
      rounds,
      requestsPerRound: perRound,
      perSecond: perSecond(variant),
      floorPerSecond: perSecond(floorVariant),
      cpuMicros: cpuMicros(variant),
      floorCpuMicros: cpuMicros(floorVariant),
    })
    const writes = { statements: recording.submit.write.length, rows: recording.submit.rows }
    return [
      {
        bench: 'http',
        name: 'http.submit_vs_floor',
        ratio: ratio('submit', 'submitFloor'),
        against: 'a bare Hono handler with the same read and the same rows in one batch, nothing checked or decided',
        detail: { ...detail('submit', 'submitFloor'), ...writes },
      },
      {
        bench: 'http',
        name: 'http.submit_vs_3_rows',
        ratio: ratio('submit', 'threeRows'),
        against: 'a bare Hono handler that reads nothing and writes one row each of a request, a line and an event',
        detail: { ...detail('submit', 'threeRows'), ...writes },
      },
      {
        bench: 'http',
        name: 'http.read_vs_floor',
        ratio: ratio('look', 'lookFloor'),
        against: 'a bare Hono handler with the same statement and an answer of the same size',
        detail: { ...detail('look', 'lookFloor'), answerBytes: JSON.stringify(recording.look.answer).length },
      },
    ]
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    rmSync(folder, { recursive: true })
  }
}

type Measured = Record<Variant, { perSecond: number; cpuMicros: number }>

/** One variant after the other, round by round, so that what else the machine does meets all of them. */
async function measure(sides: Record<Variant, Side>): Promise<Measured[]> {
  const measured: Measured[] = []
  for (let round = 0; round < warmUps + rounds; round++) {
    const results: Partial<Measured> = {}
    for (const [variant, { server, next }] of Object.entries(sides) as [Variant, Side][]) {
      const before = server.cpuMs()
      const perSecond = await requestsPerSecond(server.url, { connections, amount: perRound, next })
      results[variant] = { perSecond, cpuMicros: ((server.cpuMs() - before) * 1000) / perRound }
    }
    if (round >= warmUps) measured.push(results as Measured)
  }
  return measured
}

function tokenOf(order: string): Promise<string> {
  return signShopperToken(signingKey, { merchant: merchantId, order, expiresAt: Date.now() + 7_200_000 })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
