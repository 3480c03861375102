import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'

const insertUser = prepareSql(
  `INSERT INTO user (id, name, email, email_verified, created_at, updated_at)
   SELECT :id, :name, :email, 1, :now, :now
   WHERE :onlyFirst = 0 OR NOT EXISTS (SELECT 1 FROM staff_members)`,
)
const insertAccount = prepareSql(
  `INSERT INTO account (id, account_id, provider_id, user_id, password, created_at, updated_at)
   VALUES (:id, :userId, 'credential', :userId, :password, :now, :now)`,
)
const insertMember = prepareSql(
  'INSERT INTO staff_members (merchant, user_id, role) VALUES (:merchant, :userId, :role)',
)
const countMembers = prepareSql('SELECT COUNT(*) AS members FROM staff_members')
const firstMerchant = prepareSql('SELECT id FROM merchants ORDER BY created_at, id LIMIT 1')
const selectMember = prepareSql('SELECT merchant, role FROM staff_members WHERE user_id = :userId LIMIT 1')
const selectColleagues = prepareSql(
  `SELECT u.id, u.name FROM staff_members m JOIN user u ON u.id = m.user_id
   WHERE m.merchant = :merchant ORDER BY u.name, u.id`,
)

export interface NewUser {
  id: string
  accountId: string
  merchant: string
  name: string
  /** Lower case, as better-auth looks it up. */
  email: string
  passwordHash: string
  role: string
  now: number
}

/** The user's row first: a guard may follow it. */
export function insertStaff(user: NewUser, onlyFirst: boolean): { user: Statement; rest: Statement[] } {
  const { id, accountId, merchant, name, email, passwordHash, role, now } = user
  return {
    user: insertUser({ id, name, email, now, onlyFirst: onlyFirst ? 1 : 0 }),
    rest: [
      insertAccount({ id: accountId, userId: id, password: passwordHash, now }),
      insertMember({ merchant, userId: id, role }),
    ],
  }
}

export async function hasStaff(database: Database): Promise<boolean> {
  return Number((await database.read(countMembers()))[0]?.members ?? 0) > 0
}

export async function readFirstMerchant(database: Database): Promise<string | undefined> {
  const row = (await database.read(firstMerchant()))[0]
  return row && String(row.id)
}

export async function readMembership(
  database: Database,
  userId: string,
): Promise<{ merchant: string; role: string } | undefined> {
  const row = (await database.read(selectMember({ userId })))[0]
  return row && { merchant: String(row.merchant), role: String(row.role) }
}

export async function readColleagues(database: Database, merchant: string): Promise<{ id: string; name: string }[]> {
  return (await database.read(selectColleagues({ merchant }))).map(personOf)
}

const selectEmail = prepareSql('SELECT email FROM user WHERE id = :id')

export async function readEmail(database: Database, id: string): Promise<string | undefined> {
  const row = (await database.read(selectEmail({ id })))[0]
  return row && String(row.email)
}

const see = prepareSql(
  `INSERT INTO presences (merchant, request, staff, name, seen_at) VALUES (:merchant, :request, :staff, :name, :now)
   ON CONFLICT (merchant, request, staff) DO UPDATE SET seen_at = :now, name = :name`,
)
const forget = prepareSql(
  'DELETE FROM presences WHERE merchant = :merchant AND request = :request AND seen_at < :before',
)
const others = prepareSql(
  `SELECT staff AS id, name FROM presences
   WHERE merchant = :merchant AND request = :request AND staff <> :staff AND seen_at >= :since ORDER BY name, staff`,
)
const seqOf = prepareSql('SELECT seq FROM requests WHERE merchant = :merchant AND number = :request')

/** Says that somebody looks; gives the request's seq and who else looks. undefined: no such request. */
export async function writePresence(
  database: Database,
  at: { merchant: string; request: string; staff: string; name: string; now: number; lifeMs: number },
): Promise<{ seq: number; others: { id: string; name: string }[] } | undefined> {
  const { merchant, request, staff, now } = at
  const found = (await database.read(seqOf({ merchant, request })))[0]
  if (!found) return undefined
  const results = await database.write([
    see({ merchant, request, staff, name: at.name, now }),
    forget({ merchant, request, before: now - at.lifeMs }),
    others({ merchant, request, staff, since: now - at.lifeMs }),
  ])
  return { seq: Number(found.seq), others: (results[2] ?? []).map(personOf) }
}

function personOf(row: Row): { id: string; name: string } {
  return { id: String(row.id), name: String(row.name) }
}
