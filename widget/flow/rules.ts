import type { Order } from '../../shared/order/order.ts'
import { isPlain, plainRules } from '../../shared/quote/plain-order.ts'
import type { RareRules } from '../../shared/quote/quote-by.ts'
import { arrived } from '../later/arrived.ts'

let everyRule: RareRules | undefined

/** Most orders go by the plain rules; for another the rest is fetched before anything of it is shown. */
export async function needRules(order: Order): Promise<void> {
  if (!isPlain(order)) everyRule ??= (await arrived(() => import('../later/rules.ts'))).everyRule
}

/** After `needRules`. Without the rules an order needs there is no amount rather than another one. */
export function rulesOf(order: Order): RareRules {
  if (isPlain(order)) return plainRules
  if (!everyRule) throw new Error('needRules comes first')
  return everyRule
}
