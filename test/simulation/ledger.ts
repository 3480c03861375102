import { type AskedRefund, type BookedRefund, type Books, type Capture, movesMoney } from '../doubles/books.ts'
import { ownCapture } from '../doubles/faces/merchant.ts'

/** What the ledger reads of an order. Amounts are minor units. */
export interface LedgerOrder {
  number: string
  currency: string
  customer?: { id?: string }
  lines: { id: string; quantity: number; unitPrice: number; discount: number }[]
  payments: { id: string; provider: string; reference: string; amount: number }[]
}

/** A request as the API shows it; only what is money. */
export interface SeenRequest {
  number: string
  order: string
  seq: number
  status: string
  items: { id: string; line?: string; quantity: number; decision: string; goods: string; money: string }[]
  quote: {
    items: { line?: string; quantity: number; amount: number }[]
    shipping: { amount: number }
    fees: { amount: number }[]
    promotions?: { amount: number }[]
    goodwill: number
    bonus: number
    total: number
    payments: { payment: string; amount: number }[]
  }
  payouts: { id: string; destination: string; amount: number; status: string }[]
  accountAsked?: { payouts: string[] }
}

export interface SeenEvent {
  seq: number
  at: number
  type: string
  payout?: string
  destination?: string
  amount?: number
  replaces?: string
  status?: string
  amounts?: Record<string, number>
  shipping?: number
  actor?: { kind: string; id?: string }
}

/** A payout as its request's events tell of it. */
interface ToldPayout {
  id: string
  request: string
  order: string
  destination: string
  amount: number
  requestedAt: number
  replacedAt?: number
  status: string
  approvals: Set<string>
  /** When the program first called for it. */
  calledAt?: number
  /** When its provider first heard of it. */
  askedAt?: number
}

interface Limits {
  secondPersonAbove: Readonly<Record<string, number>>
  dailyCap: Readonly<Record<string, number>>
}

interface KnownRequest {
  view: SeenRequest
  seq: number
  payouts: string[]
  isAmountedByStaff: boolean
}

/** Store credit that a checkout spent; minor units. */
interface Redemption {
  id: string
  customer: string
  currency: string
  amount: number
}

/** What a customer has, by these accounts. `onTheWay`: asked for, and nobody said yet that it was given. */
interface CreditOwner {
  customer: string
  currency: string
  balance: number
  onTheWay: number
}

const over: readonly string[] = ['declined', 'cancelled', 'expired']

/**
 * Keeps its own accounts of what may be paid and what was: from the providers' books, from the orders, and from what the API
 * shows of requests. It shares no line with the program it audits. Every method throws a `Violation` when money is wrong.
 */
export class Ledger {
  readonly requests = new Map<string, KnownRequest>()
  readonly orders = new Map<string, LedgerOrder>()
  private readonly payouts = new Map<string, ToldPayout>()
  private readonly books: Books
  /** Refunds made in a dashboard that the program was told of, and when. */
  private readonly told = new Map<string, number>()
  /** Payouts that were called for before their request was looked at. */
  private readonly calledEarly = new Map<string, number>()
  private stoppedAt: number | undefined
  private stopsNow = false
  private limits: (Limits & { at: number }) | undefined
  private newLimits: Limits | undefined
  private heard = 0
  private readonly spent = new Map<string, Redemption & { givenBack: number }>()
  /** By customer and currency: what orders gave that are archived. */
  private readonly archivedCredit = new Map<string, number>()
  /** Customers about whose credit nobody answered, and how often. */
  private readonly unsureAbout = new Map<string, number>()

  constructor(books: Books) {
    this.books = books
  }

  bought(order: LedgerOrder): void {
    this.orders.set(order.number, order)
  }

  tellExternal(reference: string, at: number): void {
    if (!this.told.has(reference)) this.told.set(reference, at)
  }

  isTold(reference: string): boolean {
    return this.told.has(reference)
  }

  /** @param at undefined: from the end of this step on */
  stopped(at: number | undefined): void {
    if (at === undefined) this.stopsNow = true
    else this.stoppedAt ??= at
  }

  stepEnds(at: number): void {
    if (this.stopsNow) this.stoppedAt ??= at + 1
    this.stopsNow = false
    if (this.newLimits) this.limits = { ...this.newLimits, at }
    this.newLimits = undefined
  }

  /** From when somebody asks for others until they are set, no limit is known. */
  limitsChange(): void {
    this.limits = undefined
    this.newLimits = undefined
  }

