import type { CreditPart, CreditReturn } from '../../shared/store-credit/give-back-credit.ts'
import type { CreditLot, CreditTake } from '../../shared/store-credit/take-credit.ts'
import { type Database, prepareSql, type Row, type Statement } from '../db/database.ts'

const selectLots = prepareSql(
  `SELECT id, "left", expires_at FROM store_credit_entries
   WHERE merchant = :merchant AND owner IN (SELECT value FROM json_each(:owners)) AND currency = :currency AND "left" > 0
   ORDER BY at, id`,
)

/** What was added and is not spent, oldest first; also what has expired and was not written off yet. */
export async function readLots(
  database: Database,
  at: { merchant: string; owners: readonly string[]; currency: string },
): Promise<CreditLot[]> {
  const rows = await database.read(selectLots({ ...at, owners: JSON.stringify(at.owners) }))
  return rows.map((row) => ({ id: String(row.id), left: Number(row.left), expiresAt: numberOf(row.expires_at) }))
}

const guardLeft = prepareSql(
  `INSERT INTO guards SELECT 0, 'credit_left' WHERE EXISTS (
     SELECT 1 FROM json_each(:takes) t
     LEFT JOIN store_credit_entries e ON e.merchant = :merchant AND e.id = t.value ->> 'lot'
     WHERE e.id IS NULL OR e."left" < t.value ->> 'amount' OR e.expires_at <= :now)`,
)
const take = prepareSql(
  `UPDATE store_credit_entries SET "left" = "left" - (
     SELECT t.value ->> 'amount' FROM json_each(:takes) t WHERE t.value ->> 'lot' = store_credit_entries.id)
   WHERE merchant = :merchant AND id IN (SELECT t.value ->> 'lot' FROM json_each(:takes) t)`,
)
const insertRedeemed = prepareSql(
  `INSERT INTO store_credit_entries (merchant, id, owner, currency, kind, amount, "left", expires_at, order_number, at)
   SELECT :merchant, :id || '.' || printf('%04d', t.key), e.owner, e.currency, 'redeemed', -(t.value ->> 'amount'), 0,
     e.expires_at, :order, :now
   FROM json_each(:takes) t JOIN store_credit_entries e ON e.merchant = :merchant AND e.id = t.value ->> 'lot'`,
)

/**
 * One row for each lot that is taken from, `<redemption>.0000` and on, each with the lot's owner and expiry: what is given
 * back later goes back to where it was. The guard refuses whoever finds less than they were told.
 */
export function redeemRows(redemption: {
  merchant: string
  id: string
  order: string
  takes: readonly CreditTake[]
  now: number
}): Statement[] {
  const values = { ...redemption, takes: JSON.stringify(redemption.takes) }
  return [guardLeft(values), take(values), insertRedeemed(values)]
}

export interface Redemption {
  currency: string
  order: string
  amount: number
  givenBack: number
  parts: CreditPart[]
}

// '/' is the character after '.'.
const selectRedemption = prepareSql(
  `SELECT r.id, r.currency, r.amount, r.expires_at, r.order_number, COALESCE((SELECT SUM(g.amount)
     FROM store_credit_entries g WHERE g.merchant = r.merchant AND g.id > r.id || '.' AND g.id < r.id || '/'), 0) AS given_back
   FROM store_credit_entries r
   WHERE r.merchant = :merchant AND r.id > :id || '.' AND r.id < :id || '/' AND r.kind = 'redeemed' ORDER BY r.id`,
)

export async function readRedemption(
  database: Database,
  merchant: string,
  id: string,
): Promise<Redemption | undefined> {
  const rows = await database.read(selectRedemption({ merchant, id }))
  const first = rows[0]
  if (!first) return undefined
  const parts = rows.map((row) => ({
    id: String(row.id),
    taken: -Number(row.amount),
    givenBack: Number(row.given_back),
    expiresAt: numberOf(row.expires_at),
  }))
  return {
    currency: String(first.currency),
    order: String(first.order_number),
    amount: parts.reduce((sum, { taken }) => sum + taken, 0),
    givenBack: parts.reduce((sum, { givenBack }) => sum + givenBack, 0),
    parts,
  }
}

const guardPayout = prepareSql(
  `INSERT INTO guards SELECT 0, 'credit_payout' WHERE :payout IS NOT NULL AND EXISTS (
     SELECT 1 FROM store_credit_entries WHERE merchant = :merchant AND payout = :payout)`,
)
const insertReturned = prepareSql(
  `INSERT INTO store_credit_entries (merchant, id, owner, currency, kind, amount, "left", expires_at, payout, order_number, at)
   SELECT r.merchant, r.id || '.' || :source, r.owner, r.currency, 'given_back', b.value ->> 'amount', b.value ->> 'amount',
     b.value ->> 'expiresAt', CASE WHEN b.key = 0 THEN :payout END, r.order_number, :now
   FROM json_each(:returns) b JOIN store_credit_entries r ON r.merchant = :merchant AND r.id = b.value ->> 'part'`,
)
const guardGivenBack = prepareSql(
  `INSERT INTO guards SELECT 0, 'credit_given_back' WHERE EXISTS (
     SELECT 1 FROM json_each(:returns) b
     JOIN store_credit_entries r ON r.merchant = :merchant AND r.id = b.value ->> 'part'
     WHERE -r.amount < (SELECT SUM(g.amount) FROM store_credit_entries g
       WHERE g.merchant = r.merchant AND g.id > r.id || '.' AND g.id < r.id || '/'))`,
)

