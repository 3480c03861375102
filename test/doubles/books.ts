import type { Chance } from './chance.ts'

/** What a provider captured. Amounts are minor units, times epoch ms. */
export interface Capture {
  provider: string
  /** As the merchant's order names it. */
  reference: string
  currency: string
  amount: number
  at: number
}

export type BookStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed'

/** Why a provider refuses, or a refund fails later; each face says it in its own words. */
export type Trouble =
  | 'no_balance'
  | 'too_old'
  | 'exceeds'
  | 'all_refunded'
  | 'payer_closed'
  | 'restricted'
  | 'unknown_capture'
  | 'currency'
  | 'too_soon'

/** A refund as the provider has it. */
export interface BookedRefund {
  provider: string
  /** The provider's own. */
  reference: string
  /** The number it came under; absent for what somebody made in the dashboard. */
  number?: string
  by: 'us' | 'dashboard'
  /** Empty where it goes to an account instead of back to a payment. */
  capture: string
  /** Whom it goes to then, as the wallet knows them. */
  payee?: string
  currency: string
  amount: number
  status: BookStatus
  trouble?: Trouble
  /** It had been paid, and the bank sent it back. */
  returned: boolean
  at: number
  changedAt: number
  /** Refused, which is told later: no money is set aside for it. */
  isRefused?: boolean
  /** When what is pending ends, and how. */
  ends?: { at: number; as: BookStatus; trouble?: Trouble }
  /** When the bank sends back what was paid. */
  returns?: number
}

/** Whether it gave money back, or will: what failed, or is refused and says so later, does not. */
export function movesMoney({ status, isRefused }: Pick<BookedRefund, 'status' | 'isRefused'>): boolean {
  return status !== 'failed' && !isRefused
}

/** A call that asked for money, whatever became of it. */
export interface AskedRefund {
  provider: string
  number: string
  /** Empty where it asked for money to an account: then `payee` says whose. */
  capture: string
  payee?: string
  amount: number
  currency: string
  at: number
  /** Whether it made a refund of its own. */
  isNew: boolean
  /** It was sent long before it came. */
  isLate: boolean
  /** When, where that is known. */
  sentAt?: number
}

export interface Asked {
  number: string
  capture: string
  payee?: string
  currency: string
  amount: number
}

/** Money to an account, out of the merchant's balance. */
export interface AskedTransfer {
  number: string
  payee: string
  currency: string
  amount: number
}

/** How a provider moves its money. */
export interface Habits {
  /** Chances, by what may happen to a refund that is accepted. */
  pending: number
  requiresAction: number
  failsLater: number
  returnedByBank: number
  /** Payers whose account is closed: the refund is refused at once. */
  payerClosed: number
  /** How long what is pending takes, ms. */
  settlesWithinMs: readonly [from: number, to: number]
  /** The least time between two refunds of one capture. */
  gapMs?: number
  /** Refunds of older captures are refused. */
  ageMs?: number
  /** What it refuses it refuses later, by a webhook; until then it is pending. */
  refusesLater?: boolean
  /** Money that is short when it is asked for: the refund waits instead of being refused. */
  waitsForBalance?: boolean
}

export const calm: Habits = {
  pending: 0,
  requiresAction: 0,
  failsLater: 0,
  returnedByBank: 0,
  payerClosed: 0,
  settlesWithinMs: [2_000, 86_400_000],
}

/**
 * A provider's books: what it captured, what it gave back, and to whom it said so. The truth that an audit compares with;
 * knows nothing of wires, keys or the program under test.
 */
export class Books {
  readonly captures = new Map<string, Capture>()
  readonly refunds: BookedRefund[] = []
  readonly asked: AskedRefund[] = []
  /** Providers whose account at them is empty until somebody tops it up. */
  readonly short = new Set<string>()
  /** What comes now was sent long before. */
  isLate = false
  sentAt: number | undefined
  onChange: (refund: BookedRefund) => void = () => {}
  private readonly chance: Chance
  private readonly now: () => number
  private readonly closed = new Map<string, boolean>()
  private readonly givenUp = new Set<string>()
  private made = 0

  constructor(chance: Chance, now: () => number) {
    this.chance = chance
    this.now = now
  }

