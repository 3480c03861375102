import { pictures } from './drawings.ts'

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

export interface SampleRequest {
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

export const sampleRequests: readonly SampleRequest[] = [
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
