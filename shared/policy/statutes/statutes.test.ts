import { describe, expect, test } from 'vitest'
import type { OrderLine } from '../../order/order.ts'
import { judge, orderWith, policyWith } from '../policy.fixtures.ts'
import type { Evaluation, Terms } from '../policy.ts'
import { euCountries } from './eu.ts'
import { statuteFor, statutes } from './statute-for.ts'

/** As harsh as a policy can be: what the law does not lift stays. */
const harsh: Partial<Terms> = {
  eligible: false,
  because: 'not_covered',
  window: { days: 0, from: 'delivered' },
  resolutions: ['store_credit'],
  returnShipping: { paidBy: 'shopper', fee: { EUR: 500, GBP: 500, CNY: 500 } },
  restockingFee: { percent: 2000 },
  processingFee: { EUR: 100, GBP: 100, CNY: 100 },
  outboundShipping: 'never',
  evidence: { photos: 3, videos: 1, documents: 1, detailLength: 200 },
  decision: 'decline',
  refundTrigger: 'on_inspection',
  deadlines: { decide: 900, return: 5, inspect: 900, pay: 900, whole: 900 },
}

interface Case {
  line?: Partial<OrderLine>
  reason?: string
  at?: string
  condition?: string
  /** Another line, delivered later. */
  later?: string
}

function underLaw(country: string, zone: string, { line, reason, at, condition, later }: Case): Evaluation {
  const lines: Partial<OrderLine>[] = [{ deliveredAt: '2026-06-01T10:00:00Z', ...line }]
  if (later) lines.push({ deliveredAt: later })
  return judge(
    policyWith(harsh, [], { timezone: zone }),
    orderWith({ customer: { country }, lines }),
    at ?? '2026-06-05T10:00:00Z',
    {
      reason: reason ?? 'not_needed',
      ...(condition ? { claim: { condition } } : {}),
    },
  )
}

type Row = [article: string, what: string, given: Case, check: (evaluation: Evaluation) => unknown, expected: unknown]
const eligible = ({ eligible }: Evaluation) => eligible
const term =
  (name: keyof Terms) =>
  ({ terms }: Evaluation) =>
    terms[name]
const excluded = (evaluation: Evaluation) => evaluation.trace().excluded?.article
const paidBack = ({ statutory }: Evaluation) => [statutory?.refundDays, statutory?.refundFrom]
const noCost = { photos: 0, videos: 0, documents: 0, detailLength: 0 }

