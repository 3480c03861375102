import { toDecimal } from '../../../shared/money/format.ts'
import type { ReconciliationDay } from '../../data/payouts.ts'
import { comparedRows } from './reconcile-model.ts'
import { whyWords } from './reconcile-table.ts'

/** The comparison as it stands on screen, amounts as plain decimals: first each provider, then each difference. */
export function reconcileCsv(day: ReconciliationDay): string[][] {
  const providers = comparedRows(day).map(({ provider, currency, ours, theirs, difference }) => [
    day.day,
    provider,
    currency,
    String(ours.count),
    toDecimal(ours.amount, currency),
    String(theirs.count),
    toDecimal(theirs.amount, currency),
    toDecimal(difference, currency),
    ...Array<string>(5).fill(''),
  ])
  const differences = day.differences.map((each) => [
    day.day,
    each.provider,
    each.currency,
    '',
    toDecimal(each.ours, each.currency),
    '',
    toDecimal(each.theirs, each.currency),
    toDecimal(each.theirs - each.ours, each.currency),
    each.payout ?? '',
    each.providerReference ?? '',
    each.order ?? '',
    whyWords(each),
    each.resolution ?? '',
  ])
  return [head, ...providers, ...differences]
}

const head = [
  'day',
  'provider',
  'currency',
  'our_count',
  'our_amount',
  'their_count',
  'their_amount',
  'difference',
  'payout',
  'provider_reference',
  'order',
  'explained_by',
  'resolution',
]
