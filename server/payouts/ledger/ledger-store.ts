import type { LedgerEntry } from '../../../shared/api/ledger.schema.ts'
import { type Database, prepareSql, type Row } from '../../db/database.ts'

export type StoredEntry = Omit<LedgerEntry, 'day'>

/** Which part of the ledger; times are epoch ms, [from, until). */
export type LedgerPart =
  | { by: 'time'; from: number; until: number }
  | { by: 'order'; order: string }
  | { by: 'request'; request: string }

/** Where a page of entries ended. */
export interface LedgerPlace {
  at: number
  id: string
  seq: number
}

// What the payout was before: money moves only where it becomes paid, or was.
const before = `COALESCE((SELECT b.body ->> 'status' FROM payout_events b
    WHERE b.merchant = e.merchant AND b.payout = e.payout AND b.seq < e.seq AND b.type IN ('requested', 'reported')
    ORDER BY b.seq DESC LIMIT 1), '')`
const moved = `(e.body ->> 'status' = 'succeeded' AND ${before} <> 'succeeded')
  OR (e.body ->> 'status' = 'failed' AND ${before} = 'succeeded')`
const after = '(:afterAt, :afterId, :afterSeq)'
// Parts of a ledger are merged as each comes in order; the plus has few entries found by their source first, then sorted.
const payoutEntries = (source: string, plus: '+' | '') =>
  `SELECT ${plus}e.at AS at, e.payout AS id, e.seq AS seq,
     CASE e.body ->> 'status' WHEN 'succeeded' THEN 'paid' ELSE 'returned' END AS kind,
     p.request, p.order_number, p.id AS payout, p.provider, p.provider_reference, p.destination, p.currency,
     CASE e.body ->> 'status' WHEN 'succeeded' THEN p.amount ELSE -p.amount END AS amount
   FROM ${source} AND e.type IN ('requested', 'reported') AND (${moved}) AND (${plus}e.at, e.payout, e.seq) > ${after}`
const externalEntries = (filter: string) =>
  ['external', 'external_failed']
    .map((kind) => {
      const isBack = kind === 'external_failed'
      const at = isBack ? 'x.learnt_at' : 'x.at'
      const id = `x.provider || ' ' || x.reference`
      const seq = isBack ? 2 : 1
      return `SELECT ${at} AS at, ${id} AS id, ${seq} AS seq, '${kind}' AS kind,
     NULL AS request, x.order_number, NULL AS payout, x.provider, x.reference AS provider_reference,
     COALESCE(x.payment, x.payment_reference, '') AS destination, x.currency, ${isBack ? '-' : ''}x.amount AS amount
   FROM external_refunds x WHERE x.merchant = :merchant AND x.order_number IS NOT NULL
     AND x.status ${isBack ? `= 'failed'` : `IN ('booked', 'failed')`} AND ${filter.replaceAll('AT', at)}
     AND (${at}, ${id}, ${seq}) > ${after}`
    })
    .join(' UNION ALL ')

const page = 'ORDER BY at, id, seq LIMIT :limit'
const parts = {
  time: prepareSql(
    `${payoutEntries(
      `payout_events e CROSS JOIN payouts p ON p.merchant = e.merchant AND p.id = e.payout
       WHERE e.merchant = :merchant AND e.at >= MAX(:from, :afterAt) AND e.at < :until`,
      '',
    )}
     UNION ALL ${externalEntries('AT >= :from AND AT < :until')} ${page}`,
  ),
  order: prepareSql(
    `${payoutEntries(
      `payouts p CROSS JOIN payout_events e ON e.merchant = p.merchant AND e.payout = p.id
       WHERE p.merchant = :merchant AND p.order_number = :order`,
      '+',
    )}
     UNION ALL ${externalEntries('x.order_number = :order')} ${page}`,
  ),
  request: prepareSql(
    `${payoutEntries(
      `payouts p CROSS JOIN payout_events e ON e.merchant = p.merchant AND e.payout = p.id
       WHERE p.merchant = :merchant AND p.request = :request`,
      '+',
    )} ${page}`,
  ),
}

const beginning: LedgerPlace = { at: -1, id: '', seq: 0 }

/** Money that left or came back, the oldest first, a page after a place. */
export async function readEntries(
  database: Database,
  merchant: string,
  part: LedgerPart,
  { after = beginning, limit }: { after?: LedgerPlace; limit: number },
): Promise<{ entries: StoredEntry[]; last?: LedgerPlace }> {
  const place = { afterAt: after.at, afterId: after.id, afterSeq: after.seq, limit }
  const { by, ...key } = part
  const rows = await database.read(parts[by]({ merchant, ...key, ...place }))
  const last = rows.at(-1)
  return {
    entries: rows.map(entryOf),
    ...(last && { last: { at: Number(last.at), id: String(last.id), seq: Number(last.seq) } }),
  }
}

function entryOf(row: Row): StoredEntry {
  return {
    at: Number(row.at),
    kind: String(row.kind) as StoredEntry['kind'],
    request: row.request == null ? undefined : String(row.request),
    order: String(row.order_number),
    payout: row.payout == null ? undefined : String(row.payout),
    provider: String(row.provider),
    providerReference: row.provider_reference == null ? undefined : String(row.provider_reference),
    destination: String(row.destination),
    currency: String(row.currency),
    amount: Number(row.amount),
  }
}