  capture(capture: Capture): void {
    this.captures.set(capture.reference, capture)
  }

  find(provider: string, number: string): BookedRefund | undefined {
    return this.refunds.findLast((refund) => refund.provider === provider && refund.number === number)
  }

  byReference(reference: string): BookedRefund | undefined {
    return this.refunds.find((refund) => refund.reference === reference)
  }

  ofCapture(reference: string): BookedRefund[] {
    return this.refunds.filter((refund) => refund.capture === reference)
  }

  /** What still can be given back of a capture: what is pending is spoken for. */
  left(reference: string): number {
    const captured = this.captures.get(reference)?.amount ?? 0
    return this.ofCapture(reference).reduce(
      (rest, refund) => (movesMoney(refund) ? rest - refund.amount : rest),
      captured,
    )
  }

  /** Somebody said that nothing was paid under this number: so nothing will be. */
  neverMakes(provider: string, number: string): void {
    this.givenUp.add(`${provider} ${number}`)
  }

  /** Takes note of a call under a number that the provider knows already. */
  repeat(provider: string, asked: Asked): void {
    this.note(provider, asked, 'repeated')
  }

  /** Makes a refund, or says why not. Whether the number is known is the caller's to look up first. */
  refund(provider: string, asked: Asked, habits: Habits): BookedRefund | Trouble {
    this.note(provider, asked, 'new')
    const trouble = this.troubleOf(provider, asked, habits)
    if (trouble === 'no_balance' && habits.waitsForBalance) {
      return this.book({ ...this.newRefund(provider, asked), status: 'pending', trouble: 'no_balance' })
    }
    if (trouble && !habits.refusesLater) return trouble
    return this.make(this.newRefund(provider, asked), trouble, habits)
  }

  /** Makes a transfer, or says why not. Whether the number is known is the caller's to look up first. */
  transfer(provider: string, asked: AskedTransfer, habits: Habits): BookedRefund | Trouble {
    const { number, payee } = asked
    const transfer = { ...asked, capture: '' }
    this.note(provider, transfer, 'new')
    const isClosed = this.isClosed(payee, habits)
    const isGivenUp = this.givenUp.has(`${provider} ${number}`)
    const own = isClosed ? 'payer_closed' : this.short.has(provider) ? 'no_balance' : undefined
    const trouble = isGivenUp ? 'restricted' : own
    if (trouble && !habits.refusesLater) return trouble
    return this.make({ ...this.newRefund(provider, transfer), payee }, trouble, habits)
  }

  private note(provider: string, { number, capture, payee, amount, currency }: Asked, what: 'new' | 'repeated'): void {
    const { isLate, sentAt } = this
    const isNew = what === 'new'
    this.asked.push({ provider, number, capture, payee, amount, currency, at: this.now(), isNew, isLate, sentAt })
  }

  private make(refund: BookedRefund, trouble: Trouble | undefined, habits: Habits): BookedRefund {
    const { chance } = this
    const [from, to] = habits.settlesWithinMs
    const at = this.now() + chance.between(from, to)
    if (trouble) {
      refund.ends = { at, as: 'failed', trouble }
      refund.isRefused = true
    } else if (chance.happens(habits.failsLater)) {
      refund.ends = { at, as: 'failed', trouble: chance.pick(['payer_closed', 'no_balance'] as const) }
    } else if (chance.happens(habits.requiresAction)) {
      refund.status = 'requires_action'
      const goesWell = chance.happens(0.5)
      refund.ends = goesWell ? { at, as: 'succeeded' } : { at, as: 'failed', trouble: 'payer_closed' }
    } else if (chance.happens(habits.pending)) {
      refund.ends = { at, as: 'succeeded' }
    } else {
      refund.status = 'succeeded'
    }
    if (chance.happens(habits.returnedByBank)) refund.returns = at + chance.between(86_400_000, 10 * 86_400_000)
    return this.book(refund)
  }

  /** Somebody at the merchant refunds in the provider's dashboard. */
  refundByHand(provider: string, capture: string, amount: number): BookedRefund {
    const currency = this.captures.get(capture)?.currency ?? ''
    const refund = this.newRefund(provider, { number: '', capture, amount, currency })
    return this.book({ ...refund, number: undefined, by: 'dashboard', status: 'succeeded' })
  }

