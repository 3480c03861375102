import type { Refusal } from '../../shared/errors.ts'
import type { Order } from '../../shared/order/order.ts'
import { isOwnDestination } from '../../shared/payouts/destinations.ts'
import type { PayoutWay, PayoutWays } from '../data/payouts.ts'

export interface Tried {
  refusal: Refusal | undefined
  currency: string
}

/** The answer of the server about where payouts can go instead: `tried` by the destination, one for each payout. */
export function waysOf(ask: readonly Tried[], tried: ReadonlyMap<string, readonly Tried[]>, order?: Order): PayoutWays {
  return {
    count: ask.length,
    ask: summed(ask),
    ways: [...tried].map(([destination, each]) => ({ ...lookOf(destination, order), ...summed(each) })),
  }
}

function lookOf(destination: string, order: Order | undefined): Omit<PayoutWay, 'possible' | 'refusals'> {
  if (isOwnDestination(destination)) return { destination, kind: destination }
  const payment = order?.payments.find(({ id }) => id === destination)
  return { destination, kind: 'payment', method: payment?.method, label: payment?.label }
}

function summed(tried: readonly Tried[]): Pick<PayoutWay, 'possible' | 'refusals'> {
  const refused = tried.flatMap(({ refusal, currency }) => (refusal ? [{ ...refusal, currency }] : []))
  return {
    possible: tried.length - refused.length,
    refusals: refused.slice(0, 1).map(({ refused: code, limit, detail, currency }) => ({
      code,
      limit,
      params: detail,
      currency,
      count: refused.length,
    })),
  }
}
