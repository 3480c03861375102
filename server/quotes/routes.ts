import { merchantContracts } from '../../shared/api/merchant.schema.ts'
import { type Route, route } from '../http/route.ts'
import { quoteOrder } from './quote-order.ts'

export const quoteRoutes: Route[] = [
  route(merchantContracts.quote, ({ ports, merchant, body }) => quoteOrder(ports, merchant, body)),
]