/** New rows that add, each under the part of the redemption that it gives back; for a payout only once. */
export function returnRows(back: {
  merchant: string
  /** What gives back: a payout's number, or that of a reversal. */
  source: string
  payout?: string
  returns: readonly CreditReturn[]
  now: number
}): Statement[] {
  const values = { ...back, returns: JSON.stringify(back.returns) }
  return [guardPayout(values), insertReturned(values), guardGivenBack(values)]
}

const hasPayout = prepareSql('SELECT 1 FROM store_credit_entries WHERE merchant = :merchant AND payout = :payout')

/** Whether credit was granted, or given back, for this payout. */
export async function isCredited(database: Database, merchant: string, payout: string): Promise<boolean> {
  return (await database.read(hasPayout({ merchant, payout }))).length > 0
}

const lifeDays = `(SELECT json_extract(settings, '$.storeCredit.expiresAfterDays') FROM merchants WHERE id = :merchant)`
const grant = prepareSql(
  `INSERT INTO store_credit_entries (merchant, id, owner, currency, kind, amount, "left", expires_at, payout, at)
   SELECT :merchant, 'sc_' || :payout,
     CASE WHEN o.customer_id IS NOT NULL THEN 'customer:' || o.customer_id
       WHEN q.email_key IS NOT NULL THEN 'email:' || q.email_key ELSE 'order:' || o.number END,
     :currency, 'granted', :amount, :amount, :now + ${lifeDays} * 86400000, :payout, :now
   FROM requests q JOIN orders o ON o.merchant = q.merchant AND o.number = q.order_number
   WHERE q.merchant = :merchant AND q.number = :request
   ON CONFLICT (merchant, payout) WHERE payout IS NOT NULL DO NOTHING`,
)
const selectLife = prepareSql(`SELECT ${lifeDays} AS days`)

/** Granted for a payout, once; it expires as the merchant's settings say at that moment. */
export function grantRow(credit: {
  merchant: string
  payout: string
  request: string
  currency: string
  amount: number
  now: number
}): Statement {
  return grant({ ...credit })
}

/** When credit that is granted now expires; undefined: never. */
export async function freshExpiry(database: Database, merchant: string, now: number): Promise<number | undefined> {
  const days = numberOf((await database.read(selectLife({ merchant })))[0]?.days)
  return days === undefined ? undefined : now + days * 86_400_000
}

const insertExpired = prepareSql(
  `INSERT INTO store_credit_entries (merchant, id, owner, currency, kind, amount, "left", expires_at, at)
   SELECT merchant, id || '.expired', owner, currency, 'expired', -"left", 0, expires_at, :now
   FROM store_credit_entries WHERE "left" > 0 AND expires_at <= :now ORDER BY expires_at LIMIT :limit RETURNING id`,
)
const writeOff = prepareSql(
  `UPDATE store_credit_entries SET "left" = 0 WHERE "left" > 0 AND expires_at <= :now AND EXISTS (
     SELECT 1 FROM store_credit_entries x
     WHERE x.merchant = store_credit_entries.merchant AND x.id = store_credit_entries.id || '.expired')`,
)

const selectExpired = prepareSql('SELECT 1 FROM store_credit_entries WHERE "left" > 0 AND expires_at <= :now LIMIT 1')

/** Writes off what has expired by now; returns how many lots that were. */
export async function expireLots(database: Database, now: number, limit: number): Promise<number> {
  // Asked every few seconds, and nearly always for nothing: that must not take the writer's turn.
  if ((await database.read(selectExpired({ now }))).length === 0) return 0
  const [expired = []] = await database.write([insertExpired({ now, limit }), writeOff({ now })])
  return expired.length
}

const selectBalances = prepareSql(
  `SELECT currency, expires_at, SUM("left") AS balance FROM store_credit_entries
   WHERE merchant = :merchant AND owner IN (SELECT value FROM json_each(:owners)) AND "left" > 0
     AND (expires_at IS NULL OR expires_at > :now)
   GROUP BY currency, expires_at ORDER BY currency, expires_at IS NULL, expires_at`,
)
const selectEntries = prepareSql(
  `SELECT id, kind, currency, amount, at, expires_at, payout, order_number FROM store_credit_entries
   WHERE merchant = :merchant AND owner IN (SELECT value FROM json_each(:owners)) ORDER BY at DESC, id DESC LIMIT :limit`,
)

const selectGranted = prepareSql(
  `SELECT payout, amount, "left", expires_at FROM store_credit_entries
   WHERE merchant = :merchant AND payout IN (SELECT value FROM json_each(:payouts)) AND kind = 'granted' ORDER BY at, id`,
)

export function readGranted(database: Database, merchant: string, payouts: readonly string[]): Promise<Row[]> {
  return database.read(selectGranted({ merchant, payouts: JSON.stringify(payouts) }))
}

export function readBalances(database: Database, at: { merchant: string; owners: readonly string[]; now: number }) {
  return database.read(selectBalances({ ...at, owners: JSON.stringify(at.owners) }))
}

export function readEntries(
  database: Database,
  at: { merchant: string; owners: readonly string[]; limit: number },
): Promise<Row[]> {
  return database.read(selectEntries({ ...at, owners: JSON.stringify(at.owners) }))
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value)
}
