import type { LawNote } from './law-note.ts'

export const euNotes: readonly LawNote[] = [
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
    article: 'CRD 9; CRD rec. 40',
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
]
