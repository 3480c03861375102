import type { Route } from '../http/route.ts'
import { accountRoutes } from './accounts/routes.ts'
import { bankRoutes } from './bank/routes.ts'
import { connectionRoutes } from './connections/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import { reconciliationRoutes } from './reconciliation/routes.ts'
import { payoutResultRoutes } from './results/routes.ts'

/** The refund desk: payouts and what is done about them, files for the bank, reconciliation, the ledger; and its connections. */
export const payoutRoutes: Route[] = [
  ...deskRoutes,
  ...bankRoutes,
  ...ledgerRoutes,
  ...reconciliationRoutes,
  ...connectionRoutes,
  ...noticeRoutes,
  ...accountRoutes,
  ...payoutResultRoutes,
]
