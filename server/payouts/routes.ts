import type { Route } from '../http/route.ts'
import { deskRoutes } from './desk/routes.ts'

/** The refund desk: payouts and what is done about them, files for the bank, reconciliation, the ledger. */
export const payoutRoutes: Route[] = [...deskRoutes]
