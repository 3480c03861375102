import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import {
  all,
  fact,
  type IndustryTemplate,
  labelPaidBy,
  notTheirFault,
  noWithdrawal,
  ownChoice,
  rule,
  tradePolicy,
  unsealed,
  words,
} from './template.ts'

/** Tried on at home: long and free where it stays as new; swimwear and underwear only sealed; sale for credit where the law lets it. */
export const fashion: IndustryTemplate = {
  id: 'fashion',
  names: words('Fashion', '服装鞋帽'),
  about: words(
    'Trying on is free; worn pieces, and sealed ones once opened, are not.',
    '试穿免费；穿过的、拆封的贴身衣物不退。',
  ),
  policy,
}

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: { returnShipping: labelPaidBy('merchant', options), refundTrigger: 'on_received', packaging: 'free' },
    rules: [
      rule('sealed', words('Swimwear and underwear: only while sealed', '泳衣、内衣：未拆封可退'), unsealed, {
        eligible: false,
        because: words('Once the seal is broken it cannot be sold again.', '拆封后无法再次销售。'),
      }),
      rule(
        'worn',
        words('Worn: we look at what comes back', '有穿着痕迹：验货后退款'),
        all(ownChoice, fact('answer.worn', 'eq', 'yes')),
        {
          decision: 'review',
          refundTrigger: 'on_inspection',
        },
      ),
      rule(
        'fault',
        words('Faulty or wrong: sent back free, paid when sent', '有瑕疵或发错：免费寄回，寄出即退款'),
        notTheirFault,
        {
          window: { days: 90, from: 'delivered' },
          evidence: { photos: 1, videos: 0, documents: 0, detailLength: 0 },
          resolutions: ['refund', 'store_credit', 'keep_item', 'other_account'],
          keepItemPercent: 2500,
          refundTrigger: 'on_dispatch',
          outboundShipping: 'proportional',
        },
      ),
      rule(
        'sale',
        words('Sale: for store credit', '特价商品：退店铺余额'),
        all(fact('line.tags', 'contains', 'sale'), noWithdrawal),
        { resolutions: ['store_credit'] },
      ),
    ],
    parts: {
      questions: [
        {
          code: 'worn',
          kind: 'choice',
          labels: { en: 'Was it worn beyond trying on?', 'zh-CN': '除试穿外是否穿过？' },
          options: [
            { value: 'no', labels: { en: 'No, only tried on', 'zh-CN': '没有，仅试穿' } },
            { value: 'yes', labels: { en: 'Yes', 'zh-CN': '穿过' } },
          ],
          required: true,
          reasons: ['changed_mind'],
        },
      ],
      checklists: {
        inspect: [
          { en: 'Labels on, no marks, no scent', 'zh-CN': '吊牌完好、无污渍、无异味' },
          { en: 'Size and colour match the order', 'zh-CN': '尺码、颜色与订单一致' },
        ],
      },
    },
  })
}
