import { workDeadlines, workOutbox } from '../../server/outbox/index.ts'
import { addFaces, addMerchantFaces } from '../doubles/all-faces.ts'
import type { DeliveredNotice } from '../doubles/double.ts'
import { Bank, bankActs } from './bank.ts'
import { type Cast, send } from './cast.ts'
import { creditActs } from './credit.ts'
import { financeActs, setLimits, stopOrResume } from './finance.ts'
import { forgetOver } from './forget.ts'
import { Found } from './found.ts'
import { type Kind, kinds, quickKinds } from './kinds.ts'
import { Ledger } from './ledger/ledger.ts'
import { ownServerActs } from './own-server.ts'
import { buy, pushAgain } from './platform.ts'
import { merchant } from './prepared.ts'
import { reconcileActs } from './reconcile.ts'
import { settle } from './settle.ts'
import { claim, shopperActs } from './shoppers.ts'
import { staffActs } from './staff.ts'
import { changeBalance, changeOutage, habitsOf, refundInDashboard, usualFaults } from './troubles.ts'
import type { RunResult, RunWanted } from './wanted.ts'
import { Watcher } from './watcher.ts'
import type { World } from './world.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** A world with people in it who act, and accounts that watch. */
export class Simulation {
  readonly world: World
  readonly cast: Cast
  private readonly wanted: RunWanted
  private readonly ledger: Ledger
  private readonly watcher: Watcher
  private readonly lately: { step: number; depth: number; at: number; what: string }[] = []
  private step = 0
  private depth = 0
  private isSending = false

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
    this.watcher = new Watcher(this.cast, wanted.store.isFile)
    addFaces(double, habitsNow, world.clock.now)
    addMerchantFaces(double, habitsNow, { apiKey: merchant.secretKey, now: world.clock.now })
    double.rates = wanted.rates ?? usualFaults
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
        await this.watcher.observe()
        if (this.step % auditEvery === 0) await this.watcher.audit()
      }
      await this.settle()
      const hash = await this.watcher.hash()
      const { requests, payouts } = this.watcher
      return { seed, steps, hash, requests, payouts, lives: this.world.lives - 1 }
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
    this.ledger.controls.stepEnds(this.world.now())
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
        return refundInDashboard(cast)
      case 'balance':
        return changeBalance(cast)
      case 'outage':
        return changeOutage(cast)
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
        return forgetOver(cast)
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

  async settle(): Promise<void> {
    this.note('settling')
    await settle(this.cast, this.watcher, this.wanted.store.isFile ? 20 : 1)
  }
}

function lineOf({ step, depth, at, what }: { step: number; depth: number; at: number; what: string }): string {
  return `${step}${'>'.repeat(depth)} ${new Date(at).toISOString()} ${what}`
}
