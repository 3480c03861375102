import type { Statute } from './statute.ts'

/** The 27 states of the EU with Iceland, Liechtenstein and Norway. */
export const euCountries: readonly string[] = (
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK' + ' IS LI NO'
).split(' ')

/** Withdrawal from a distance contract: Directive 2011/83/EU (CRD). A directive: the national provision is what binds. */
export const euWithdrawal: Statute = {
  id: 'eu-withdrawal',
  slot: 2,
  version: 2,
  covers: 'no_reason',
  period: {
    days: 14,
    from: 'last_delivery',
    article: 'CRD 9(1), 9(2)(b)',
    runsOn: { over: 'days_of_rest', article: 'Regulation 1182/71 art. 3(4); CRD rec. 41' },
  },
  excludedClasses: {
    service_performed: { article: 'CRD 16(a)' },
    price_fluctuation: { article: 'CRD 16(b)' },
    custom_made: { article: 'CRD 16(c)' },
    perishable: { article: 'CRD 16(d)' },
    sealed_hygiene: { article: 'CRD 16(e)', unlessUnopened: true },
    inseparable: { article: 'CRD 16(f)' },
    urgent_repair: { article: 'CRD 16(h)' },
    sealed_media: { article: 'CRD 16(i)', unlessUnopened: true },
    press: { article: 'CRD 16(j)' },
    auction: { article: 'CRD 16(k)' },
    dated_service: { article: 'CRD 16(l)' },
    digital_started: { article: 'CRD 16(m)' },
  },
  floor: {
    eligible: { article: 'CRD 9(1)' },
    restockingFee: { article: 'CRD 9(1), 14(5)', unverified: true },
    processingFee: { article: 'CRD 13(1)' },
    evidence: { article: 'CRD 9(1), 11(1)' },
    refundOffered: { article: 'CRD 13(1)' },
    refundTrigger: { latest: 'on_dispatch', article: 'CRD 13(3)' },
    returnDays: { days: 14, article: 'CRD 14(1)' },
    decision: { article: 'CRD 9(1)' },
    outboundShipping: { instead: 'proportional', article: 'CRD 13(1)' },
  },
  refund: { refundDays: 14, refundFrom: 'statement_held_for_goods', article: 'CRD 13(1), 13(3)' },
  outbound: { outboundShipping: 'whole_order', outboundCappedAtStandard: true, article: 'CRD 13(1), 13(2)' },
}

/**
 * The two-year guarantee for faulty goods, Directive 2019/771: repair or replacement comes first, so it opens no
 * refund of its own, but a remedy that the policy gives costs the shopper nothing.
 */
export const euConformity: Statute = {
  id: 'eu-conformity',
  slot: 3,
  version: 2,
  covers: 'faulty',
  period: { days: 730, years: 2, from: 'line_delivery', article: 'Directive 2019/771 10(1)', unverified: true },
  excludedClasses: {},
  floor: {
    restockingFee: { article: 'Directive 2019/771 14', unverified: true },
    processingFee: { article: 'Directive 2019/771 14', unverified: true },
    returnShipping: { article: 'Directive 2019/771 14', unverified: true },
  },
  refund: {
    refundDays: 14,
    refundFrom: 'goods_received_or_proof_of_dispatch',
    article: 'Directive 2019/771 16(3)',
    unverified: true,
  },
  outbound: {
    outboundShipping: 'never',
    outboundCappedAtStandard: false,
    article: 'Directive 2019/771 16',
    unverified: true,
  },
}
