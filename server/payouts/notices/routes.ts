import { connectionContracts } from '../../../shared/api/connections.schema.ts'
import { readText } from '../../http/read-body.ts'
import { type Route, route } from '../../http/route.ts'
import { receiveNotice } from './receive-notice.ts'

const noticeLimitBytes = 1_048_576

export const noticeRoutes: Route[] = [
  route(connectionContracts.providerNotice, async ({ ports, params, request, address }) =>
    receiveNotice(ports, {
      provider: params.provider,
      publishableKey: params.merchant,
      address,
      raw: {
        headers: Object.fromEntries([...request.headers].map(([name, value]) => [name.toLowerCase(), value])),
        body: await readText(request, noticeLimitBytes),
        url: request.url,
      },
    }),
  ),
]
