import { type Database, prepareSql, type Statement } from '../../db/database.ts'
import { type PayoutFile, payoutFileOf } from '../../db/payout-rows.ts'
import type { BankResult } from './result.ts'

export type BankWord = BankResult['outcome']

const select = prepareSql(
  `SELECT p.merchant, p.seq, p.state FROM json_each(:ids) i
   CROSS JOIN payouts p ON p.merchant = :merchant AND p.id = i.value WHERE p.provider = 'bank'`,
)

export async function readBankPayouts(
  database: Database,
  merchant: string,
  ids: readonly string[],
): Promise<Map<string, PayoutFile>> {
  const rows = await database.read(select({ merchant, ids: JSON.stringify([...new Set(ids)]) }))
  return new Map(rows.map((row) => payoutFileOf(row)).map((file) => [file.state.id, file]))
}

const selectUnsettled = prepareSql(
  `SELECT id FROM payouts WHERE merchant = :merchant AND batch = :batch
     AND status NOT IN ('succeeded', 'failed', 'cancelled') ORDER BY id`,
)

export async function readUnsettled(database: Database, merchant: string, number: number): Promise<string[]> {
  return (await database.read(selectUnsettled({ merchant, batch: String(number) }))).map(({ id }) => String(id))
}

const selectKept = prepareSql(`SELECT number FROM bank_batches WHERE merchant = :merchant AND status = 'made'`)

/** Files that the bank does not have yet, by the numbers that payouts know them by. */
export async function readUnsent(database: Database, merchant: string): Promise<ReadonlySet<string>> {
  return new Set((await database.read(selectKept({ merchant }))).map(({ number }) => String(number)))
}

const hear = prepareSql(
  `INSERT INTO provider_events (merchant, provider, event, kind, payout, provider_reference, received_at, outcome)
   VALUES (:merchant, 'bank', :payout || '.' || :word, 'refund', :payout, :payout, :now, 'applied')
   ON CONFLICT (merchant, provider, event) DO NOTHING`,
)

/** The bank said this of the payout: once is enough for ever. */
export function wordHeard(merchant: string, payout: string, word: BankWord, now: number): Statement {
  return hear({ merchant, payout, word, now })
}

const selectHeard = prepareSql(
  `SELECT e.payout, e.event FROM json_each(:events) i
   CROSS JOIN provider_events e ON e.merchant = :merchant AND e.provider = 'bank' AND e.event = i.value`,
)

/** What it said of these before. */
export async function knownWords(
  database: Database,
  merchant: string,
  ids: readonly string[],
): Promise<Map<string, Set<BankWord>>> {
  const words: readonly BankWord[] = ['paid', 'failed', 'returned']
  const events = [...new Set(ids)].flatMap((id) => words.map((word) => `${id}.${word}`))
  const known = new Map<string, Set<BankWord>>()
  for (const row of await database.read(selectHeard({ merchant, events: JSON.stringify(events) }))) {
    const payout = String(row.payout)
    const word = String(row.event).slice(payout.length + 1) as BankWord
    known.set(payout, (known.get(payout) ?? new Set<BankWord>()).add(word))
  }
  return known
}
