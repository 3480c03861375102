import { isRefusal, type Refusal } from '../errors.ts'
import type { Order } from '../order/order.ts'
import { permissiveTerms } from './permissive-terms.ts'
import { quote } from './quote.ts'
import { holdingsOf } from './quote-holdings.ts'
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
