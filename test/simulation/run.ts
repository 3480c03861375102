import { createHash } from 'node:crypto'
import { workDeadlines, workOutbox } from '../../server/outbox/index.ts'
import { useDigests } from '../../server/platform/hmac.ts'
import { nodeDigests } from '../../server/platform/node/node-digests.ts'
import type { Ports } from '../../server/platform/ports.ts'
import { addFaces, addMerchantFaces, merchantsOwn } from '../doubles/all-faces.ts'
import { calm, type Habits } from '../doubles/books.ts'
import type { DeliveredNotice } from '../doubles/double.ts'
import { ownCapture } from '../doubles/faces/merchant.ts'
import { type FaultRates, noFaults } from '../doubles/faults.ts'
import { auditDatabase } from '../support/audit.ts'
import {
  buy,
  type Cast,
  claim,
  financeActs,
  pushAgain,
  send,
  setLimits,
  shopperActs,
  staffActs,
  stopOrResume,
} from './actors.ts'
import { Bank, bankActs, bankDay } from './bank.ts'
import { creditActs } from './credit.ts'
import { Ledger, Violation } from './ledger.ts'
import { ownServerActs } from './own-server.ts'
import { merchant } from './prepared.ts'
import { reconcileActs } from './reconcile.ts'
import type { PaidBy } from './shop.ts'
import type { Store } from './stores.ts'
import { type Planted, World } from './world.ts'

export interface RunWanted {
  seed: number
  steps: number
  store: Store
  providers: Ports['providers']
  ways: readonly PaidBy[]
  planted?: Planted
  /** Steps between two audits of the whole database. */
  auditEvery?: number
  /** How providers move money; drawn from the seed where it is not said. */
  habits?: Habits
  rates?: FaultRates
}

export interface RunResult {
  seed: number
  steps: number
  /** Over everything that is true at the end: the same seed gives the same one. */
  hash: string
  requests: number
  payouts: number
  lives: number
}

/** A run in which money went wrong. */
export class Found extends Error {
  readonly seed: number
  readonly step: number
  readonly lately: readonly string[]

  constructor(seed: number, step: number, lately: readonly string[], cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause)
    super(`seed ${seed}, step ${step}: ${what}`, { cause })
    this.seed = seed
    this.step = step
    this.lately = lately
  }
}

