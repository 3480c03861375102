import type { StoredCase } from '../../shared/api/policy-cases.schema.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'
import type { Author } from './author.ts'

export const maxCases = 200

const columns = 'id, body, saved_at, saved_by'
const list = prepareSql(`SELECT ${columns} FROM policy_cases WHERE merchant = :merchant ORDER BY name, id`)
const one = prepareSql(`SELECT ${columns} FROM policy_cases WHERE merchant = :merchant AND id = :id`)
const save = prepareSql(
  `INSERT INTO policy_cases (merchant, id, name, body, saved_at, saved_by)
   SELECT :merchant, :id, :name, :body, :at, :by
   WHERE EXISTS (SELECT 1 FROM policy_cases WHERE merchant = :merchant AND id = :id)
     OR (SELECT COUNT(*) FROM policy_cases WHERE merchant = :merchant) < ${maxCases}
   ON CONFLICT (merchant, id) DO UPDATE SET name = :name, body = :body, saved_at = :at, saved_by = :by
   RETURNING id`,
)
const remove = prepareSql('DELETE FROM policy_cases WHERE merchant = :merchant AND id = :id RETURNING id')

export async function readCases(database: Database, merchant: string): Promise<StoredCase[]> {
  return (await database.read(list({ merchant }))).map(caseOf)
}

export async function readCase(database: Database, merchant: string, id: string): Promise<StoredCase | undefined> {
  const row = (await database.read(one({ merchant, id })))[0]
  return row && caseOf(row)
}

/** Returns nothing when there are as many as may be. */
export function saveCaseRow(merchant: string, { id, savedAt, savedBy, ...body }: StoredCase): Statement {
  const by = JSON.stringify(savedBy)
  return save({ merchant, id, name: body.name, body: JSON.stringify(body), at: savedAt, by })
}

/** Returns nothing when there is none. */
export function removeCase(merchant: string, id: string): Statement {
  return remove({ merchant, id })
}

function caseOf(row: Row): StoredCase {
  return {
    ...(JSON.parse(String(row.body)) as Omit<StoredCase, 'id' | 'savedAt' | 'savedBy'>),
    id: String(row.id),
    savedAt: Number(row.saved_at),
    savedBy: JSON.parse(String(row.saved_by)) as Author,
  }
}