const cn: Row[] = [
  ['消保法 25', 'a return without a reason is good', {}, eligible, true],
  [
    '办法 10',
    'on the seventh day after sign-for, to its last second',
    { at: '2026-06-08T15:59:59.999Z' },
    eligible,
    true,
  ],
  ['办法 10', 'no longer on the eighth day', { at: '2026-06-08T16:00:00Z' }, eligible, false],
  [
    '电子商务法 51',
    'the clock starts with the sign-for of this line, not of the last',
    { later: '2026-06-05T10:00:00Z', at: '2026-06-09T10:00:00Z' },
    eligible,
    false,
  ],
  ['办法 6(1)', 'not what was made to order', { line: { legalClass: ['custom_made'] } }, eligible, false],
  ['办法 6(2)', 'not the perishable', { line: { legalClass: ['perishable'] } }, eligible, false],
  [
    '办法 6(3)',
    'not opened software',
    { line: { legalClass: ['sealed_media'] }, condition: 'opened' },
    eligible,
    false,
  ],
  [
    '办法 6(3)',
    'sealed software is',
    { line: { legalClass: ['sealed_media'] }, condition: 'unopened' },
    eligible,
    true,
  ],
  ['办法 6(4)', 'not newspapers', { line: { legalClass: ['press'] } }, excluded, '消保法 25(1); 办法 6(4)'],
  [
    '办法 7, 20',
    'an exclusion confirmed at this purchase holds',
    { line: { legalClass: ['sealed_hygiene'], legalConfirmed: true } },
    eligible,
    false,
  ],
  [
    '办法 20',
    'an exclusion that was not confirmed does not',
    { line: { legalClass: ['sealed_hygiene'] } },
    eligible,
    true,
  ],
  ['办法 17', 'no restocking fee', {}, term('restockingFee'), 'none'],
  ['办法 17', 'no processing fee', {}, term('processingFee'), 'none'],
  ['办法 18', 'the way back stays with the shopper', {}, term('returnShipping'), harsh.returnShipping],
  ['办法 18', 'outbound delivery need not be paid back', {}, term('outboundShipping'), 'never'],
  ['办法 14', 'the original payment is offered', {}, term('resolutions'), ['refund', 'store_credit']],
  ['消保法 25', 'no evidence is asked', {}, term('evidence'), noCost],
  ['消保法 25', 'it is not declined by the policy', {}, term('decision'), 'review'],
  ['办法 13', 'the money moves with the goods received', {}, term('refundTrigger'), 'on_received'],
  ['消保法 25(2)', 'seven days from receiving the goods', {}, paidBack, [7, 'goods_received']],
  ['消保法 24', 'faulty goods go back', { reason: 'defective' }, eligible, true],
  [
    '消保法 24',
    'faulty goods go back on the seventh day',
    { reason: 'defective', at: '2026-06-08T15:00:00Z' },
    eligible,
    true,
  ],
  ['消保法 24', 'not on the eighth', { reason: 'defective', at: '2026-06-08T17:00:00Z' }, eligible, false],
  [
    '消保法 24',
    'the merchant pays their way back',
    { reason: 'defective' },
    (e) => e.terms.returnShipping.paidBy,
    'merchant',
  ],
  [
    '消保法 24',
    'even of what was made to order',
    { reason: 'defective', line: { legalClass: ['custom_made'] } },
    eligible,
    true,
  ],
  ['处罚办法 8', 'answered within 15 days', { reason: 'defective' }, paidBack, [15, 'statement']],
  [
    '处罚办法 8',
    'and decided within them',
    { reason: 'defective' },
    (e) => [e.terms.deadlines.decide, e.trace().terms.deadlines],
    [360, { from: 'statute', statute: 'cn-quality', article: '处罚办法 8', raisedFrom: harsh.deadlines }],
  ],
  ['办法 31', 'handled within 15 days', {}, (e) => e.terms.deadlines.decide, 360],
  [
    '办法 31; 办法 13',
    'the trace names what shortened the deadlines',
    {},
    (e) => e.trace().terms.deadlines,
    {
      from: 'statute',
      statute: 'cn-7d-no-reason',
      article: '办法 31; 处罚办法 9; 消保法 25(2); 办法 13',
      raisedFrom: harsh.deadlines,
    },
  ],
  ['消保法 24', 'a fault is not declined unseen', { reason: 'defective' }, term('decision'), 'review'],
]

