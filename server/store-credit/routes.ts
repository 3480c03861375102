import { storeCreditContracts } from '../../shared/api/store-credit.schema.ts'
import { type Route, route } from '../http/route.ts'
import { readCredit } from './read-credit.ts'
import { redeemCredit } from './redeem-credit.ts'
import { reverseRedemption } from './reverse-redemption.ts'

export const storeCreditRoutes: Route[] = [
  route(storeCreditContracts.storeCredit, ({ ports, merchant, query }) => readCredit(ports, merchant.id, query)),
  route(storeCreditContracts.redeemStoreCredit, ({ ports, merchant, body, idempotency }) =>
    redeemCredit(ports, merchant.id, body, idempotency),
  ),
  route(storeCreditContracts.reverseStoreCredit, ({ ports, merchant, params, body, idempotency }) =>
    reverseRedemption(ports, merchant.id, { ...params, ...body }, idempotency),
  ),
]