  topUp(provider: string): void {
    this.short.delete(provider)
    for (const refund of this.refunds) {
      if (refund.provider !== provider || refund.status !== 'pending' || refund.trouble !== 'no_balance') continue
      refund.trouble = undefined
      this.change(refund, 'succeeded')
    }
  }

  /** What time does by itself. */
  tick(): void {
    const now = this.now()
    for (const refund of this.refunds) {
      const { ends } = refund
      if (ends && ends.at <= now) {
        refund.ends = undefined
        this.change(refund, ends.as, ends.trouble)
      }
      if (refund.returns !== undefined && refund.returns <= now && refund.status === 'succeeded') {
        refund.returns = undefined
        refund.returned = true
        this.change(refund, 'failed', 'payer_closed')
      }
    }
  }

  /** When time next does something; undefined: never. */
  nextAt(): number | undefined {
    const times = this.refunds.flatMap(({ ends, returns, status }) => [
      ...(ends ? [ends.at] : []),
      ...(returns !== undefined && status === 'succeeded' ? [returns] : []),
    ])
    return times.length > 0 ? Math.min(...times) : undefined
  }

  /** Captures and transfers' numbers that are long over, so that a run of any length has books of one size. */
  forget(references: ReadonlySet<string>): void {
    const isKept = ({ capture, payee, number = '' }: { capture: string; payee?: string; number?: string }) =>
      !references.has(payee === undefined ? capture : number)
    for (const { payee = '' } of this.refunds.filter((refund) => !isKept(refund))) this.closed.delete(payee)
    for (const reference of references) {
      this.captures.delete(reference)
      this.closed.delete(reference)
    }
    keepOnly(this.refunds, isKept)
    keepOnly(this.asked, isKept)
  }

  private troubleOf(
    provider: string,
    { number, capture, amount, currency }: Asked,
    habits: Habits,
  ): Trouble | undefined {
    if (this.givenUp.has(`${provider} ${number}`)) return 'restricted'
    const captured = this.captures.get(capture)
    if (!captured || captured.provider !== provider) return 'unknown_capture'
    if (captured.currency !== currency) return 'currency'
    const left = this.left(capture)
    if (left === 0) return 'all_refunded'
    if (amount > left) return 'exceeds'
    if (habits.ageMs !== undefined && this.now() - captured.at > habits.ageMs) return 'too_old'
    const last = Math.max(...this.ofCapture(capture).map(({ at }) => at), 0)
    if (habits.gapMs !== undefined && this.now() - last < habits.gapMs) return 'too_soon'
    if (this.isClosed(capture, habits)) return 'payer_closed'
    return this.short.has(provider) ? 'no_balance' : undefined
  }

  /** A payer's account that is closed stays so. */
  private isClosed(capture: string, { payerClosed }: Habits): boolean {
    const known = this.closed.get(capture) ?? this.chance.happens(payerClosed)
    this.closed.set(capture, known)
    return known
  }

  private newRefund(provider: string, { number, capture, amount, currency }: Asked): BookedRefund {
    this.made += 1
    const at = this.now()
    return {
      provider,
      reference: nameOf(provider, capture, number, this.made),
      number,
      by: 'us',
      capture,
      currency,
      amount,
      status: 'pending',
      returned: false,
      at,
      changedAt: at,
    }
  }

  private book(refund: BookedRefund): BookedRefund {
    this.refunds.push(refund)
    this.onChange(refund)
    return refund
  }

  private change(refund: BookedRefund, status: BookStatus, trouble?: Trouble): void {
    refund.status = status
    refund.trouble = trouble
    refund.changedAt = this.now()
    this.onChange(refund)
  }
}

/** Alipay has no numbers of its own for refunds: the trade's and ours are its name. */
function nameOf(provider: string, capture: string, number: string, made: number): string {
  const own = `rf${String(made).padStart(10, '0')}`
  return provider === 'alipay' && capture !== '' ? `${capture}/${number === '' ? own : number}` : own
}

function keepOnly<T>(list: T[], isKept: (value: T) => boolean): void {
  list.splice(0, list.length, ...list.filter(isKept))
}