const eu: Row[] = [
  ['CRD 9(1)', 'withdrawal without a reason is good', {}, eligible, true],
  ['CRD 9(2)', 'on the fourteenth day, to its last second', { at: '2026-06-15T21:59:59.999Z' }, eligible, true],
  ['CRD 9(2)', 'no longer on the fifteenth', { at: '2026-06-15T22:00:00Z' }, eligible, false],
  [
    'CRD 9(2)(b)',
    'the last good of the order starts the period',
    { later: '2026-06-05T10:00:00Z', at: '2026-06-19T10:00:00Z' },
    eligible,
    true,
  ],
  ['CRD 9, rec. 40', 'before the delivery too', { line: { deliveredAt: '2026-06-10T10:00:00Z' } }, eligible, true],
  ['CRD 16(c)', 'not what was made to order', { line: { legalClass: ['custom_made'] } }, eligible, false],
  ['CRD 16(d)', 'not the perishable', { line: { legalClass: ['perishable'] } }, excluded, 'CRD 16(d)'],
  [
    'CRD 16(e)',
    'not unsealed hygiene goods',
    { line: { legalClass: ['sealed_hygiene'] }, condition: 'opened' },
    eligible,
    false,
  ],
  [
    'CRD 16(e)',
    'sealed hygiene goods are',
    { line: { legalClass: ['sealed_hygiene'] }, condition: 'unopened' },
    eligible,
    true,
  ],
  ['CRD 16(k)', 'not what was won at a public auction', { line: { legalClass: ['auction'] } }, excluded, 'CRD 16(k)'],
  ['CRD 16(m)', 'not digital content that was started', { line: { legalClass: ['digital_started'] } }, eligible, false],
  ['CRD 16', 'the list is closed: a confirmation excludes nothing', { line: { legalConfirmed: true } }, eligible, true],
  ['CRD 16', 'nor does a sale', { line: { tags: ['final-sale'], discount: 500 } }, eligible, true],
  ['CRD 9(1), 14(5)', 'no restocking fee', {}, term('restockingFee'), 'none'],
  ['CRD 13(1)', 'no processing fee', {}, term('processingFee'), 'none'],
  ['CRD 13(1)', 'outbound delivery is paid back', {}, term('outboundShipping'), 'proportional'],
  ['CRD 13(2)', 'up to the standard delivery', {}, (e) => e.statutory?.outboundCappedAtStandard, true],
  ['CRD 13(1)', 'the original payment is offered', {}, term('resolutions'), ['refund', 'store_credit']],
  ['CRD 13(3)', 'the money waits for the proof of sending at most', {}, term('refundTrigger'), 'on_dispatch'],
  ['CRD 13(1), 13(3)', 'fourteen days', {}, paidBack, [14, 'statement_held_for_goods']],
  ['CRD 14(1)', 'fourteen days to send the goods', {}, (e) => e.terms.deadlines.return, 14],
  ['CRD 14(1)', 'the way back stays with the shopper', {}, term('returnShipping'), harsh.returnShipping],
  ['CRD 9(1)', 'no evidence and no details', {}, term('evidence'), noCost],
  ['CRD 9(1)', 'it is not declined by the policy', {}, term('decision'), 'review'],
  [
    'Directive 2019/771 14',
    'a fault costs the shopper nothing',
    { reason: 'defective' },
    (e) => [e.terms.returnShipping.paidBy, e.terms.restockingFee],
    ['merchant', 'none'],
  ],
  ['Directive 2019/771', 'but repair comes first: no refund by law', { reason: 'defective' }, eligible, false],
]

const uk: Row[] = [
  ['reg. 30', 'cancelling without a reason is good', {}, eligible, true],
  ['reg. 30', 'on the fourteenth day, to its last second', { at: '2026-06-15T22:59:59.999Z' }, eligible, true],
  ['reg. 30', 'no longer on the fifteenth', { at: '2026-06-15T23:00:00Z' }, eligible, false],
  [
    'reg. 30',
    'the last good starts the period',
    { later: '2026-06-05T10:00:00Z', at: '2026-06-19T10:00:00Z' },
    eligible,
    true,
  ],
  ['reg. 28', 'not what was made to order', { line: { legalClass: ['custom_made'] } }, eligible, false],
  ['reg. 28', 'not unsealed media', { line: { legalClass: ['sealed_media'] }, condition: 'opened' }, eligible, false],
  ['reg. 28', 'sealed media are', { line: { legalClass: ['sealed_media'] }, condition: 'unopened' }, eligible, true],
  [
    'reg. 37',
    'not digital content that was started',
    { line: { legalClass: ['digital_started'] } },
    excluded,
    'SI 2013/3134 reg. 37',
  ],
  ['reg. 28', 'a confirmation excludes nothing', { line: { legalConfirmed: true } }, eligible, true],
  ['reg. 34(1)-(3)', 'outbound delivery is paid back', {}, term('outboundShipping'), 'proportional'],
  ['reg. 34(4)-(6)', 'fourteen days from goods or proof', {}, paidBack, [14, 'goods_received_or_proof_of_dispatch']],
  ['reg. 34(7)', 'the original payment is offered', {}, term('resolutions'), ['refund', 'store_credit']],
  ['reg. 34(8)', 'no fees', {}, (e) => [e.terms.restockingFee, e.terms.processingFee], ['none', 'none']],
  ['reg. 35', 'fourteen days to send the goods', {}, (e) => e.terms.deadlines.return, 14],
  ['reg. 32', 'no evidence is asked', {}, term('evidence'), noCost],
  [
    'CRA 2015 s. 22',
    'faulty goods can be rejected on day 30',
    { reason: 'defective', at: '2026-07-01T22:59:59Z' },
    eligible,
    true,
  ],
  ['CRA 2015 s. 22', 'not on day 31', { reason: 'defective', at: '2026-07-01T23:00:00Z' }, eligible, false],
  ['CRA 2015 s. 20', 'a rejection is not declined unseen', { reason: 'defective' }, term('decision'), 'review'],
  ['CRA 2015 s. 20', 'what the carrier broke is faulty', { reason: 'damaged_in_transit' }, eligible, true],
]

