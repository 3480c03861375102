import { payoutContracts } from '../../../shared/api/payouts.schema.ts'
import { type Route, route } from '../../http/route.ts'
import { saveLimits } from '../controls/save-limits.ts'
import { resumePayouts, stopPayouts } from '../controls/stop-payouts.ts'
import { actOnPayouts } from './act-on-payouts.ts'
import { listPayouts, openPayout } from './list-payouts.ts'
import { listWays } from './list-ways.ts'
import { readDesk } from './read-desk.ts'

export const deskRoutes: Route[] = [
  route(payoutContracts.desk, ({ ports, merchant, caller }) => readDesk(ports, { merchant, me: caller })),
  route(payoutContracts.payouts, ({ ports, merchant, caller, query }) =>
    listPayouts(ports, { merchant, me: caller }, query),
  ),
  route(payoutContracts.payout, ({ ports, merchant, caller, params }) =>
    openPayout(ports, { merchant, me: caller }, params.id),
  ),
  route(payoutContracts.act, ({ ports, merchant, caller, params, body, idempotency }) =>
    actOnPayouts(ports, { merchant: merchant.id, me: caller, ...params, ...body, idempotency }),
  ),
  route(payoutContracts.ways, ({ ports, merchant, caller, query }) =>
    listWays(ports, { merchant: merchant.id, me: caller }, query.payouts.split(',')),
  ),
  route(payoutContracts.saveControls, ({ ports, merchant, caller, body }) =>
    saveLimits(ports, { merchant: merchant.id, caller, limits: body }),
  ),
  route(payoutContracts.stop, ({ ports, merchant, caller, body, idempotency }) =>
    stopPayouts(ports, { merchant: merchant.id, caller, reason: body.reason, idempotency }),
  ),
  route(payoutContracts.resume, ({ ports, merchant, caller, body, idempotency }) =>
    resumePayouts(ports, { merchant: merchant.id, caller, reason: body.reason, idempotency }),
  ),
]
