import type { RedemptionView } from '../../shared/api/store-credit.schema.ts'
import { isRefusal, refuse } from '../../shared/errors.ts'
import { giveBackCredit } from '../../shared/store-credit/give-back-credit.ts'
import { withRetries } from '../db/with-retries.ts'
import { Failure, failureOf } from '../failure.ts'
import { Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import type { Ports } from '../platform/ports.ts'
import { freshExpiry, readRedemption, returnRows } from './store.ts'

/**
 * Gives back what is left of a redemption, or a part of it: cumulative, also with what refunds gave back.
 * @throws Failure not_found, exceeds_payment with what can still be given back
 */
export async function reverseRedemption(
  ports: Ports,
  merchant: string,
  { id, amount }: { id: string; amount?: number },
  idempotency: IdempotencyClaim,
): Promise<Encoded> {
  const { database, clock, ids } = ports
  return withRetries(ports, `${merchant} redemption ${id}`, async () => {
    const redemption = await readRedemption(database, merchant, id)
    if (!redemption) throw new Failure('not_found')
    const { currency, order, givenBack } = redemption
    const now = clock.now()
    const wanted = amount ?? redemption.amount - givenBack
    if (wanted === 0) throw failureOf(refuse('exceeds_payment', { limit: 0 }))
    const returns = giveBackCredit(redemption.parts, wanted, now, await freshExpiry(database, merchant, now))
    if (isRefusal(returns)) throw failureOf(returns)
    const view: RedemptionView = { id, currency, amount: redemption.amount, givenBack: givenBack + wanted, order }
    const answer = JSON.stringify(view)
    await database.write([...returnRows({ merchant, source: ids.next('rv'), returns, now }), idempotency.row(answer)])
    return new Encoded(answer)
  })
}
