import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import {
  all,
  fact,
  type IndustryTemplate,
  labelPaidBy,
  noEvidence,
  notTheirFault,
  ownChoice,
  rule,
  tradePolicy,
  words,
} from './template.ts'

/** Made to order: what is kept grows with the work done. The deposit is kept when the shopper steps back once the wood is cut. */
export const furniture: IndustryTemplate = {
  id: 'furniture',
  names: words('Custom furniture', '定制家具'),
  about: words(
    'By production stage: free before design is approved, the deposit after, nothing once it is made.',
    '按生产阶段：确认图纸前全退，之后扣定金，完工后不退。',
  ),
  policy,
}

const custom = fact('line.legalClass', 'contains', 'custom_made')
const stage = (value: string) => all(custom, ownChoice, fact('line.attributes.production_stage', 'eq', value))

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: { window: { days: 30, from: 'delivered' }, returnShipping: labelPaidBy('shopper', options) },
    rules: [
      rule('design', words('Before the drawing is approved: all of it back', '图纸确认前：全额退款'), stage('design'), {
        eligible: true,
        returnItem: false,
        refundTrigger: 'on_approval',
        because: words('Nothing has been made yet.', '尚未开始制作。'),
      }),
      rule(
        'material',
        words('Material ordered: the deposit of 20 % is kept', '已备料：扣除 20% 定金'),
        stage('material'),
        {
          eligible: true,
          returnItem: false,
          refundTrigger: 'on_approval',
          restockingFee: { percent: 2000 },
          because: words(
            'The material was bought for you; the deposit of 20 % pays for it.',
            '已为您采购材料，20% 定金用于抵扣。',
          ),
        },
      ),
      rule('cut', words('In the workshop: half is kept', '制作中：扣除 50%'), stage('production'), {
        eligible: true,
        returnItem: false,
        refundTrigger: 'on_approval',
        restockingFee: { percent: 5000 },
        decision: 'review',
        because: words('It is being made to your measure.', '正在按您的尺寸制作。'),
      }),
      rule(
        'made',
        words('Made, or delivered: not for a change of mind', '已完工或已送达：无质量问题不退'),
        all(custom, ownChoice),
        {
          eligible: false,
          because: words('It was made to your measure and fits nobody else.', '按您的尺寸定制，无法转售。'),
        },
      ),
      rule(
        'damaged',
        words('Damaged or faulty: a person sees the photos, we fetch it', '破损或有质量问题：人工查看照片，上门取件'),
        notTheirFault,
        {
          window: { days: 365, from: 'delivered' },
          evidence: { ...noEvidence, photos: 2, detailLength: 20 },
          decision: 'review',
          resolutions: ['refund', 'store_credit', 'keep_item', 'other_account'],
          keepItemPercent: 3000,
          returnShipping: labelPaidBy('merchant', options),
          packaging: 'free',
          outboundShipping: 'proportional',
          deadlines: { decide: 18, return: 30, inspect: 45, pay: 9, whole: 240 },
        },
      ),
    ],
    parts: {
      attributes: [
        { of: 'line', key: 'production_stage', type: 'text', labels: { en: 'Production stage', 'zh-CN': '生产阶段' } },
      ],
      checklists: {
        decide: [
          { en: 'Ask the workshop how far it is', 'zh-CN': '向车间确认进度' },
          { en: 'Compare the photos with the approved drawing', 'zh-CN': '对照已确认的图纸查看照片' },
        ],
        inspect: [{ en: 'All parts and fittings are back', 'zh-CN': '部件与五金齐全' }],
      },
      assumedTransitDays: 10,
    },
  })
}
