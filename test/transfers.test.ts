import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Database } from '../server/db/database.ts'
import { providers } from '../server/payouts/providers/index.ts'
import { nowMs, orderOf, providerWith } from '../server/payouts/providers/provider.fixtures.ts'
import type { RefundOrder } from '../server/platform/ports.ts'
import { evolvePayout } from '../shared/payouts/evolve-payout.ts'
import { maySendAgain } from '../shared/payouts/next-move.ts'
import { isOver, type PayoutEventBody, type PayoutOrder, type PayoutState } from '../shared/payouts/payout.ts'
import { providerRules } from '../shared/payouts/provider-rules.ts'
import { report } from '../shared/payouts/report.ts'
import { doubleUrls, faceOf } from './doubles/all-faces.ts'
import { movesMoney } from './doubles/books.ts'
import { seededChance } from './doubles/chance.ts'
import { type DeliveredNotice, Double } from './doubles/double.ts'
import { doubleKeys } from './doubles/keys.ts'

// Money to the wallet that a shopper named, by both wallets' wires, while calls are lost, late, or answered with errors.
const wallets = {
  alipay: { account: { kind: 'alipay', holder: '林子涵', number: '13800138000' }, currency: 'CNY' },
  paypal: { account: { kind: 'paypal', holder: '', number: 'ann@example.com' }, currency: 'EUR' },
} as const
const minuteMs = 60_000
const rates = {
  lost: 0.1,
  late: 0.1,
  answer_lost: 0.15,
  error_before: 0.1,
  error_after: 0.1,
  limited: 0.1,
  notice_first: 0.1,
}

/** One payout, driven as the worker drives it: said before the call, asked before it is sent again. */
class Driven {
  state: PayoutState
  private seq = 0
  private now: () => number

  constructor(order: PayoutOrder, now: () => number) {
    this.now = now
    this.state = this.evolved(undefined, { type: 'requested', order, status: 'queued' })
  }

  note(body: PayoutEventBody): void {
    this.state = this.evolved(this.state, body)
  }

  hear(said: Parameters<typeof report>[1]): void {
    for (const event of report(this.state, said)) this.note(event)
  }

  private evolved(state: PayoutState | undefined, body: PayoutEventBody): PayoutState {
    this.seq += 1
    return evolvePayout(state, { seq: this.seq, at: this.now(), ...body })
  }
}

async function run(name: 'alipay' | 'paypal', seed: number) {
  const { account, currency } = wallets[name]
  const chance = seededChance(seed)
  let now = nowMs
  const clock = { now: () => now, sleep: async () => {} }
  const double = new Double({ chance: chance.fork('double'), now: clock.now, sleep: async () => {} })
  const habits = {
    pending: 0.4,
    requiresAction: 0,
    failsLater: 0.2,
    returnedByBank: 0,
    payerClosed: 0.15,
    settlesWithinMs: [minuteMs, 6 * 60 * minuteMs],
  } as const
  const url = doubleUrls[name] ?? ''
  double.add(new URL(url).host, faceOf(double, name, habits, clock.now))
  double.rates = rates
  if (chance.happens(0.2)) double.books.short.add(name)

  const factory = providers[name]
  if (!factory) throw new Error(`no ${name}`)
  const provider = providerWith(factory, doubleKeys().credentials[name], {
    url,
    clock,
    fetch: double.fetch,
    openAccount: async () => account,
    database: { read: async () => [] } as unknown as Database,
  })
  const wanted = orderOf({ provider: name, destination: 'account', account: 'acc_1', reference: 'acc_1', currency })
  const driven = new Driven(wanted, clock.now)
  const orderNow = (attempt: number): RefundOrder => ({ ...wanted, ...driven.state, attempt })
  double.deliver = async ({ headers, body }: DeliveredNotice) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]))
    const notice = await provider.readNotice?.({ headers: lower, body, url: '' }).catch(() => undefined)
    if (!notice || notice === 'invalid_signature') return false
    expect(notice.items).toMatchObject([{ kind: 'refund', payout: wanted.id }])
    const found = await provider.find(orderNow(0)).catch(() => undefined)
    if (!found || typeof found === 'string') return false
    driven.hear(found)
    return true
  }
  const send = async (isSure: boolean) => {
    driven.note({ type: 'submitting' })
    const said = await provider.refund(orderNow(driven.state.attempts)).catch(() => ({ status: 'unknown' as const }))
    const isOfThisCall = !isSure && said.status === 'failed' && !said.failure?.final
    driven.hear(isOfThisCall ? { ...said, status: 'unknown' } : said)
  }

  for (let step = 0; step < 120 && !isOver(driven.state); step += 1) {
    if (step === 60) {
      double.rates = { ...rates, lost: 0, late: 0, answer_lost: 0, error_before: 0, error_after: 0, limited: 0 }
      double.books.topUp(name)
    }
    now += chance.between(minuteMs, 90 * minuteMs)
    await double.tick()
    await double.deliverDue(5)
    const { status } = driven.state
    if (isOver(driven.state)) break
    if (status === 'queued' || status === 'failed') {
      await send(true)
      continue
    }
    const found = await provider.find(orderNow(0)).catch(() => ({ status: 'unknown' as const }))
    const isAccepted = status === 'pending' || status === 'requires_action'
    if (found !== 'never_seen' && found !== 'cannot_tell') driven.hear(found)
    else if (!isAccepted) {
      const isSafe = found === 'never_seen' || maySendAgain(driven.state, providerRules(name, 'account'), now)
      if (isSafe) await send(found === 'never_seen')
    }
  }
  // Calls that were late arrive in the end.
  now += 24 * 60 * minuteMs
  await double.tick()
  return { state: driven.state, made: double.books.refunds.filter(({ number }) => number === wanted.id) }
}

it.each(['alipay', 'paypal'] as const)('%s pays an account once, and what is said of it is so', async (name) => {
  const ends = { paid: 0, failed: 0 }
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
      const { state, made } = await run(name, seed)
      expect(made.length).toBeLessThanOrEqual(1)
      const paid = made.filter(movesMoney)
      expect([state.status, isOver(state)]).toEqual([paid.length === 1 ? 'succeeded' : 'failed', true])
      for (const { payee, amount } of paid) {
        expect([payee, amount]).toEqual([wallets[name].account.number, state.amount])
      }
      ends[state.status === 'succeeded' ? 'paid' : 'failed'] += 1
    }),
    { numRuns: name === 'alipay' ? 50 : 150, seed: 20261122 },
  )
  expect(Math.min(ends.paid, ends.failed)).toBeGreaterThan(5)
})
