import type { Policy } from '../../shared/policy/policy.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'

export interface PolicyVersion {
  version: number
  publishedAt: number
  policy: Policy
}

const live = prepareSql(
  'SELECT version, published_at, policy FROM policy_versions WHERE merchant = :merchant ORDER BY version DESC LIMIT 1',
)
const one = prepareSql(
  'SELECT version, published_at, policy FROM policy_versions WHERE merchant = :merchant AND version = :version',
)
const insert = prepareSql(
  `INSERT INTO policy_versions (merchant, version, policy, published_at)
   SELECT :merchant, 1 + COALESCE((SELECT MAX(version) FROM policy_versions WHERE merchant = :merchant), 0), :policy, :at
   RETURNING version`,
)
const insertAfter = prepareSql(
  `INSERT INTO policy_versions (merchant, version, policy, published_at)
   SELECT :merchant, 1 + :after, :policy, :at
   WHERE :after = COALESCE((SELECT MAX(version) FROM policy_versions WHERE merchant = :merchant), 0)
   RETURNING version`,
)

export async function readLivePolicy(database: Database, merchant: string): Promise<PolicyVersion | undefined> {
  return versionOf((await database.read(live({ merchant })))[0])
}

export async function readPolicyVersion(
  database: Database,
  merchant: string,
  version: number,
): Promise<PolicyVersion | undefined> {
  return versionOf((await database.read(one({ merchant, version })))[0])
}

export function insertPolicyVersion(merchant: string, policy: Policy, at: number): Statement {
  return insert({ merchant, policy: JSON.stringify(policy), at })
}

/** Nothing, when another version was published since `after`. */
export function insertPolicyVersionAfter(merchant: string, after: number, policy: Policy, at: number): Statement {
  return insertAfter({ merchant, after, policy: JSON.stringify(policy), at })
}

function versionOf(row: Row | undefined): PolicyVersion | undefined {
  if (!row) return undefined
  return {
    version: Number(row.version),
    publishedAt: Number(row.published_at),
    policy: JSON.parse(String(row.policy)) as Policy,
  }
}
