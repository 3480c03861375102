import { providers as realProviders } from '../../server/payouts/index.ts'
import type { Ports } from '../../server/platform/ports.ts'
import { seededChance } from '../doubles/chance.ts'
import { directProvider } from '../doubles/faces/direct.ts'
import { d1Store } from './d1-store.ts'
import { Found } from './found.ts'
import { simulatedIds } from './ids.ts'
import { planted } from './planted.ts'
import { preparedAtMs, prepareShop } from './prepared.ts'
import { run } from './run.ts'
import type { PaidBy } from './shop.ts'
import { type Store, sqliteStore } from './stores.ts'
import type { RunResult } from './wanted.ts'
import { type Planted, secrets, simulatedUrl } from './world.ts'

export const simulatedProviders: Ports['providers'] = { ...realProviders, sandbox: directProvider }

export const simulatedWays: readonly PaidBy[] = [
  { provider: 'sandbox', method: 'card', currencies: ['USD', 'CNY'] },
  { provider: 'stripe', method: 'card', currencies: ['USD'] },
  { provider: 'paypal', method: 'paypal', currencies: ['USD'] },
  { provider: 'adyen', method: 'card', currencies: ['USD'] },
  { provider: 'alipay', method: 'alipay', currencies: ['CNY'] },
  { provider: 'wechat_pay', method: 'wechat_pay', currencies: ['CNY'] },
  { provider: 'gift_card', method: 'gift_card', currencies: ['USD', 'CNY'] },
]

/** The ports that preparing a shop needs, at a moment before everything else. */
export async function prepare(database: Ports['database']): Promise<void> {
  const clock = { now: () => preparedAtMs, sleep: async () => {} }
  const ids = simulatedIds(seededChance('prepared'), clock)
  const ports: Pick<Ports, 'database' | 'clock' | 'ids' | 'secrets' | 'log' | 'wake' | 'settings' | 'outside'> = {
    database,
    clock,
    ids,
    secrets,
    log: { info: () => {}, error: () => {} },
    wake: () => {},
    outside: { refusal: () => undefined, post: async () => ({ outcome: 'unreachable' }) },
    settings: { url: simulatedUrl, demo: false },
  }
  await prepareShop(ports as Ports)
}

/** `--seed N`, `--seeds A..B`, `--steps N`, `--d1`; prints a line a minute, how to replay what failed, and one line at the end. */
export async function main(args: readonly string[]): Promise<number> {
  const option = (name: string) => args[args.indexOf(`--${name}`) + 1]
  const has = (name: string) => args.includes(`--${name}`)
  const steps = has('steps') ? Number(option('steps')) : 300
  const [from, to] = has('seeds')
    ? (option('seeds') ?? '').split('..').map(Number)
    : [Number(option('seed') ?? 1), undefined]
  const first = from ?? 1
  const last = to ?? first
  const store = await (has('d1') ? d1Store : sqliteStore)(prepare)
  const startedAt = performance.now()
  let failed = 0
  let told = startedAt
  const sum = { requests: 0, payouts: 0, lives: 0 }
  for (let seed = first; seed <= last; seed += 1) {
    const result = await attempt({ seed, steps, store, planted: plantedOf(option('planted')) })
    if (!result) failed += 1
    else for (const name of ['requests', 'payouts', 'lives'] as const) sum[name] += result[name]
    if (performance.now() - told > 60_000) {
      told = performance.now()
      console.log(`seed ${seed} of ${last}, ${failed} failed`)
    }
    if (result && first === last) console.log(`hash ${result.hash}`)
  }
  await store.close()
  const seconds = (performance.now() - startedAt) / 1_000
  const all = (last - first + 1) * steps
  console.log(
    `seeds ${first}..${last}, ${steps} steps each: ${failed === 0 ? 'all well' : `${failed} FAILED`}; ` +
      `${sum.requests} requests, ${sum.payouts} payouts, ${sum.lives} restarts; ` +
      `${seconds.toFixed(1)} s, ${((seconds * 1_000) / all).toFixed(2)} ms a step`,
  )
  return failed === 0 ? 0 : 1
}

/** `--planted NAME`: with that bug in it. */
function plantedOf(name: string | undefined): Planted | undefined {
  return Object.entries(planted).find(([known]) => known === name)?.[1]
}

async function attempt(wanted: {
  seed: number
  steps: number
  store: Store
  planted?: Planted
}): Promise<RunResult | undefined> {
  try {
    return await run({ ...wanted, providers: simulatedProviders, ways: simulatedWays })
  } catch (error) {
    if (!(error instanceof Found)) throw error
    console.error(`\n${error.message}`)
    for (const line of error.lately) console.error(`  ${line}`)
    console.error(`replay: npm run simulate -- --seed ${error.seed} --steps ${wanted.steps}\n`)
    if (error.cause instanceof Error && error.cause.constructor.name !== 'Violation') console.error(error.cause.stack)
    return undefined
  }
}
