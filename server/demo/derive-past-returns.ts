import type { Order } from '../../shared/order/order.ts'
import type { Resolution } from '../../shared/policy/policy.ts'
import type { SourceReturn } from './demo-data.ts'
import { between, type Draw, pick, pickByShare } from './draw.ts'
import { type DemoReason, wordsOf } from './return-words.ts'

/** How far the seeder takes a request: the first three are over, the others stay open for staff and shopper. */
export const pastOutcomes = [
  'completed',
  'declined',
  'cancelled',
  'waiting_review',
  'needs_info',
  'awaiting_return',
  'in_transit',
  'to_inspect',
  'payout_failed',
] as const
export type PastOutcome = (typeof pastOutcomes)[number]
export const openOutcomes: readonly PastOutcome[] = pastOutcomes.slice(3)

/** One line of a return as it happened; those of one request share `request` and follow one another. */
export type PastReturn = PastReturnFrame & ({ lineId: string; quantity: number } | { paymentId: string })

export interface PastReturnFrame {
  /** Groups the lines of one request; not the request's number. */
  request: string
  orderNumber: string
  /** When the shopper asked. */
  atIso: string
  /** Hints: the policy may know better. */
  reasonCode: DemoReason
  resolution: Resolution
  outcome: PastOutcome
  /** The shopper's words, in the shopper's language. */
  details: string
  /** 1 to 5; only where it is over. */
  rating?: number
}

