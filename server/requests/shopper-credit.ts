import type { ShopperCredit } from '../../shared/api/store-credit.schema.ts'
import { currentPayouts } from '../../shared/lifecycle/status.ts'
import type { ShopperCaller } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { readShopperCredit } from '../store-credit/index.ts'
import { openRequest } from './get-request.ts'

/** What the shopper has, and what a request of theirs gave. @throws Failure not_found, also for what is somebody else's */
export async function shopperCredit(
  ports: Ports,
  { merchant, shopper, request }: { merchant: string; shopper: ShopperCaller; request?: string },
): Promise<ShopperCredit> {
  const file = request === undefined ? undefined : await openRequest(ports, { merchant, number: request, shopper })
  const payouts = file ? currentPayouts(file.state).map(({ id }) => id) : []
  return readShopperCredit(ports, merchant, { customer: shopper.customer, payouts })
}
