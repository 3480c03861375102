import type { PayoutRow } from '../../../shared/api/payout-row.schema.ts'
import type { PayoutView } from '../../../shared/api/refund-desk.schema.ts'
import type { PayoutEvent } from '../../../shared/payouts/payout.ts'
import { zonedClock } from '../../../shared/time/zoned.ts'
import { Failure } from '../../failure.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import { cursorOf, cursorText } from '../../platform/cursor.ts'
import type { Ports } from '../../platform/ports.ts'
import { readAccountSigns } from './account-signs-store.ts'
import { readWork } from './desk-store.ts'
import { readFoundPayout, readPayouts } from './list-store.ts'
import { payoutRowOf } from './payout-row.ts'

export interface PayoutsWanted {
  view: PayoutView
  status?: string
  provider?: string
  code?: string
  currency?: string
  minAmount?: number
  maxAmount?: number
  olderThanHours?: number
  q?: string
  cursor?: string
  limit: number
}

const hourMs = 3_600_000

/**
 * A page of payouts, newest change first, keyset-paged. With `q` it looks in every view. Age is since the last change.
 * @throws Failure validation_failed for an amount without its currency
 */
export async function listPayouts(
  ports: Ports,
  at: { merchant: Merchant; me: StaffCaller },
  wanted: PayoutsWanted,
): Promise<{ payouts: PayoutRow[]; nextCursor?: string; total: number }> {
  const { cursor, olderThanHours, limit, ...filters } = wanted
  const hasAmount = wanted.minAmount !== undefined || wanted.maxAmount !== undefined
  if (hasAmount && wanted.currency === undefined) throw needsCurrency()
  const now = ports.clock.now()
  const { found, matches } = await readPayouts(ports.database, {
    ...filters,
    merchant: at.merchant.id,
    today: startOfToday(at.merchant, now),
    changedBefore: olderThanHours === undefined ? undefined : now - olderThanHours * hourMs,
    after: cursor === undefined ? undefined : cursorOf(cursor),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)?.state
  return {
    payouts: page.map((payout) => payoutRowOf(payout, at)),
    ...(found.length > limit && last ? { nextCursor: cursorText([last.changedAt, last.id]) } : {}),
    total: matches,
  }
}

/** One payout with its whole stream. @throws Failure not_found */
export async function openPayout(
  ports: Ports,
  at: { merchant: Merchant; me: StaffCaller },
  id: string,
): Promise<PayoutRow & { events: PayoutEvent[]; nextAt: number | undefined }> {
  const read = await readFoundPayout(ports.database, at.merchant.id, id)
  if (!read) throw new Failure('not_found')
  const { account } = read.found.state
  const [signs, work] = await Promise.all([
    account === undefined ? undefined : readAccountSigns(ports.database, at.merchant.id, [account]),
    readWork(ports.database, at.merchant.id, [id]),
  ])
  const events = read.events.map(([seq, when, type, body]) => ({ seq, at: when, type, ...body }) as PayoutEvent)
  return {
    ...payoutRowOf(read.found, at),
    account: account === undefined ? undefined : signs?.get(account),
    events: events.map(shownEvent),
    nextAt: work.get(id)?.nextAt,
  }
}

/** The proof of a payment by hand is for staff; the account it went to is known by its label alone. */
function shownEvent(event: PayoutEvent): PayoutEvent {
  if (event.type !== 'requested' || event.order.account === undefined) return event
  const { account: _, ...order } = event.order
  return { ...event, order }
}

export function startOfToday({ settings }: Merchant, now: number): number {
  const zone = zonedClock(settings.timezone)
  return zone.startOfDay(zone.dayOf(now))
}

function needsCurrency(): Failure {
  const pointer = '/query/currency'
  const errors = [{ pointer, code: 'required', message: 'amounts are compared within one currency' }]
  return new Failure('validation_failed', { pointer, errors })
}
