import type { Connection, ConnectionList } from '../../shared/api/connections.schema.ts'
import { call } from './http.ts'

export type { Connection, ConnectionList }

export function readConnections(): Promise<ConnectionList> {
  return call<'connections'>('GET', '/admin/connections')
}

/** A secret that is left out stays as it is. @throws ApiError stale, validation_failed with pointers under /credentials */
export function saveConnection(
  { provider, revision }: Connection,
  credentials: Record<string, unknown>,
): Promise<Connection> {
  const body = { expectedRevision: revision, credentials }
  return call<'saveConnection'>('PUT', `/admin/connections/${provider}`, { body })
}

/** Takes as long as the provider does. */
export function checkConnection({ provider }: Connection): Promise<Connection> {
  return call<'checkConnection'>('POST', `/admin/connections/${provider}/check`)
}

export function removeConnection({ provider }: Connection): Promise<Connection> {
  return call<'removeConnection'>('DELETE', `/admin/connections/${provider}`)
}
