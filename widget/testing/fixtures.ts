import type { OrderView, ReasonAnswer, RequestView, ShopConfig } from '../../shared/api/shop.schema.ts'
import type { Order, OrderLine } from '../../shared/order/order.ts'

const dayMs = 86_400_000
const now = Date.now()
const iso = (days: number) => new Date(now + days * dayMs).toISOString()
const localDate = (days: number) => iso(days).slice(0, 10)
const both = (en: string, zh: string) => ({ en, 'zh-CN': zh })

export const config: ShopConfig = {
  merchant: { name: 'Hearth & Linen', names: both('Hearth & Linen', '木与麻') },
  contact: {
    email: 'help@hearth.example',
    phone: '+44 113 496 0000',
    hours: both('Mon to Sat, 9:00 to 18:00', '周一至周六 9:00–18:00'),
  },
  locales: ['en', 'zh-CN'],
  timezone: 'Europe/London',
  evidence: {
    maxFiles: 6,
    maxBytes: 10_000_000,
    types: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    videos: {
      maxFiles: 2,
      maxBytes: 52_428_800,
      maxSeconds: 300,
      types: ['video/mp4', 'video/quicktime', 'video/webm'],
    },
  },
}

const line = (id: string, title: string, variant: string, quantity: number, unitPrice: number): OrderLine => ({
  id,
  sku: id.toUpperCase(),
  title,
  variant,
  categories: [],
  tags: [],
  quantity,
  unitPrice,
  discount: 0,
  tax: Math.round((unitPrice * quantity) / 6),
})

export const order: Order = {
  number: 'HL-20871',
  placedAt: iso(-15),
  currency: 'GBP',
  customer: { country: 'GB' },
  taxesIncluded: true,
  lines: [
    line('shirt', 'Linen shirt', 'White · M', 1, 4800),
    line('mug', 'Ceramic mug', 'Sage', 4, 1400),
    line('candle', 'Scented candle', 'Fig · 220 g', 1, 1800),
    line('lamp', 'Table lamp', 'Brass', 1, 8900),
    line('notebook', 'Engraved notebook', '“Nora” · Oat', 1, 2200),
    line('gift', 'Gift voucher', 'By email', 1, 2500),
  ],
  orderDiscount: 1270,
  shipping: [{ id: 'post', title: 'Delivery', amount: 490, discount: 0, tax: 82 }],
  payments: [
    {
      id: 'visa',
      method: 'card',
      provider: 'sandbox',
      reference: 'ch_1',
      amount: 20_520,
      capturedAt: iso(-15),
      label: 'Visa •••• 4242',
    },
    {
      id: 'gift',
      method: 'gift_card',
      provider: 'sandbox',
      reference: 'gc_1',
      amount: 4000,
      capturedAt: iso(-15),
      label: 'Gift card •••• 8C1F',
    },
    {
      id: 'again',
      method: 'card',
      provider: 'sandbox',
      reference: 'ch_2',
      amount: 20_520,
      capturedAt: iso(-15),
      label: 'Visa •••• 4242',
    },
  ],
  fulfillments: [],
  refunds: [],
}

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
      text: both(
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
    { code: 'damaged', labels: both('It arrived damaged', '收到时已破损'), subject: 'line', asks: [] },
    {
      code: 'damaged.broken',
      parent: 'damaged',
      labels: both('Broken', '碎了'),
      subject: 'line',
      asks: ['details', 'photos'],
    },
    {
      code: 'damaged.chipped',
      parent: 'damaged',
      labels: both('Chipped or cracked', '磕口或裂纹'),
      subject: 'line',
      asks: ['details', 'photos'],
    },
    { code: 'damaged.box', parent: 'damaged', labels: both('Only the box', '仅外包装'), subject: 'line', asks: [] },
    {
      code: 'wrong',
      labels: both('It is not what I ordered', '与订单不符'),
      subject: 'line',
      asks: ['details', 'photos'],
    },
    { code: 'missing', labels: both('Something is missing', '少件或漏发'), subject: 'line', asks: ['details'] },
    { code: 'never', labels: both('It never arrived', '一直没收到'), subject: 'line', asks: [], notReceived: true },
    {
      code: 'mind',
      labels: both('I changed my mind', '不想要了'),
      subject: 'line',
      asks: ['condition'],
      noReason: true,
    },
    { code: 'twice', labels: both('I was charged twice', '重复扣款'), subject: 'payment', asks: [] },
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
    { payment: 'visa', earliest: localDate(2), latest: localDate(5) },
    { payment: 'again', earliest: localDate(2), latest: localDate(5) },
    { payment: 'gift', earliest: localDate(1), latest: localDate(1) },
    { payment: 'store_credit', earliest: localDate(0), latest: localDate(0) },
  ],
  requests: [{ number: 'R-7K2M-9QXD', status: 'in_review', submittedAt: now - 2 * dayMs, total: 8455 }],
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

