import type { LawNote } from './law-note.ts'

export const jpNotes: readonly LawNote[] = [
  {
    region: 'JP',
    article: '特定商取引法 15-3',
    text: {
      en: 'Without a displayed special term, goods go back within 8 days counted from the day of receipt, at the shopper’s cost. A published policy is that term.',
      'zh-CN': '未标明退货特约的，自收货日起 8 日内可退，运费由消费者承担；公布的政策即为特约。',
    },
  },
  {
    region: 'JP',
    article: '特定商取引法 12-6',
    text: {
      en: 'The last page of the order must show the special term.',
      'zh-CN': '最终确认下单页面须显示退货特约。',
    },
  },
  {
    region: 'JP',
    article: '特定商取引法',
    text: {
      en: 'There is no cooling-off for mail order.',
      'zh-CN': '通信贩卖没有冷静期。',
    },
  },
]
