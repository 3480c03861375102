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
    article: '办法 7, 20',
    text: {
      en: 'Three kinds of goods are excluded only where the shopper confirmed it at this purchase: what opening makes unsafe or alters, what loses most of its worth once activated or tried, what was sold as near its expiry or flawed. Only for these may an order say “legalConfirmed”.',
      'zh-CN':
        '三类商品须消费者在购买时单独确认后方可不适用：拆封后易影响人身安全、健康或导致品质改变的，一经激活或试用价值贬损较大的，销售时已明示的临近保质期或有瑕疵的商品。只有这三类商品的订单可以标记 legalConfirmed。',
    },
  },
  {
    region: 'CN',
    article: '办法 8, 9',
    text: {
      en: 'Goods come back intact: quality and function kept, with accessories and labels. Opening to look and a reasonable trial are no damage; a broken seal of food, cosmetics or medical devices, traces of repair or of activation, labels cut off clothing are. Inspection finds that, no rule declines for it before.',
      'zh-CN':
        '退回商品应当完好：保持原有品质、功能，商品本身、配件、标识齐全。查验拆封、合理调试不影响完好；食品、化妆品、医疗器械必要的一次性密封包装被损坏，电器有维修、激活痕迹，服装吊牌被剪等视为不完好。是否完好由验收判断，规则不得事先拒绝。',
    },
  },
  {
    region: 'CN',
    article: '办法 11',
    text: {
      en: 'The shopper is given the return address, a contact and a phone number promptly.',
      'zh-CN': '收到退货通知后应及时提供真实、准确的退货地址、联系人和电话。',
    },
  },
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
    article: '办法 15',
    text: {
      en: 'Points and coupons that were spent come back as points and coupons, unless agreed otherwise.',
      'zh-CN': '购买时使用的积分、代金券、优惠券等原样返还，另有约定的从其约定。',
    },
  },
  {
    region: 'CN',
    article: '办法 16',
    text: {
      en: 'A card fee that the shopper paid may be kept, one that the shop bore may be deducted. A processing fee of a policy is no such fee, but a fixed amount: it is not taken here.',
      'zh-CN':
        '信用卡付款的手续费由消费者支付的可不退，由商家免除的可扣除。政策里的手续费是固定金额，并非该笔手续费，因此不予扣除。',
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
    article: '办法 19',
    text: {
      en: 'How goods come back may be agreed, but not restricted; fetching them is free, or paid with the shopper’s consent.',
      'zh-CN': '可与消费者约定退货方式，但不得限制；上门取货应免费，收费须经消费者同意。',
    },
  },
  {
    region: 'CN',
    article: '办法 25, 33',
    text: {
      en: 'What came back is sold as new only where it is as at its first sale; else its state is clearly marked. Fines are CNY 10,000 to 30,000.',
      'zh-CN':
        '退回商品可完全恢复到初始销售状态的方可作为全新商品再次销售，否则须显著标注实际状况；违者罚款 1 万至 3 万元。',
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
    region: 'CN',
    article: '消保法 24',
    text: {
      en: 'After the seven days faulty goods go back where the law lets the contract be rescinded, else they are repaired or replaced: the policy says how.',
      'zh-CN': '七日后符合法定解除合同条件的仍可退货，否则可要求更换、修理：由政策规定。',
    },
  },
  {
    region: 'CN',
    article: '消保法 55',
    text: {
      en: 'Fraud costs three times the price, and CNY 500 at least.',
      'zh-CN': '有欺诈行为的，退一赔三，不足 500 元的按 500 元。',
    },
  },
  {
    region: 'CN',
    article: '民法典 203',
    unverified: true,
    text: {
      en: 'A period whose last day lies in a public holiday ends after it. An ordinary weekend is not counted as one here, though courts have read it so; a year whose holidays are not announced is said to be unknown.',
      'zh-CN':
        '期间的最后一日是法定休假日的，以法定休假日结束的次日为最后一日。此处普通周末不计为法定休假日（司法上有不同理解）；尚未公布放假安排的年份会注明未知。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 9(1a)',
    text: {
      en: 'States may give 30 days for doorstep and excursion sales. These are not sales of an online shop, and not encoded.',
      'zh-CN': '成员国可对上门推销和游览推销规定 30 天；不属于网店销售，未作规定。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 9(2)',
    text: {
      en: 'For services and digital content the period runs from the contract, for regular deliveries from the first good. Here it runs from the last delivery, which is never earlier.',
      'zh-CN': '服务和数字内容自订约起算，定期交付自首件商品起算；此处一律自最后一次交付起算，只会更晚。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 9; rec. 40',
    unverified: true,
    text: {
      en: 'Shoppers may withdraw before anything arrives. A piece that the order says is still to be sent starts no period.',
      'zh-CN': '消费者在收货前即可撤回；订单标明尚未发出的商品不开始计算期限。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 10',
    text: {
      en: 'A shopper who was not told of the right may withdraw for twelve months more. Not encoded: a published policy tells of it.',
      'zh-CN': '未告知撤回权的，撤回期延长 12 个月。未作规定：公布的政策即为告知。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 11',
    text: {
      en: 'Any clear statement will do, and it is in time if sent within the period; the model form is one way.',
      'zh-CN': '任何明确的声明均可，期限内发出即有效；示范表格只是方式之一。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 13(1)',
    unverified: true,
    text: {
      en: 'What of the outbound delivery comes back with a part of the order is not settled: it is a term of the policy, by value unless it says otherwise.',
      'zh-CN': '部分撤回时去程运费如何退还，指令未有定论：由政策规定，未规定的按商品价值比例退还。',
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
    article: 'CRD 16',
    text: {
      en: 'The list of exceptions is closed: a sale, an opened box or a missing one take no right away.',
      'zh-CN': '例外清单是封闭的：促销商品、已拆包装、无原包装均不影响权利。',
    },
  },
  {
    region: 'EU',
    article: 'CRD 16(g)',
    text: {
      en: 'Wine sold for later delivery at a price that follows the market has no class of its own here: it keeps the right.',
      'zh-CN': '约定日后交付、价格随市场波动的酒类期货没有单独的类别，仍享有权利。',
    },
  },
  {
    region: 'EU',
    article: 'Directive 2019/771',
    unverified: true,
    text: {
      en: 'Faulty goods are repaired or replaced first, for two years; a refund follows where that fails. What the policy gives beyond costs the shopper nothing.',
      'zh-CN': '瑕疵商品两年内先修理或更换，不成再退款；政策给予更多的，消费者无需承担费用。',
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
  {
    region: 'US',
    article: 'federal law',
    text: {
      en: 'There is no federal right to return for a change of mind; the cooling-off rule is for sales at the door.',
      'zh-CN': '联邦法没有无理由退货权；冷静期规则只适用于上门推销。',
    },
  },
  {
    region: 'US',
    article: '16 CFR 435',
    unverified: true,
    text: {
      en: 'Goods that are not shipped in time are refunded promptly, within 7 working days.',
      'zh-CN': '未按时发货的须在 7 个工作日内及时退款。',
    },
  },
  {
    region: 'US',
    article: 'UCC art. 2',
    text: {
      en: 'Faulty goods may be rejected in every state.',
      'zh-CN': '各州均可拒收有瑕疵的商品。',
    },
  },
  {
    region: 'US',
    subdivision: 'US-CA',
    article: 'Cal. Civ. Code § 1723',
    text: {
      en: 'A policy without a full refund for seven days must be displayed conspicuously, or returns are good for 30 days. Not food, plants, perishables, final sales, custom goods, or what lacks its package.',
      'zh-CN': '七日内不全额退款的政策须显著公示，否则 30 日内可退；食品、植物、易腐品、清仓、定制及无原包装商品除外。',
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
