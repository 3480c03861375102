import { payoutContracts } from '../../../shared/api/payouts.schema.ts'
import { type Route, route } from '../../http/route.ts'
import { ledgerFile } from './ledger-file.ts'
import { readLedger } from './read-ledger.ts'

export const ledgerRoutes: Route[] = [
  route(payoutContracts.ledger, ({ ports, merchant, query }) => readLedger(ports, merchant, query)),
  route(payoutContracts.ledgerFile, ({ ports, merchant, query }) => ledgerFile(ports, merchant, query)),
]
