import { type Database, prepareSql, type Statement } from '../../db/database.ts'
import { type PayoutFile, payoutFileOf } from '../../db/payout-rows.ts'
import type { NoticeItem } from '../../platform/ports.ts'

/** `applied` to a payout of ours, `external`: a refund that somebody else made; `recorded`: nothing follows from it. */
export type NoticeOutcome = 'applied' | 'external' | 'unmatched' | 'recorded'

const known = prepareSql(
  `SELECT event FROM provider_events WHERE merchant = :merchant AND provider = :provider
     AND event IN (SELECT value FROM json_each(:events))`,
)
const insert = prepareSql(
  `INSERT INTO provider_events (merchant, provider, event, kind, payout, provider_reference, received_at, outcome)
   VALUES (:merchant, :provider, :event, :kind, :payout, :providerReference, :receivedAt, :outcome)`,
)
const own = prepareSql(
  `SELECT merchant, seq, state FROM payouts WHERE merchant = :merchant AND provider = :provider
     AND (id = :payout OR provider_reference = :reference) ORDER BY id = :payout DESC LIMIT 1`,
)
const forget = prepareSql('DELETE FROM provider_events WHERE received_at < :before')

export interface NoticeFrom {
  merchant: string
  provider: string
}

export async function readKnownEvents(
  database: Database,
  from: NoticeFrom,
  events: readonly string[],
): Promise<Set<string>> {
  const rows = await database.read(known({ ...from, events: JSON.stringify(events) }))
  return new Set(rows.map(({ event }) => String(event)))
}

/** Refuses the batch when the event was done before: its effect and that it is done are one. */
export function noticeDone(
  { merchant, provider }: NoticeFrom,
  { event, kind, refund }: NoticeItem,
  { payout, receivedAt, outcome }: { payout?: string; receivedAt: number; outcome: NoticeOutcome },
): Statement {
  const { providerReference } = refund ?? {}
  return insert({ merchant, provider, event, kind, payout, providerReference, receivedAt, outcome })
}

/** The payout it tells of: of this provider alone, or one's secret would settle another's payouts. */
export async function readOwn(
  database: Database,
  { merchant, provider }: NoticeFrom,
  { payout, refund }: NoticeItem,
): Promise<PayoutFile | undefined> {
  const at = { merchant, provider, payout: payout ?? refund?.payout, reference: refund?.providerReference }
  const row = (await database.read(own(at)))[0]
  return row && payoutFileOf(row)
}

/** Longer than any provider sends an event again. */
export function forgetNoticesBefore(before: number): Statement {
  return forget({ before })
}
