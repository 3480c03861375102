import type { Source } from './statute.ts'

/** What a law says beyond floors, for the merchant to know: by country, in the admin's languages. */
export interface LawNote extends Source {
  /** ISO 3166-1, or "EU" for the states of eu.ts. */
  region: 'CN' | 'EU' | 'GB' | 'JP' | 'US' | 'AU'
  /** Where only a part of the country has it: US-CA. */
  subdivision?: string
  text: { en: string; 'zh-CN': string }
}

/** Not legal advice; `unverified`: not re-read in the text of the law. */
export const lawNotes: readonly LawNote[] = [
  {
    region: 'CN',
    article: '办法 12',
    text: {
      en: 'Goods, points and coupons given with the purchase go back too, or their price as stated beforehand is paid.',
      'zh-CN': '赠品、积分、代金券等一并返还，或按事先标明的价款支付。',
    },
  },
  {
    region: 'CN',
    article: '办法 14',
    text: {
      en: 'The money goes back the way it was paid, each payment by its own means, unless the shopper clearly agrees otherwise.',
      'zh-CN': '原路退回，多种方式支付的分别退回；消费者明确同意的除外。',
    },
  },
  {
    region: 'CN',
    article: '办法 17',
    text: {
      en: 'A bundle or threshold discount broken by a part return is settled anew at the item prices of the purchase, the difference either way.',
      'zh-CN': '退货后不再满足满减、套装等优惠条件的，按购买时各商品价格重新结算，多退少补。',
    },
  },
  {
    region: 'CN',
    article: '办法 18',
    text: {
      en: 'Where a part return no longer reaches free delivery, the freight may be deducted. The way back is the shopper’s unless agreed otherwise.',
      'zh-CN': '退货后不再满足包邮条件的，可扣除运费；退回运费由消费者承担，另有约定的除外。',
    },
  },
  {
    region: 'CN',
    article: '办法 31; 处罚办法 9',
    text: {
      en: 'Over 15 days without handling the return, or without refunding after the goods came back, is deliberate delay and can be fined.',
      'zh-CN': '超过 15 日未办理退货，或收货后超过 15 日未退款的，视为故意拖延，可处罚款。',
    },
  },
  {
    region: 'CN',
    article: '实施条例 19',
    unverified: true,
    text: {
      en: 'What is excluded from the seven days must be marked and confirmed at each purchase; a ticked box by default does not count.',
      'zh-CN': '不适用七日无理由退货的商品须显著标注并在购买时单独确认，不得默认勾选。',
    },
  },
  {
    region: 'CN',
    article: '消保法 23(3)',
    text: {
      en: 'For durable goods the merchant bears the proof about a defect during six months.',
      'zh-CN': '耐用商品六个月内出现瑕疵争议的，由经营者举证。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 10',
    text: {
      en: 'A shopper who was not told of the right may withdraw for twelve months more.',
      'zh-CN': '未告知撤回权的，撤回期延长 12 个月。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 14(2)',
    text: {
      en: 'Only a loss of value from handling beyond trying the goods may be claimed, and none where the right was not told.',
      'zh-CN': '仅可就超出必要试用造成的价值减损要求赔偿；未告知撤回权的不得要求。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 11a',
    text: {
      en: 'A labelled withdrawal function in two steps must be there through the whole period (contracts from 19 June 2026).',
      'zh-CN': '整个撤回期内须提供两步式的“撤回合同”功能（2026 年 6 月 19 日起订立的合同）。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 15',
    text: {
      en: 'Contracts that hang on the purchase, such as an insurance, end with it.',
      'zh-CN': '附属合同（如保险）随之终止。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 6(6), 14(1)',
    unverified: true,
    text: {
      en: 'The shopper pays the way back only if told so before the purchase.',
      'zh-CN': '只有事先告知，退回运费才由消费者承担。',
    },
  },
  {
    region: 'GB',
    article: 'SI 2013/3134 reg. 31',
    text: {
      en: 'A shopper who was not told of the right may cancel for up to twelve months more.',
      'zh-CN': '未告知取消权的，取消期最多延长 12 个月。',
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
    region: 'US',
    article: '16 CFR 435',
    unverified: true,
    text: {
      en: 'There is no federal right to return for a change of mind. Goods that are not shipped in time are refunded promptly.',
      'zh-CN': '联邦法没有无理由退货权；未按时发货的须及时退款。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-CA',
    article: 'Cal. Civ. Code § 1723',
    text: {
      en: 'A policy without a full refund for seven days must be displayed conspicuously, or returns are good for 30 days.',
      'zh-CN': '七日内不全额退款的政策须显著公示，否则 30 日内可退。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-NY',
    article: 'N.Y. Gen. Bus. Law § 218-a',
    unverified: true,
    text: {
      en: 'Where no policy is posted, returns are good for 30 days.',
      'zh-CN': '未公示政策的，30 日内可退。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-FL',
    article: 'Fla. Stat. § 501.142',
    text: {
      en: 'Where no policy is posted, unused goods may come back within 7 days.',
      'zh-CN': '未公示政策的，未使用商品 7 日内可退。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-NJ',
    article: 'N.J. Rev. Stat. § 56:8-2.14 ff.',
    unverified: true,
    text: {
      en: 'Where no policy is posted, returns are good for 20 days.',
      'zh-CN': '未公示政策的，20 日内可退。',
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
]
