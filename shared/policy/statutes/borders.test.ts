import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../errors.ts'
import type { OrderLine, Payment, Promotion, ShippingLine } from '../../order/order.ts'
import { quote } from '../../quote/quote.ts'
import type { QuoteItem } from '../../quote/quote-types.ts'
import { statutoryDeadlineAt } from '../../time/deadline.ts'
import { compile } from '../compile.ts'
import { evaluate } from '../evaluate.ts'
import { judge, orderWith, policyWith } from '../policy.fixtures.ts'
import type { StatutoryDuty, Terms } from '../policy.ts'

/** What these rights are worth in money, and to the minute. Harsh where the law is silent, so that the law shows. */
const harsh: Partial<Terms> = {
  eligible: false,
  because: 'not_covered',
  window: { days: 0, from: 'delivered' },
  returnShipping: { paidBy: 'shopper', fee: { EUR: 500, GBP: 500, CNY: 500, AUD: 500 } },
  restockingFee: { percent: 2000 },
  processingFee: { EUR: 100, GBP: 100, CNY: 100, AUD: 100 },
  outboundShipping: 'never',
  promotion: 'resettle',
  gifts: 'return_or_pay',
  decision: 'decline',
  refundTrigger: 'on_inspection',
}

const zones: Record<string, string> = {
  CN: 'Asia/Shanghai',
  DE: 'Europe/Berlin',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
}

interface Bought {
  lines?: Partial<OrderLine>[]
  shipping?: Partial<ShippingLine>[]
  payments?: { id: string; method: Payment['method']; amount: number }[]
  promotions?: Promotion[]
  terms?: Partial<Terms>
  reason?: string
  condition?: string
  at?: string
}

/** By what is asked for: the amount, its shipping, and what each payment gets back; or the refusal. */
function paysBack(country: string, bought: Bought, items: QuoteItem[] = [{ line: 'l1' }]) {
  const {
    payments = [{ id: 'p1', method: 'card', amount: 100_000 }],
    shipping = [],
    terms,
    reason = 'not_needed',
  } = bought
  const order = orderWith({
    customer: { country },
    currency: country === 'CN' ? 'CNY' : country === 'GB' ? 'GBP' : 'EUR',
    lines: bought.lines ?? [{}],
    shipping: shipping.map((line, index) => ({
      id: `s${index + 1}`,
      title: 'Post',
      amount: 0,
      discount: 0,
      tax: 0,
      ...line,
    })),
    payments: payments.map((payment) => ({
      provider: 'sandbox',
      reference: payment.id,
      capturedAt: '2026-05-28T10:00:00Z',
      ...payment,
    })),
    ...(bought.promotions ? { promotions: bought.promotions } : {}),
  })
  const compiled = compile(policyWith({ ...harsh, ...terms }, [], { timezone: zones[country] ?? 'UTC' }))
  const result = quote({
    order,
    holdings: {},
    items,
    shipping: 'policy',
    termsOf: ({ line = '', quantity }) => {
      const evaluation = evaluate(compiled, {
        order,
        lineId: line,
        reason,
        claim: {
          ...(quantity === undefined ? {} : { quantity }),
          ...(bought.condition === undefined ? {} : { condition: bought.condition }),
        },
        now: Date.parse(bought.at ?? '2026-06-05T10:00:00Z'),
      })
      const { eligible, statutory } = evaluation
      return { ...evaluation.terms, eligible, outboundCappedAtStandard: statutory?.outboundCappedAtStandard === true }
    },
  })
  if (isRefusal(result)) return result.refused
  return {
    total: result.total,
    shipping: result.shipping.amount,
    fees: result.fees.map(({ kind }) => kind),
    payments: result.payments.map(({ amount }) => amount),
  }
}

const openOn = (country: string, at: string, deliveredAt: string, lines: Partial<OrderLine>[] = []) => {
  const order = orderWith({ customer: { country }, lines: [{ deliveredAt }, ...lines] })
  return judge(policyWith(harsh, [], { timezone: zones[country] ?? 'UTC' }), order, at).eligible
}

