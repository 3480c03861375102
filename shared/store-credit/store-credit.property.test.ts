import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isRefusal } from '../errors.ts'
import { type CreditPart, giveBackCredit } from './give-back-credit.ts'
import { type CreditLot, takeCredit } from './take-credit.ts'

/** What somebody does to an account; times go forward. */
type Step =
  | { do: 'grant'; amount: number; lifeMs?: number }
  | { do: 'redeem'; amount: number }
  | { do: 'give_back'; redemption: number; amount: number }
  | { do: 'wait'; ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('grant' as const),
    amount: fc.integer({ min: 1, max: 500 }),
    lifeMs: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  }),
  fc.record({ do: fc.constant('redeem' as const), amount: fc.integer({ min: 1, max: 800 }) }),
  fc.record({
    do: fc.constant('give_back' as const),
    redemption: fc.nat({ max: 5 }),
    amount: fc.integer({ min: 1, max: 800 }),
  }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 60 }) }),
)

const freshLifeMs = 40

/** An account as the tables keep it: lots with what is left, and signed entries. */
class Account {
  now = 0
  lots: CreditLot[] = []
  entries: number[] = []
  redemptions: CreditPart[][] = []

  add(amount: number, expiresAt?: number) {
    this.lots.push({ id: String(this.lots.length), left: amount, expiresAt })
    this.entries.push(amount)
  }

  expire() {
    for (const lot of this.lots) {
      if (lot.left === 0 || lot.expiresAt === undefined || lot.expiresAt > this.now) continue
      this.entries.push(-lot.left)
      lot.left = 0
    }
  }

  redeem(amount: number) {
    const usable = this.lots.filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > this.now)
    const balance = usable.reduce((sum, { left }) => sum + left, 0)
    const takes = takeCredit(this.lots, amount, this.now)
    if (isRefusal(takes)) {
      expect(takes).toEqual({ refused: 'exceeds_balance', limit: balance })
      expect(amount).toBeGreaterThan(balance)
      return
    }
    expect(takes.reduce((sum, take) => sum + take.amount, 0)).toBe(amount)
    const parts = takes.map(({ lot: id, amount: part }, index) => {
      const lot = usable.find((one) => one.id === id)
      if (!lot) throw new Error('took what is expired')
      lot.left -= part
      this.entries.push(-part)
      return { id: `${this.redemptions.length}.${index}`, taken: part, givenBack: 0, expiresAt: lot.expiresAt }
    })
    // Nothing that expires earlier is left behind.
    const latest = Math.max(...parts.map(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt))
    for (const { left, expiresAt = Number.POSITIVE_INFINITY } of usable) if (expiresAt < latest) expect(left).toBe(0)
    this.redemptions.push(parts)
  }

  giveBack(index: number, amount: number) {
    const parts = this.redemptions[index]
    if (!parts) return
    const open = parts.reduce((sum, { taken, givenBack }) => sum + taken - givenBack, 0)
    const returns = giveBackCredit(parts, amount, this.now, this.now + freshLifeMs)
    if (isRefusal(returns)) {
      expect(returns).toEqual({ refused: 'exceeds_payment', limit: open })
      return
    }
    expect(returns.reduce((sum, one) => sum + one.amount, 0)).toBe(amount)
    for (const { part: id, amount: back, expiresAt } of returns) {
      const part = parts.find((one) => one.id === id)
      if (!part) throw new Error('gave back what was not taken')
      part.givenBack += back
      expect(part.givenBack).toBeLessThanOrEqual(part.taken)
      expect(expiresAt === undefined || expiresAt > this.now).toBe(true)
      if (part.expiresAt === undefined || part.expiresAt > this.now) expect(expiresAt).toBe(part.expiresAt)
      this.add(back, expiresAt)
    }
  }
}

it('entries add up to what is left, which is never negative, whatever is done in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const account = new Account()
      for (const one of steps) {
        if (one.do === 'grant') account.add(one.amount, one.lifeMs && account.now + one.lifeMs)
        else if (one.do === 'redeem') account.redeem(one.amount)
        else if (one.do === 'give_back') account.giveBack(one.redemption, one.amount)
        else account.now += one.ms
        account.expire()
        const left = account.lots.reduce((sum, lot) => sum + lot.left, 0)
        expect(account.entries.reduce((sum, amount) => sum + amount, 0)).toBe(left)
        for (const lot of account.lots) expect(lot.left).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 500 },
  )
})
