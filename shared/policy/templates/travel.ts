import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import { serviceReasons } from './services.ts'
import {
  all,
  fact,
  type IndustryTemplate,
  noEvidence,
  notTheirFault,
  outsideWithdrawal,
  ownChoice,
  reason,
  rule,
  serviceTerms,
  tradePolicy,
  undated,
  words,
} from './template.ts'

/** By time before departure or arrival. */
export const travel: IndustryTemplate = {
  id: 'travel',
  names: words('Travel and hotels', '旅行与酒店'),
  about: words(
    'By time before departure: free until seven days, then 20 %, 50 %, and nothing in the last day.',
    '按出发前时间：7 天前免费，之后扣 20%、50%，最后一天不退。',
  ),
  policy,
}

const hours = 'line.attributes.starts_at'

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: serviceTerms(options),
    reasons: serviceReasons([
      reason('illness', words('Illness or a death in the family', '疾病或家人变故'), {
        asks: ['documents', 'details'],
        materials: [words('A certificate; cover what it does not need to show', '证明文件，无关内容可遮盖')],
      }),
    ]),
    rules: [
      undated(hours),
      rule(
        'hardship',
        words('Illness: with a certificate', '疾病等：凭证明办理'),
        fact('claim.reason', 'eq', 'illness'),
        {
          decision: 'review',
          lane: 'hardship',
          evidence: { ...noEvidence, documents: 1 },
          because: words('We decide as kindly as the hotel or airline lets us.', '我们会尽量与酒店、航司争取。'),
        },
      ),
      rule(
        'fixed',
        words('Fares without refund', '不可退的特价'),
        all(ownChoice, outsideWithdrawal, fact('line.tags', 'contains', 'non-refundable')),
        {
          eligible: false,
          because: words('You chose a fare without refund.', '您选择的是不可退的特价。'),
        },
      ),
      rule(
        'last_day',
        words('Less than a day before: nothing back', '不足 24 小时：不退'),
        all(ownChoice, outsideWithdrawal, fact(hours, 'lt', 24)),
        {
          eligible: false,
          because: words('Less than 24 hours are left, or it has begun.', '距开始不足 24 小时或已开始。'),
        },
      ),
      rule(
        'three_days',
        words('One to three days before: half is kept', '1–3 天：扣除 50%'),
        all(ownChoice, outsideWithdrawal, fact(hours, 'lt', 72)),
        {
          restockingFee: { percent: 5000 },
        },
      ),
      rule(
        'week',
        words('Three to seven days before: 20 % is kept', '3–7 天：扣除 20%'),
        all(ownChoice, outsideWithdrawal, fact(hours, 'lt', 168)),
        {
          restockingFee: { percent: 2000 },
        },
      ),
      rule(
        'called_off',
        words('Called off: all of it, at once', '商家取消：立即全额退款'),
        fact('claim.reason', 'eq', 'cancelled_by_us'),
        {
          decision: 'approve',
        },
      ),
      rule('complaint', words('Not as promised: a person looks', '与承诺不符：人工处理'), notTheirFault, {
        decision: 'review',
        evidence: { ...noEvidence, detailLength: 20 },
      }),
    ],
    parts: {
      attributes: [
        {
          of: 'line',
          key: 'starts_at',
          type: 'time',
          labels: { en: 'Departure or arrival', 'zh-CN': '出发或入住时间' },
        },
      ],
      checklists: { decide: [{ en: 'What the airline or hotel takes from us', 'zh-CN': '向航司、酒店核实扣费' }] },
    },
  })
}
