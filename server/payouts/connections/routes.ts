import { connectionContracts } from '../../../shared/api/connections.schema.ts'
import { type Route, route } from '../../http/route.ts'
import { checkConnection } from './check-connection.ts'
import { listConnections } from './list-connections.ts'
import { removeConnection } from './remove-connection.ts'
import { saveConnection } from './save-connection.ts'

export const connectionRoutes: Route[] = [
  route(connectionContracts.connections, ({ ports, merchant, caller }) => listConnections(ports, { merchant, caller })),
  route(connectionContracts.saveConnection, ({ ports, merchant, caller, params, body }) =>
    saveConnection(ports, { merchant, caller, ...params, ...body }),
  ),
  route(connectionContracts.checkConnection, ({ ports, merchant, caller, params }) =>
    checkConnection(ports, { merchant, caller, ...params }),
  ),
  route(connectionContracts.removeConnection, ({ ports, merchant, caller, params }) =>
    removeConnection(ports, { merchant, caller, ...params }),
  ),
]