/** A fault in Germany is put right for nothing. */
const guaranteed = (deliveredAt: string, at: string) => {
  const policy = policyWith({ ...harsh, eligible: true, window: { days: 'none', from: 'delivered' } })
  const order = orderWith({ customer: { country: 'DE' }, lines: [{ deliveredAt }] })
  return judge(policy, order, at, { reason: 'defective' }).statutory?.statute === 'eu-conformity'
}
const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)

type Row = [article: string, what: string, actual: () => unknown, expected: unknown]

const save50: Promotion = {
  id: 'save',
  title: '满300减50',
  lines: ['l1', 'l2'],
  tiers: [{ minimumAmount: 30_000, discount: 5_000 }],
  discounts: [
    { line: 'l1', amount: 2_857 },
    { line: 'l2', amount: 2_143 },
  ],
}
const two: Partial<OrderLine>[] = [
  { unitPrice: 20_000, discount: 2_857 },
  { unitPrice: 15_000, discount: 2_143 },
]
const withGift: Bought = {
  lines: [{ unitPrice: 30_000 }, { unitPrice: 3_900, discount: 3_900 }],
  promotions: [
    {
      id: 'gift',
      title: '满300赠杯',
      lines: ['l1'],
      tiers: [{ minimumAmount: 30_000, discount: 0 }],
      discounts: [],
      gifts: [{ line: 'l2', price: 2_500 }],
    },
  ],
}
/** 满99包邮, delivery worth 8.00: what costs 78.99, 20.00 and 29.99. */
const freeFrom99: Bought = {
  lines: [{ unitPrice: 7_899 }, { unitPrice: 2_000 }, { unitPrice: 2_999 }],
  shipping: [{ amount: 800, discount: 800 }],
  promotions: [
    {
      id: 'post',
      title: '满99包邮',
      lines: ['l1', 'l2', 'l3'],
      tiers: [{ minimumAmount: 9_900, discount: 0 }],
      discounts: [],
      shipping: [{ id: 's1', amount: 800 }],
    },
  ],
}
const free = { returnShipping: { paidBy: 'shopper' as const, fee: { EUR: 0, GBP: 0, CNY: 0 } } }

