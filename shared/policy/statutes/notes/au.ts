import type { LawNote } from './law-note.ts'

export const auNotes: readonly LawNote[] = [
  {
    region: 'AU',
    article: 'ACL s. 54-59',
    unverified: true,
    text: {
      en: 'Goods are of acceptable quality, fit for their purpose and as described; there is no right to change one’s mind.',
      'zh-CN': '商品须质量合格、适用、与描述相符；没有无理由退货权。',
    },
  },
  {
    region: 'AU',
    article: 'ACL s. 259-261',
    unverified: true,
    text: {
      en: 'After a major failure the shopper chooses refund or replacement; a minor one the merchant may repair.',
      'zh-CN': '重大故障由消费者选择退款或换货；轻微故障可由商家维修。',
    },
  },
  {
    region: 'AU',
    article: 'ACL s. 29(1)(m)',
    unverified: true,
    text: {
      en: '“No refunds” signs are unlawful, and a credit note cannot be forced on anybody.',
      'zh-CN': '“概不退款”的声明违法，不得强制以代金券退款。',
    },
  },
  {
    region: 'AU',
    article: 'ACL s. 262(2), 263',
    unverified: true,
    text: {
      en: 'The law names no number of days but a reasonable time; the 14 days for the money are ours. The supplier fetches what is costly to return.',
      'zh-CN': '法律只要求合理期限，未规定天数；14 天退款期限为我们所设。退回费用较高的由商家取回。',
    },
  },
]
