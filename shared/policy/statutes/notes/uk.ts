import type { LawNote } from './law-note.ts'

export const ukNotes: readonly LawNote[] = [
  {
    region: 'GB',
    article: 'SI 2013/3134 reg. 30',
    text: {
      en: 'For services and digital content the period runs from the contract, for regular deliveries from the first good. Here it runs from the last delivery, which is never earlier.',
      'zh-CN': '服务和数字内容自订约起算，定期交付自首件商品起算；此处一律自最后一次交付起算，只会更晚。',
    },
  },
  {
    region: 'GB',
    article: 'SI 2013/3134 reg. 31',
    text: {
      en: 'A shopper who was not told of the right may cancel for up to twelve months more. Not encoded: a published policy tells of it.',
      'zh-CN': '未告知取消权的，取消期最多延长 12 个月。未作规定：公布的政策即为告知。',
    },
  },
  {
    region: 'GB',
    article: 'SI 2013/3134 reg. 32',
    text: {
      en: 'Any clear statement will do. A web form is a choice; where there is one, receipt is acknowledged on a durable medium without delay. There is no duty to show a button.',
      'zh-CN': '任何明确的声明均可。网页表单可选；提供的，应及时以可保存的形式确认收到。没有展示按钮的义务。',
    },
  },
  {
    region: 'GB',
    article: 'SI 2013/3134 reg. 34(9)-(12)',
    unverified: true,
    text: {
      en: 'Value lost by handling beyond what a shop would allow may be deducted, not where information was missing.',
      'zh-CN': '超出实体店正常查看造成的价值减损可扣除；未尽告知义务的不得扣除。',
    },
  },
  {
    region: 'GB',
    article: 'SI 2013/3134 reg. 35',
    unverified: true,
    text: {
      en: 'The shopper pays the way back only if told so before the purchase.',
      'zh-CN': '只有事先告知，退回运费才由消费者承担。',
    },
  },
  {
    region: 'GB',
    article: 'DMCC Act 2024',
    text: {
      en: 'The cooling-off rules for subscriptions are not in force (August 2026), and not encoded.',
      'zh-CN': '订阅冷静期的规定尚未生效（2026 年 8 月），未作规定。',
    },
  },
]
