import type { Connection } from '../../../shared/api/connections.schema.ts'
import { credentialFields, isSecretKind } from '../../../shared/payouts/credential-fields.ts'
import { credentialSchemas } from '../../../shared/payouts/credentials.schema.ts'
import type { ConnectedProvider } from '../../../shared/payouts/credentials.ts'
import { Failure } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import { validationFailure } from '../../http/validate.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { requireLimits } from '../who-may.ts'
import { connectionView } from './list-connections.ts'
import { forgetConnections, openCredentials, sealCredentials } from './open-connection.ts'
import { payoutsResumed } from './resume-payouts.ts'
import { shownParts } from './shown-parts.ts'
import { readConnection, type StoredConnection, writeConnection } from './store.ts'

export interface SavedConnection {
  merchant: Merchant
  caller: StaffCaller
  provider: ConnectedProvider
  expectedRevision: number
  credentials: Record<string, unknown>
}

/**
 * Keeps the credentials, sealed. A secret that is blank stays as it is stored; of two who save at once one wins.
 * @throws Failure forbidden, stale, validation_failed with a pointer to each field
 */
export async function saveConnection(ports: Ports, wanted: SavedConnection): Promise<Connection> {
  const { merchant, provider, expectedRevision: expected } = wanted
  const { id, name } = requireLimits(wanted.caller)
  const { database, clock } = ports
  const stored = await readConnection(database, merchant.id, provider)
  if ((stored?.revision ?? 0) !== expected) throw staleFailure(stored)
  const credentials = parsedCredentials(ports, provider, await completed(ports, wanted, stored))
  const savedAt = clock.now()
  const [sealed, shown] = await Promise.all([
    sealCredentials(ports, merchant.id, provider, credentials),
    shownParts(provider, credentials),
  ])
  const row = { provider, sealed, shown, savedAt, savedBy: { id, name } }
  const [saved] = await database.write([writeConnection(merchant.id, row, expected)])
  if (!saved?.[0]) throw staleFailure(await readConnection(database, merchant.id, provider))
  await database.write(payoutsResumed(merchant.id, provider, savedAt))
  forgetConnections(ports)
  ports.wake()
  ports.log.info('connection_saved', { merchant: merchant.id, provider, revision: expected + 1, by: id })
  return connectionView(ports, merchant, provider)
}

/** What was typed, with the stored secrets where the fields for them stayed blank. */
async function completed(
  ports: Ports,
  { merchant, provider, credentials }: SavedConnection,
  stored: StoredConnection | undefined,
): Promise<Record<string, unknown>> {
  const typed = Object.fromEntries(Object.entries(credentials).filter(([, value]) => !isBlank(value)))
  const keptNames = credentialFields[provider].filter(({ name, kind }) => isSecretKind(kind) && !(name in typed))
  if (!stored?.sealed || keptNames.length === 0) return typed
  const before = await storedCredentials(ports, merchant.id, provider, stored.sealed)
  return { ...Object.fromEntries(keptNames.map(({ name }) => [name, before[name]])), ...typed }
}

/** Where the key is not known any more there is nothing to keep: the blank fields are named as missing. */
async function storedCredentials(ports: Ports, merchant: string, provider: ConnectedProvider, sealed: string) {
  try {
    return (await openCredentials(ports, merchant, provider, sealed)) as Record<string, unknown>
  } catch {
    return {}
  }
}

function isBlank(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '')
}

function parsedCredentials(ports: Ports, provider: ConnectedProvider, credentials: Record<string, unknown>): object {
  const parsed = credentialSchemas[provider].safeParse(credentials)
  if (!parsed.success) throw validationFailure(parsed.error.issues, '/credentials')
  const { url } = parsed.data as { url?: string }
  const refused = url === undefined ? undefined : ports.outside.refusal(url)
  if (refused) {
    const pointer = '/credentials/url'
    const message = 'an https address on the public Internet'
    throw new Failure('validation_failed', { pointer, errors: [{ pointer, code: refused, message }] })
  }
  return parsed.data
}

function staleFailure(stored: StoredConnection | undefined): Failure {
  if (!stored) return new Failure('stale', { detail: { revision: 0 } })
  const { revision, savedAt, savedBy } = stored
  return new Failure('stale', { detail: { revision, savedAt, savedBy: savedBy.name } })
}
