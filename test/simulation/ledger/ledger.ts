import type { Books } from '../../doubles/books.ts'
import { Accounts, type NamedAccount } from './accounts.ts'
import { checkBooks, checkCall } from './check-calls.ts'
import { checkConfirmed, checkOrder, checkRemaining, checkView } from './check-requests.ts'
import { Controls } from './controls.ts'
import { CreditAccounts } from './credit-accounts.ts'
import type { LedgerOrder, SeenEvent, SeenRequest } from './seen.ts'
import { must, Violation } from './violation.ts'

/**
 * Keeps its own accounts of what may be paid and what was: from the providers' books, from the orders, and from what the API
 * shows of requests. It shares no line with the program it audits. Every method throws a `Violation` when money is wrong.
 */
export class Ledger {
  readonly controls = new Controls()
  readonly credit: CreditAccounts
  private readonly accounts: Accounts
  /** Payouts that were called for before their request was looked at. */
  private heard = 0

  constructor(books: Books) {
    this.accounts = new Accounts(books)
    this.credit = new CreditAccounts(this.accounts)
  }

  get requests(): Accounts['requests'] {
    return this.accounts.requests
  }

  get orders(): Accounts['orders'] {
    return this.accounts.orders
  }

  bought(order: LedgerOrder): void {
    this.orders.set(order.number, order)
  }

  /** A shopper is about to name it: nobody else's account may be paid. */
  named(order: string, { kind, number }: NamedAccount): NamedAccount {
    const account = { kind, number }
    this.accounts.named.set(order, [...(this.accounts.named.get(order) ?? []), account])
    return account
  }

  tellExternal(reference: string, at: number): void {
    const { told } = this.accounts
    if (!told.has(reference)) told.set(reference, at)
  }

  approvedBy(payout: string, person: string): void {
    this.accounts.payouts.get(payout)?.approvals.add(person)
  }

  forget(order: string): void {
    const known = this.orders.get(order)
    if (!known) return
    this.credit.archive(known)
    this.accounts.forget(order)
  }

  payoutsOf(order: string): string[] {
    return this.accounts.payoutsOf(order)
  }

  /** What the API shows now, and the events since the last look. */
  saw(view: SeenRequest, events: readonly SeenEvent[]): void {
    const { accounts } = this
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
      const payout = accounts.payouts.get(event.payout)
      if (event.type === 'payout_changed') {
        if (payout) payout.status = event.status ?? payout.status
      } else if (event.actor?.kind === 'staff') {
        // Who asks for the money is the first of two.
        payout?.approvals.add(event.actor.id ?? '')
      }
    }
    this.requests.set(view.number, known)
    checkView(accounts, known)
    checkOrder(accounts, view.order)
  }

  private requested(view: SeenRequest, event: SeenEvent): void {
    const { payouts } = this.accounts
    const { payout: id = '', destination = '', amount = 0, replaces, at } = event
    must(!payouts.has(id), `the number ${id} was given twice`)
    const old = replaces === undefined ? undefined : payouts.get(replaces)
    if (old) {
      old.replacedAt = at
      const moved = this.accounts.moved(old.id)
      must(moved === 0, `${id} takes the place of ${old.id}, which moved ${moved}`)
    }
    const { number: request, order } = view
    payouts.set(id, {
      id,
      request,
      order,
      destination,
      account: event.account?.id,
      amount,
      requestedAt: at,
      status: 'queued',
      approvals: new Set(),
    })
  }

  /** Calls that came to the providers since the last look. */
  heardCalls(): void {
    const { asked } = this.accounts.books
    if (this.heard > asked.length) this.heard = asked.length
    for (; this.heard < asked.length; this.heard += 1) {
      const call = asked[this.heard]
      if (call) checkCall(this.accounts, this.controls, call)
    }
    checkBooks(this.accounts)
  }

  forgotten(): void {
    this.heard = this.accounts.books.asked.length
  }

  checkRemaining(order: string, remaining: Record<string, number>): void {
    checkRemaining(this.accounts, order, remaining)
  }

  /** At the end, when all time has passed. `withPerson` names payouts that somebody was asked to look at. */
  checkEnd(payouts: readonly { id: string; status: string; final: boolean; withPerson: boolean }[]): void {
    for (const { id, status, final, withPerson } of payouts) {
      const told = this.accounts.payouts.get(id)
      if (!told) throw new Violation(`${id} is a payout that no request tells of`)
      const isFinal = status === 'succeeded' || status === 'cancelled' || (status === 'failed' && final)
      must(isFinal || withPerson, `${id} ended ${status}, and nobody was asked to look`)
      const moved = this.accounts.moved(id)
      if (status === 'succeeded') checkConfirmed(this.accounts, told)
      else if (isFinal) must(moved === 0, `${id} is ${status}, and its provider paid ${moved}`)
    }
  }

  /** A file for the bank was made of these: what is above the limit had two who said yes. */
  filed(ids: readonly string[]): void {
    for (const id of ids) {
      const payout = this.accounts.payouts.get(id)
      if (!payout) throw new Violation(`${id} is in a file for the bank, and no request knows it`)
      const { currency = '' } = this.orders.get(payout.order) ?? {}
      const above = this.controls.limits?.secondPersonAbove[currency]
      const isApproved = above === undefined || payout.amount <= above || payout.approvals.size >= 2
      must(isApproved, `${id} of ${payout.amount} is in a file, above ${above}, and ${payout.approvals.size} said yes`)
    }
  }
}