const usualFaults: FaultRates = {
  lost: 0.03,
  late: 0.02,
  answer_lost: 0.04,
  error_before: 0.02,
  error_after: 0.03,
  limited: 0.02,
  notice_first: 0.1,
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Runs one world for so many steps, and then until nothing more happens by itself. @throws Found */
export function run(wanted: RunWanted): Promise<RunResult> {
  return inWorld(wanted, (simulation) => simulation.run())
}

/** A world of its own for as long as the work takes. */
export async function inWorld<T>(wanted: RunWanted, work: (simulation: Simulation) => Promise<T>): Promise<T> {
  useDigests(nodeDigests)
  const opened = await wanted.store.open()
  try {
    return await work(new Simulation(new World({ ...wanted, store: opened }), wanted))
  } finally {
    await opened.close()
  }
}

/** A world with people in it who act, and accounts that watch. */
export class Simulation {
  readonly world: World
  readonly cast: Cast
  private readonly wanted: RunWanted
  private readonly ledger: Ledger
  private readonly lately: { step: number; depth: number; at: number; what: string }[] = []
  private step = 0
  private depth = 0
  private isSending = false
  private seenAt = 0
  private heard = 0
  private requests = 0
  private payouts = 0

  constructor(world: World, wanted: RunWanted) {
    this.world = world
    this.wanted = wanted
    const { double } = world
    this.ledger = new Ledger(double.books)
    const chance = world.chance.fork('actors')
    const habits = chance.fork('habits')
    const habitsNow = () => wanted.habits ?? habitsOf(habits)
    this.cast = {
      world,
      ledger: this.ledger,
      chance,
      orders: new Map(),
      pushed: new Set(),
      unanswered: [],
      ways: wanted.ways,
      made: { orders: 0, keys: 0 },
      bank: new Bank(double.books, habitsNow(), world.clock.now),
      spent: [],
      accounts: new Map(),
    }
    addFaces(double, habitsNow, world.clock.now)
    addMerchantFaces(double, habitsNow, { apiKey: merchant.secretKey, now: world.clock.now })
    double.rates = wanted.rates ?? usualFaults
    double.onCall = (call, face) => {
      const number = face.isRefund(call) ? /po_[0-9A-Za-z]+/.exec(call.body) : null
      if (number) this.ledger.called(number[0], world.now())
    }
    double.deliver = (notice) => this.deliver(notice)
    double.meanwhile = async () => {
      const before = this.isSending
      this.isSending = true
      await this.meanwhile(0.05)
      this.isSending = before
    }
    world.meanwhile = () => this.meanwhile(this.cast.focus === undefined ? 0.03 : 0.12)
  }

  async run(): Promise<RunResult> {
    const { seed, steps, auditEvery = 100 } = this.wanted
    try {
      for (this.step = 1; this.step <= steps; this.step += 1) {
        this.world.advance(this.cast.chance.between(1, 3_000))
        await this.act()
        await this.observe()
        if (this.step % auditEvery === 0) await this.audit()
      }
      await this.settle()
      const hash = await this.hash()
      const { requests, payouts, world } = this
      return { seed, steps, hash, requests, payouts, lives: world.lives - 1 }
    } catch (error) {
      throw new Found(seed, this.step, this.lately.slice(-20).map(lineOf), error)
    }
  }

  /** One thing happens. */
  private async act(): Promise<void> {
    const { chance } = this.cast
    const kind = chance.weighted(kinds)
    this.cast.focus = undefined
    this.arm()
    const what = await this.perform(kind)
    this.ledger.stepEnds(this.world.now())
    if (this.world.process.driver.isDead) this.world.restart()
    this.world.process.driver.fault = undefined
    this.note(`${kind} ${what}`)
  }

  private note(what: string): void {
    this.lately.push({ step: this.step, depth: this.depth, at: this.world.now(), what })
    if (this.lately.length > 60) this.lately.splice(0, 30)
  }

  /** Now and then the k-th call to the database goes wrong. */
  private arm(): void {
    const { chance } = this.cast
    if (!chance.happens(0.06)) return
    const kind = chance.pick(['error_before', 'error_after', 'death_before', 'death_after'] as const)
    this.world.process.driver.fault = { in: chance.between(1, 12), kind }
  }

  private async perform(kind: Kind): Promise<string> {
    const { cast, world } = this
    const { chance } = cast
    const { double } = world
    switch (kind) {
      case 'buy':
        return buy(cast)
      case 'push_again':
        return pushAgain(cast)
      case 'claim':
        return claim(cast)
      case 'shopper':
        return shopperActs(cast)
      case 'staff':
        return staffActs(cast)
      case 'stop':
        return stopOrResume(cast, this.isSending ? 'from_next_step' : 'at_once')
      case 'limits':
        return setLimits(cast)
      case 'finance':
        return financeActs(cast)
      case 'bank':
        return bankActs(cast)
      case 'reconcile':
        return reconcileActs(cast)
      case 'own_server':
        return ownServerActs(cast)
      case 'credit':
        return creditActs(cast)
      case 'again': {
        const call = cast.unanswered.shift()
        return call ? send(cast, call) : 'nothing to repeat'
      }
      case 'work':
        // Over a wire several at once come in another order each time, and a seed must be the same world again.
        return this.work(this.wanted.store.isFile ? chance.pick([1, 1, 3, 8]) : 1)
      case 'deadlines':
        return this.guarded(() => workDeadlines(world.process.ports))
      case 'provider':
        await double.tick()
        return `${await double.deliverDue(chance.between(1, 4))} told`
      case 'dashboard':
        return this.refundInDashboard()
      case 'balance': {
        const { provider } = this.oneOf(double.books.short)
        if (double.books.short.has(provider)) double.books.topUp(provider)
        else if (chance.happens(0.3)) double.books.short.add(provider)
        return `${provider} ${double.books.short.has(provider) ? 'empty' : 'filled'}`
      }
      case 'outage': {
        const { provider } = this.oneOf(double.down)
        if (double.down.has(provider)) double.down.delete(provider)
        else if (chance.happens(0.4)) double.down.add(provider)
        return `${provider} ${double.down.has(provider) ? 'down' : 'up'}`
      }
      case 'minutes':
        await world.pass(chance.between(1, 90) * minuteMs)
        return ''
      case 'hours':
        await world.pass(chance.between(1, 48) * hourMs)
        return ''
      case 'weeks':
        await world.pass(chance.between(3, 30) * dayMs)
        return ''
      case 'restart':
        world.restart()
        return ''
      case 'forget':
        return this.forgetOver()
    }
  }

  /** While one call is at work, another one is quicker: another process, another person, a webhook. */
  private async meanwhile(probability: number): Promise<void> {
    const { chance } = this.cast
    if (this.depth >= 2 || !chance.happens(probability)) return
    this.depth += 1
    this.world.advance(1)
    const kind = chance.weighted(quickKinds)
    const what = await this.perform(kind)
    this.note(`${kind} ${what}`)
    this.world.advance(1)
    this.depth -= 1
  }

  private async work(limit: number): Promise<string> {
    const before = this.isSending
    // With several rows at once, one may be on its way to its provider while another one writes.
    this.isSending = before || limit > 1
    const done = await this.guarded(() => workOutbox(this.world.process.ports, { limit }))
    this.isSending = before
    return done
  }

  private async guarded(work: () => Promise<number>): Promise<string> {
    try {
      return `${await work()} done`
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  /** A webhook comes in. Taken: it need not come again. */
  private async deliver({ provider, refund, path, headers, body }: DeliveredNotice): Promise<boolean> {
    const { world, ledger } = this
    const order = [...this.cast.orders.values()].find(({ payments }) =>
      payments.some(({ reference }) => reference === refund.capture),
    )
    const isKnown = order !== undefined && this.cast.pushed.has(order.number)
    try {
      const hook = path ?? `/v1/hooks/${provider}/${merchant.publishableKey}`
      const answer = await world.call(hook, { method: 'POST', headers, body })
      const isTaken = answer !== undefined && answer.status < 300
      this.note(`hook ${provider} ${refund.reference} ${refund.status}: ${answer?.status} ${answer?.body?.code ?? ''}`)
      if (isTaken && isKnown && refund.by === 'dashboard') ledger.tellExternal(refund.reference, world.now())
      return isTaken
    } catch {
      return false
    }
  }

  /** Any provider; mostly one that is unwell already, since nobody leaves it so for long. */
  private oneOf(unwell: ReadonlySet<string>): { provider: string } {
    const { chance } = this.cast
    const ill = this.wanted.ways.filter(({ provider }) => unwell.has(provider))
    return ill.length > 0 && chance.happens(0.6) ? chance.pick(ill) : chance.pick(this.wanted.ways)
  }

  private refundInDashboard(): string {
    const { chance, orders } = this.cast
    const { books } = this.world.double
    const payments = [...orders.values()]
      .flatMap((order) => order.payments)
      .filter(({ provider }) => provider !== 'store_credit')
    if (payments.length === 0) return 'nothing to refund'
    const { provider, reference } = chance.pick(payments)
    const left = books.left(reference)
    if (left === 0) return 'nothing left'
    const refund = books.refundByHand(provider, reference, chance.between(1, Math.min(left, 2_000)))
    return `${refund.reference} of ${refund.amount}`
  }

  /** What the API shows of everything that changed, past all faults. */
  async observe(): Promise<void> {
    const { world, ledger } = this
    if (world.told === this.heard) return ledger.heardCalls()
    this.heard = world.told
    const since = this.seenAt
    const changed: { number: string; order: string; changedAt: number }[] = []
    for (let cursor = ''; ; ) {
      const page = await world.look(`/v1/requests?limit=4${cursor}`)
      changed.push(...page.requests)
      const last = page.requests.at(-1)
      if (!last || last.changedAt < since || !page.nextCursor) break
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`
    }
    this.seenAt = Math.max(since, ...changed.map(({ changedAt }) => changedAt))
    const touched = new Set<string>()
    for (const { number, order, changedAt } of changed.reverse()) {
      if (changedAt < since || !ledger.orders.has(order)) continue
      const known = ledger.requests.get(number)
      if (!known) this.requests += 1
      const view = await world.look(`/v1/requests/${number}`)
      if (known?.seq === view.seq) continue
      const { events } = await world.look(`/v1/requests/${number}/events?after=${known?.seq ?? 0}&limit=500`)
      this.payouts += events.filter(({ type }: { type: string }) => type === 'payout_requested').length
      ledger.saw(view, events)
      touched.add(order)
    }
    ledger.heardCalls()
    await this.checkCredit('under_way')
    for (const order of touched) {
      ledger.checkRemaining(order, (await world.look(`/v1/orders/${order}`)).remaining)
    }
  }

  private async checkCredit(when: 'under_way' | 'at_end'): Promise<void> {
    const { world, ledger } = this
    for (const owner of ledger.creditOwners()) {
      if (when === 'under_way' && !this.cast.orders.has(owner.customer.slice(2))) continue
      const { balances } = await world.look(`/v1/store-credit?customer=${owner.customer}`)
      const found = balances.find(({ currency }: { currency: string }) => currency === owner.currency)
      ledger.checkCredit(owner, found?.balance ?? 0, when === 'at_end')
    }
  }

  private async audit(): Promise<void> {
    const { faults } = await auditDatabase((sql, args) => this.world.query(sql, args), {
      sandbox: 'elsewhere',
      isFile: this.wanted.store.isFile,
    })
    if (faults.length > 0) throw new Violation(faults.slice(0, 3).join('; '))
  }

  /** Everybody gets well, and time passes until nothing is left to do. */
  async settle(): Promise<void> {
    const { world, ledger, cast } = this
    const { double } = world
    this.note('settling')
    double.rates = noFaults
    double.down.clear()
    for (const provider of [...double.books.short]) double.books.topUp(provider)
    double.meanwhile = async () => {}
    world.meanwhile = async () => {}
    world.restart()
    ledger.resumed()
    for (let tries = 0; cast.unanswered.length > 0 && tries < 100; tries += 1) {
      const call = cast.unanswered.shift()
      if (call) await send(cast, call)
    }
    if (await this.isStopped()) {
      await stopOrResume(cast)
      if (ledger.isStopped) await stopOrResume(cast)
    }
    // What is above a day's cap by itself waits for whoever set the cap.
    await setLimits(cast, 'none')
    const end = world.now() + 200 * dayMs
    let quiet = 0
    while (world.now() < end && quiet < 3) {
      await double.tick()
      await double.deliverDue(1_000)
      const done = await workOutbox(world.process.ports, { limit: this.wanted.store.isFile ? 20 : 1 })
      const ticked = done > 0 ? 0 : await workDeadlines(world.process.ports)
      await this.observe()
      if (done + ticked > 0) continue
      await bankDay(cast)
      await this.observe()
      const next = await this.nextAt()
      quiet = next === undefined ? quiet + 1 : 0
      world.advance(Math.max(1, Math.min((next ?? 0) - world.now(), 30 * dayMs)))
    }
    await this.audit()
    await this.checkCredit('at_end')
    const rows = await world.query('SELECT id, status, failure_final, hold, person_since, state FROM payouts')
    ledger.checkEnd(
      rows.map(({ id, status, failure_final, hold, person_since }) => ({
        id: String(id),
        status: String(status),
        final: failure_final === 1,
        withPerson: person_since !== null || hold === 'approval',
      })),
    )
  }

  private async isStopped(): Promise<boolean> {
    return (await this.world.query('SELECT 1 FROM payout_controls WHERE stopped_at IS NOT NULL')).length > 0
  }

  private async nextAt(): Promise<number | undefined> {
    const [row] = await this.world.query(
      `SELECT MIN(MAX(due_at, lease_until)) AS next FROM outbox WHERE done_at IS NULL`,
    )
    const times = [row?.next as number | null, this.world.double.nextAt()].filter((time) => typeof time === 'number')
    return times.length > 0 ? Math.min(...times) : undefined
  }

  /** What is over is archived, so that a run of any length has a world of one size. */
  private async forgetOver(): Promise<string> {
    const { world, ledger, cast } = this
    const { books } = world.double
    const over: string[] = []
    // With the orders go the answers to calls: whoever asks again would do it twice.
    if (cast.unanswered.length > 0) return 'somebody waits for an answer'
    for (const { number, placedAt, payments } of cast.orders.values()) {
      const requests = [...ledger.requests.values()].filter(({ view }) => view.order === number)
      // Nobody comes back to what failed for good.
      const isOld = world.now() - Date.parse(placedAt) > 60 * dayMs
      const isOver = requests.every(
        ({ view }) => ended.includes(view.status) || (isOld && view.status === 'payout_failed'),
      )
      const references = [...payments.map(({ reference }) => reference), ...ownCaptures(ledger.payoutsOf(number))]
      const moves = references.some((reference) =>
        books
          .ofCapture(reference)
          .some(({ ends, returns, status }) => ends || status === 'pending' || (returns && status === 'succeeded')),
      )
      if (
        requests.length === 0 ||
        !isOver ||
        moves ||
        world.double.isAwaited([...references, ...ledger.payoutsOf(number)])
      )
        continue
      over.push(number)
    }
    for (const number of over) await this.archive(number)
    return `${over.length} orders`
  }

  private async archive(number: string): Promise<void> {
    const { world, ledger, cast } = this
    const order = cast.orders.get(number)
    const open = await world.query(
      `SELECT 1 FROM outbox WHERE done_at IS NULL AND kind = 'payout'
         AND body ->> 'payout' IN (SELECT id FROM payouts WHERE order_number = ?1)`,
      [number],
    )
    if (!order || open.length > 0) return
    for (const { sql } of archiving) await world.query(sql, [number])
    const own = ownCaptures(ledger.payoutsOf(number))
    cast.orders.delete(number)
    cast.accounts.delete(number)
    cast.pushed.delete(number)
    ledger.forget(number)
    world.double.books.forget(new Set([...order.payments.map(({ reference }) => reference), ...own]))
    world.double.forgetNotices()
    ledger.forgotten()
  }

  private async hash(): Promise<string> {
    const digest = createHash('sha256')
    for (const table of hashed) {
      for (const row of await this.world.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`))
        digest.update(JSON.stringify(row))
    }
    digest.update(JSON.stringify(this.world.double.books.refunds))
    return digest.digest('hex').slice(0, 16)
  }
}

function ownCaptures(payouts: readonly string[]): string[] {
  return payouts.flatMap((id) => ['bank', ...merchantsOwn].map((provider) => ownCapture(provider, id)))
}

function lineOf({ step, depth, at, what }: { step: number; depth: number; at: number; what: string }): string {
  return `${step}${'>'.repeat(depth)} ${new Date(at).toISOString()} ${what}`
}

const ended: readonly string[] = ['completed', 'declined', 'cancelled', 'expired']
const hashed = ['requests', 'request_events', 'payouts', 'payout_events', 'balances', 'outbox', 'order_revisions']

const archiving = [
  `DELETE FROM payout_events WHERE payout IN (SELECT id FROM payouts WHERE order_number = ?1)`,
  `DELETE FROM outbox WHERE done_at IS NOT NULL AND kind <> 'payout' OR body ->> 'payout' IN (SELECT id FROM payouts WHERE order_number = ?1)`,
  `DELETE FROM payouts WHERE order_number = ?1`,
  `DELETE FROM request_events WHERE request IN (SELECT number FROM requests WHERE order_number = ?1)`,
  `DELETE FROM requests WHERE order_number = ?1`,
  `DELETE FROM balances WHERE order_number = ?1`,
  `DELETE FROM order_balances WHERE order_number = ?1`,
  `DELETE FROM order_revisions WHERE number = ?1`,
  `DELETE FROM orders WHERE number = ?1`,
  `DELETE FROM order_payments WHERE order_number = ?1`,
  `DELETE FROM provider_events WHERE ?1 <> ''`,
  `DELETE FROM external_refunds WHERE order_number = ?1`,
  `DELETE FROM external_refunds WHERE payment_reference IN (SELECT reference FROM order_payments WHERE order_number = ?1)`,
  `DELETE FROM payout_accounts WHERE order_number = ?1`,
  `DELETE FROM idempotency_keys WHERE ?1 <> ''`,
].map((sql) => ({ sql }))

const kindWeights = {
  buy: 8,
  push_again: 2,
  claim: 12,
  shopper: 8,
  staff: 20,
  finance: 6,
  stop: 1,
  limits: 0.6,
  again: 4,
  work: 26,
  deadlines: 2,
  bank: 4,
  credit: 2,
  reconcile: 3,
  own_server: 1,
  provider: 8,
  dashboard: 1.5,
  balance: 1,
  outage: 1,
  minutes: 6,
  hours: 3,
  weeks: 0.4,
  restart: 1,
  forget: 2,
} as const
type Kind = keyof typeof kindWeights
const kinds = (Object.entries(kindWeights) as [Kind, number][]).map(([kind, weight]) => [weight, kind] as const)
const quick: readonly Kind[] = [
  'claim',
  'shopper',
  'staff',
  'finance',
  'stop',
  'work',
  'provider',
  'push_again',
  'minutes',
]
const quickKinds = kinds.filter(([, kind]) => quick.includes(kind))

function habitsOf(chance: { pick<T>(list: readonly T[]): T }): Habits {
  const rate = () => chance.pick([0, 0.05, 0.2])
  return {
    ...calm,
    pending: rate(),
    requiresAction: rate() / 2,
    failsLater: rate() / 2,
    returnedByBank: rate() / 2,
    payerClosed: rate() / 2,
    ageMs: 180 * dayMs,
  }
}
