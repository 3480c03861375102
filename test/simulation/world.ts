import { signShopperToken } from '../../server/access/index.ts'
import { createApp } from '../../server/app.ts'
import { createDatabase } from '../../server/db/database.ts'
import { noTurns } from '../../server/platform/in-turn.ts'
import type { Ports } from '../../server/platform/ports.ts'
import { doubleUrls } from '../doubles/all-faces.ts'
import { type Chance, seededChance } from '../doubles/chance.ts'
import { Double } from '../doubles/double.ts'
import { simulatedIds } from './ids.ts'
import { type ColleagueId, cookieOf, merchant, preparedAtMs } from './prepared.ts'
import { type Rewrite, SimDriver } from './sim-driver.ts'
import type { OpenStore } from './stores.ts'

export const simulatedUrl = 'http://amends.simulation'
export const secrets = { signingKey: 's'.repeat(43), sessionKey: 't'.repeat(43) }

/** One life of the program: between two restarts. */
export interface Process {
  ports: Ports
  driver: SimDriver
  app: ReturnType<typeof createApp>
}

export interface Answer {
  status: number
  // Of whatever route was called.
  body: ReturnType<typeof JSON.parse>
}

/** What is changed about the program under test, to see whether it is noticed. */
export interface Planted {
  rewrite?: Rewrite
  providers?: (providers: Ports['providers']) => Ports['providers']
}

export interface WorldParts {
  seed: number | string
  store: OpenStore
  providers: Ports['providers']
  planted?: Planted
}

/** Everything there is: the program, its database, its providers and the time, out of one seed. */
export class World {
  readonly chance: Chance
  readonly double: Double
  readonly clock = { now: () => this.nowMs, sleep: async (ms: number) => void (this.nowMs += Math.ceil(ms)) }
  /** Sees without faults and without haste. */
  readonly observer: Process
  process: Process
  /** How many of them there were. */
  lives = 0
  /** Happens before a write of the program. */
  meanwhile: () => Promise<void> = async () => {}
  /** How often the program wrote events of a request. */
  told = 0
  readonly errors: string[] = []
  private nowMs = preparedAtMs + 86_400_000
  private readonly parts: WorldParts
  private readonly ids: Ports['ids']
  private readonly cookies = new Map<ColleagueId, string>()

  constructor(parts: WorldParts) {
    this.parts = parts
    this.chance = seededChance(parts.seed)
    this.ids = simulatedIds(this.chance.fork('ids'), this.clock)
    this.double = new Double({
      chance: this.chance.fork('double'),
      now: this.clock.now,
      sleep: this.clock.sleep,
    })
    this.observer = this.start(false)
    this.process = this.start(true)
  }

  now(): number {
    return this.nowMs
  }

  advance(ms: number): void {
    this.nowMs += ms
  }

  /** Time passes, and what time does by itself happens when it is due: no late call comes later than it was late. */
  async pass(ms: number): Promise<void> {
    const end = this.nowMs + ms
    for (;;) {
      const next = this.double.ticksAt()
      if (next === undefined || next > end) break
      this.nowMs = Math.max(this.nowMs, next)
      await this.double.tick()
    }
    this.nowMs = Math.max(this.nowMs, end)
  }

  /** The program dies and comes back: what it had in memory is gone, what it leased runs out. */
  restart(): void {
    this.process.driver.isDead = true
    this.process = this.start(true)
  }

  /** As an actor would call; undefined: no answer came. */
  async call(path: string, init: RequestInit, process = this.process): Promise<Answer | undefined> {
    process.driver.refuseDead()
    const answer = await process.app.request(`${simulatedUrl}${path}`, init)
    const text = await answer.text()
    if (process.driver.isDead) return undefined
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  /** Looks, past all faults. */
  async look(path: string): Promise<ReturnType<typeof JSON.parse>> {
    const headers = { Authorization: `Bearer ${merchant.secretKey}` }
    const answer = await this.call(path, { headers }, this.observer)
    if (answer?.status !== 200) throw new Error(`${path}: ${answer?.status} ${JSON.stringify(answer?.body)}`)
    return answer.body
  }

  async query(sql: string, args: (string | number | null)[] = []): Promise<Record<string, unknown>[]> {
    return this.parts.store.driver.rows({ sql, args })
  }

  shopperToken(order: string): Promise<string> {
    const expiresAt = this.nowMs + 7_200_000
    return signShopperToken(secrets.signingKey, { merchant: merchant.id, order, expiresAt })
  }

  async cookie(id: ColleagueId): Promise<string> {
    const known = this.cookies.get(id) ?? (await cookieOf(secrets.sessionKey, id))
    this.cookies.set(id, known)
    return known
  }

  private start(isUnderTest: boolean): Process {
    this.lives += 1
    const driver = new SimDriver(this.parts.store.driver)
    const { planted } = this.parts
    if (isUnderTest) {
      driver.meanwhile = (statements) => {
        if (statements.some(({ sql }) => sql.includes('request_events'))) this.told += 1
        return this.meanwhile()
      }
      if (planted?.rewrite) driver.rewrite = planted.rewrite
    }
    const { providers } = this.parts
    const ports: Ports = {
      database: createDatabase(driver),
      clock: this.clock,
      ids: this.ids,
      providers: planted?.providers ? planted.providers(providers) : providers,
      fetch: async (url, init) => {
        driver.refuseDead()
        const answer = await this.double.fetch(url, init)
        driver.refuseDead()
        return answer
      },
      mailer: { send: async () => {} },
      blobs: { put: async () => {}, keep: async () => '', open: async () => undefined, remove: async () => {} },
      outside: {
        refusal: () => undefined,
        post: async (url, { headers, body }) => {
          driver.refuseDead()
          const answer = await this.double.fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
          driver.refuseDead()
          return answer ? { outcome: 'answered', status: answer.status } : { outcome: 'timeout' }
        },
      },
      secrets,
      log: {
        info: () => {},
        error: (event, fields) => {
          this.errors.push(`${event} ${JSON.stringify(fields)}`)
          if (this.errors.length > 200) this.errors.splice(0, 100)
        },
      },
      settings: { url: simulatedUrl, demo: false, providerUrls: doubleUrls },
      defer: () => {},
      wake: () => {},
      inTurn: noTurns,
    }
    return { ports, driver, app: createApp(ports) }
  }
}
