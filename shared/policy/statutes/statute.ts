import type { LegalClass } from '../../order/order.ts'
import type { RefundTrigger, StatutoryDuty, Terms } from '../policy.ts'

/** Where a rule stands in the law; `unverified`: encoded from a secondary source, not re-read in the text. */
export interface Source {
  article: string
  unverified?: true
}

/** Which claims a statute covers: those without a reason, or those for goods the merchant must answer for. */
export type Coverage = 'no_reason' | 'faulty'

/** One right as data. Every part carries the article it comes from. */
export interface Statute {
  id: string
  /** Its place in the list of all statutes. */
  slot: number
  /** Pinned with a request; raised when a figure here changes. */
  version: number
  covers: Coverage
  /** The period in calendar days, and whose delivery starts it. Before the delivery it is open. */
  period: Source & {
    days: number
    /** It ends on the same date so many years later: a day more than `days` for each leap day (Regulation 1182/71 art. 3(2)(c)). */
    years?: number
    from: 'line_delivery' | 'last_delivery'
    /** Over which days a last day runs on to the next working day of the shopper's country: all days of rest, or public holidays. */
    runsOn?: Source & { over: 'days_of_rest' | 'public_holidays' }
  }
  /** An item of this class is out by law. */
  excludedClasses: Partial<Record<LegalClass, Exclusion>>
  /** An item whose exclusion the shopper confirmed at this purchase is out. */
  excludedIfConfirmed?: Source
  floor: Floor
  refund: Source & Pick<StatutoryDuty, 'refundDays' | 'refundFrom'>
  outbound: Source & Pick<StatutoryDuty, 'outboundShipping' | 'outboundCappedAtStandard'>
}

export interface Exclusion extends Source {
  /** Out only once the seal is broken: an item that the shopper calls unopened keeps its right. */
  unlessUnopened?: true
}

/** What the terms may not fall below. Absent: the statute does not speak of it. */
export interface Floor {
  eligible?: Source
  restockingFee?: Source
  processingFee?: Source
  /** The merchant bears the way back, and takes no fee for the label. */
  returnShipping?: Source
  evidence?: Source
  refundOffered?: Source
  /** The money may wait for this and no longer. */
  refundTrigger?: Source & { latest: RefundTrigger }
  /** The shopper has at least this long to send the goods, in calendar days. */
  returnDays?: Source & { days: number }
  /** Never declined by the policy; a person may look. */
  decision?: Source
  /** Somebody has decided within so many calendar days. */
  answer?: Source & { days: number }
  /** What a policy that pays no outbound delivery pays instead; a merchant's own choice above "never" stands. */
  outboundShipping?: Source & { instead: Terms['outboundShipping'] }
}

export function dutyOf(statute: Statute): StatutoryDuty {
  return {
    statute: statute.id,
    article: statute.refund.article,
    noReason: statute.covers === 'no_reason',
    refundDays: statute.refund.refundDays,
    refundFrom: statute.refund.refundFrom,
    outboundShipping: statute.outbound.outboundShipping,
    outboundCappedAtStandard: statute.outbound.outboundCappedAtStandard,
  }
}