/** A request in review; tests name what differs. */
export function requestView(over: Partial<RequestView> = {}): RequestView {
  const submittedAt = now - 3_600_000
  return {
    number: 'R-4T8W-2HKC',
    order: order.number,
    seq: 1,
    status: 'in_review',
    currency: 'GBP',
    locale: 'en',
    submittedAt,
    changedAt: submittedAt,
    items: [
      {
        id: 'i1',
        line: 'mug',
        title: 'Ceramic mug',
        variant: 'Sage',
        quantity: 2,
        reason: 'damaged.chipped',
        reasonLabels: both('Chipped or cracked', '磕口或裂纹'),
        details: 'Both rims are chipped.',
        resolution: 'refund',
        evidence: [],
        decision: 'pending',
        goods: 'none',
        money: 'none',
        amount: 2660,
      },
    ],
    quote: {
      currency: 'GBP',
      items: [
        { line: 'mug', quantity: 2, resolution: 'refund', net: 2217, tax: 443, taxes: [], amount: 2660, settled: 2660 },
      ],
      shipping: { net: 0, tax: 0, amount: 0, lines: [] },
      fees: [],
      goodwill: 0,
      bonus: 0,
      total: 2660,
      payments: [{ payment: 'visa', amount: 2660 }],
    },
    payouts: [],
    arrival: [{ payment: 'visa', earliest: localDate(4), latest: localDate(7) }],
    refundTrigger: 'on_inspection',
    next: { who: 'staff', action: 'decide', by: submittedAt + dayMs },
    timeline: [{ at: submittedAt, kind: 'submitted', by: 'shopper' }],
    decideBy: submittedAt + dayMs,
    commands: ['edit', 'cancel', 'message'],
    ...over,
  }
}

const item = requestView().items

/** One request for every state a shopper can find it in. */
export const requestsByState: Record<string, RequestView> = {
  in_review: requestView(),
  needs_info: requestView({
    status: 'needs_info',
    next: { who: 'shopper', action: 'answer', by: now + 3 * dayMs },
    question: {
      id: 'q1',
      text: 'Thank you for the photos, the chips are easy to see. Could you add one of the shipping label on the box? With it we can tell the carrier which depot to look at.',
      wantsPhotos: true,
      askedAt: now - 1_800_000,
      answerBy: now + 3 * dayMs,
      by: 'Jo',
    },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 1_800_000, kind: 'asked', by: 'staff', name: 'Jo', text: 'Could you add one of the shipping label?' },
    ],
    commands: ['answer', 'cancel', 'message'],
  }),
  offered: requestView({
    next: { who: 'shopper', action: 'accept_offer', by: now + dayMs },
    offer: { text: 'Keep the mugs, and £12.00 is on its way today.', resolution: 'keep_item', total: 1200 },
    commands: ['accept_offer', 'cancel', 'message'],
  }),
  awaiting_return: requestView({
    status: 'awaiting_return',
    items: item.map((each) => ({ ...each, decision: 'approved', goods: 'awaited' })),
    next: { who: 'shopper', action: 'ship', by: now + 14 * dayMs },
    returnBy: now + 14 * dayMs,
    returnTo: { name: 'Hearth & Linen Returns', lines: ['14 Canal Street', 'Leeds LS1 4AB'], country: 'GB' },
    returnShipping: { paidBy: 'merchant' },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'approved', by: 'staff', name: 'Jo' },
    ],
    commands: ['mark_shipped', 'cancel', 'message'],
  }),
  in_transit: requestView({
    status: 'in_transit',
    next: { who: 'staff', action: 'receive', by: now + 14 * dayMs },
    shipment: { carrier: 'Royal Mail', trackingNumber: 'RM1234', shippedAt: now },
    commands: ['message'],
  }),
  to_inspect: requestView({
    status: 'to_inspect',
    next: { who: 'staff', action: 'inspect', by: now + dayMs },
    commands: ['message'],
  }),
  paying: requestView({
    status: 'paying',
    next: { who: 'provider', action: 'pay', by: now + 14 * dayMs },
    payouts: [
      {
        id: 'p1',
        destination: 'visa',
        method: 'card',
        label: 'Visa •••• 4242',
        amount: 2660,
        status: 'pending',
        changedAt: now,
      },
    ],
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'approved', by: 'system' },
      { at: now - 1_800_000, kind: 'payout_requested', by: 'system', amount: 2660 },
    ],
    commands: ['message'],
  }),
  payout_failed: requestView({
    status: 'payout_failed',
    next: { who: 'staff', action: 'fix_payout', by: now + 14 * dayMs },
    payouts: [
      {
        id: 'p1',
        destination: 'visa',
        method: 'card',
        label: 'Visa •••• 4242',
        amount: 2660,
        status: 'failed',
        changedAt: now,
      },
    ],
    commands: ['message'],
  }),
  account_asked: requestView({
    status: 'payout_failed',
    next: { who: 'shopper', action: 'fix_account', by: now + 7 * dayMs },
    payouts: [
      {
        id: 'p1',
        destination: 'visa',
        method: 'card',
        label: 'Visa •••• 4242',
        amount: 2660,
        status: 'failed',
        changedAt: now,
      },
    ],
    arrival: [],
    accountAsked: { payouts: ['p1'], amount: 2660, by: now + 7 * dayMs, kinds: ['uk_bank', 'iban'] },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'approved', by: 'system' },
      { at: now - 1_800_000, kind: 'payout_requested', by: 'system', amount: 2660 },
      { at: now - 900_000, kind: 'payout_pending', by: 'system', amount: 2660 },
      { at: now - 600_000, kind: 'payout_failed', by: 'system', amount: 2660 },
      { at: now - 600_000, kind: 'account_asked', by: 'system' },
    ],
    commands: ['fix_account', 'message'],
  }),
  completed: requestView({
    status: 'completed',
    next: { who: 'shopper', action: 'rate' },
    payouts: [
      {
        id: 'p1',
        destination: 'visa',
        method: 'card',
        label: 'Visa •••• 4242',
        amount: 2660,
        status: 'succeeded',
        changedAt: now,
      },
    ],
    commands: ['rate', 'message'],
  }),
  declined: requestView({
    status: 'declined',
    items: item.map((each) => ({
      ...each,
      decision: 'declined',
      declineMessage:
        'The photos show marks of use, so the chips came after delivery. The return window closed on 16 November.',
      appealBy: now + 14 * dayMs,
    })),
    next: { who: 'shopper', action: 'appeal', by: now + 14 * dayMs },
    timeline: [
      { at: now - 7_200_000, kind: 'submitted', by: 'shopper' },
      { at: now - 3_600_000, kind: 'declined', by: 'staff', name: 'Jo' },
    ],
    commands: ['appeal', 'rate'],
  }),
  cancelled: requestView({
    status: 'cancelled',
    next: { who: 'nobody', action: 'none' },
    ended: { as: 'cancelled', by: 'shopper' },
    commands: [],
  }),
  expired: requestView({
    status: 'expired',
    next: { who: 'nobody', action: 'none' },
    ended: { as: 'expired', by: 'system' },
    commands: [],
  }),
}

