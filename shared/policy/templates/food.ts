import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import {
  all,
  counted,
  fact,
  type IndustryTemplate,
  labelPaidBy,
  noEvidence,
  notTheirFault,
  noWithdrawal,
  ownChoice,
  rule,
  tradePolicy,
  unsealed,
  words,
} from './template.ts'

/** Nothing that was eaten comes back: a photo within two days, the money at once. */
export const food: IndustryTemplate = {
  id: 'food',
  names: words('Food and drink', '食品饮料'),
  about: words(
    'A photo within 48 hours is enough; nothing perishable is sent back.',
    '48 小时内拍照即可；易腐食品不必寄回。',
  ),
  policy,
}

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: { window: { days: 30, from: 'delivered' } },
    rules: [
      rule(
        'spoiled',
        words('Fresh goods that are bad: two days, a photo, nothing sent back', '生鲜变质：两天内凭照片退款，不必寄回'),
        all(
          fact('line.legalClass', 'contains', 'perishable'),
          notTheirFault,
          fact('claim.photos', 'gte', 1),
          noWithdrawal,
        ),
        {
          window: { days: 2, from: 'delivered' },
          returnItem: false,
          refundTrigger: 'on_approval',
          evidence: { photos: 1, videos: 0, documents: 0, detailLength: 0 },
          outboundShipping: 'proportional',
        },
      ),
      rule(
        'perishable',
        words('Fresh goods do not come back', '生鲜不接受退回'),
        all(fact('line.legalClass', 'contains', 'perishable'), ownChoice),
        { eligible: false, because: words('Fresh food cannot be sold again.', '生鲜食品无法再次销售。') },
      ),
      rule('opened', words('Opened jars and packets', '已拆封的食品'), unsealed, {
        eligible: false,
        because: words('Once opened it cannot be sold again.', '拆封后无法再次销售。'),
      }),
      rule(
        'short_dated',
        words('Best before in less than a week on delivery: a person looks', '送达时保质期不足一周：人工核实'),
        all(fact('answer.days_left', 'eq', 'short'), notTheirFault),
        { decision: 'review' },
      ),
      rule(
        'broken',
        words('Broken, leaking or wrong: a photo, nothing sent back', '破损、漏液或发错：拍照即可，不必寄回'),
        notTheirFault,
        {
          returnItem: false,
          refundTrigger: 'on_approval',
          returnShipping: labelPaidBy('merchant', options),
          evidence: { ...noEvidence, photos: 1 },
          outboundShipping: 'proportional',
        },
      ),
    ],
    parts: {
      legalClasses: counted(
        'perishable',
        'Food, Beverages & Tobacco > Food Items',
        'Bakery',
        'Dairy Products',
        'Frozen Desserts & Novelties',
        'Fruits & Vegetables',
        'Meat, Seafood & Eggs',
        'Prepared Foods',
      ),
      questions: [
        {
          code: 'days_left',
          kind: 'choice',
          labels: { en: 'How long to the best-before date when it arrived?', 'zh-CN': '送达时距保质期还有多久？' },
          options: [
            { value: 'short', labels: { en: 'Less than a week', 'zh-CN': '不足一周' } },
            { value: 'long', labels: { en: 'A week or more', 'zh-CN': '一周以上' } },
          ],
          required: false,
          reasons: ['not_as_described'],
        },
        {
          code: 'batch',
          kind: 'photo',
          labels: { en: 'The batch number on the pack', 'zh-CN': '包装上的批号' },
          required: false,
          reasons: ['damaged'],
        },
      ],
      checklists: {
        decide: [
          { en: 'Other complaints about this batch?', 'zh-CN': '该批次是否有其他投诉？' },
          { en: 'Was the cold chain kept by the carrier?', 'zh-CN': '承运方是否全程冷链？' },
        ],
      },
    },
  })
}
