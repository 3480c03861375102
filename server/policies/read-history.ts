import type { JudgedRequest } from '../../shared/api/policy-history.schema.ts'
import { evidenceKindOf } from '../../shared/lifecycle/evidence-kind.ts'
import { addHoldings, holdingsOf } from '../../shared/lifecycle/holdings.ts'
import type { Order } from '../../shared/order/order.ts'
import { hasHeldLines } from '../../shared/policy/simulate/slim-order.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'
import type { Database } from '../db/database.ts'
import { type PastClaim, replayOf } from '../db/replay-row.ts'
import { cursorOf, cursorText } from '../platform/cursor.ts'
import type { Ports } from '../platform/ports.ts'
import { countSubmitted, readDecided, readSubmitted, type SubmittedRequest } from './history-store.ts'

export interface HistoryPage<T> {
  requests: T[]
  nextCursor?: string
  /** Of the first page. */
  total?: number
}

/** A past request in pieces of JSON, which whoever sends it on need not parse. */
export interface ReplayText {
  claim: string
  order: string
  known: Pick<JudgedRequest, 'refunds90' | 'holdings' | 'ours'>
}

export interface WantedHistory {
  /** Epoch ms. */
  since?: number
  cursor?: string
  limit: number
}

/** Past requests to replay, newest first. Contact data stays here, and so does what replaying does not read. */
export async function readHistory(
  ports: Ports,
  merchant: string,
  wanted: WantedHistory,
): Promise<HistoryPage<JudgedRequest>> {
  const page = await readReplays(ports, merchant, wanted)
  return {
    ...page,
    requests: page.requests.map(({ claim, order, known }) => ({
      ...(JSON.parse(claim) as PastClaim),
      ...known,
      order: JSON.parse(order) as Order,
    })),
  }
}

/** The same as it is stored. */
export async function readReplays(
  { database }: Ports,
  merchant: string,
  wanted: WantedHistory,
): Promise<HistoryPage<ReplayText>> {
  const { since = 0, cursor, limit } = wanted
  const [beforeAt, beforeNumber] = cursor === undefined ? [Number.MAX_SAFE_INTEGER, ''] : cursorOf(cursor)
  const [rows, total] = await Promise.all([
    readSubmitted(database, { merchant, since, beforeAt, beforeNumber, limit: limit + 1 }),
    cursor === undefined ? countSubmitted(database, merchant, since) : undefined,
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    requests: await textsOf(database, merchant, page),
    ...(rows.length > limit && last ? { nextCursor: cursorText([last.submittedAt, last.number]) } : {}),
    ...(total === undefined ? {} : { total }),
  }
}

/**
 * As they were kept; what was not, or lacks a line that an earlier request of the order holds only since (edited, reopened), from
 * the whole of what it was decided on.
 */
async function textsOf(database: Database, merchant: string, rows: readonly SubmittedRequest[]): Promise<ReplayText[]> {
  const past = rows.map((row) => ({ row, known: knownThen(row) }))
  const lacking = past.filter(({ row, known }) => !isEnough(row.slim, known.holdings)).map(({ row }) => row.number)
  const whole = await readDecided(database, merchant, lacking)
  return past.map(({ row, known }) => {
    const decided = whole.get(row.number)
    if (!decided) return { claim: String(row.claim), order: String(row.slim), known }
    const { state, items, order, evidence } = decided
    const replay = replayOf(state, items, { order, holdings: known.holdings }, (id) =>
      evidenceKindOf(evidence[id] ?? ''),
    )
    return { claim: JSON.stringify(replay.claim), order: JSON.stringify(replay.slim), known }
  })
}

function knownThen({ refunds90, earlier, ours }: SubmittedRequest): ReplayText['known'] {
  return {
    refunds90,
    holdings: earlier.reduce<Holdings>((sum, other) => addHoldings(sum, holdingsOf(other)), {}),
    ...(ours.length > 0 ? { ours } : {}),
  }
}

function isEnough(slim: string | undefined, holdings: Holdings): boolean {
  if (slim === undefined) return false
  return Object.keys(holdings).length === 0 || hasHeldLines(JSON.parse(slim) as Order, holdings)
}
