import type { ReconciliationDifference } from '../../../shared/api/reconciliation.schema.ts'
import type { PayoutStatus } from '../../../shared/payouts/payout.ts'
import type { ProviderRefund } from '../../platform/ports.ts'

/** Money that our books say went out through a provider: a payout, or a refund made there that we booked. */
export interface OurRefund {
  payout?: string
  order: string
  providerReference?: string
  currency: string
  /** Minor units. */
  amount: number
  status: PayoutStatus
  /** Paid once, and sent back. */
  returned: boolean
  /** Epoch ms. */
  at: number
  /** Sent, or booked, on the day that is compared. */
  isOfDay: boolean
}

export interface Difference extends Pick<ReconciliationDifference, 'kind' | 'why' | 'currency' | 'ours' | 'theirs'> {
  payout?: string
  providerReference?: string
  paymentReference?: string
  order?: string
  at?: number
  /** What the provider has, for booking it. */
  refund?: ProviderRefund
}

export interface Figures {
  currency: string
  ours: { count: number; amount: number }
  theirs: { count: number; amount: number }
}

export interface Comparison {
  figures: Figures[]
  differences: Difference[]
  /** Ours and theirs that say other things of the same refund. */
  disagreeing: { ours: OurRefund; theirs: ProviderRefund }[]
}

/**
 * Ours against theirs, both ways, by payout number or the provider's own. What was found counts on our day, so that a
 * second before midnight is no difference; `theirs` may therefore reach beyond the day, those before `from` and from `until`
 * on only to be found. In a settlement file (`isWhole` false) what is still pending may come in a later one.
 */
export function compare(
  ours: readonly OurRefund[],
  theirs: readonly ProviderRefund[],
  { from, until, isWhole }: { from: number; until: number; isWhole: boolean },
): Comparison {
  const byPayout = new Map(ours.flatMap((one) => (one.payout === undefined ? [] : [[one.payout, one] as const])))
  const byReference = new Map(
    ours.flatMap((one) => (one.providerReference === undefined ? [] : [[one.providerReference, one] as const])),
  )
  const totals = new Map<string, Figures>()
  const differences: Difference[] = []
  const disagreeing: Comparison['disagreeing'] = []
  const found = new Set<OurRefund>()
  const count = (side: 'ours' | 'theirs', { currency, amount }: { currency: string; amount: number }) => {
    const figures = totals.get(currency) ?? emptyFigures(currency)
    figures[side].count += 1
    figures[side].amount += amount
    totals.set(currency, figures)
  }
  const ownOf = ({ payout, providerReference }: ProviderRefund) =>
    (payout === undefined ? undefined : byPayout.get(payout)) ?? byReference.get(providerReference)
  const same = sameRefunds(theirs, ownOf)
  for (const refund of new Map(theirs.map((one) => [one.providerReference, one])).values()) {
    const isOfDay = !isWhole || (refund.at >= from && refund.at < until)
    const own = ownOf(refund)
    if (!own || same.get(own) !== refund.providerReference) {
      if (!isOfDay || !isMoney(refund.state.status)) continue
      count('theirs', refund)
      differences.push(onlyTheirs(refund, own))
      continue
    }
    found.add(own)
    if (isWhole && !own.isOfDay) continue
    if (isMoney(refund.state.status)) count('theirs', refund)
    if (isOut(own)) count('ours', own)
    if (own.amount !== refund.amount || own.currency !== refund.currency) {
      differences.push(between(own, refund, 'amount', 'other_amount'))
    } else if (isOut(own) !== isMoney(refund.state.status) || isPaid(own) !== isSettled(refund)) {
      disagreeing.push({ ours: own, theirs: refund })
    }
  }
  for (const own of ours) {
    if (!own.isOfDay || found.has(own) || !isOut(own)) continue
    count('ours', own)
    if (isWhole || own.status === 'succeeded') differences.push(onlyOurs(own))
  }
  return { figures: [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)), differences, disagreeing }
}

/**
 * Of several that a provider has under one number of ours the one that is ours, by its name there: the one we know, else one
 * that moved money. The others are paid besides.
 */
function sameRefunds(
  theirs: readonly ProviderRefund[],
  ownOf: (refund: ProviderRefund) => OurRefund | undefined,
): ReadonlyMap<OurRefund, string> {
  const same = new Map<OurRefund, ProviderRefund>()
  const rank = (own: OurRefund, { providerReference, state }: ProviderRefund) =>
    (providerReference === own.providerReference ? 2 : 0) + (isMoney(state.status) ? 1 : 0)
  for (const refund of theirs) {
    const own = ownOf(refund)
    const before = own && same.get(own)
    if (own && (!before || rank(own, refund) > rank(own, before))) same.set(own, refund)
  }
  return new Map([...same].map(([own, { providerReference }]) => [own, providerReference]))
}

/** What is said of a refund on which both sides still differ. */
export function stateDifference(ours: OurRefund, theirs: ProviderRefund): Difference {
  const { status } = theirs.state
  const why = status === 'failed' ? 'failed_there' : status === 'succeeded' ? 'paid_there' : 'pending_there'
  return between(ours, theirs, 'state', why)
}

/** The money is out, or on its way. */
function isOut({ status }: OurRefund): boolean {
  return status !== 'failed' && status !== 'cancelled' && status !== 'queued'
}

function isPaid({ status }: OurRefund): boolean {
  return status === 'succeeded'
}

function isMoney(status: ProviderRefund['state']['status']): boolean {
  return status !== 'failed'
}

function isSettled({ state }: ProviderRefund): boolean {
  return state.status === 'succeeded'
}

function emptyFigures(currency: string): Figures {
  return { currency, ours: { count: 0, amount: 0 }, theirs: { count: 0, amount: 0 } }
}

function onlyTheirs(refund: ProviderRefund, own: OurRefund | undefined): Difference {
  const { providerReference, payment: paymentReference, payout, currency, amount: theirs, at } = refund
  const why = own ? 'paid_again' : payout === undefined ? 'made_at_provider' : 'unknown_here'
  return { kind: 'only_theirs', why, providerReference, paymentReference, currency, ours: 0, theirs, at, refund }
}

function onlyOurs({ payout, providerReference, order, currency, amount: ours, at }: OurRefund): Difference {
  return { kind: 'only_ours', why: 'not_found', payout, providerReference, order, currency, ours, theirs: 0, at }
}

function between(
  { payout, order, amount: ours }: OurRefund,
  theirs: ProviderRefund,
  kind: 'amount' | 'state',
  why: Difference['why'],
): Difference {
  const { providerReference, currency, amount, at } = theirs
  return { kind, why, payout, providerReference, order, currency, ours, theirs: amount, at }
}
