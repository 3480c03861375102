import { endpointContracts } from '../../../shared/api/merchant-endpoints.schema.ts'
import { type Route, route } from '../../http/route.ts'
import { reportResult } from './report-result.ts'

export const payoutResultRoutes: Route[] = [
  route(endpointContracts.reportPayoutResult, ({ ports, merchant, params, body }) =>
    reportResult(ports, merchant.id, params.id, body),
  ),
]