  limitsAre(limits: Limits): void {
    this.newLimits = limits
  }

  /** The program called for it, heard or not: for it, whatever became of that, the money is spoken for. */
  called(payout: string, at: number): void {
    const known = this.payouts.get(payout)
    if (known) known.calledAt ??= at
    else this.calledEarly.set(payout, at)
  }

  approvedBy(payout: string, person: string): void {
    this.payouts.get(payout)?.approvals.add(person)
  }

  resumed(): void {
    this.stoppedAt = undefined
    this.stopsNow = false
  }

  get isStopped(): boolean {
    return this.stopsNow || this.stoppedAt !== undefined
  }

  forget(order: string): void {
    const known = this.orders.get(order)
    if (!known) return
    for (const { customer, currency, balance } of this.creditGiven(known)) {
      const key = `${customer} ${currency}`
      this.archivedCredit.set(key, (this.archivedCredit.get(key) ?? 0) + balance)
    }
    this.orders.delete(order)
    for (const [number, { view, payouts }] of this.requests) {
      if (view.order !== order) continue
      this.requests.delete(number)
      for (const id of payouts) this.payouts.delete(id)
    }
  }

  payoutsOf(order: string): string[] {
    return [...this.payouts.values()].filter((payout) => payout.order === order).map(({ id }) => id)
  }

  /** What the API shows now, and the events since the last look. */
  saw(view: SeenRequest, events: readonly SeenEvent[]): void {
    const known = this.requests.get(view.number) ?? { view, seq: 0, payouts: [], isAmountedByStaff: false }
    known.view = view
    for (const event of events) {
      known.seq = event.seq
      if (event.amounts || event.shipping !== undefined) known.isAmountedByStaff = true
      if (event.payout === undefined) continue
      if (event.type === 'payout_requested') {
        this.requested(view, event)
        known.payouts.push(event.payout)
      }
      const payout = this.payouts.get(event.payout)
      if (event.type === 'payout_changed') {
        if (payout) payout.status = event.status ?? payout.status
      } else if (event.actor?.kind === 'staff') {
        // Who asks for the money is the first of two.
        payout?.approvals.add(event.actor.id ?? '')
      }
    }
    this.requests.set(view.number, known)
    this.checkView(known)
    this.checkOrder(view.order)
  }

  private requested(view: SeenRequest, event: SeenEvent): void {
    const { payout: id = '', destination = '', amount = 0, replaces, at } = event
    must(!this.payouts.has(id), `the number ${id} was given twice`)
    const old = replaces === undefined ? undefined : this.payouts.get(replaces)
    if (old) {
      old.replacedAt = at
      const moved = this.moved(old.id)
      must(moved === 0, `${id} takes the place of ${old.id}, which moved ${moved}`)
    }
    const order = view.order
    const calledAt = this.calledEarly.get(id)
    this.calledEarly.delete(id)
    this.payouts.set(id, {
      id,
      request: view.number,
      order,
      destination,
      amount,
      requestedAt: at,
      calledAt,
      status: 'queued',
      approvals: new Set(),
    })
  }

  /** Calls that came to the providers since the last look. */
  heardCalls(): void {
    const { asked } = this.books
    if (this.heard > asked.length) this.heard = asked.length
    for (; this.heard < asked.length; this.heard += 1) {
      const call = asked[this.heard]
      if (!call) continue
      const { provider, number, capture, amount, at, isLate } = call
      const what = `${provider} was asked for ${amount} of ${capture} under ${number}`
      must(isLate || this.stoppedAt === undefined || at < this.stoppedAt, `${what}, although payouts are stopped`)
      const payout = this.payouts.get(number)
      if (!payout) throw new Violation(`${what}, which no request knows`)
      const payment = this.paymentOf(payout)
      must(this.captureOf(payout) === capture, `${what}, its request says ${payout.destination}`)
      must(payout.amount === amount, `${what}, its request says ${payout.amount}`)
      must(isLate || at <= (payout.replacedAt ?? at), `${what}, in whose place another stands`)
      if (!isLate) this.checkLimits(payout, call, what)
      payout.askedAt ??= at
      if (call.isNew) this.checkKnown(payout, payment?.amount ?? payout.amount, capture, what)
    }
    this.checkBooks()
  }

  forgotten(): void {
    this.heard = this.books.asked.length
  }

