import type { RedemptionView, RedemptionWanted } from '../../shared/api/store-credit.schema.ts'
import { isRefusal } from '../../shared/errors.ts'
import { takeCredit } from '../../shared/store-credit/take-credit.ts'
import { withRetries } from '../db/with-retries.ts'
import { failureOf } from '../failure.ts'
import { Encoded } from '../http/call.ts'
import type { IdempotencyClaim } from '../http/idempotency.ts'
import type { Ports } from '../platform/ports.ts'
import { ownersOf } from './owners.ts'
import { readLots, redeemRows } from './store.ts'

/**
 * Spends all of the amount or nothing. Two who spend at once share what there is: whoever finds less than was decided on
 * decides again.
 * @throws Failure exceeds_balance with the limit
 */
export async function redeemCredit(
  ports: Ports,
  merchant: string,
  wanted: RedemptionWanted,
  idempotency: IdempotencyClaim,
): Promise<Encoded> {
  const { currency, amount, order } = wanted
  const owners = await ownersOf(ports, merchant, wanted)
  return withRetries(ports, `${merchant} credit ${owners[0]} ${currency}`, async () => {
    const now = ports.clock.now()
    const takes = takeCredit(await readLots(ports.database, { merchant, owners, currency }), amount, now)
    if (isRefusal(takes)) throw failureOf(takes)
    const id = ports.ids.next('cr')
    const answer = JSON.stringify({ id, currency, amount, givenBack: 0, order } satisfies RedemptionView)
    await ports.database.write([...redeemRows({ merchant, id, order, takes, now }), idempotency.row(answer)])
    return new Encoded(answer)
  })
}
