import { type Amounts, type Evaluation, refundTriggers, type Terms } from './policy.ts'

/**
 * Does `later` treat the shopper at least as well as `own` in every term, and better in one? What cannot be compared (a
 * percentage with an amount) is not at least as well. Amounts are compared in the order's currency. Where `own` gives
 * nothing, anything is better.
 */
export function isKinder(own: Evaluation, later: Evaluation, currency: string): boolean {
  if (!later.eligible) return false
  if (!own.eligible) return true
  if (!keepsDuty(own, later)) return false
  const orders = [
    higher(own.windowEndsAt ?? Number.POSITIVE_INFINITY, later.windowEndsAt ?? Number.POSITIVE_INFINITY),
    ...termOrders.map((order) => order(own.terms, later.terms, currency)),
  ]
  return orders.every((order) => order !== 'worse') && orders.includes('better')
}

/** How the later one stands to the own. */
type Order = 'better' | 'same' | 'worse'
type TermOrder = (own: Terms, later: Terms, currency: string) => Order

/** Lanes and clauses are nobody's advantage. */
const termOrders: readonly TermOrder[] = [
  (own, later) => superset(own.resolutions, later.resolutions),
  (own, later) => lower(Number(own.returnItem), Number(later.returnItem)),
  (own, later, currency) => returnCost(own, later, currency),
  (own, later, currency) => restockingCost(own.restockingFee, later.restockingFee, currency),
  (own, later, currency) => lower(feeIn(own.processingFee, currency), feeIn(later.processingFee, currency)),
  (own, later) => higher(outbound.indexOf(own.outboundShipping), outbound.indexOf(later.outboundShipping)),
  // Settling anew may give more or less.
  (own, later) => ((own.promotion ?? 'keep') === (later.promotion ?? 'keep') ? 'same' : 'worse'),
  (own, later) => lower(Number(own.gifts === 'return_or_pay'), Number(later.gifts === 'return_or_pay')),
  (own, later) => higher(Number(own.packaging === 'free'), Number(later.packaging === 'free')),
  (own, later) => higher(own.creditBonusPercent, later.creditBonusPercent),
  (own, later) => higher(own.keepItemPercent, later.keepItemPercent),
  ...(['photos', 'videos', 'documents', 'detailLength'] as const).map(
    (asked): TermOrder =>
      (own, later) =>
        lower(own.evidence[asked], later.evidence[asked]),
  ),
  (own, later) => lower(decisions.indexOf(own.decision), decisions.indexOf(later.decision)),
  (own, later) => lower(own.approvals, later.approvals),
  (own, later) => lower(refundTriggers.indexOf(own.refundTrigger), refundTriggers.indexOf(later.refundTrigger)),
  ...(['decide', 'inspect', 'pay', 'whole'] as const).map(
    (stage): TermOrder =>
      (own, later) =>
        lower(own.deadlines[stage], later.deadlines[stage]),
  ),
  (own, later) => higher(own.deadlines.return, later.deadlines.return),
]

const outbound: readonly Terms['outboundShipping'][] = ['never', 'whole_order', 'proportional']
const decisions: readonly Terms['decision'][] = ['approve', 'review', 'decline']

/** What the law gives by the own version it gives by the later one. */
function keepsDuty({ statutory: own }: Evaluation, { statutory: later }: Evaluation): boolean {
  if (!own) return true
  return later !== undefined && later.statute === own.statute && (later.noReason || !own.noReason)
}

function higher(own: number, later: number): Order {
  return later > own ? 'better' : later < own ? 'worse' : 'same'
}

function lower(own: number, later: number): Order {
  return higher(later, own)
}

function superset<T>(own: readonly T[], later: readonly T[]): Order {
  if (!own.every((each) => later.includes(each))) return 'worse'
  return later.length > own.length ? 'better' : 'same'
}

/** Sending back what need not be sent back costs nothing; else the label's fee, and whether the shopper pays the rest. */
function returnCost(own: Terms, later: Terms, currency: string): Order {
  const [before, after] = [own, later].map(({ returnItem, returnShipping: { paidBy, fee } }) =>
    returnItem ? { fee: fee[currency] ?? 0, own: Number(paidBy === 'shopper') } : { fee: 0, own: 0 },
  ) as [{ fee: number; own: number }, { fee: number; own: number }]
  const orders = [lower(before.fee, after.fee), lower(before.own, after.own)]
  if (orders.includes('worse')) return 'worse'
  return orders.includes('better') ? 'better' : 'same'
}

function restockingCost(own: Terms['restockingFee'], later: Terms['restockingFee'], currency: string): Order {
  const isFree = (fee: Terms['restockingFee']) =>
    fee === 'none' || ('percent' in fee ? fee.percent === 0 : (fee.amount[currency] ?? 0) === 0)
  if (isFree(later)) return isFree(own) ? 'same' : 'better'
  if (own === 'none' || later === 'none') return 'worse'
  if ('percent' in own && 'percent' in later) return lower(own.percent, later.percent)
  if ('amount' in own && 'amount' in later) return lower(feeIn(own.amount, currency), feeIn(later.amount, currency))
  return 'worse'
}

function feeIn(fee: Amounts | 'none', currency: string): number {
  return fee === 'none' ? 0 : (fee[currency] ?? 0)
}
