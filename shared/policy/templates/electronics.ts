import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import {
  all,
  counted,
  fact,
  type IndustryTemplate,
  labelPaidBy,
  notTheirFault,
  noWithdrawal,
  ownChoice,
  rule,
  scaled,
  tradePolicy,
  words,
} from './template.ts'

/** Inspected before it is paid; what usually helps is said first; data and activation matter. */
export const electronics: IndustryTemplate = {
  id: 'electronics',
  names: words('Electronics', '电子产品'),
  about: words(
    'Inspected before paid; used devices cost a restocking fee where the law allows one.',
    '验货后退款；法律允许时，用过的设备收取重新上架费。',
  ),
  policy,
}

function policy(options: DefaultPolicyOptions = {}): Policy {
  const base = tradePolicy(options, {
    terms: { window: { days: 14, from: 'delivered' }, refundTrigger: 'on_inspection' },
    rules: [
      rule(
        'software',
        words('Opened software and games', '已拆封的软件、游戏'),
        all(
          fact('line.legalClass', 'contains', 'sealed_media'),
          ownChoice,
          fact('claim.condition', 'in', ['opened', 'used']),
        ),
        { eligible: false, because: words('Opened software cannot be returned.', '软件拆封后不可退货。') },
      ),
      rule(
        'locked',
        words('Still linked to an account: a person looks', '设备仍绑定账号：人工处理'),
        fact('answer.unlinked', 'eq', 'no'),
        {
          decision: 'review',
          lane: 'activation_lock',
        },
      ),
      rule(
        'faulty_early',
        words('Faulty within two weeks: sent back free', '两周内出现故障：免费寄回'),
        all(notTheirFault, fact('line.daysSinceDelivery', 'lte', 14)),
        {
          decision: 'approve',
          returnShipping: labelPaidBy('merchant', options),
          evidence: { photos: 1, videos: 0, documents: 0, detailLength: 20 },
          refundTrigger: 'on_received',
          outboundShipping: 'proportional',
        },
      ),
      rule('faulty', words('Faulty later: a technician looks', '之后出现故障：技术人员检测'), notTheirFault, {
        window: { days: 730, from: 'delivered' },
        returnShipping: labelPaidBy('merchant', options),
        evidence: { photos: 1, videos: 0, documents: 0, detailLength: 20 },
        decision: 'review',
        deadlines: { decide: 18, return: 14, inspect: 36, pay: 9, whole: 120 },
      }),
      rule(
        'used',
        words('Used without a fault: 15 % for restocking', '无故障但已使用：收取 15% 重新上架费'),
        all(ownChoice, fact('claim.condition', 'eq', 'used'), noWithdrawal),
        { restockingFee: { percent: 1500 } },
      ),
      rule(
        'accessories',
        words('Small accessories: no need to inspect', '小配件：无需验货'),
        fact('line.total', 'lte', scaled(options, 8)),
        {
          refundTrigger: 'on_received',
        },
      ),
    ],
    parts: {
      legalClasses: [
        ...counted('sealed_media', 'Media', 'DVDs & Videos', 'Music & Sound Recordings'),
        ...counted('sealed_media', 'Software', 'Video Game Software'),
      ],
      questions: [
        {
          code: 'serial',
          kind: 'text',
          labels: { en: 'Serial number', 'zh-CN': '序列号' },
          hint: { en: 'On the back of the device or in its settings', 'zh-CN': '见机身背面或“设置”' },
          required: false,
          reasons: ['damaged', 'changed_mind'],
          categories: ['electronics'],
        },
        {
          code: 'unlinked',
          kind: 'choice',
          labels: { en: 'Have you signed out and removed the lock?', 'zh-CN': '是否已退出账号并解除锁定？' },
          options: [
            { value: 'yes', labels: { en: 'Yes', 'zh-CN': '已解除' } },
            { value: 'no', labels: { en: 'Not yet', 'zh-CN': '尚未' } },
          ],
          required: false,
          categories: ['electronics'],
        },
      ],
      checklists: {
        receive: [{ en: 'Note the serial number', 'zh-CN': '登记序列号' }],
        inspect: [
          { en: 'Serial number is the one we sold', 'zh-CN': '序列号与出库一致' },
          { en: 'Switches on, accessories complete', 'zh-CN': '可开机，配件齐全' },
          { en: 'No account lock, data wiped', 'zh-CN': '无账号锁，数据已清除' },
        ],
      },
    },
  })
  const help: Record<string, { en: string; 'zh-CN': string }> = {
    defective: words(
      'Charge it for an hour, then hold the button for 15 seconds: most devices start again.',
      '充电一小时后长按电源键 15 秒，多数设备可恢复。',
    ),
  }
  return {
    ...base,
    reasons: base.reasons.map((entry) => ({
      ...entry,
      ...(help[entry.code] ? { help: help[entry.code] } : {}),
      ...(entry.code === 'defective'
        ? {
            materials: [words('A photo or video of the fault', '故障照片或视频'), words('The serial number', '序列号')],
          }
        : {}),
    })),
  }
}
