import type { Policy } from '../../shared/policy/policy.ts'
import { type Database, prepareSql, type Row, type SqlValue, type Statement } from '../db/database.ts'
import type { Author } from './author.ts'

/** When a version counts. */
export interface VersionTime {
  version: number
  effectiveAt: number
}

export interface PolicyVersion extends VersionTime {
  publishedAt: number
  policy: Policy
}

/** What is told of a version besides the policy itself. */
export interface VersionFacts extends VersionTime {
  publishedAt: number
  note?: string
  by?: Author
  copyOf?: number
  overrideReason?: string
  cancelled?: { at: number; by: Author }
}

const times = prepareSql(
  `SELECT version, effective_at FROM policy_versions WHERE merchant = :merchant AND cancelled_at IS NULL ORDER BY version`,
)
const factColumns = `version, published_at, effective_at, note, published_by, copy_of, override_reason, cancelled_at,
  cancelled_by`
const list = prepareSql(
  `SELECT ${factColumns} FROM policy_versions WHERE merchant = :merchant ORDER BY version DESC LIMIT 1000`,
)
const one = prepareSql(
  `SELECT ${factColumns}, policy FROM policy_versions WHERE merchant = :merchant AND version = :version`,
)
const newest = prepareSql(
  `SELECT COALESCE(MAX(version), 0) AS number,
     COALESCE(MAX(CASE WHEN cancelled_at IS NULL THEN version END), 0) AS version,
     COALESCE(MAX(CASE WHEN cancelled_at IS NULL THEN effective_at END), 0) AS effective_at
   FROM policy_versions WHERE merchant = :merchant`,
)
// Versions take effect in their order: while a later one waits, none is published before it.
const insertAfter = prepareSql(
  `INSERT INTO policy_versions (merchant, version, policy, published_at, effective_at, note, published_by, copy_of,
     override_reason, file_hash)
   SELECT :merchant, 1 + :after, :policy, :publishedAt, :effectiveAt, :note, :by, :copyOf, :overrideReason, :fileHash
   WHERE :after = COALESCE((SELECT MAX(version) FROM policy_versions WHERE merchant = :merchant), 0)
     AND NOT EXISTS (SELECT 1 FROM policy_versions
       WHERE merchant = :merchant AND cancelled_at IS NULL AND effective_at > :effectiveAt)
   RETURNING version`,
)
const cancel = prepareSql(
  `UPDATE policy_versions SET cancelled_at = :at, cancelled_by = :by
   WHERE merchant = :merchant AND version = :version AND cancelled_at IS NULL AND effective_at > :at
   RETURNING version`,
)
const cancelWaitingOnes = prepareSql(
  `UPDATE policy_versions SET cancelled_at = :at, cancelled_by = :by
   WHERE merchant = :merchant AND cancelled_at IS NULL AND effective_at > :at`,
)
const newestFile = prepareSql(
  `SELECT file_hash FROM policy_versions WHERE merchant = :merchant AND file_hash IS NOT NULL
   ORDER BY version DESC LIMIT 1`,
)
const markFile = prepareSql(
  'UPDATE policy_versions SET file_hash = :hash WHERE merchant = :merchant AND version = :version',
)

/** Oldest first, without those that were cancelled. */
export async function readVersionTimes(database: Database, merchant: string): Promise<VersionTime[]> {
  const rows = await database.read(times({ merchant }))
  return rows.map((row) => ({ version: Number(row.version), effectiveAt: Number(row.effective_at) }))
}

/** The newest thousand, newest first. */
export async function readVersions(database: Database, merchant: string): Promise<VersionFacts[]> {
  return (await database.read(list({ merchant }))).map(factsOf)
}

export async function readPolicyVersion(
  database: Database,
  merchant: string,
  version: number,
): Promise<(VersionFacts & PolicyVersion) | undefined> {
  const row = (await database.read(one({ merchant, version })))[0]
  return row && { ...factsOf(row), policy: JSON.parse(String(row.policy)) as Policy }
}

/** The last version that takes or took effect, and the last number that was given; 0 before the first. */
export type Newest = VersionTime & { number: number }

export async function readNewest(database: Database, merchant: string): Promise<Newest> {
  const [row] = await database.read(newest({ merchant }))
  return { number: Number(row?.number), version: Number(row?.version), effectiveAt: Number(row?.effective_at) }
}

export interface NewVersion {
  merchant: string
  /** The last number that was given, as far as the publisher knows. */
  after: number
  policy: Policy
  publishedAt: number
  effectiveAt: number
  note?: string
  by?: Author
  copyOf?: number
  overrideReason?: string
  fileHash?: string
}

/** Inserts nothing when another version was published since `after`, or when a later one is waiting. */
export function insertPolicyVersion({ policy, by, ...row }: NewVersion): Statement {
  return insertAfter({ ...row, policy: JSON.stringify(policy), by: by && JSON.stringify(by) })
}

/** Returns its number; nothing, when it counts already or was cancelled before. */
export function cancelVersion(merchant: string, version: number, at: number, by: Author): Statement {
  return cancel({ merchant, version, at, by: JSON.stringify(by) })
}

export function cancelWaiting(merchant: string, at: number, by: Author): Statement {
  return cancelWaitingOnes({ merchant, at, by: JSON.stringify(by) })
}

/** Of the policy.json that was brought last. */
export async function readFileHash(database: Database, merchant: string): Promise<string | undefined> {
  return textOrNone((await database.read(newestFile({ merchant })))[0]?.file_hash)
}

export function markFileHash(merchant: string, version: number, hash: string): Statement {
  return markFile({ merchant, version, hash })
}

function factsOf(row: Row): VersionFacts {
  const cancelledBy = authorOrNone(row.cancelled_by)
  return {
    version: Number(row.version),
    publishedAt: Number(row.published_at),
    effectiveAt: Number(row.effective_at),
    note: textOrNone(row.note),
    by: authorOrNone(row.published_by),
    copyOf: row.copy_of === null ? undefined : Number(row.copy_of),
    overrideReason: textOrNone(row.override_reason),
    cancelled: cancelledBy && { at: Number(row.cancelled_at), by: cancelledBy },
  }
}

function authorOrNone(value: SqlValue | undefined): Author | undefined {
  return typeof value === 'string' ? (JSON.parse(value) as Author) : undefined
}

function textOrNone(value: SqlValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