  /** Above a limit two people said yes; and no day pays out more than it may. */
  private checkLimits(payout: ToldPayout, { amount, currency, at }: AskedRefund, what: string): void {
    const { limits } = this
    if (!limits || at <= limits.at) return
    const above = limits.secondPersonAbove[currency]
    const isApproved = above === undefined || amount <= above || payout.approvals.size >= 2
    must(isApproved, `${what}, above ${above}, and ${payout.approvals.size} said yes`)
    const cap = limits.dailyCap[currency]
    const today = dayOf(at)
    // One that waited from another day may have been sent before, unheard: then it counts for that day.
    if (cap === undefined || payout.askedAt !== undefined || dayOf(payout.requestedAt) !== today) return
    // As does what was on its way when the limits came.
    if (payout.calledAt !== undefined && payout.calledAt <= limits.at) return
    const others = [...this.payouts.values()].filter(
      ({ id, askedAt, requestedAt }) =>
        id !== payout.id &&
        askedAt !== undefined &&
        dayOf(askedAt) === today &&
        dayOf(requestedAt) === today &&
        this.books.refunds.some((refund) => refund.number === id && refund.currency === currency && movesMoney(refund)),
    )
    must(sumOf(others) + amount <= cap, `${what}, and ${sumOf(others)} went today, of ${cap} that may`)
  }

  /** What was known when it was decided must have left room for it. */
  private checkKnown(payout: ToldPayout, captured: number, capture: string, what: string): void {
    let spoken = 0
    for (const refund of this.books.ofCapture(capture)) {
      if (!movesMoney(refund) || refund.number === payout.id) continue
      const toldAt = this.told.get(refund.reference)
      if (refund.by === 'us' || (toldAt !== undefined && toldAt < payout.requestedAt)) spoken += refund.amount
    }
    must(spoken + payout.amount <= captured, `${what}, of ${captured} captured and ${spoken} given back`)
  }

  private checkBooks(): void {
    const { refunds } = this.books
    const byNumber = new Map<string, BookedRefund>()
    const spent = new Map<string, number>()
    for (const refund of refunds) {
      if (!movesMoney(refund)) continue
      spent.set(refund.capture, (spent.get(refund.capture) ?? 0) + refund.amount)
      if (refund.number === undefined) continue
      const key = `${refund.provider} ${refund.number}`
      const other = byNumber.get(key)
      must(!other, `${key} was refunded twice: ${other?.reference} and ${refund.reference}`)
      byNumber.set(key, refund)
    }
    for (const [reference, amount] of spent) {
      const captured = this.books.captures.get(reference)?.amount ?? 0
      must(amount <= captured, `${reference}: ${amount} given back of ${captured}`)
    }
  }

  private checkView({ view, payouts, isAmountedByStaff }: KnownRequest): void {
    const { quote, number, status } = view
    const promotions = (quote.promotions ?? []).reduce((sum, { amount }) => sum + amount, 0)
    const parts =
      sumOf(quote.items) + quote.shipping.amount - sumOf(quote.fees) + quote.bonus + quote.goodwill + promotions
    if (!isAmountedByStaff) must(quote.total === Math.max(0, parts), `${number}: ${quote.total} is not ${parts}`)
    must(quote.total === sumOf(quote.payments), `${number}: payments are not ${quote.total}`)
    for (const shown of view.payouts) {
      const payout = this.payouts.get(shown.id)
      if (!payout) throw new Violation(`${number} shows ${shown.id}, of which no event tells`)
      must(payout.amount === shown.amount, `${shown.id} is shown with ${shown.amount}, not ${payout.amount}`)
      if (shown.status === 'succeeded') this.checkConfirmed(payout)
    }
    const own = payouts.flatMap((id) => this.payouts.get(id) ?? [])
    const promised = sumOf(own.filter(({ replacedAt }) => replacedAt === undefined))
    must(promised <= quote.total, `${number}: ${promised} are on their way of ${quote.total}`)
    if (status !== 'completed') return
    const paid = view.items.some(({ decision }) => decision === 'approved') ? promised : 0
    must(
      paid === quote.total || view.items.some(({ goods }) => goods === 'lapsed'),
      `${number} is completed with ${paid} of ${quote.total}`,
    )
  }

