import type { Actor } from '../../shared/lifecycle/request.ts'
import type { Breaker } from '../../shared/payouts/breaker.ts'
import type { MoveContext } from '../../shared/payouts/next-move.ts'
import type { ProviderState } from '../../shared/payouts/payout.ts'
import { zonedClock } from '../../shared/time/zoned.ts'
import { type Database, prepareSql, type Statement } from '../db/database.ts'
import { guardOneRow } from '../db/guard.ts'
import { type PayoutFile, payoutFileOf } from '../db/payout-rows.ts'
import { findMerchantById } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'

/** A payout with everything that its next move reads, in one statement. */
export interface PayoutFacts {
  file: PayoutFile
  context: Omit<MoveContext, 'now' | 'rules'>
  breaker: Breaker
  /** Epoch ms in the shop's zone. */
  todayAt: number
  tomorrowAt: number
}

const select = prepareSql(
  `SELECT p.merchant, p.seq, p.state, c.stopped_at,
     c.second_person_above ->> p.currency AS above, c.daily_cap ->> p.currency AS cap,
     CASE WHEN c.daily_cap ->> p.currency IS NULL THEN 0 ELSE (SELECT COALESCE(SUM(d.amount), 0) FROM payouts d
       WHERE d.merchant = p.merchant AND d.currency = p.currency AND d.last_sent_at >= :today
         AND NOT (d.status = 'failed' AND d.failure_final = 1)) END AS sent_today,
     h.misses, h.open_until,
     (SELECT b.status FROM bank_batches b WHERE b.merchant = p.merchant AND b.number = p.batch) AS file,
     (SELECT r.status FROM payouts r WHERE r.merchant = p.merchant AND r.id = p.state ->> 'replaces') AS replaced,
     (SELECT e.sent_at FROM payment_pace e
       WHERE e.merchant = p.merchant AND e.provider = p.provider AND e.reference = p.reference) AS paced_at
   FROM payouts p
   LEFT JOIN payout_controls c ON c.merchant = p.merchant
   LEFT JOIN provider_health h ON h.merchant = p.merchant AND h.provider = p.provider
   WHERE p.merchant = :merchant AND p.id = :id`,
)

export async function readPayoutFacts(
  ports: Ports,
  merchant: string,
  id: string,
  now: number,
): Promise<PayoutFacts | undefined> {
  const owner = await findMerchantById(ports, merchant)
  const zone = zonedClock(owner?.settings.timezone ?? 'UTC')
  const day = zone.dayOf(now)
  const todayAt = zone.startOfDay(day)
  const row = (await ports.database.read(select({ merchant, id, today: todayAt })))[0]
  if (!row) return undefined
  const cap = numberOf(row.cap)
  return {
    file: payoutFileOf(row),
    context: {
      isFileSent: row.file === 'sent' || row.file === 'settled',
      isPaidBefore: row.replaced === 'succeeded',
      isStopped: row.stopped_at !== null,
      secondPersonAbove: numberOf(row.above),
      dailyCap: cap,
      leftToday: cap === undefined ? undefined : cap - Number(row.sent_today),
      todayAt,
      breakerUntil: numberOf(row.open_until),
      paymentSentAt: numberOf(row.paced_at),
    },
    breaker: { misses: Number(row.misses ?? 0), openUntil: numberOf(row.open_until) },
    todayAt,
    tomorrowAt: zone.startOfDay(day + 1),
  }
}

const guardStopped = prepareSql(
  `INSERT INTO guards SELECT 0, 'payouts_stopped'
   WHERE EXISTS (SELECT 1 FROM payout_controls WHERE merchant = :merchant AND stopped_at IS NOT NULL)`,
)
const guardCap = prepareSql(
  `INSERT INTO guards SELECT 0, 'daily_cap' WHERE :cap < (SELECT SUM(d.amount) FROM payouts d
     WHERE d.merchant = :merchant AND d.currency = :currency AND d.last_sent_at >= :today
       AND NOT (d.status = 'failed' AND d.failure_final = 1))`,
)
const pace = prepareSql(
  `INSERT INTO payment_pace (merchant, provider, reference, sent_at) VALUES (:merchant, :provider, :reference, :now)
   ON CONFLICT (merchant, provider, reference) DO UPDATE SET sent_at = :now WHERE sent_at <= :now - :gapMs`,
)

/** What must still be true at the moment of sending, checked in the batch that says `submitting`. */
export function sendingGuards(
  { todayAt, context }: PayoutFacts,
  { merchant, state }: PayoutFile,
  { now, rules }: MoveContext,
): Statement[] {
  // What the bank has in a file is on its way, whatever was decided since.
  if (state.batch) return []
  const { provider, reference, currency } = state
  const statements = [guardStopped({ merchant })]
  if (context.dailyCap !== undefined) {
    statements.push(guardCap({ merchant, currency, cap: context.dailyCap, today: todayAt }))
  }
  if (rules.paymentGapMs !== undefined) {
    statements.push(pace({ merchant, provider, reference, now, gapMs: rules.paymentGapMs }), guardOneRow('pace'))
  }
  return statements
}

const selectAsker = prepareSql(
  `SELECT e.actor FROM request_events e
   WHERE e.merchant = :merchant AND e.request = :request AND e.type = 'payout_requested' AND e.body ->> 'payout' = :id`,
)

/** The colleague whose decision asked for this payout; undefined where it was the policy, the shopper, or time. */
export async function readAsker(
  database: Database,
  { merchant, state }: PayoutFile,
): Promise<{ id: string; name: string } | undefined> {
  const row = (await database.read(selectAsker({ merchant, request: state.request, id: state.id })))[0]
  const actor = row && (JSON.parse(String(row.actor)) as Actor)
  return actor?.kind === 'staff' ? { id: actor.id, name: actor.name } : undefined
}

const upsertHealth = prepareSql(
  `INSERT INTO provider_health (merchant, provider, misses, open_until, last_answer_at, last_code)
   VALUES (:merchant, :provider, :misses, :openUntil, :answeredAt, :code)
   ON CONFLICT (merchant, provider) DO UPDATE SET misses = excluded.misses, open_until = excluded.open_until,
     last_answer_at = COALESCE(excluded.last_answer_at, last_answer_at), last_code = excluded.last_code`,
)

export function writeHealth(
  merchant: string,
  provider: string,
  { misses, openUntil }: Breaker,
  said: ProviderState,
  now: number,
): Statement {
  const answeredAt = said.status === 'unknown' ? undefined : now
  return upsertHealth({ merchant, provider, misses, openUntil, answeredAt, code: said.failure?.code })
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value)
}
