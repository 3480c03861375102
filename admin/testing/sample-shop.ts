import type { Actor } from '../../shared/lifecycle/request.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { AdminDouble } from './admin-double.ts'
import { pictures } from './drawings.ts'
import { claraOrder, line, orderOf } from './sample-orders.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const minuteMs = 60_000

const jonas: Actor = { kind: 'staff', id: 'u2', name: 'Jonas Weber' }
const mei: Actor = { kind: 'staff', id: 'u1', name: 'Mei Chen' }
const shopper: Actor = { kind: 'shopper' }
const system: Actor = { kind: 'system' }

/** The case of the drawn request page. */
export const clara = 'R-7K4M-Q2XD'
/** Its payout failed; it can be sent again. */
export const failed = 'R-90YC-GE3T'
/** The provider has not said what became of its payout. */
export const unknownPayout = 'R-5RJQ-W8ZD'
/** Waits for its parcel. */
export const awaiting = 'R-D7XW-2N4S'
/** Its parcel is here. */
export const toInspect = 'R-V1BP-K96M'
/** Written in Chinese. */
export const wang = 'R-3H9T-ZC5W'

/** Everything a person has to look at, business at any hour: due times do not hang on the hour of the test. */
function samplePolicy(): Policy {
  const base = defaultPolicy({ timezone: 'Asia/Shanghai' })
  return {
    ...base,
    calendar: { hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 })) },
    rules: base.rules.map((rule) =>
      rule.id === 'not_our_shoppers_fault' ? { ...rule, set: { ...rule.set, decision: 'review' as const } } : rule,
    ),
    terms: { ...base.terms, decision: 'review', deadlines: { ...base.terms.deadlines, decide: 24 } },
  }
}

interface Row {
  number: string
  name: string
  country: string
  currency: string
  locale?: string
  title: string
  image: string
  price: number
  reason: string
  hoursAgo: number
  evidence?: string[]
  details?: string
  tags?: string[]
}

