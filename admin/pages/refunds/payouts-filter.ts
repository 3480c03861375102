import { failureCodes } from '../../../shared/payouts/failure-codes.ts'
import { payoutActions } from '../../../shared/payouts/failures.ts'
import { payoutStatuses } from '../../../shared/payouts/payout.ts'
import { type PayoutFilter, type PayoutRow, type PayoutView, payoutViewNames } from '../../data/payouts.ts'

/** Hours of "older than". */
export const ages = [1, 24, 72, 168, 720] as const

/** After today, those first that wait for somebody here. */
const byNeed = ['today', 'failed', 'with_person', 'held', 'asked', 'returned', 'on_the_way', 'all'] as const

/**
 * What the list opens with: today, and on a morning when nothing has happened yet what waits for somebody, else whatever
 * there is. Failures of a busy day stand above the list anyhow, by their causes.
 */
export function openingView(counts: Readonly<Record<PayoutView, number>>): PayoutView {
  return byNeed.find((view) => counts[view] > 0) ?? 'today'
}

/**
 * The filter lives in the address: it can be bookmarked, sent to a colleague, and survives the way back. `opening` is the
 * view of an address that names none.
 */
export function payoutFilterOf(search: URLSearchParams, opening: PayoutView): PayoutFilter {
  const text = (name: string) => search.get(name)?.trim() || undefined
  const oneOf = <T extends string>(name: string, of: readonly T[]) => of.find((each) => each === text(name))
  const amount = (name: string) => {
    const value = Number(text(name) ?? Number.NaN)
    return Number.isSafeInteger(value) && value >= 0 ? value : undefined
  }
  const currency = text('currency')?.toUpperCase()
  const olderThanHours = amount('olderThanHours')
  return withoutGaps({
    view: oneOf<PayoutView>('view', payoutViewNames) ?? opening,
    status: oneOf('status', payoutStatuses),
    provider: text('provider'),
    code: oneOf('code', failureCodes),
    currency,
    // An amount means something in a currency only.
    minAmount: currency ? amount('minAmount') : undefined,
    maxAmount: currency ? amount('maxAmount') : undefined,
    olderThanHours: ages.find((age) => age === olderThanHours),
    q: text('q'),
  })
}

/** The address of a filter. */
export function payoutSearch(filter: PayoutFilter): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  return `?${search.toString()}`
}

export function isNarrowed({ view: _view, ...rest }: PayoutFilter): boolean {
  return Object.values(rest).some((value) => value !== undefined)
}

function withoutGaps(filter: { [K in keyof PayoutFilter]: PayoutFilter[K] | undefined }): PayoutFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  ) as unknown as PayoutFilter
}

/** Whether something can be done for it from the list. */
export function canAct({ actions }: PayoutRow): boolean {
  return actions.some(isDoing)
}

export function isDoing(action: PayoutRow['actions'][number]): boolean {
  return (payoutActions as readonly string[]).includes(action)
}

/** What can be done for every one of these payouts, in the order of the first. */
export function actionsInCommon(rows: readonly PayoutRow[]): PayoutRow['actions'] {
  const [first, ...others] = rows
  return (first?.actions ?? []).filter((action) => others.every(({ actions }) => actions.includes(action)))
}
