import type { PayoutState, PayoutStatus } from '../../../shared/payouts/payout.ts'
import { type Database, prepareSql, type Row } from '../../db/database.ts'
import type { Ports, ProviderRefund } from '../../platform/ports.ts'
import type { Figures, OurRefund } from './compare.ts'
import { inPieces } from './in-pieces.ts'

export interface Part {
  merchant: string
  provider: string
  /** Epoch ms, [from, until). */
  from: number
  until: number
}

// A payout that was tried again is of the day of its last try.
const sentAt = `CASE WHEN p.attempts > 1 THEN p.state ->> 'lastSentAt' ELSE p.first_sent_at END`
const ourColumns = `p.id, p.order_number, p.provider_reference, p.currency, p.amount, p.status, p.returned, ${sentAt} AS at`
// Lists and files are of refunds: what was paid to an account is in none of them, and is asked about one by one.
const ofDay = prepareSql(
  `SELECT ${ourColumns} FROM (SELECT DISTINCT payout FROM payout_events
       WHERE merchant = :merchant AND at >= :from AND at < :until AND type = 'submitting') e
     CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = e.payout
   WHERE p.provider = :provider AND p.destination <> 'account' AND ${sentAt} >= :from AND ${sentAt} < :until
   UNION ALL
   SELECT NULL, order_number, reference, currency, amount, 'succeeded', 0, at FROM external_refunds
   WHERE merchant = :merchant AND provider = :provider AND status = 'booked' AND at >= :from AND at < :until`,
)
const ofTheirs = prepareSql(
  `SELECT ${ourColumns} FROM json_each(:payouts) i
     CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = i.value AND p.provider = :provider
   UNION
   SELECT ${ourColumns} FROM json_each(:references) i
     CROSS JOIN payouts p ON p.merchant = :merchant AND p.provider = :provider AND p.provider_reference = i.value
   UNION
   SELECT NULL, x.order_number, x.reference, x.currency, x.amount, 'succeeded', 0, x.at FROM json_each(:references) i
     CROSS JOIN external_refunds x ON x.merchant = :merchant AND x.provider = :provider AND x.reference = i.value
   WHERE x.status = 'booked'`,
)

/** What our books have of this provider and day, and of whatever it names itself. */
export async function readOurs(
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
  part: Part,
  theirs: readonly ProviderRefund[],
): Promise<OurRefund[]> {
  const { merchant, provider } = part
  const known = new Map<string, OurRefund>()
  const keep = (rows: readonly Row[]) => {
    for (const row of rows) known.set(`${row.id ?? ''} ${row.provider_reference ?? ''}`, ourOf(row, part))
  }
  keep(await database.read(ofDay({ ...part })))
  for await (const piece of inPieces(clock, theirs)) {
    const payouts = JSON.stringify(piece.flatMap(({ payout }) => payout ?? []))
    const references = JSON.stringify(piece.map(({ providerReference }) => providerReference))
    keep(await database.read(ofTheirs({ merchant, provider, payouts, references })))
  }
  return [...known.values()]
}

function ourOf(row: Row, { from, until }: Part): OurRefund {
  const at = Number(row.at ?? 0)
  return {
    payout: row.id == null ? undefined : String(row.id),
    order: String(row.order_number),
    providerReference: row.provider_reference == null ? undefined : String(row.provider_reference),
    currency: String(row.currency),
    amount: Number(row.amount),
    status: String(row.status) as PayoutStatus,
    returned: row.returned === 1,
    at,
    isOfDay: at >= from && at < until,
  }
}

export interface DayOf {
  merchant: string
  /** YYYY-MM-DD in the shop's zone. */
  day: string
  provider: string
}

const selectStates = prepareSql(
  `SELECT p.id, p.state FROM json_each(:ids) i CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = i.value`,
)

export async function readStates(
  database: Database,
  merchant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PayoutState>> {
  const rows = ids.length > 0 ? await database.read(selectStates({ merchant, ids: JSON.stringify(ids) })) : []
  return new Map(rows.map(({ id, state }) => [String(id), JSON.parse(String(state)) as PayoutState]))
}

export interface StoredFigures extends Figures {
  provider: string
  source: string
  ranAt: number
}

const selectFigures = prepareSql(
  'SELECT * FROM reconciliations WHERE merchant = :merchant AND day = :day ORDER BY provider, currency',
)

export async function readFiguresOfDay(database: Database, merchant: string, day: string): Promise<StoredFigures[]> {
  return (await database.read(selectFigures({ merchant, day }))).map((row) => ({
    provider: String(row.provider),
    currency: String(row.currency),
    ours: { count: Number(row.our_count), amount: Number(row.our_amount) },
    theirs: { count: Number(row.their_count), amount: Number(row.their_amount) },
    source: String(row.source),
    ranAt: Number(row.ran_at),
  }))
}

const selectExternal = prepareSql(
  `SELECT status FROM external_refunds WHERE merchant = :merchant AND provider = :provider AND reference = :reference`,
)

export async function readExternalStatus(
  database: Database,
  at: { merchant: string; provider: string; reference: string },
): Promise<string | undefined> {
  const [row] = await database.read(selectExternal(at))
  return row && String(row.status)
}

const selectProviders = prepareSql(
  `SELECT DISTINCT provider FROM (
     SELECT provider FROM provider_connections WHERE merchant = :merchant AND sealed <> ''
     UNION ALL SELECT 'sandbox' WHERE EXISTS (SELECT 1 FROM payouts WHERE merchant = :merchant AND provider = 'sandbox'))
   ORDER BY provider`,
)

/** Providers that the merchant connected, and the sandbox where it pays. */
export async function readProviders(database: Database, merchant: string): Promise<string[]> {
  return (await database.read(selectProviders({ merchant }))).map(({ provider }) => String(provider))
}

const selectMerchants = prepareSql('SELECT id FROM merchants WHERE id > :after ORDER BY id LIMIT :limit')

export async function readMerchantIds(database: Database, after: string, limit: number): Promise<string[]> {
  return (await database.read(selectMerchants({ after, limit }))).map(({ id }) => String(id))
}