/** The same order of a shop that pays to bank accounts too. */
export const accountView: OrderView = {
  ...orderView,
  termsTable: orderView.termsTable.map((terms) => ({ ...terms, resolutions: [...terms.resolutions, 'other_account'] })),
  arrival: [...orderView.arrival, { payment: 'account', earliest: '2026-11-27', latest: '2026-12-02' }],
  accountKinds: ['uk_bank', 'iban'],
}

/** The same order of a shop that asks questions of its own, has things to say, and gives more for what is unopened. */
export const askingView: OrderView = {
  ...orderView,
  reasons: orderView.reasons.map((reason) =>
    reason.code === 'mind'
      ? {
          ...reason,
          asks: [],
          help: both('Most mugs fit after a warm rinse.', '多数杯子用温水冲洗后即可正常使用。'),
          materials: [both('The box', '原包装盒'), both('The order number', '订单号')],
          examples: [{ image: 'data:,', alt: both('The rim from above', '杯口俯拍') }],
        }
      : reason,
  ),
  questions: [
    {
      code: 'where',
      kind: 'choice',
      labels: both('Where is it now?', '商品现在在哪里？'),
      options: [
        { value: 'home', labels: both('At home', '在家') },
        { value: 'store', labels: both('At the store', '在门店') },
      ],
    },
    {
      code: 'colour',
      kind: 'choice',
      labels: both('Which colour did you expect?', '您想要哪种颜色？'),
      options: ['Sage', 'Oat', 'Ink', 'Clay', 'Moss', 'Sand'].map((name) => ({
        value: name.toLowerCase(),
        labels: both(name, name),
      })),
    },
    { code: 'days', kind: 'number', labels: both('For how many days was it used?', '用了几天？') },
    {
      code: 'note',
      kind: 'text',
      labels: both('Engraving, word for word', '刻字内容'),
      hint: both('As on the cup', '与杯身一致'),
    },
    { code: 'label', kind: 'photo', labels: both('A photo of the label', '标签照片') },
  ],
  lines: orderView.lines.map((each) => ({
    ...each,
    answers: each.answers.map((given) =>
      given.reason === 'mind'
        ? {
            ...given,
            depends: ['condition', 'answers'],
            questions: [
              { code: 'where', required: true },
              { code: 'colour', required: false },
              { code: 'days', required: false },
              { code: 'note', required: false },
              { code: 'label', required: false },
            ],
          }
        : given,
    ),
  })),
}