const rows: readonly Row[] = [
  {
    number: wang,
    name: '王思远',
    country: 'CN',
    currency: 'CNY',
    locale: 'zh-CN',
    title: '陶瓷台灯',
    image: pictures.lamp,
    price: 42800,
    reason: 'damaged_in_transit',
    hoursAgo: 25,
    evidence: ['ev_box'],
    details: '灯罩碎了',
  },
  {
    number: 'R-8XNB-41GP',
    name: 'Oliver Grant',
    country: 'GB',
    currency: 'GBP',
    title: 'Canvas bag',
    image: pictures.bag,
    price: 8600,
    reason: 'never_arrived',
    hoursAgo: 24.4,
    details: 'It never came, the carrier says delivered',
  },
  {
    number: 'R-P5V2-9EJR',
    name: '佐藤 美咲',
    country: 'JP',
    currency: 'JPY',
    title: 'Tea cup',
    image: pictures.tea,
    price: 6820,
    reason: 'not_needed',
    hoursAgo: 17,
  },
  {
    number: 'R-W0GD-6TKA',
    name: 'Amara Osei',
    country: 'GB',
    currency: 'GBP',
    title: 'Day dress',
    image: pictures.dress,
    price: 13250,
    reason: 'doesnt_fit',
    hoursAgo: 17,
  },
  {
    number: 'R-2QCE-HY78',
    name: '李晓彤',
    country: 'CN',
    currency: 'CNY',
    locale: 'zh-CN',
    title: '帆布鞋',
    image: pictures.shoe,
    price: 36900,
    reason: 'doesnt_fit',
    hoursAgo: 16,
  },
  {
    number: 'R-J94F-XB1N',
    name: 'Lucas Moreau',
    country: 'FR',
    currency: 'EUR',
    locale: 'fr',
    title: 'Table lamp',
    image: pictures.lamp,
    price: 5900,
    reason: 'damaged_in_transit',
    hoursAgo: 16,
    evidence: ['ev_box'],
    details: 'The foot is broken',
  },
  {
    number: 'R-6MZA-R3VC',
    name: '陈嘉怡',
    country: 'CN',
    currency: 'CNY',
    locale: 'zh-CN',
    title: '羊毛连衣裙',
    image: pictures.dress,
    price: 114600,
    reason: 'looks_different',
    hoursAgo: 15,
    evidence: ['ev_label'],
    details: '颜色与图片不同',
  },
  {
    number: 'R-A2EV-7HXK',
    name: 'Mateo Silva',
    country: 'US',
    currency: 'USD',
    title: 'Canvas shoe',
    image: pictures.shoe,
    price: 9400,
    reason: 'doesnt_fit',
    hoursAgo: 9,
  },
  {
    number: 'R-XS6N-4CM0',
    name: '小林 健',
    country: 'JP',
    currency: 'JPY',
    title: 'Linen shirt',
    image: pictures.shirt,
    price: 9350,
    reason: 'doesnt_fit',
    hoursAgo: 4,
  },
  {
    number: awaiting,
    name: 'Sofia Lindqvist',
    country: 'SE',
    currency: 'EUR',
    title: 'Wool throw',
    image: pictures.throw,
    price: 8550,
    reason: 'not_needed',
    hoursAgo: 50,
  },
  {
    number: toInspect,
    name: '赵一鸣',
    country: 'CN',
    currency: 'CNY',
    locale: 'zh-CN',
    title: '帆布包',
    image: pictures.bag,
    price: 52800,
    reason: 'doesnt_fit',
    hoursAgo: 90,
  },
  {
    number: failed,
    name: 'Hannah Keller',
    country: 'CH',
    currency: 'EUR',
    locale: 'de',
    title: 'Day dress',
    image: pictures.dress,
    price: 11800,
    reason: 'defective',
    hoursAgo: 80,
    evidence: ['ev_seam'],
    details: 'The zip does not close',
  },
  {
    number: unknownPayout,
    name: '周雨桐',
    country: 'CN',
    currency: 'CNY',
    locale: 'zh-CN',
    title: '茶杯',
    image: pictures.tea,
    price: 57900,
    reason: 'damaged_in_transit',
    hoursAgo: 70,
    evidence: ['ev_box'],
    details: '杯口有裂',
  },
]

/** A shop with a full queue: late, due, waiting, failed, paid. */
export function sampleShop(now = Date.now()): AdminDouble {
  const double = new AdminDouble(
    samplePolicy(),
    {
      id: 'u1',
      name: 'Mei Chen',
      email: 'mei.chen@linhe.example',
      role: 'owner',
      merchant: { id: 'm1', name: 'Linhe Studio', timezone: 'Asia/Shanghai' },
    },
    [
      { id: 'u1', name: 'Mei Chen' },
      { id: 'u2', name: 'Jonas Weber' },
      { id: 'u3', name: 'Tang Wei' },
    ],
  )
  for (const row of rows) submitRow(double, row, now)
  addClara(double, now)

  for (const [number, to] of [
    [wang, 'u1'],
    ['R-8XNB-41GP', 'u2'],
    ['R-W0GD-6TKA', 'u2'],
    ['R-J94F-XB1N', 'u1'],
    ['R-6MZA-R3VC', 'u1'],
    [toInspect, 'u3'],
  ] as const) {
    double.act(number, { type: 'assign', to }, mei, now - 3 * hourMs)
  }
  double.act(
    'R-A2EV-7HXK',
    { type: 'ask', text: 'Which size would fit you better?', wantsPhotos: false },
    mei,
    now - 3 * hourMs,
  )
  double.act(awaiting, { type: 'approve' }, mei, now - 30 * hourMs)
  double.act(toInspect, { type: 'approve' }, mei, now - 80 * hourMs)
  double.act(
    toInspect,
    { type: 'mark_shipped', carrier: 'SF Express', trackingNumber: 'SF1234567890' },
    shopper,
    now - 60 * hourMs,
  )
  double.act(toInspect, { type: 'mark_received' }, mei, now - 2 * hourMs)
  pay(double, failed, now, { status: 'failed', failure: { code: 'payer_account_closed_or_frozen', final: true } })
  pay(double, unknownPayout, now, { status: 'unknown' })
  return double
}

