import { accountContracts } from '../../../shared/api/accounts.schema.ts'
import { type Route, route } from '../../http/route.ts'
import { addAccount } from './add-account.ts'

export const accountRoutes: Route[] = [
  route(accountContracts.add, ({ ports, merchant, caller, params, body, idempotency }) =>
    addAccount(ports, { merchant: merchant.id, caller, order: params.number, details: body, idempotency }),
  ),
]