describe.each([
  ['CN', 'Asia/Shanghai', cn],
  ['DE', 'Europe/Berlin', eu],
  ['GB', 'Europe/London', uk],
] as const)('%s', (country, zone, rows) => {
  test.each([...rows])('%s: %s', (_article, _what, given, check, expected) => {
    expect(check(underLaw(country, zone, given))).toEqual(expected)
  })
})

test('the trace names the article, what was raised, and what is not verified', () => {
  const trace = underLaw('DE', 'Europe/Berlin', {}).trace()
  expect(trace.statute).toBe('eu-withdrawal')
  expect(trace.terms.processingFee).toEqual({
    from: 'statute',
    statute: 'eu-withdrawal',
    article: 'CRD 13(1)',
    raisedFrom: harsh.processingFee,
  })
  expect(trace.terms.restockingFee).toMatchObject({ article: 'CRD 9(1), 14(5)', unverified: true })
  expect(trace.terms.returnItem).toEqual({ from: 'default' })
})

test('a kinder policy is left as it is', () => {
  const kind = policyWith({
    window: { days: 60, from: 'delivered' },
    outboundShipping: 'whole_order',
    refundTrigger: 'on_approval',
  })
  const evaluation = judge(kind, orderWith({ customer: { country: 'DE' } }), '2026-06-05T10:00:00Z')
  expect(evaluation.terms).toEqual(kind.terms)
  expect(evaluation.daysLeft).toBe(56)
  expect(evaluation.because).toBe('within_window')
})

test('CRD 9(2)(b): a window of the policy that has passed while the period has not says that the law opens it', () => {
  const policy = policyWith({ window: { days: 14, from: 'delivered' } })
  const order = orderWith({ customer: { country: 'FR' }, lines: [{}, { deliveredAt: '2026-06-10T10:00:00Z' }] })
  const evaluation = judge(policy, order, '2026-06-20T10:00:00Z')
  expect(evaluation).toMatchObject({ eligible: true, because: 'statutory_right', daysLeft: 4 })
})

test('a return that names no reason is a withdrawal', () => {
  const order = orderWith({ customer: { country: 'IT' } })
  const evaluation = judge(policyWith(harsh), order, '2026-06-05T10:00:00Z', { reason: undefined })
  expect(evaluation.eligible).toBe(true)
})

test('goods that never came, payments and shoppers from elsewhere have no such right', () => {
  const order = orderWith({ customer: { country: 'DE' } })
  expect(judge(policyWith(harsh), order, '2026-06-05T10:00:00Z', { reason: 'never_arrived' }).statutory).toBeUndefined()
  expect(
    judge(policyWith(harsh), order, '2026-06-05T10:00:00Z', { reason: 'charged_twice', paymentId: 'p1' }).statutory,
  ).toBeUndefined()
  for (const country of ['US', 'CH', 'HK', 'TW', 'MO']) {
    expect(underLaw(country, 'UTC', {})).toMatchObject({ eligible: false, statutory: undefined })
  }
})

test('the EU statutes hold in 27 states and in the EEA', () => {
  expect(new Set(euCountries).size).toBe(30)
  for (const country of euCountries) expect(underLaw(country, 'UTC', {}).statutory?.statute).toBe('eu-withdrawal')
})

test('each statute sits in its slot and is found for some reason', () => {
  statutes.forEach(({ slot }, index) => expect(slot).toBe(index))
  const reason = { code: 'x', labels: {}, subject: 'line', asks: [] } as const
  const found = ['CN', 'DE', 'GB', 'AU'].flatMap((country) => [
    statuteFor(country, { ...reason, fault: 'shopper', noReason: true, asks: [] }),
    statuteFor(country, { ...reason, fault: 'merchant', asks: [] }),
  ])
  expect(found.filter(Boolean)).toEqual(statutes)
})
