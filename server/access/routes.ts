import { shopContracts } from '../../shared/api/shop.schema.ts'
import { type Route, route } from '../http/route.ts'
import { askForCode } from './ask-for-code.ts'
import { listOrders } from './list-orders.ts'
import { shopConfigOf } from './shop-config.ts'
import { verifyCode } from './verify-code.ts'
import { verifyIdentity } from './verify-identity.ts'

export const accessRoutes: Route[] = [
  route(shopContracts.config, async ({ merchant }) => shopConfigOf(merchant)),
  route(shopContracts.lookup, ({ ports, merchant, body, address, idempotency }) =>
    askForCode(ports, { merchant: merchant.id, ...body, address, idempotency }),
  ),
  route(shopContracts.verify, ({ ports, merchant, body, address, idempotency }) =>
    'identity' in body
      ? verifyIdentity(ports, { merchant, identity: body.identity, address, idempotency })
      : verifyCode(ports, { merchant: merchant.id, ...body, address, idempotency }),
  ),
  route(shopContracts.orders, ({ ports, merchant, caller, query }) =>
    listOrders(ports, { merchant: merchant.id, caller, ...query }),
  ),
]
