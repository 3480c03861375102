import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import {
  all,
  fact,
  type IndustryTemplate,
  noEvidence,
  notTheirFault,
  outsideWithdrawal,
  ownChoice,
  paymentReasons,
  reason,
  rule,
  serviceTerms,
  tradePolicy,
  words,
} from './template.ts'

/** A cooling-off period, then the premium of the time that is left; nothing after a claim was paid. */
export const insurance: IndustryTemplate = {
  id: 'insurance',
  names: words('Insurance', '保险'),
  about: words(
    'All of the premium in the first 30 days; then by a person, for the time that is left.',
    '30 天犹豫期内全额退保；之后按剩余期限人工核算。',
  ),
  policy,
}

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: { ...serviceTerms(options), resolutions: ['refund'] },
    reasons: [
      reason('cancel', words('I want to end the policy', '申请退保'), { noReason: true }),
      reason('no_longer_needed', words('I no longer need it', '不再需要'), { parent: 'cancel', noReason: true }),
      reason('found_other', words('I am covered elsewhere', '已有其他保障'), { parent: 'cancel', noReason: true }),
      reason('misinformed', words('I was told something else', '销售时告知有误'), {
        fault: 'merchant',
        asks: ['details', 'documents'],
      }),
      reason('not_owned', words('What was insured was sold or lost', '保险标的已转让或灭失'), { asks: ['documents'] }),
      ...paymentReasons(),
    ],
    rules: [
      rule(
        'claimed',
        words('A claim was paid', '已发生理赔'),
        all(ownChoice, outsideWithdrawal, fact('line.attributes.claims_paid', 'gt', 0)),
        {
          eligible: false,
          because: words('A claim was paid under this policy.', '该保单已发生理赔。'),
        },
      ),
      rule(
        'misinformed',
        words('Sold wrongly: a person looks, all of it back', '误导销售：人工核实，全额退还'),
        notTheirFault,
        {
          decision: 'review',
          lane: 'compliance',
          evidence: { ...noEvidence, detailLength: 20 },
        },
      ),
      rule(
        'cooling_off',
        words('The first 30 days: all of it', '30 天犹豫期：全额'),
        fact('order.ageDays', 'lte', 30),
        {
          restockingFee: 'none',
          decision: 'approve',
          because: words('You are within the 30 days of reflection.', '您仍在 30 天犹豫期内。'),
        },
      ),
      rule(
        'first_half',
        words('Later, in the first half: half is left', '之后，保期过半前：退还一半'),
        all(ownChoice, outsideWithdrawal, fact('order.ageDays', 'lte', 182)),
        {
          restockingFee: { percent: 5000 },
          decision: 'review',
          because: words('The premium of the time that is left is paid back.', '按剩余保期退还保费。'),
        },
      ),
      rule(
        'late',
        words('In the second half: nothing is left to pay back', '保期过半：无可退保费'),
        all(ownChoice, outsideWithdrawal, fact('order.ageDays', 'gt', 182)),
        {
          eligible: false,
          because: words('More than half of the insured time has passed.', '保期已过半。'),
        },
      ),
    ],
    parts: {
      attributes: [
        { of: 'line', key: 'claims_paid', type: 'number', labels: { en: 'Claims paid', 'zh-CN': '已理赔次数' } },
      ],
      questions: [
        {
          code: 'policy_number',
          kind: 'text',
          labels: { en: 'Number of the insurance policy', 'zh-CN': '保单号' },
          required: false,
          reasons: ['cancel', 'misinformed', 'not_owned'],
        },
      ],
      checklists: { decide: [{ en: 'Open claims in the insurer’s system?', 'zh-CN': '核查是否有未结理赔' }] },
    },
  })
}