export interface ReturnedOrder {
  order: Order
  returns: readonly SourceReturn[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Lines of one request: the rest of a long return document is left out. */
const maxLines = 8
/** A no-reason return is only told of within this many days of delivery; later ones had a fault. */
const noReasonDays = 7
const latestDays = 55

/**
 * What came back, mapped to the shifted dates: asked when the source's return was booked, but not before the goods were
 * delivered; a return later than 55 days after delivery moves to between 8 and 55. Reasons, outcomes and
 * ratings are drawn. A third of the double charges were reported, and every second parcel that never came; deliveries add
 * what the source does not tell.
 */
export function derivePastReturns(returned: readonly ReturnedOrder[], draw: Draw, cutoffMs: number): PastReturn[] {
  return returned
    .flatMap(({ order, returns }) => [
      ...fromReturns(order, returns, draw, cutoffMs),
      ...fromDoubleCharge(order, draw, cutoffMs),
      ...fromLostParcel(order, draw, cutoffMs),
      ...fromDelivery(order, returns, draw, cutoffMs),
    ])
    .sort((a, b) => compareText(timeOf(a), timeOf(b)) || compareText(keyOf(a), keyOf(b)))
    .flat()
}

type Request = PastReturn[]
const timeOf = (request: Request) => request[0]?.atIso ?? ''
const keyOf = (request: Request) => request[0]?.request ?? ''
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function fromReturns(order: Order, returns: readonly SourceReturn[], draw: Draw, cutoffMs: number): Request[] {
  const documents = new Map<string, SourceReturn[]>()
  for (const entry of returns) documents.set(entry.document, [...(documents.get(entry.document) ?? []), entry])
  return [...documents].flatMap(([document, entries]): Request[] => {
    const key = `${document}/${order.number}`
    const kept = entries.slice(0, maxLines)
    const deliveredAtMs = Math.max(...kept.map((entry) => deliveryOf(order, String(entry.line + 1))))
    if (!Number.isFinite(deliveredAtMs)) return []
    const bookedMs = Date.parse(order.placedAt) + (kept[0]?.hoursSinceOrder ?? 0) * hourMs
    const afterDays = Math.floor((bookedMs - deliveredAtMs) / dayMs)
    const atMs =
      afterDays < 0
        ? deliveredAtMs + between(3, 70, draw(key, 'after delivery')) * hourMs
        : afterDays > latestDays
          ? deliveredAtMs + between(noReasonDays + 1, latestDays, draw(key, 'brought nearer')) * dayMs
          : Math.max(bookedMs, deliveredAtMs + hourMs)
    if (atMs >= cutoffMs) return []
    const late = atMs - deliveredAtMs > (noReasonDays - 0.5) * dayMs
    const frame = frameOf(key, order, atMs, draw, cutoffMs)
    return [
      merged(kept).map(({ line, units }) => {
        const lineId = String(line + 1)
        const barred = (order.lines[line]?.legalClass ?? []).length > 0
        const reasonCode = pickByShare(late || barred ? faults : anyReason, draw(`${key}/${lineId}`, 'reason'))
        const details = wordsOf(reasonCode, order.locale ?? 'en', draw(`${key}/${lineId}`, 'words'))
        return { ...frame, reasonCode, details, lineId, quantity: units }
      }),
    ]
  })
}

/** A document may name a line twice; a request claims it once. */
function merged(entries: readonly SourceReturn[]): { line: number; units: number }[] {
  const units = new Map<number, number>()
  for (const entry of entries) units.set(entry.line, (units.get(entry.line) ?? 0) + entry.units)
  return [...units].map(([line, count]) => ({ line, units: count }))
}

const faults: readonly (readonly [DemoReason, number])[] = [
  ['damaged_in_transit', 44],
  ['defective', 22],
  ['looks_different', 20],
  ['wrong_item', 14],
]
const anyReason: readonly (readonly [DemoReason, number])[] = [
  ['not_needed', 34],
  ['damaged_in_transit', 26],
  ['defective', 10],
  ['looks_different', 12],
  ['wrong_item', 10],
  ['missing_parts', 8],
]

function fromDoubleCharge(order: Order, draw: Draw, cutoffMs: number): Request[] {
  const [first, second] = order.payments
  if (!first || !second || first.amount !== second.amount || first.method !== second.method) return []
  const key = `twice/${order.number}`
  const atMs = Date.parse(order.placedAt) + between(6, 90, draw(key, 'noticed')) * hourMs
  if (draw(key, 'reported') >= 1 / 3 || atMs >= cutoffMs) return []
  const details = wordsOf('charged_twice', order.locale ?? 'en', draw(key, 'words'))
  const frame = frameOf(key, order, atMs, draw, cutoffMs)
  return [
    [
      {
        ...frame,
        resolution: 'refund',
        reasonCode: 'charged_twice',
        details,
        outcome: paymentOutcome(frame.outcome),
        paymentId: second.id,
      },
    ],
  ]
}

/** A payment is not sent back: states of goods do not apply to it. */
function paymentOutcome(outcome: PastOutcome): PastOutcome {
  return outcome === 'awaiting_return' || outcome === 'in_transit' || outcome === 'to_inspect' ? 'completed' : outcome
}

function fromLostParcel(order: Order, draw: Draw, cutoffMs: number): Request[] {
  const lost = order.fulfillments.find((parcel) => parcel.deliveredAt === undefined)
  if (!lost) return []
  const key = `lost/${order.number}`
  const atMs = Date.parse(lost.shippedAt) + between(12, 24, draw(key, 'gave up')) * dayMs
  if (draw(key, 'reported') >= 0.5 || atMs >= cutoffMs) return []
  const frame = frameOf(key, order, atMs, draw, cutoffMs)
  const details = wordsOf('never_arrived', order.locale ?? 'en', draw(key, 'words'))
  return [
    lost.lines.slice(0, maxLines).map(({ line, quantity }) => ({
      ...frame,
      outcome: paymentOutcome(frame.outcome),
      resolution: 'refund' as const,
      reasonCode: 'never_arrived' as const,
      details,
      lineId: line,
      quantity,
    })),
  ]
}

/**
 * The source tells of wholesalers, who send less back than people do, and its last weeks hold few returns (they were still to
 * come when it was recorded): two in five delivered orders of which it knows none get one, of one line.
 */
function fromDelivery(order: Order, returns: readonly SourceReturn[], draw: Draw, cutoffMs: number): Request[] {
  // The prefix is older than the rule: it is part of what is drawn.
  const key = `fresh/${order.number}`
  if (returns.length > 0 || draw(key, 'asks') >= 2 / 5) return []
  const line = pick(order.lines, draw(key, 'line'))
  const deliveredAtMs = deliveryOf(order, line.id)
  const soon = deliveredAtMs + between(5, 60, draw(key, 'asked')) * hourMs
  const isFresh = cutoffMs - deliveredAtMs < 8 * dayMs
  const atMs = isFresh || draw(key, 'at once') < 0.6 ? soon : soon + between(1, 40, draw(key, 'later')) * dayMs
  if (atMs >= cutoffMs) return []
  const mustHaveFault = atMs - deliveredAtMs > (noReasonDays - 0.5) * dayMs || (line.legalClass ?? []).length > 0
  const reasonCode = pickByShare(mustHaveFault ? faults : anyReason, draw(key, 'reason'))
  const details = wordsOf(reasonCode, order.locale ?? 'en', draw(key, 'words'))
  const quantity = between(1, Math.min(3, line.quantity), draw(key, 'units'))
  return [[{ ...frameOf(key, order, atMs, draw, cutoffMs), reasonCode, details, lineId: line.id, quantity }]]
}

function deliveryOf(order: Order, line: string): number {
  const parcel = order.fulfillments.find((f) => f.lines.some((inside) => inside.line === line))
  return parcel?.deliveredAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(parcel.deliveredAt)
}

function frameOf(key: string, order: Order, atMs: number, draw: Draw, cutoffMs: number) {
  const ageDays = (cutoffMs - atMs) / dayMs
  const outcome = outcomeOf(ageDays, draw(key, 'outcome'))
  const rating = ratingOf(outcome, draw(key, 'rated'), draw(key, 'rating'))
  return {
    request: key,
    orderNumber: order.number,
    atIso: new Date(atMs).toISOString(),
    resolution: pickByShare<Resolution>(
      [
        ['refund', 84],
        ['store_credit', 11],
        ['keep_item', 5],
      ],
      draw(key, 'resolution'),
    ),
    outcome,
    ...(rating === undefined ? {} : { rating }),
  }
}

/** Of the last 3 days most wait for staff; up to 12 days the goods are on their way; everything older is over. */
function outcomeOf(ageDays: number, at: number): PastOutcome {
  if (ageDays < 3)
    return pickByShare(
      [
        ['waiting_review', 72],
        ['needs_info', 20],
        ['awaiting_return', 20],
      ] as const,
      at,
    )
  if (ageDays < 12) {
    return pickByShare(
      [
        ['waiting_review', 30],
        ['needs_info', 12],
        ['awaiting_return', 18],
        ['in_transit', 18],
        ['to_inspect', 16],
        ['payout_failed', 10],
        ['completed', 8],
      ] as const,
      at,
    )
  }
  return pickByShare(
    [
      ['completed', 84],
      ['declined', 12],
      ['cancelled', 4],
    ] as const,
    at,
  )
}

function ratingOf(outcome: PastOutcome, rated: number, at: number): number | undefined {
  switch (outcome) {
    case 'completed':
      return rated < 0.55
        ? pickByShare(
            [
              [5, 52],
              [4, 28],
              [3, 12],
              [2, 5],
              [1, 3],
            ] as const,
            at,
          )
        : undefined
    case 'declined':
      return rated < 0.3 ? pick([1, 2, 2, 3], at) : undefined
    default:
      return undefined
  }
}
