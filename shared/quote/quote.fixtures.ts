import { isRefusal, type Refusal } from '../errors.ts'
import type { Order } from '../order/order.ts'
import { permissiveTerms } from './permissive-terms.ts'
import { quote } from './quote.ts'
import type { Holdings, MoneyTerms, Quote, QuoteInput, QuoteItem } from './quote-types.ts'

/** For tests: a quote under one set of terms, no shipping unless asked. */
export interface Ask extends Partial<Omit<QuoteInput, 'order' | 'termsOf'>> {
  terms?: Partial<MoneyTerms>
  termsByItem?: Partial<MoneyTerms>[]
}

export function ask(order: Order, { terms, termsByItem, ...rest }: Ask = {}): Quote | Refusal {
  return quote({
    order,
    holdings: {},
    items: 'all',
    shipping: 'none',
    ...rest,
    termsOf: (_, index) => ({ ...permissiveTerms, ...terms, ...termsByItem?.[index] }),
  })
}

export function accepted(order: Order, asked: Ask = {}): Quote {
  const result = ask(order, asked)
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

/** The holdings after a quote was paid, or only reserved. */
export function hold(holdings: Holdings, paid: Quote, as: 'reserved' | 'refunded' = 'refunded'): Holdings {
  const next: Record<string, Holdings[string]> = { ...holdings }
  for (const [key, { amount, settled, kept }] of Object.entries(holdingsOf(paid))) {
    const before = next[key] ?? { reserved: 0, refunded: 0, settled: 0, kept: 0 }
    next[key] = {
      ...before,
      [as]: before[as] + amount,
      settled: before.settled + settled,
      kept: (before.kept ?? 0) + kept,
    }
  }
  return next
}

export interface Run {
  quotes: Quote[]
  refusals: Refusal[]
  holdings: Holdings
}

/** Asks one after the other, each on what the accepted ones left. */
export function inTurn(order: Order, asks: readonly Ask[]): Run {
  const run: Run = { quotes: [], refusals: [], holdings: {} }
  for (const [index, asked] of asks.entries()) {
    const result = ask(order, { ...asked, holdings: run.holdings })
    if (isRefusal(result)) run.refusals.push(result)
    else {
      run.quotes.push(result)
      run.holdings = hold(run.holdings, result, index % 2 ? 'reserved' : 'refunded')
    }
  }
  return run
}

export function units(line: string, quantity?: number): QuoteItem {
  return quantity === undefined ? { line } : { line, quantity }
}

/** What an accepted quote adds to one key of Holdings: `amount` to reserved (later refunded), `settled` and `kept` as named. */
interface QuoteHolding {
  amount: number
  settled: number
  kept: number
}

/**
 * What a quote reserves, by key. Lines: what is paid for them after restocking, and what that settles. Payments and total:
 * what leaves the captured money, so without bonus and store credit's share of the payments.
 */
function holdingsOf(quote: Quote): Record<string, QuoteHolding> {
  const held: Record<string, QuoteHolding> = {}
  const add = (key: string, amount: number, settled: number, kept = 0): void => {
    const before = held[key] ?? { amount: 0, settled: 0, kept: 0 }
    held[key] = { amount: before.amount + amount, settled: before.settled + settled, kept: before.kept + kept }
  }
  quote.items.forEach((item, index) => {
    if (item.line === undefined) return
    const fee = quote.fees.find((candidate) => candidate.item === index)?.amount ?? 0
    if (item.quantity > 0) {
      add(`units:${item.line}`, item.quantity, item.quantity, item.resolution === 'keep_item' ? item.quantity : 0)
    }
    add(`line:${item.line}`, item.amount - fee, item.settled)
  })
  for (const { id, amount } of quote.shipping.lines) add(`shipping:${id}`, amount, amount)
  for (const { payment, amount } of quote.payments) {
    if (payment !== 'store_credit') add(`payment:${payment}`, amount, amount)
  }
  add('total', quote.total - quote.bonus, quote.total - quote.bonus)
  return held
}
