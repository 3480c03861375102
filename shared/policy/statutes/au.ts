import type { Statute } from './statute.ts'

/**
 * Consumer guarantees of the Australian Consumer Law (Competition and Consumer Act 2010, Sch. 2). There is no right to
 * change one's mind. The law names no number of days ("reasonable"), and lets the merchant choose the remedy of a minor
 * failure: so it opens no refund of its own, but none may be refused unseen, forced into credit, or charged for.
 */
export const auGuarantee: Statute = {
  id: 'au-guarantee',
  slot: 6,
  version: 1,
  covers: 'faulty',
  period: { days: 36_500, from: 'line_delivery', article: 'ACL s. 262(2)', unverified: true },
  excludedClasses: {},
  floor: {
    restockingFee: { article: 'ACL s. 259, 261', unverified: true },
    processingFee: { article: 'ACL s. 259, 261', unverified: true },
    returnShipping: { article: 'ACL s. 263', unverified: true },
    refundOffered: { article: 'ACL s. 259(3), 263(5)', unverified: true },
    decision: { article: 'ACL s. 29(1)(m)', unverified: true },
  },
  refund: { refundDays: 14, refundFrom: 'goods_received', article: 'ACL s. 263', unverified: true },
  outbound: { outboundShipping: 'never', outboundCappedAtStandard: false, article: 'ACL s. 259', unverified: true },
}
