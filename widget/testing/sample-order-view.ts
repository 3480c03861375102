import type { OrderView, ReasonAnswer } from '../../shared/api/order-view.schema.ts'
import { inBoth } from './in-both.ts'
import { dateIn, dayMs, now } from './moments.ts'
import { order } from './sample-order.ts'

const answer = (reason: string, over: Partial<ReasonAnswer> = {}): ReasonAnswer => ({
  reason,
  from: 1,
  eligible: true,
  because: { key: 'because.within_window' },
  clauses: [],
  windowEndsAt: now + 5 * dayMs,
  daysLeft: 5,
  terms: 0,
  instant: true,
  ...over,
})

const answers = (over: Partial<ReasonAnswer> = {}): ReasonAnswer[] => [
  answer('damaged.broken', { terms: 1, instant: false, ...over }),
  answer('damaged.chipped', { terms: 1, instant: false, ...over }),
  answer('damaged.box', { terms: 0, ...over }),
  answer('wrong', { terms: 1, instant: false, ...over }),
  answer('missing', { terms: 1, instant: false, ...over }),
  answer('never', {
    terms: 2,
    instant: false,
    because: { key: 'because.covered' },
    daysLeft: undefined,
    windowEndsAt: undefined,
  }),
  answer('mind', { terms: 0, ...over }),
]

const made: Partial<ReasonAnswer> = {
  eligible: false,
  because: { key: 'because.cannot_be_resold' },
  clauses: [
    {
      key: 'because.policy',
      text: inBoth(
        'It carries a name you chose, so nobody else can buy it. Such items are outside the 14-day return.',
        '本子上刻了您指定的名字，无法再售给他人。这类定制商品不适用七天无理由退货。',
      ),
    },
  ],
}

export const orderView: OrderView = {
  number: order.number,
  order,
  orderRevision: 1,
  holdings: {},
  reasons: [
    { code: 'damaged', labels: inBoth('It arrived damaged', '收到时已破损'), subject: 'line', asks: [] },
    {
      code: 'damaged.broken',
      parent: 'damaged',
      labels: inBoth('Broken', '碎了'),
      subject: 'line',
      asks: ['details', 'photos'],
    },
    {
      code: 'damaged.chipped',
      parent: 'damaged',
      labels: inBoth('Chipped or cracked', '磕口或裂纹'),
      subject: 'line',
      asks: ['details', 'photos'],
    },
    { code: 'damaged.box', parent: 'damaged', labels: inBoth('Only the box', '仅外包装'), subject: 'line', asks: [] },
    {
      code: 'wrong',
      labels: inBoth('It is not what I ordered', '与订单不符'),
      subject: 'line',
      asks: ['details', 'photos'],
    },
    { code: 'missing', labels: inBoth('Something is missing', '少件或漏发'), subject: 'line', asks: ['details'] },
    { code: 'never', labels: inBoth('It never arrived', '一直没收到'), subject: 'line', asks: [], notReceived: true },
    {
      code: 'mind',
      labels: inBoth('I changed my mind', '不想要了'),
      subject: 'line',
      asks: ['condition'],
      noReason: true,
    },
    { code: 'twice', labels: inBoth('I was charged twice', '重复扣款'), subject: 'payment', asks: [] },
  ],
  termsTable: [
    terms({ refundTrigger: 'on_dispatch', returnItem: true, outboundShipping: 'whole_order' }),
    terms({
      resolutions: ['refund', 'store_credit', 'keep_item'],
      returnItem: true,
      refundTrigger: 'on_inspection',
      evidence: { photos: 1, videos: 0, documents: 0, detailLength: 10 },
    }),
    terms({ resolutions: ['refund'] }),
    terms({ eligible: false }),
  ],
  lines: [
    { id: 'shirt', remaining: 1, paid: 4800, deliveredAt: now - 9 * dayMs, requests: [], answers: answers() },
    { id: 'mug', remaining: 4, paid: 5600, deliveredAt: now - 9 * dayMs, requests: [], answers: answers() },
    {
      id: 'candle',
      remaining: 1,
      paid: 1800,
      deliveredAt: now - 9 * dayMs,
      requests: [],
      answers: answers({ daysLeft: 1 }),
    },
    {
      id: 'lamp',
      remaining: 0,
      paid: 8900,
      deliveredAt: now - 9 * dayMs,
      requests: [{ number: 'R-7K2M-9QXD', status: 'in_review', quantity: 1 }],
      answers: answers(),
    },
    {
      id: 'notebook',
      remaining: 1,
      paid: 2200,
      deliveredAt: now - 9 * dayMs,
      requests: [],
      answers: [...answers().slice(0, 6), answer('mind', { ...made, terms: 3 })],
    },
    {
      id: 'gift',
      remaining: 1,
      paid: 2500,
      requests: [],
      answers: answers({ eligible: false, terms: 3, because: { key: 'because.final_sale' } }).slice(0, 5),
    },
  ],
  payments: [
    {
      id: 'visa',
      remaining: 20_520,
      answers: [answer('twice', { terms: 2, instant: false, daysLeft: undefined, windowEndsAt: undefined })],
    },
    { id: 'gift', remaining: 4000, answers: [] },
    {
      id: 'again',
      remaining: 20_520,
      duplicateOf: 'visa',
      answers: [answer('twice', { terms: 2, daysLeft: undefined, windowEndsAt: undefined })],
    },
  ],
  arrival: [
    { payment: 'visa', earliest: dateIn(2), latest: dateIn(5), workingDays: [2, 5] },
    { payment: 'again', earliest: dateIn(2), latest: dateIn(5), workingDays: [2, 5] },
    { payment: 'gift', earliest: dateIn(1), latest: dateIn(1), workingDays: [1, 1] },
    { payment: 'store_credit', earliest: dateIn(0), latest: dateIn(0), workingDays: [0, 0] },
  ],
  requests: [{ number: 'R-7K2M-9QXD', status: 'in_review', submittedAt: now - 2 * dayMs, total: 8455 }],
}

/** The same order of a shop that pays to bank accounts too. */
export const accountView: OrderView = {
  ...orderView,
  termsTable: orderView.termsTable.map((terms) => ({ ...terms, resolutions: [...terms.resolutions, 'other_account'] })),
  arrival: [
    ...orderView.arrival,
    { payment: 'account', earliest: '2026-11-27', latest: '2026-12-02', workingDays: [2, 5] },
  ],
  accountKinds: ['uk_bank', 'iban'],
}

function terms(over: Partial<OrderView['termsTable'][number]>): OrderView['termsTable'][number] {
  return {
    eligible: true,
    because: 'within_window',
    resolutions: ['refund', 'store_credit'],
    returnItem: false,
    returnShipping: { paidBy: 'merchant', fee: {} },
    restockingFee: 'none',
    processingFee: 'none',
    outboundShipping: 'never',
    creditBonusPercent: 1000,
    keepItemPercent: 2000,
    evidence: { photos: 0, videos: 0, documents: 0, detailLength: 0 },
    refundTrigger: 'on_approval',
    returnDays: 14,
    ...over,
  }
}
