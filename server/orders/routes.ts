import { merchantContracts } from '../../shared/api/merchant.schema.ts'
import { readJson } from '../http/read-body.ts'
import { route } from '../http/route.ts'
import { getOrder } from './get-order.ts'
import { putOrder } from './put-order.ts'

/** One order: 1,000 lines and 1 MB. */
const orderLimitBytes = 1_048_576

export const orderRoutes = [
  route(merchantContracts.putOrder, async ({ ports, merchant, params, request }) =>
    putOrder(ports, merchant.id, params.number, await readJson(request, orderLimitBytes)),
  ),
  route(merchantContracts.getOrder, ({ ports, merchant, params }) => getOrder(ports, merchant.id, params.number)),
]
