import { isRefusal } from '../../shared/errors.ts'
import type { PayoutOrder } from '../../shared/payouts/payout.ts'
import { giveBackCredit } from '../../shared/store-credit/give-back-credit.ts'
import { withRetries } from '../db/with-retries.ts'
import { noTurns } from '../platform/in-turn.ts'
import type { Ports } from '../platform/ports.ts'
import { freshExpiry, grantRow, isCredited, readRedemption, returnRows } from './store.ts'

/** `given_back_before`: the redemption that it refunds was given back by a reversal already. */
export type Credited = 'credited' | 'given_back_before' | 'other_currency' | 'no_owner'

/**
 * Pays in store credit, once for each payout: back to the very credit that had paid for the order where the payment's
 * reference is a redemption, and newly granted otherwise.
 */
export async function creditPayout(
  { database, clock, ids }: Pick<Ports, 'database' | 'clock' | 'ids'>,
  { merchant, id: payout, reference, request, currency, amount }: PayoutOrder & { merchant: string },
): Promise<Credited> {
  return withRetries({ clock, ids, inTurn: noTurns }, `${merchant} payout ${payout}`, async () => {
    if (await isCredited(database, merchant, payout)) return 'credited'
    const now = clock.now()
    const redemption = await readRedemption(database, merchant, reference)
    if (!redemption) {
      await database.write([grantRow({ merchant, payout, request, currency, amount, now })])
      return (await isCredited(database, merchant, payout)) ? 'credited' : 'no_owner'
    }
    if (redemption.currency !== currency) return 'other_currency'
    const returns = giveBackCredit(redemption.parts, amount, now, await freshExpiry(database, merchant, now))
    if (isRefusal(returns)) return 'given_back_before'
    await database.write(returnRows({ merchant, source: payout, payout, returns, now }))
    return 'credited'
  })
}
