import type { Statute } from './statute.ts'

/*
 * Law on the Protection of Consumer Rights and Interests 2013 (消保法), Interim Measures for Seven-Day No-Reason Return
 * (办法: SAIC Order 90 of 2017, revised 2020), Measures on Penalties for Infringing Consumer Rights (处罚办法), 2015,
 * E-Commerce Law (电子商务法), Civil Code (民法典).
 */

/**
 * A last day in a public holiday of the State Council's (Civil Code art. 203: 法定休假日, which labour law tells apart from
 * the weekend's 休息日; courts have read weekends into it as well). Kindly until midnight, not until business closes; what
 * the merchant has to do by a day does not run on.
 */
const runsOn: Statute['period']['runsOn'] = { over: 'public_holidays', article: '民法典 203', unverified: true }

/** Goods bought at a distance go back within seven days of receipt, for no reason. */
export const cnNoReason: Statute = {
  id: 'cn-7d-no-reason',
  slot: 0,
  version: 2,
  covers: 'no_reason',
  period: { days: 7, from: 'line_delivery', article: '消保法 25; 办法 10; 电子商务法 51', runsOn },
  excludedClasses: {
    custom_made: { article: '消保法 25(1); 办法 6(1)' },
    perishable: { article: '消保法 25(1); 办法 6(2)' },
    digital_started: { article: '消保法 25(1); 办法 6(3)' },
    sealed_media: { article: '消保法 25(1); 办法 6(3)', unlessUnopened: true },
    press: { article: '消保法 25(1); 办法 6(4)' },
    // Article 25 speaks of goods; these are services.
    dated_service: { article: '消保法 25' },
    service_performed: { article: '消保法 25' },
    urgent_repair: { article: '消保法 25' },
  },
  excludedIfConfirmed: { article: '办法 7, 20' },
  floor: {
    eligible: { article: '消保法 25; 办法 2' },
    restockingFee: { article: '办法 17' },
    processingFee: { article: '办法 17' },
    evidence: { article: '消保法 25' },
    refundOffered: { article: '办法 14' },
    refundTrigger: { latest: 'on_received', article: '消保法 25(2); 办法 13' },
    decision: { article: '消保法 25; 办法 31' },
    answer: { days: 15, article: '办法 31; 处罚办法 9' },
  },
  refund: { refundDays: 7, refundFrom: 'goods_received', article: '消保法 25(2); 办法 13' },
  outbound: { outboundShipping: 'never', outboundCappedAtStandard: false, article: '消保法 25(2); 办法 18' },
}

/** Goods that do not meet the quality required go back within seven days, at the merchant's cost. */
export const cnQuality: Statute = {
  id: 'cn-quality',
  slot: 1,
  version: 2,
  covers: 'faulty',
  period: { days: 7, from: 'line_delivery', article: '消保法 24', runsOn },
  excludedClasses: {},
  floor: {
    eligible: { article: '消保法 24; 办法 35' },
    restockingFee: { article: '消保法 24' },
    processingFee: { article: '消保法 24' },
    returnShipping: { article: '消保法 24' },
    refundOffered: { article: '消保法 24' },
    decision: { article: '消保法 24; 处罚办法 8' },
    answer: { days: 15, article: '处罚办法 8' },
  },
  refund: { refundDays: 15, refundFrom: 'statement', article: '处罚办法 8' },
  outbound: { outboundShipping: 'never', outboundCappedAtStandard: false, article: '消保法 24' },
}
