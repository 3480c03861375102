import type { Policy } from '../../shared/policy/policy.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'
import type { Author } from './author.ts'

export interface StoredDraft {
  /** As it was saved: perhaps incomplete. */
  policy: Policy
  basedOn: number
  revision: number
  savedAt: number
  savedBy: Author
}

const select = prepareSql(
  `SELECT policy, based_on, revision, saved_at, saved_by FROM policy_drafts
   WHERE merchant = :merchant AND policy IS NOT NULL`,
)
// One statement: who saves against another revision than the current one changes nothing and gets no row.
const save = prepareSql(
  `INSERT INTO policy_drafts (merchant, policy, based_on, revision, saved_at, saved_by)
   SELECT :merchant, :policy, COALESCE(:basedOn, :newest), 1, :at, :by
   WHERE :expected = 0 OR EXISTS (SELECT 1 FROM policy_drafts WHERE merchant = :merchant)
   ON CONFLICT (merchant) DO UPDATE SET
     policy = :policy, revision = revision + 1, saved_at = :at, saved_by = :by,
     based_on = COALESCE(:basedOn, CASE WHEN policy IS NULL THEN :newest ELSE based_on END)
   WHERE CASE WHEN policy IS NULL THEN 0 ELSE revision END = :expected
   RETURNING revision, based_on`,
)
const remove = prepareSql(
  `UPDATE policy_drafts SET policy = NULL, revision = revision + 1
   WHERE merchant = :merchant AND revision = :expected AND policy IS NOT NULL
   RETURNING revision`,
)

export async function readDraft(database: Database, merchant: string): Promise<StoredDraft | undefined> {
  const row = (await database.read(select({ merchant })))[0]
  return row && draftOf(row)
}

/** Returns the new revision and what it is based on; nothing, when another revision than expected is the current one. */
export function saveDraftRow(row: {
  merchant: string
  policyJson: string
  /** 0: there was no draft. */
  expected: number
  basedOn?: number
  newest: number
  at: number
  by: Author
}): Statement {
  return save({ ...row, policy: row.policyJson, by: JSON.stringify(row.by) })
}

/** Returns nothing when another revision than expected is the current one. */
export function removeDraft(merchant: string, expected: number): Statement {
  return remove({ merchant, expected })
}

function draftOf(row: Row): StoredDraft {
  return {
    policy: JSON.parse(String(row.policy)) as Policy,
    basedOn: Number(row.based_on),
    revision: Number(row.revision),
    savedAt: Number(row.saved_at),
    savedBy: JSON.parse(String(row.saved_by)) as Author,
  }
}
