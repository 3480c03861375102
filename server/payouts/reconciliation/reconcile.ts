import { arrivalOf } from '../../../shared/time/arrival.ts'
import { dateOfDay, dayOfDate, zonedClock } from '../../../shared/time/zoned.ts'
import { Failure } from '../../failure.ts'
import type { Merchant } from '../../merchants/index.ts'
import { readOrdersOfPayment } from '../../orders/index.ts'
import { sha256Hex } from '../../platform/hmac.ts'
import type { Ports, ProviderRefund } from '../../platform/ports.ts'
import { applyProviderState } from '../apply-provider-state.ts'
import { namesOfPayment } from '../external/index.ts'
import { readPayout } from '../store.ts'
import { type Comparison, compare, type Difference, stateDifference } from './compare.ts'
import { type DayOf, type DifferenceDetail, dayCompared, type Part, readOurs } from './reconciliation-store.ts'

/** Around the day: clocks differ, and midnight is no difference. */
const marginMs = 2 * 3_600_000

export interface Compared {
  merchant: Merchant
  provider: string
  /** YYYY-MM-DD in the shop's zone. */
  day: string
}

/** What is compared with: the provider's own list, or a file of it. */
export type Source =
  | { kind: 'list'; list: (from: number, until: number) => Promise<ProviderRefund[]> }
  | { kind: 'file'; format: string; refunds: readonly ProviderRefund[] }

/**
 * Compares a day of one provider, ours with theirs, and keeps what differs. What its own list says of a payout of ours is
 * its word like a webhook's; what a file says a person uploaded, so it changes no payout. Run again, it finds what has
 * settled since, and keeps what somebody decided. @throws Failure validation_failed for a day that is none or to come
 */
export async function reconcile(ports: Ports, { merchant, provider, day }: Compared, source: Source): Promise<void> {
  const { database, clock } = ports
  const part = partOf(ports, { merchant, provider, day })
  const { from, until } = part
  const isList = source.kind === 'list'
  const theirs = isList ? await source.list(from - marginMs, until + marginMs) : source.refunds
  const ours = await readOurs(database, part, theirs)
  const { figures, differences, disagreeing } = compare(ours, theirs, { from, until, isWhole: isList })
  for (const pair of disagreeing) {
    if (isList && (await isToldNow(ports, part, pair))) continue
    differences.push(stateDifference(pair.ours, pair.theirs))
  }
  const zone = zonedClock(merchant.settings.timezone)
  const now = clock.now()
  const of: DayOf = { merchant: merchant.id, day, provider }
  const [currency = 'EUR'] = merchant.settings.currencies
  const nothing = { currency, ours: { count: 0, amount: 0 }, theirs: { count: 0, amount: 0 } }
  await database.write(
    dayCompared(of, {
      figures: figures.length > 0 ? figures : [nothing],
      differences: await Promise.all(differences.map((difference) => detailed(ports, merchant, of, difference))),
      source: isList ? 'list' : source.format,
      now,
      today: dateOfDay(zone.dayOf(now)),
    }),
  )
  ports.log.info('reconciled', { merchant: merchant.id, provider, day, differences: differences.length })
}

function partOf({ clock }: Ports, { merchant, provider, day }: Compared): Part {
  const zone = zonedClock(merchant.settings.timezone)
  const number = dayOfDate(day)
  if (number === undefined || number > zone.dayOf(clock.now())) {
    const pointer = '/day'
    const errors = [{ pointer, code: 'custom', message: 'a day of the calendar, not one to come' }]
    throw new Failure('validation_failed', { pointer, errors })
  }
  return { merchant: merchant.id, provider, from: zone.startOfDay(number), until: zone.startOfDay(number + 1) }
}

/** The provider's word about one of ours; whether both then say the same. A list may not know that a bank sent money back. */
async function isToldNow(
  ports: Ports,
  { merchant }: Part,
  { ours, theirs }: Comparison['disagreeing'][number],
): Promise<boolean> {
  const { payout, returned } = ours
  const { state, providerReference } = theirs
  if (payout === undefined || returned) return false
  if (state.status === 'succeeded' || state.status === 'failed') {
    await applyProviderState(ports, { merchant, payout }, { ...state, providerReference })
  }
  const after = (await readPayout(ports.database, merchant, payout))?.state
  return after?.status === state.status
}

async function detailed(
  ports: Ports,
  merchant: Merchant,
  { day, provider }: DayOf,
  difference: Difference,
): Promise<Difference & { id: string; detail: string }> {
  const { kind, payout, providerReference = '', why, at, refund, paymentReference: reference } = difference
  const name = await sha256Hex([day, provider, kind, payout ?? '', providerReference].join('\n'))
  const owners =
    kind === 'only_theirs' && reference !== undefined
      ? await readOrdersOfPayment(ports.database, {
          merchant: merchant.id,
          provider,
          references: refund ? namesOfPayment(refund) : [reference],
        })
      : []
  const orders = new Set(owners.map(({ order }) => order))
  const settlesBy =
    why === 'pending_there' || kind === 'only_ours' ? await settlesByOf(ports, merchant, payout) : undefined
  const detail: DifferenceDetail = { why, at, settlesBy, refund }
  const order = difference.order ?? (orders.size === 1 ? owners[0]?.order : undefined)
  return { ...difference, order, id: `df_${name.slice(0, 32)}`, detail: JSON.stringify(detail) }
}

async function settlesByOf(ports: Ports, merchant: Merchant, payout: string | undefined): Promise<string | undefined> {
  const state = payout === undefined ? undefined : (await readPayout(ports.database, merchant.id, payout))?.state
  if (state?.lastSentAt === undefined || state.status === 'succeeded') return undefined
  return arrivalOf(merchant.settings, state.destination, state.method, state.lastSentAt).latest
}
