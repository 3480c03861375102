import type { Reason } from './policy.ts'

type Row = Omit<Reason, 'labels' | 'asks' | 'subject' | 'fault'> & {
  en: string
  zh: string
  asks?: Reason['asks']
  subject?: Reason['subject']
  fault?: Reason['fault']
}

/** Two levels: a group, then what exactly. A group without details below it is chosen itself. */
const rows: readonly Row[] = [
  { code: 'changed_mind', en: 'I changed my mind', zh: '不想要了', noReason: true },
  { code: 'doesnt_fit', parent: 'changed_mind', en: "It doesn't fit", zh: '尺码不合适', noReason: true },
  { code: 'not_needed', parent: 'changed_mind', en: 'I no longer need it', zh: '不再需要', noReason: true },
  { code: 'found_better', parent: 'changed_mind', en: 'I found something better', zh: '找到更合适的', noReason: true },
  { code: 'no_reason', parent: 'changed_mind', en: "I'd rather not say", zh: '不说明原因', noReason: true },
  {
    code: 'damaged',
    en: 'It is damaged or faulty',
    zh: '商品损坏或有故障',
    fault: 'merchant',
    asks: ['photos', 'details', 'condition'],
  },
  {
    code: 'damaged_in_transit',
    parent: 'damaged',
    en: 'It arrived damaged',
    zh: '收到时已损坏',
    fault: 'carrier',
    asks: ['photos', 'details'],
  },
  {
    code: 'defective',
    parent: 'damaged',
    en: "It doesn't work properly",
    zh: '无法正常使用',
    fault: 'merchant',
    asks: ['photos', 'details', 'condition'],
  },
  {
    code: 'not_as_described',
    en: 'It is not what I ordered',
    zh: '与订单不符',
    fault: 'merchant',
    asks: ['photos', 'details'],
  },
  {
    code: 'wrong_item',
    parent: 'not_as_described',
    en: 'I was sent the wrong item',
    zh: '发错商品',
    fault: 'merchant',
    asks: ['photos'],
  },
  {
    code: 'missing_parts',
    parent: 'not_as_described',
    en: 'Parts are missing',
    zh: '缺少配件',
    fault: 'merchant',
    asks: ['photos', 'details'],
  },
  {
    code: 'looks_different',
    parent: 'not_as_described',
    en: 'It differs from the description',
    zh: '与描述不符',
    fault: 'merchant',
    asks: ['photos', 'details'],
  },
  {
    code: 'never_arrived',
    en: 'It never arrived',
    zh: '未收到货',
    fault: 'carrier',
    asks: ['details'],
    notReceived: true,
  },
  {
    code: 'charged_twice',
    en: 'I was charged twice',
    zh: '重复扣款',
    fault: 'merchant',
    asks: ['details'],
    subject: 'payment',
  },
  {
    code: 'order_failed',
    en: 'I was charged but the order failed',
    zh: '已扣款但下单失败',
    fault: 'merchant',
    asks: ['details'],
    subject: 'payment',
  },
]

export const defaultReasons: readonly Reason[] = rows.map(({ en, zh, ...row }) => ({
  asks: [],
  subject: 'line',
  fault: 'shopper',
  ...row,
  labels: { en, 'zh-CN': zh },
}))
