import type { Accounts } from './accounts.ts'
import type { LedgerOrder } from './seen.ts'
import { must, sumOf, Violation } from './violation.ts'

/** Store credit that a checkout spent; minor units. */
export interface Redemption {
  id: string
  customer: string
  currency: string
  amount: number
}

/** What a customer has, by these accounts. `onTheWay`: asked for, and nobody said yet that it was given. */
export interface CreditOwner {
  customer: string
  currency: string
  balance: number
  onTheWay: number
}

/** What customers were given as store credit, spent, and got back. */
export class CreditAccounts {
  private readonly accounts: Accounts
  private readonly spent = new Map<string, Redemption & { givenBack: number }>()
  /** By customer and currency: what orders gave that are archived. */
  private readonly archived = new Map<string, number>()
  /** Customers about whose credit nobody answered, and how often. */
  private readonly unsureAbout = new Map<string, number>()

  constructor(accounts: Accounts) {
    this.accounts = accounts
  }

  archive(order: LedgerOrder): void {
    for (const { customer, currency, balance } of this.given(order)) {
      const key = `${customer} ${currency}`
      this.archived.set(key, (this.archived.get(key) ?? 0) + balance)
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
    const refunded = [...this.accounts.payouts.values()].filter(
      (payout) => this.accounts.paymentOf(payout)?.reference === id,
    )
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
  owners(): CreditOwner[] {
    const owners = new Map<string, CreditOwner>()
    const add = ({ customer, currency, balance, onTheWay }: CreditOwner) => {
      const key = `${customer} ${currency}`
      const at = owners.get(key) ?? { customer, currency, balance: 0, onTheWay: 0 }
      owners.set(key, { ...at, balance: at.balance + balance, onTheWay: at.onTheWay + onTheWay })
    }
    for (const [key, balance] of this.archived) {
      const [customer = '', currency = ''] = key.split(' ')
      add({ customer, currency, balance, onTheWay: 0 })
    }
    for (const order of this.accounts.orders.values()) this.given(order).forEach(add)
    for (const { customer, currency, amount, givenBack } of this.spent.values()) {
      add({ customer, currency, balance: givenBack - amount, onTheWay: 0 })
    }
    return [...owners.values()]
  }

  /** What the API shows of somebody's credit, against what these accounts say. `isEnd`: nothing is on its way any more. */
  check({ customer, currency, balance, onTheWay }: CreditOwner, shown: number, isEnd: boolean): void {
    if (!this.isSureAbout(customer)) return
    const most = isEnd ? balance : balance + onTheWay
    must(shown >= balance && shown <= most, `${customer} has ${shown} ${currency} of credit, not ${balance} to ${most}`)
  }

  private given({ number, currency, customer }: LedgerOrder): CreditOwner[] {
    if (customer?.id === undefined) return []
    const given = [...this.accounts.payouts.values()].filter(
      (payout) =>
        payout.order === number &&
        (payout.destination === 'store_credit' || this.accounts.paymentOf(payout)?.provider === 'store_credit'),
    )
    if (given.length === 0) return []
    const balance = sumOf(given.filter(({ status }) => status === 'succeeded'))
    const onTheWay = sumOf(given.filter(({ status }) => status !== 'succeeded'))
    return [{ customer: customer.id, currency, balance, onTheWay }]
  }
}
