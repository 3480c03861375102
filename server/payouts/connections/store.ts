import type { Connection } from '../../../shared/api/connections.schema.ts'
import type { ConnectedProvider } from '../../../shared/payouts/credentials.ts'
import { type Database, prepareSql, type Row, type Statement } from '../../db/database.ts'
import type { ConnectionCheck } from '../../platform/ports.ts'

export interface StoredConnection {
  provider: ConnectedProvider
  /** Empty: it was disconnected; the row keeps counting, so that an old page never fits a new connection. */
  sealed: string
  shown: Connection['shown']
  revision: number
  savedAt: number
  savedBy: { id?: string; name: string }
  checked?: ConnectionCheck & { at: number }
  lastNoticeAt?: number
}

const columns = 'provider, sealed, shown, revision, saved_at, saved_by, checked_at, checked, last_notice_at'
const select = prepareSql(`SELECT ${columns} FROM provider_connections WHERE merchant = :merchant`)
const selectOne = prepareSql(
  `SELECT ${columns} FROM provider_connections WHERE merchant = :merchant AND provider = :provider`,
)
const insert = prepareSql(
  `INSERT INTO provider_connections (merchant, provider, sealed, shown, revision, saved_at, saved_by)
   VALUES (:merchant, :provider, :sealed, :shown, 1, :savedAt, :savedBy) ON CONFLICT DO NOTHING RETURNING revision`,
)
const update = prepareSql(
  `UPDATE provider_connections SET sealed = :sealed, shown = :shown, revision = revision + 1, saved_at = :savedAt,
     saved_by = :savedBy, checked_at = NULL, checked = NULL
   WHERE merchant = :merchant AND provider = :provider AND revision = :expected RETURNING revision`,
)
const setChecked = prepareSql(
  `UPDATE provider_connections SET checked_at = :at, checked = :checked
   WHERE merchant = :merchant AND provider = :provider AND revision = :revision`,
)
const setNoticed = prepareSql(
  `UPDATE provider_connections SET last_notice_at = :at
   WHERE merchant = :merchant AND provider = :provider AND COALESCE(last_notice_at, 0) < :at - 60000`,
)

export async function readConnections(database: Database, merchant: string): Promise<StoredConnection[]> {
  return (await database.read(select({ merchant }))).map(storedOf)
}

export async function readConnection(
  database: Database,
  merchant: string,
  provider: ConnectedProvider,
): Promise<StoredConnection | undefined> {
  const row = (await database.read(selectOne({ merchant, provider })))[0]
  return row && storedOf(row)
}

/** One row comes back, or none where somebody else was first. */
export function writeConnection(
  merchant: string,
  { provider, sealed, shown, savedAt, savedBy }: Omit<StoredConnection, 'revision' | 'checked' | 'lastNoticeAt'>,
  expected: number,
): Statement {
  const texts = { shown: JSON.stringify(shown), savedBy: JSON.stringify(savedBy) }
  const values = { merchant, provider, sealed, savedAt, expected, ...texts }
  return expected === 0 ? insert(values) : update(values)
}

/** Of these credentials alone: meanwhile others may have been saved. */
export function writeChecked(
  merchant: string,
  { provider, revision }: Pick<StoredConnection, 'provider' | 'revision'>,
  checked: ConnectionCheck,
  at: number,
): Statement {
  return setChecked({ merchant, provider, revision, at, checked: JSON.stringify(checked) })
}

/** At most once a minute: a busy provider would write this row with every webhook. */
export function writeNoticed(merchant: string, provider: string, at: number): Statement {
  return setNoticed({ merchant, provider, at })
}

function storedOf(row: Row): StoredConnection {
  const checked = row.checked === null ? undefined : (JSON.parse(String(row.checked)) as ConnectionCheck)
  return {
    provider: row.provider as ConnectedProvider,
    sealed: String(row.sealed),
    shown: JSON.parse(String(row.shown)) as Connection['shown'],
    revision: Number(row.revision),
    savedAt: Number(row.saved_at),
    savedBy: JSON.parse(String(row.saved_by)) as StoredConnection['savedBy'],
    ...(checked && { checked: { ...checked, at: Number(row.checked_at) } }),
    ...(row.last_notice_at === null ? {} : { lastNoticeAt: Number(row.last_notice_at) }),
  }
}