  /** "Refunded" is what the provider said, never what is hoped. */
  private checkConfirmed(payout: ToldPayout): void {
    const capture = this.captureOf(payout)
    const { provider } = this.books.captures.get(capture) ?? {}
    if (provider === undefined)
      return must(!isOutside(payout.destination), `${payout.id} is shown as refunded, unheard`)
    const refund = this.books.find(provider, payout.id)
    must(
      refund !== undefined && (refund.status === 'succeeded' || refund.returned),
      `${payout.id} is shown as refunded, its provider says ${refund?.status ?? 'nothing'}`,
    )
  }

  /** No line gives back more than its units cost, whoever asks how often. */
  private checkOrder(number: string): void {
    const order = this.orders.get(number)
    if (!order) return
    const given = new Map<string, { quantity: number; amount: number }[]>()
    let isAmountedByStaff = false
    for (const { view, isAmountedByStaff: is } of this.requests.values()) {
      if (view.order !== number || over.includes(view.status)) continue
      isAmountedByStaff ||= is
      for (const { line, ...part } of view.quote.items) {
        if (line !== undefined) given.set(line, [...(given.get(line) ?? []), part])
      }
    }
    for (const { id, quantity, unitPrice, discount } of order.lines) {
      const parts = given.get(id) ?? []
      const units = parts.reduce((sum, part) => sum + part.quantity, 0)
      const amount = sumOf(parts)
      const total = quantity * unitPrice - discount
      // Each part is rounded by where it stood among the others, of which some may have gone since.
      const rounded = parts.reduce((sum, part) => sum + Math.ceil((total * part.quantity) / quantity), 0)
      const most = isAmountedByStaff ? total : Math.min(total, rounded)
      must(units <= quantity, `${number} ${id}: ${units} of ${quantity} units`)
      must(amount <= most, `${number} ${id}: ${amount} for ${units} of ${quantity} units that cost ${total}`)
    }
  }

  /** What the API says may still be given back of each payment, against what these accounts say. */
  checkRemaining(number: string, remaining: Record<string, number>): void {
    const order = this.orders.get(number)
    if (!order) return
    const requests = [...this.requests.values()].filter(({ view }) => view.order === number)
    for (const { id, reference, amount: captured } of order.payments) {
      const shown = remaining[`payment:${id}`]
      if (shown === undefined) continue
      const refunds = this.books.ofCapture(reference).filter(movesMoney)
      const ours = sumOf(refunds.filter(({ by }) => by === 'us'))
      const elsewhere = refunds.filter(({ by }) => by === 'dashboard')
      const known = sumOf(elsewhere.filter(({ reference }) => this.told.has(reference)))
      const most = Math.max(0, captured - ours - known)
      must(shown <= most, `${number} ${id}: ${shown} remain of ${captured}, the books have ${ours} and ${known}`)
      const held = sumOf(
        requests.flatMap(({ view, payouts }) => [
          ...(over.includes(view.status) ? [] : view.quote.payments.filter(({ payment }) => payment === id)),
          ...payouts.flatMap((payout) => this.payouts.get(payout) ?? []).filter((payout) => payout.destination === id),
        ]),
      )
      const least = captured - held - sumOf(elsewhere)
      must(shown >= least, `${number} ${id}: only ${shown} remain of ${captured}, ${held} are held and ${known} went`)
    }
  }

  /** At the end, when all time has passed. `withPerson` names payouts that somebody was asked to look at. */
  checkEnd(payouts: readonly { id: string; status: string; final: boolean; withPerson: boolean }[]): void {
    for (const { id, status, final, withPerson } of payouts) {
      const told = this.payouts.get(id)
      if (!told) throw new Violation(`${id} is a payout that no request tells of`)
      const isFinal = status === 'succeeded' || status === 'cancelled' || (status === 'failed' && final)
      must(isFinal || withPerson, `${id} ended ${status}, and nobody was asked to look`)
      const moved = this.moved(id)
      if (status === 'succeeded') this.checkConfirmed(told)
      else if (isFinal) must(moved === 0, `${id} is ${status}, and its provider paid ${moved}`)
    }
  }

  /** A file for the bank was made of these: what is above the limit had two who said yes. */
  filed(ids: readonly string[]): void {
    for (const id of ids) {
      const payout = this.payouts.get(id)
      if (!payout) throw new Violation(`${id} is in a file for the bank, and no request knows it`)
      const { currency = '' } = this.orders.get(payout.order) ?? {}
      const above = this.limits?.secondPersonAbove[currency]
      const isApproved = above === undefined || payout.amount <= above || payout.approvals.size >= 2
      must(isApproved, `${id} of ${payout.amount} is in a file, above ${above}, and ${payout.approvals.size} said yes`)
    }
  }

