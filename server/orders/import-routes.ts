import { merchantContracts } from '../../shared/api/merchant.schema.ts'
import { type Route, route } from '../http/route.ts'
import { importBodyOf } from './import-body.ts'
import { importFormatOf, importOrders } from './import-orders.ts'

export const importRoutes: Route[] = [
  route(merchantContracts.importOrders, ({ ports, merchant, request }) => {
    const format = importFormatOf(request.headers.get('content-type'))
    return importOrders(ports, { merchant: merchant.id, format, body: importBodyOf(request), signal: request.signal })
  }),
]
