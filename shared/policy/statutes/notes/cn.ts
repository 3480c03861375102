import type { LawNote } from './law-note.ts'

export const cnNotes: readonly LawNote[] = [
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
]