  redeemed(redemption: Redemption): void {
    this.spent.set(redemption.id, { ...redemption, givenBack: 0 })
  }

  redemptions(): Redemption[] {
    return [...this.spent.values()]
  }

  gaveBack(id: string, amount: number): void {
    const redemption = this.spent.get(id)
    if (!redemption) throw new Violation(`${id} was never spent`)
    redemption.givenBack += amount
    const refunded = [...this.payouts.values()].filter((payout) => this.paymentOf(payout)?.reference === id)
    const back = redemption.givenBack + sumOf(refunded.filter(({ status }) => status === 'succeeded'))
    must(back <= redemption.amount, `${id}: ${back} given back of ${redemption.amount} that were spent`)
  }

  unsure(customer: string): void {
    this.unsureAbout.set(customer, (this.unsureAbout.get(customer) ?? 0) + 1)
  }

  sure(customer: string): void {
    this.unsureAbout.set(customer, (this.unsureAbout.get(customer) ?? 0) - 1)
  }

  isSureAbout(customer: string): boolean {
    return (this.unsureAbout.get(customer) ?? 0) === 0
  }

  /** Everybody who was given credit. */
  creditOwners(): CreditOwner[] {
    const owners = new Map<string, CreditOwner>()
    const add = ({ customer, currency, balance, onTheWay }: CreditOwner) => {
      const key = `${customer} ${currency}`
      const at = owners.get(key) ?? { customer, currency, balance: 0, onTheWay: 0 }
      owners.set(key, { ...at, balance: at.balance + balance, onTheWay: at.onTheWay + onTheWay })
    }
    for (const [key, balance] of this.archivedCredit) {
      const [customer = '', currency = ''] = key.split(' ')
      add({ customer, currency, balance, onTheWay: 0 })
    }
    for (const order of this.orders.values()) this.creditGiven(order).forEach(add)
    for (const { customer, currency, amount, givenBack } of this.spent.values()) {
      add({ customer, currency, balance: givenBack - amount, onTheWay: 0 })
    }
    return [...owners.values()]
  }

  /** What the API shows of somebody's credit, against what these accounts say. `isEnd`: nothing is on its way any more. */
  checkCredit({ customer, currency, balance, onTheWay }: CreditOwner, shown: number, isEnd: boolean): void {
    if (!this.isSureAbout(customer)) return
    const most = isEnd ? balance : balance + onTheWay
    must(shown >= balance && shown <= most, `${customer} has ${shown} ${currency} of credit, not ${balance} to ${most}`)
  }

  private creditGiven({ number, currency, customer }: LedgerOrder): CreditOwner[] {
    if (customer?.id === undefined) return []
    const given = [...this.payouts.values()].filter(
      (payout) =>
        payout.order === number &&
        (payout.destination === 'store_credit' || this.paymentOf(payout)?.provider === 'store_credit'),
    )
    if (given.length === 0) return []
    const balance = sumOf(given.filter(({ status }) => status === 'succeeded'))
    const onTheWay = sumOf(given.filter(({ status }) => status !== 'succeeded'))
    return [{ customer: customer.id, currency, balance, onTheWay }]
  }

  /** What a provider paid, or will, under this number. */
  private moved(id: string): number {
    return sumOf(this.books.refunds.filter((refund) => refund.number === id && movesMoney(refund)))
  }

  /** What its money is booked under: its payment's name, or its own where it goes elsewhere. */
  private captureOf(payout: ToldPayout): string {
    const { id, destination } = payout
    return this.paymentOf(payout)?.reference ?? ownCapture(destination === 'account' ? 'bank' : destination, id)
  }

  private paymentOf({
    order,
    destination,
  }: ToldPayout): (LedgerOrder['payments'][number] & Partial<Capture>) | undefined {
    return this.orders.get(order)?.payments.find(({ id }) => id === destination)
  }
}

/** Whose money somebody else has to move, although it goes back to no payment. */
function isOutside(destination: string): boolean {
  return ['account', 'gift_card', 'coupon', 'points'].includes(destination)
}

/** Money that is wrong. */
export class Violation extends Error {}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Violation(otherwise)
}

function sumOf(parts: readonly { amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0)
}

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

function dayOf(at: number): string {
  return london.format(at)
}
