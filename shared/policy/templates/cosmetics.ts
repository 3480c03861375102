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
  rule,
  tradePolicy,
  unsealed,
  words,
} from './template.ts'

/** Sealed for health; traces of use and shelf life decide; a reaction of the skin is looked at by a person at once. */
export const cosmetics: IndustryTemplate = {
  id: 'cosmetics',
  names: words('Cosmetics', '美妆个护'),
  about: words(
    'Sealed goods come back; used ones only after a reaction or a fault.',
    '未拆封可退；使用过的仅限过敏或质量问题。',
  ),
  policy,
}

function policy(options: DefaultPolicyOptions = {}): Policy {
  const base = tradePolicy(options, {
    terms: { gifts: 'return_or_pay' },
    rules: [
      rule(
        'reaction',
        words('A reaction of the skin: we answer within hours, nothing is sent back', '皮肤不适：优先处理，不必寄回'),
        fact('claim.reason', 'eq', 'reaction'),
        {
          window: { days: 60, from: 'delivered' },
          because: words('Your health comes first: we look at it today.', '您的健康优先：我们当日处理。'),
          returnItem: false,
          decision: 'review',
          lane: 'health',
          evidence: { ...noEvidence, photos: 1 },
          refundTrigger: 'on_approval',
          gifts: 'keep',
          deadlines: { decide: 4, return: 14, inspect: 18, pay: 9, whole: 24 },
        },
      ),
      rule('traces', words('Opened or used: not for a change of mind', '已拆封或使用：非质量问题不退'), unsealed, {
        eligible: false,
        because: words('Once the seal is broken it cannot be sold again.', '拆封后无法再次销售。'),
      }),
      rule(
        'short_life',
        words('Less than half a year to the end of its life: a person looks', '临近保质期：人工核实'),
        all(fact('line.attributes.expires_at', 'lt', 4380), fact('line.attributes.expires_at', 'ne', 0), notTheirFault),
        { decision: 'review' },
      ),
      rule('fault', words('Broken, leaking or wrong: paid when sent', '破损、漏液或发错：寄出即退款'), notTheirFault, {
        returnShipping: labelPaidBy('merchant', options),
        evidence: { ...noEvidence, photos: 1 },
        refundTrigger: 'on_dispatch',
        outboundShipping: 'proportional',
        gifts: 'keep',
      }),
    ],
    parts: {
      legalClasses: counted('sealed_hygiene', 'Health & Beauty > Personal Care', 'Cosmetics', 'Oral Care'),
      attributes: [
        { of: 'line', key: 'expires_at', type: 'time', labels: { en: 'End of shelf life', 'zh-CN': '保质期至' } },
      ],
      checklists: {
        inspect: [
          { en: 'Seal whole, no traces of use', 'zh-CN': '封口完好、无使用痕迹' },
          { en: 'Batch and shelf life noted', 'zh-CN': '登记批号与保质期' },
        ],
      },
    },
  })
  const at = base.reasons.findIndex(({ code }) => code === 'never_arrived')
  return {
    ...base,
    reasons: [
      ...base.reasons.slice(0, at),
      {
        code: 'reaction',
        labels: { en: 'My skin reacts to it', 'zh-CN': '使用后皮肤不适' },
        fault: 'merchant',
        subject: 'line',
        asks: ['photos', 'details'],
        help: words(
          'Stop using it and rinse with water. See a doctor if it does not get better.',
          '请停止使用并用清水冲洗；如未好转请就医。',
        ),
        materials: [
          words('A photo of the place, only if you like', '患处照片（自愿）'),
          words('The batch number on the pack', '包装上的批号'),
        ],
      },
      ...base.reasons.slice(at),
    ],
  }
}
