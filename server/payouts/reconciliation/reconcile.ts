import { dateOfDay, dayOfDate, zonedClock } from '../../../shared/time/zoned.ts'
import { Failure } from '../../failure.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports, ProviderRefund } from '../../platform/ports.ts'
import { applyProviderState } from '../apply-provider-state.ts'
import { readPayout } from '../store.ts'
import { type Comparison, compare, stateDifference } from './compare.ts'
import { detailedDifferences } from './detailed-differences.ts'
import { inPieces } from './in-pieces.ts'
import { keepComparison } from './keep-comparison.ts'
import { type DayOf, type Part, readOurs } from './reconciliation-store.ts'

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
  const { clock } = ports
  const part = partOf(ports, { merchant, provider, day })
  const { from, until } = part
  const isList = source.kind === 'list'
  const theirs = isList ? await source.list(from - marginMs, until + marginMs) : source.refunds
  const ours = await readOurs(ports, part, theirs)
  const { figures, differences, disagreeing } = compare(ours, theirs, { from, until, isWhole: isList })
  for await (const piece of inPieces(clock, disagreeing)) {
    for (const pair of piece) {
      if (isList && (await isToldNow(ports, part, pair))) continue
      differences.push(stateDifference(pair.ours, pair.theirs))
    }
  }
  const zone = zonedClock(merchant.settings.timezone)
  const of: DayOf = { merchant: merchant.id, day, provider }
  const [currency = 'EUR'] = merchant.settings.currencies
  const nothing = { currency, ours: { count: 0, amount: 0 }, theirs: { count: 0, amount: 0 } }
  await keepComparison(ports, of, {
    figures: figures.length > 0 ? figures : [nothing],
    differences: await detailedDifferences(ports, merchant, of, differences),
    source: isList ? 'list' : source.format,
    today: dateOfDay(zone.dayOf(clock.now())),
  })
  ports.log.info('reconciled', { merchant: merchant.id, provider, day, differences: differences.length })
}

/** When a day of the shop begins and ends. @throws Failure validation_failed for a day that is none or to come */
export function partOf({ clock }: Ports, { merchant, provider, day }: Compared): Part {
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
