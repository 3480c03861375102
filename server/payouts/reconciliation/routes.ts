import { payoutContracts } from '../../../shared/api/payouts.schema.ts'
import { type Route, route } from '../../http/route.ts'
import { readDay, readDifferencePage } from './read-day.ts'
import { resolveDifference } from './resolve-difference.ts'
import { reconcileFile, runReconciliation } from './run-reconciliation.ts'

export const reconciliationRoutes: Route[] = [
  route(payoutContracts.reconciliation, ({ ports, merchant, caller, query }) =>
    readDay(ports, { merchant, me: caller }, query.day),
  ),
  route(payoutContracts.differences, ({ ports, merchant, caller, query }) =>
    readDifferencePage(ports, { merchant, me: caller }, query),
  ),
  route(payoutContracts.runReconciliation, ({ ports, merchant, caller, body, idempotency }) =>
    runReconciliation(ports, { merchant, me: caller, idempotency }, body),
  ),
  route(payoutContracts.settlementFile, ({ ports, merchant, caller, params, query, body }) =>
    reconcileFile(ports, { merchant, me: caller }, { ...params, ...query, body }),
  ),
  route(payoutContracts.resolveDifference, ({ ports, merchant, caller, params, body, idempotency }) =>
    resolveDifference(ports, { merchant, me: caller, idempotency }, { ...params, ...body }),
  ),
]
