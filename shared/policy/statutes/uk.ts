import type { Statute } from './statute.ts'

/** Cancellation of a distance contract: Consumer Contracts Regulations 2013, SI 2013/3134. */
export const ukCancel: Statute = {
  id: 'uk-cancel',
  slot: 4,
  version: 1,
  covers: 'no_reason',
  period: {
    days: 14,
    from: 'last_delivery',
    article: 'SI 2013/3134 reg. 30',
    // Kindly: the Regulations count calendar days and say nothing of days of rest.
    runsOn: { over: 'days_of_rest', article: 'Regulation 1182/71 art. 3(4)', unverified: true },
  },
  excludedClasses: {
    service_performed: { article: 'SI 2013/3134 reg. 36', unverified: true },
    price_fluctuation: { article: 'SI 2013/3134 reg. 28' },
    custom_made: { article: 'SI 2013/3134 reg. 28' },
    perishable: { article: 'SI 2013/3134 reg. 28' },
    sealed_hygiene: { article: 'SI 2013/3134 reg. 28', unlessUnopened: true },
    inseparable: { article: 'SI 2013/3134 reg. 28' },
    urgent_repair: { article: 'SI 2013/3134 reg. 28' },
    sealed_media: { article: 'SI 2013/3134 reg. 28', unlessUnopened: true },
    press: { article: 'SI 2013/3134 reg. 28' },
    auction: { article: 'SI 2013/3134 reg. 28' },
    dated_service: { article: 'SI 2013/3134 reg. 28' },
    digital_started: { article: 'SI 2013/3134 reg. 37' },
  },
  floor: {
    eligible: { article: 'SI 2013/3134 reg. 29, 30' },
    restockingFee: { article: 'SI 2013/3134 reg. 34(8)', unverified: true },
    processingFee: { article: 'SI 2013/3134 reg. 34(8)', unverified: true },
    evidence: { article: 'SI 2013/3134 reg. 32' },
    refundOffered: { article: 'SI 2013/3134 reg. 34(7)', unverified: true },
    refundTrigger: { latest: 'on_dispatch', article: 'SI 2013/3134 reg. 34(4)-(6)', unverified: true },
    returnDays: { days: 14, article: 'SI 2013/3134 reg. 35', unverified: true },
    decision: { article: 'SI 2013/3134 reg. 30' },
    outboundShipping: { instead: 'proportional', article: 'SI 2013/3134 reg. 34(1)-(3)', unverified: true },
  },
  refund: {
    refundDays: 14,
    refundFrom: 'goods_received_or_proof_of_dispatch',
    article: 'SI 2013/3134 reg. 34(4)-(6)',
    unverified: true,
  },
  outbound: {
    outboundShipping: 'whole_order',
    outboundCappedAtStandard: true,
    article: 'SI 2013/3134 reg. 34(1)-(3)',
    unverified: true,
  },
}

/** The short-term right to reject faulty goods: Consumer Rights Act 2015, ss 20-22. */
export const ukReject: Statute = {
  id: 'uk-reject',
  slot: 5,
  version: 2,
  covers: 'faulty',
  period: { days: 30, from: 'line_delivery', article: 'CRA 2015 s. 22', unverified: true },
  excludedClasses: {},
  floor: {
    eligible: { article: 'CRA 2015 s. 20', unverified: true },
    restockingFee: { article: 'CRA 2015 s. 20', unverified: true },
    processingFee: { article: 'CRA 2015 s. 20', unverified: true },
    returnShipping: { article: 'CRA 2015 s. 20(8)', unverified: true },
    refundOffered: { article: 'CRA 2015 s. 20', unverified: true },
    decision: { article: 'CRA 2015 s. 20', unverified: true },
  },
  refund: { refundDays: 14, refundFrom: 'statement', article: 'CRA 2015 s. 20(15)', unverified: true },
  outbound: { outboundShipping: 'never', outboundCappedAtStandard: false, article: 'CRA 2015 s. 20', unverified: true },
}