const cn: Row[] = [
  [
    '办法 10',
    'signed for at 23:59, the day after is day 1',
    () => openOn('CN', '2026-06-08T15:59:59Z', '2026-06-01T15:59:00Z'),
    true,
  ],
  [
    '办法 10',
    'signed for at 00:00, a day more',
    () => openOn('CN', '2026-06-09T15:59:59Z', '2026-06-01T16:00:00Z'),
    true,
  ],
  ['办法 10', 'and not a second longer', () => openOn('CN', '2026-06-09T16:00:00Z', '2026-06-01T16:00:00Z'), false],
  [
    '办法 10',
    'a last day that is an ordinary weekday does not run on',
    () => openOn('CN', '2026-02-11T16:00:00Z', '2026-02-04T02:00:00Z'),
    false,
  ],
  [
    '办法 17',
    'what was paid, no fee',
    () => paysBack('CN', { terms: free }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    '消保法 25(2); 办法 18',
    "the shopper's own way back is no fee of the merchant's",
    () => paysBack('CN', {}),
    { total: 1_500, shipping: 0, fees: ['return_label'], payments: [1_500] },
  ],
  [
    '办法 18',
    'outbound freight stays paid',
    () => paysBack('CN', { shipping: [{ amount: 800 }], terms: free }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    '办法 17',
    'a threshold no longer reached is settled anew',
    () => paysBack('CN', { lines: two, promotions: [save50], terms: free }, [{ line: 'l2' }]),
    { total: 10_000, shipping: 0, fees: [], payments: [10_000] },
  ],
  [
    '办法 17',
    'returned whole, all of it comes back',
    () => paysBack('CN', { lines: two, promotions: [save50], terms: free }, [{ line: 'l1' }, { line: 'l2' }]),
    { total: 30_000, shipping: 0, fees: [], payments: [30_000] },
  ],
  [
    '办法 18',
    'free delivery still reached by what stays is kept',
    () => paysBack('CN', { ...freeFrom99, terms: free }, [{ line: 'l2' }]),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    '办法 18',
    'a cent short of it, the freight is taken off',
    () => paysBack('CN', { ...freeFrom99, terms: free }, [{ line: 'l3' }]),
    { total: 2_199, shipping: 0, fees: [], payments: [2_199] },
  ],
  [
    '办法 18',
    'returned whole, delivery that was free is not charged: kinder than the article, which lets it be taken off',
    () => paysBack('CN', { ...freeFrom99, terms: free }, [{ line: 'l1' }, { line: 'l2' }, { line: 'l3' }]),
    { total: 12_898, shipping: 0, fees: [], payments: [12_898] },
  ],
  [
    '办法 18',
    'nor is it where the policy keeps the promotion',
    () => paysBack('CN', { ...freeFrom99, terms: { ...free, promotion: 'keep' } }, [{ line: 'l3' }]),
    { total: 2_999, shipping: 0, fees: [], payments: [2_999] },
  ],
  [
    '办法 12',
    'a gift that is kept is paid at its stated price',
    () => paysBack('CN', { ...withGift, terms: free }),
    { total: 27_500, shipping: 0, fees: [], payments: [27_500] },
  ],
  [
    '办法 12',
    'a gift that comes back is not',
    () => paysBack('CN', { ...withGift, terms: free }, [{ line: 'l1' }, { line: 'l2' }]),
    { total: 30_000, shipping: 0, fees: [], payments: [30_000] },
  ],
  [
    '办法 14',
    'two payments: each back by what it paid',
    () =>
      paysBack('CN', {
        terms: free,
        payments: [
          { id: 'p1', method: 'alipay', amount: 1_500 },
          { id: 'p2', method: 'gift_card', amount: 500 },
        ],
      }),
    { total: 2_000, shipping: 0, fees: [], payments: [1_500, 500] },
  ],
  [
    '消保法 24',
    'a fault costs nothing',
    () => paysBack('CN', { reason: 'defective' }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    '办法 6(1)',
    'made to order: the policy decides',
    () => paysBack('CN', { lines: [{ legalClass: ['custom_made'] }] }),
    'not_eligible',
  ],
  [
    '办法 13',
    'the money within seven days of the goods',
    () => lastDay('CN', 7, 'goods_received'),
    '2026-06-12T15:59:59.999Z',
  ],
]

const eu: Row[] = [
  [
    'Regulation 1182/71 art. 3(4)',
    'a last day on a Saturday runs to Monday',
    () => openOn('DE', '2026-06-22T21:59:59Z', '2026-06-06T10:00:00Z'),
    true,
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'and no further',
    () => openOn('DE', '2026-06-22T22:00:00Z', '2026-06-06T10:00:00Z'),
    false,
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'a last day on Whit Monday runs to Tuesday',
    () => openOn('DE', '2026-05-26T21:59:59Z', '2026-05-11T10:00:00Z'),
    true,
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'on Bastille Day, in France',
    () => openOn('FR', '2026-07-15T21:59:59Z', '2026-06-30T10:00:00Z'),
    true,
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'which Germany does not keep',
    () => openOn('DE', '2026-07-14T22:00:00Z', '2026-06-30T10:00:00Z'),
    false,
  ],
  ...(
    [
      ['IT', 'the Feast of the Republic', '2026-05-19', '2026-06-03'],
      ['ES', 'the National Day', '2026-09-28', '2026-10-13'],
      ['PL', 'Independence Day', '2026-10-28', '2026-11-12'],
      ['NL', "the King's Day", '2026-04-13', '2026-04-28'],
      ['GR', 'Orthodox Whit Monday', '2026-05-18', '2026-06-02'],
      ['NO', 'Whit Monday', '2026-05-11', '2026-05-26'],
    ] as const
  ).map(
    ([country, what, delivered, last]): Row => [
      'Regulation 1182/71 art. 3(4)',
      `in ${country}, ${what} runs to the day after`,
      () =>
        [`${last}T10:00:00Z`, `${dayAfter(last)}T10:00:00Z`].map((at) => openOn(country, at, `${delivered}T10:00:00Z`)),
      [true, false],
    ],
  ),
  [
    'CRD 9(2)(b)',
    'the last good starts the period, and its end runs on too',
    () => openOn('DE', '2026-06-22T21:59:59Z', '2026-06-01T10:00:00Z', [{ deliveredAt: '2026-06-06T10:00:00Z' }]),
    true,
  ],
  [
    'CRD 13(1)',
    'the whole order: goods and outbound delivery',
    () => paysBack('DE', { shipping: [{ amount: 490 }], terms: free }),
    { total: 2_490, shipping: 490, fees: [], payments: [2_490] },
  ],
  [
    'CRD 13(2)',
    'express: only what the standard delivery would have cost',
    () => paysBack('DE', { shipping: [{ amount: 1_290, standardAmount: 490 }], terms: free }),
    { total: 2_490, shipping: 490, fees: [], payments: [2_490] },
  ],
  [
    'CRD 13(2)',
    'where standard delivery was free, nothing of the express',
    () => paysBack('DE', { shipping: [{ amount: 1_290, standardAmount: 0 }], terms: free }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    'CRD 13(1)',
    'a part of the order: its share of the delivery',
    () => paysBack('DE', { lines: [{}, {}], shipping: [{ amount: 490 }], terms: free }),
    { total: 2_245, shipping: 245, fees: [], payments: [2_245] },
  ],
  [
    'CRD 14(1)',
    "the shopper's own way back is taken",
    () => paysBack('DE', {}),
    { total: 1_500, shipping: 0, fees: ['return_label'], payments: [1_500] },
  ],
  [
    'CRD 14(5)',
    'but no restocking and no processing fee',
    () => paysBack('DE', { terms: free }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    'CRD 13(1)',
    'two payments: the same means',
    () =>
      paysBack('DE', {
        terms: free,
        payments: [
          { id: 'p1', method: 'card', amount: 1_500 },
          { id: 'p2', method: 'paypal', amount: 500 },
        ],
      }),
    { total: 2_000, shipping: 0, fees: [], payments: [1_500, 500] },
  ],
  [
    'Directive 2019/771 14',
    'a fault that the policy pays for costs nothing',
    () => paysBack('DE', { reason: 'defective', terms: { eligible: true, window: { days: 30, from: 'delivered' } } }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  ...(
    [
      ['two years, to the same date, over a leap day', '2026-06-01', '2028-06-01'],
      ['with no leap day in between', '2024-06-01', '2026-06-01'],
      ['from the leap day, to the last of February', '2024-02-29', '2026-02-28'],
      ['to the eve of one', '2026-02-28', '2028-02-28'],
      ['to the day after one', '2026-03-01', '2028-03-01'],
    ] as const
  ).map(
    ([what, delivered, last]): Row => [
      'Directive 2019/771 10(1)',
      what,
      () => [`${last}T10:00:00Z`, `${dayAfter(last)}T10:00:00Z`].map((at) => guaranteed(`${delivered}T10:00:00Z`, at)),
      [true, false],
    ],
  ),
  [
    'CRD 16(e)',
    'a seal that nobody said was broken is whole',
    () => paysBack('DE', { lines: [{ legalClass: ['sealed_hygiene'] }], terms: free }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    'CRD 16(l)',
    'a dated service has no right',
    () => paysBack('DE', { lines: [{ legalClass: ['dated_service'] }] }),
    'not_eligible',
  ],
  [
    'CRD 13(1), 13(3)',
    'the money fourteen days after the statement, whenever the goods were sent within them',
    () => lastDay('DE', 14, 'statement_held_for_goods', { dispatched: '2026-06-03' }),
    '2026-06-15T21:59:59.999Z',
  ],
  [
    'CRD 13(3)',
    'the merchant may wait for goods or proof',
    () => lastDay('DE', 14, 'statement_held_for_goods', { received: undefined }),
    undefined,
  ],
  [
    'CRD 13(3)',
    'and no longer: where the proof comes after the fourteen days, on that day',
    () => lastDay('DE', 14, 'statement_held_for_goods', { dispatched: '2026-06-20', received: '2026-06-24' }),
    '2026-06-20T21:59:59.999Z',
  ],
  [
    'CRD 13(3)',
    'nor for what the shopper keeps',
    () => lastDay('DE', 14, 'statement_held_for_goods', { received: undefined, nothingComesBack: true }),
    '2026-06-15T21:59:59.999Z',
  ],
  [
    'CRD 16',
    'the list is closed: opened, and without its box',
    () => paysBack('DE', { terms: free, condition: 'opened' }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
]

const uk: Row[] = [
  ['reg. 30', 'delivered at 23:59 in London', () => openOn('GB', '2026-06-15T22:59:59Z', '2026-06-01T22:59:00Z'), true],
  [
    'reg. 30',
    'delivered at midnight, a day more',
    () => openOn('GB', '2026-06-16T22:59:59Z', '2026-06-01T23:00:00Z'),
    true,
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'kindly, a Sunday runs to Monday',
    () => openOn('GB', '2026-06-22T22:59:59Z', '2026-06-07T10:00:00Z'),
    true,
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'kindly, Boxing Day made up for on Monday runs to Tuesday',
    () => openOn('GB', '2026-12-29T23:59:59Z', '2026-12-12T10:00:00Z'),
    true,
  ],
  [
    'Regulation 1182/71 art. 3(4)',
    'and no further',
    () => openOn('GB', '2026-12-30T00:00:00Z', '2026-12-12T10:00:00Z'),
    false,
  ],
  ['reg. 28', 'not the perishable', () => paysBack('GB', { lines: [{ legalClass: ['perishable'] }] }), 'not_eligible'],
  [
    'reg. 28',
    'not what was mixed inseparably',
    () => paysBack('GB', { lines: [{ legalClass: ['inseparable'] }] }),
    'not_eligible',
  ],
  ['reg. 28', 'not newspapers', () => paysBack('GB', { lines: [{ legalClass: ['press'] }] }), 'not_eligible'],
  [
    'reg. 28',
    'nor an urgent repair',
    () => paysBack('GB', { lines: [{ legalClass: ['urgent_repair'] }] }),
    'not_eligible',
  ],
  [
    'reg. 34(1)',
    'goods and delivery',
    () => paysBack('GB', { shipping: [{ amount: 395 }], terms: free }),
    { total: 2_395, shipping: 395, fees: [], payments: [2_395] },
  ],
  [
    'reg. 34(3)',
    'up to the least expensive common kind',
    () => paysBack('GB', { shipping: [{ amount: 995, standardAmount: 395 }], terms: free }),
    { total: 2_395, shipping: 395, fees: [], payments: [2_395] },
  ],
  [
    'reg. 34(7)',
    'two payments: the same means',
    () =>
      paysBack('GB', {
        terms: free,
        payments: [
          { id: 'p1', method: 'card', amount: 1_000 },
          { id: 'p2', method: 'gift_card', amount: 1_000 },
        ],
      }),
    { total: 2_000, shipping: 0, fees: [], payments: [1_000, 1_000] },
  ],
  [
    'reg. 34(8)',
    'no fee for it',
    () => paysBack('GB', { terms: free }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    'reg. 35(5)',
    "the shopper's own way back is taken",
    () => paysBack('GB', {}),
    { total: 1_500, shipping: 0, fees: ['return_label'], payments: [1_500] },
  ],
  [
    'CRA 2015 s. 20(8)',
    'rejecting the faulty costs nothing',
    () => paysBack('GB', { reason: 'defective' }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    'CRA 2015 s. 22',
    'made to order, and faulty all the same',
    () => paysBack('GB', { reason: 'defective', lines: [{ legalClass: ['custom_made'] }] }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  [
    'reg. 34(5)',
    'the money fourteen days after the goods are back',
    () => lastDay('GB', 14, 'goods_received_or_proof_of_dispatch'),
    '2026-06-19T22:59:59.999Z',
  ],
  [
    'reg. 34(5)',
    'or after the proof of sending, if that is earlier',
    () => lastDay('GB', 14, 'goods_received_or_proof_of_dispatch', { dispatched: '2026-06-03' }),
    '2026-06-17T22:59:59.999Z',
  ],
  [
    'reg. 34(6)',
    'after being told, where nothing comes back',
    () => lastDay('GB', 14, 'goods_received_or_proof_of_dispatch', { received: undefined, nothingComesBack: true }),
    '2026-06-15T22:59:59.999Z',
  ],
]

const au: Row[] = [
  ['ACL', 'no right to change one’s mind', () => paysBack('AU', { reason: 'not_needed' }), 'not_eligible'],
  [
    'ACL s. 259, 263',
    'a fault that the policy pays for costs nothing',
    () =>
      paysBack('AU', { reason: 'defective', terms: { eligible: true, window: { days: 'none', from: 'delivered' } } }),
    { total: 2_000, shipping: 0, fees: [], payments: [2_000] },
  ],
  ['ACL s. 29(1)(m)', 'and is not refused unseen', () => faultIn('AU').terms.decision, 'review'],
  ['ACL s. 259(3)', 'nor paid in credit alone', () => faultIn('AU').terms.resolutions, ['refund', 'store_credit']],
  [
    'ACL',
    'nothing of it was re-read in the text',
    () => faultIn('AU').trace().terms.decision,
    { from: 'statute', statute: 'au-guarantee', article: 'ACL s. 29(1)(m)', unverified: true, raisedFrom: 'decline' },
  ],
]

function faultIn(country: string) {
  const policy = policyWith({ ...harsh, eligible: true, resolutions: ['store_credit'] }, [], { timezone: 'UTC' })
  return judge(policy, orderWith({ customer: { country } }), '2026-09-05T10:00:00Z', { reason: 'defective' })
}

interface Back {
  dispatched?: string
  received?: string | undefined
  nothingComesBack?: boolean
}

/** Stated on 1 June; received, unless said otherwise, on the 5th; at noon UTC. */
function lastDay(
  country: string,
  refundDays: number,
  refundFrom: StatutoryDuty['refundFrom'],
  { dispatched, nothingComesBack = false, ...back }: Back = {},
): string | undefined {
  const { received } = { received: '2026-06-05', ...back }
  const duty = judge(policyWith(harsh), orderWith({ customer: { country } }), '2026-06-05T10:00:00Z').statutory
  if (!duty) throw new Error('no duty')
  expect([duty.refundDays, duty.refundFrom]).toEqual([refundDays, refundFrom])
  const at = statutoryDeadlineAt(
    duty,
    {
      statementAt: Date.parse('2026-06-01T12:00:00Z'),
      ...(dispatched ? { dispatchedAt: Date.parse(`${dispatched}T12:00:00Z`) } : {}),
      ...(received ? { receivedAt: Date.parse(`${received}T12:00:00Z`) } : {}),
      nothingComesBack,
    },
    zones[country] ?? 'UTC',
  )
  return at === undefined ? undefined : new Date(at).toISOString()
}

describe.each([
  ['CN', cn],
  ['EU', eu],
  ['UK', uk],
  ['AU', au],
] as const)('%s', (_region, rows) => {
  test.each([...rows])('%s: %s', (_article, _what, actual, expected) => {
    expect(actual()).toEqual(expected)
  })
})
