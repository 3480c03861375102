import { type Books, type Capture, movesMoney } from '../../doubles/books.ts'
import { ownCapture } from '../../doubles/faces/merchant.ts'
import type { LedgerOrder, SeenRequest } from './seen.ts'
import { sumOf } from './violation.ts'

/** A payout as its request's events tell of it. */
export interface ToldPayout {
  id: string
  request: string
  order: string
  destination: string
  amount: number
  requestedAt: number
  replacedAt?: number
  status: string
  /** The account's id, where it goes to one. */
  account?: string
  approvals: Set<string>
  /** When its provider first heard of it. */
  askedAt?: number
}

export interface KnownRequest {
  view: SeenRequest
  seq: number
  payouts: string[]
  isAmountedByStaff: boolean
}

/** An account that a shopper named for an order, at a bank or with a wallet; its id is known once somebody answered. */
export interface NamedAccount {
  id?: string
  kind: string
  number: string
}

/** What is known, and where a payout's money is to be found in the providers' books. */
export class Accounts {
  readonly orders = new Map<string, LedgerOrder>()
  readonly requests = new Map<string, KnownRequest>()
  readonly payouts = new Map<string, ToldPayout>()
  /** Refunds made in a dashboard that the program was told of, and when. */
  readonly told = new Map<string, number>()
  /** By order: whom money may be transferred to. */
  readonly named = new Map<string, NamedAccount[]>()
  readonly books: Books

  constructor(books: Books) {
    this.books = books
  }

  forget(order: string): void {
    this.orders.delete(order)
    this.named.delete(order)
    for (const [number, { view, payouts }] of this.requests) {
      if (view.order !== order) continue
      this.requests.delete(number)
      for (const id of payouts) this.payouts.delete(id)
    }
  }

  payoutsOf(order: string): string[] {
    return [...this.payouts.values()].filter((payout) => payout.order === order).map(({ id }) => id)
  }

  /** Whether the shopper named this wallet's account for this very payout. */
  isNamed({ order, destination, account }: ToldPayout, wallet: string, payee: string): boolean {
    const named = this.named.get(order)?.filter(({ kind, number }) => kind === wallet && number === payee) ?? []
    return destination === 'account' && named.some(({ id = account }) => id === account)
  }

  /** What a provider paid, or will, under this number. */
  moved(id: string): number {
    return sumOf(this.books.refunds.filter((refund) => refund.number === id && movesMoney(refund)))
  }

  /** What its money is booked under: its payment's name, or its own where it goes elsewhere. */
  captureOf(payout: ToldPayout): string {
    const { id, destination } = payout
    return this.paymentOf(payout)?.reference ?? ownCapture(destination === 'account' ? 'bank' : destination, id)
  }

  paymentOf({ order, destination }: ToldPayout): (LedgerOrder['payments'][number] & Partial<Capture>) | undefined {
    return this.orders.get(order)?.payments.find(({ id }) => id === destination)
  }
}