function submitRow(double: AdminDouble, row: Row, now: number): void {
  const { number, name, country, currency, title, image, price, reason, hoursAgo } = row
  const order = orderOf(now, 4, {
    number: `LH-${20000 + number.charCodeAt(2) * 7 + number.charCodeAt(3)}`,
    currency,
    locale: row.locale ?? 'en',
    customer: { id: number, name, email: `${number.toLowerCase()}@example.com`, country },
    lines: [line('l1', title, price, { image, tags: row.tags ?? [] })],
  })
  const item = {
    line: 'l1',
    quantity: 1,
    reason,
    evidence: row.evidence ?? [],
    details: row.details,
    resolution: 'refund' as const,
  }
  double.submit(number, order, { items: [item] }, now - hoursAgo * hourMs)
}

function addClara(double: AdminDouble, now: number): void {
  const order = claraOrder(now)
  const before = orderOf(now, 200, {
    number: 'LH-18102',
    currency: 'EUR',
    customer: order.customer,
    lines: [line('l1', 'Linen shirt', 6320, { image: pictures.shirt })],
  })
  double.submit(
    'R-1D0N-E000',
    before,
    {
      items: [
        {
          line: 'l1',
          quantity: 1,
          reason: 'defective',
          evidence: ['ev_seam'],
          details: 'A torn seam',
          resolution: 'refund',
        },
      ],
    },
    now - 190 * dayMs,
  )
  double.act(
    'R-1D0N-E000',
    { type: 'decline', reason: 'Worn', message: 'It was worn beyond trying it on.' },
    mei,
    now - 189 * dayMs,
  )
  double.submit(
    clara,
    order,
    {
      items: [
        {
          line: 'l1',
          quantity: 1,
          reason: 'defective',
          details: 'Seam under the left arm is torn. I had only tried it on once.',
          condition: 'opened',
          evidence: ['ev_seam', 'ev_box', 'ev_label'],
          resolution: 'refund',
        },
        { line: 'l2', quantity: 1, reason: 'not_needed', evidence: [], resolution: 'refund' },
      ],
    },
    now - 21.5 * hourMs,
  )
  double.act(clara, { type: 'assign', to: 'u1' }, jonas, now - 21.4 * hourMs)
  double.act(
    clara,
    {
      type: 'note',
      text: 'Torn seam again, the eleventh from sewing batch 26-B in 7 days. Please ask for the care label before deciding.',
    },
    jonas,
    now - 9 * hourMs,
  )
  double.act(
    clara,
    {
      type: 'ask',
      text: 'Hello Clara, I am sorry the shirt arrived torn. Could you send one photo of the care label inside? You do not need to do anything for the throw.',
      wantsPhotos: true,
    },
    mei,
    now - 8 * hourMs,
  )
  double.act(
    clara,
    {
      type: 'answer',
      text: 'Of course, here it is. The throw goes back to the post office this afternoon.',
      evidence: ['ev_label'],
    },
    shopper,
    now - 3.5 * hourMs,
  )
}

function pay(
  double: AdminDouble,
  number: string,
  now: number,
  outcome: { status: 'failed' | 'unknown'; failure?: { code: 'payer_account_closed_or_frozen'; final: boolean } },
): void {
  double.act(number, { type: 'approve' }, mei, now - 60 * hourMs)
  double.act(number, { type: 'mark_shipped' }, shopper, now - 50 * hourMs)
  for (const { id } of double.stateOf(number).payouts) {
    double.act(number, { type: 'payout_update', payout: id, ...outcome }, system, now - 40 * minuteMs)
  }
}
