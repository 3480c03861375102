import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import { serviceReasons } from './services.ts'
import {
  all,
  fact,
  type IndustryTemplate,
  notTheirFault,
  outsideWithdrawal,
  ownChoice,
  reason,
  rule,
  serviceTerms,
  tradePolicy,
  words,
} from './template.ts'

/** By progress: what was not taught is paid back. */
export const courses: IndustryTemplate = {
  id: 'courses',
  names: words('Courses', '课程培训'),
  about: words(
    'By progress: before the first lesson all of it, then what is left, after half nothing.',
    '按进度：开课前全退，开课后退剩余，过半不退。',
  ),
  policy,
}

const progress = 'line.attributes.progress_percent'

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: serviceTerms(options),
    reasons: serviceReasons([
      reason('teaching', words('The teaching is not what I expected', '教学与预期不符'), {
        fault: 'merchant',
        asks: ['details'],
      }),
    ]),
    rules: [
      rule(
        'finished',
        words('More than half was taught', '进度已过半'),
        all(ownChoice, outsideWithdrawal, fact(progress, 'gt', 50)),
        {
          eligible: false,
          because: words('More than half of the course was taught.', '课程进度已过半。'),
        },
      ),
      rule(
        'quarter',
        words('A quarter to a half was taught: half is kept', '进度四分之一至一半：扣除 50%'),
        all(ownChoice, outsideWithdrawal, fact(progress, 'gt', 25)),
        {
          restockingFee: { percent: 5000 },
          because: words('Up to half of the course was taught; it is kept.', '已授课部分不退，扣除 50%。'),
        },
      ),
      rule(
        'begun',
        words('Begun: a quarter is kept', '已开课：扣除 25%'),
        all(ownChoice, outsideWithdrawal, fact(progress, 'gt', 0)),
        {
          restockingFee: { percent: 2500 },
          because: words('Up to a quarter of the course was taught; it is kept.', '已授课部分不退，扣除 25%。'),
        },
      ),
      rule(
        'quality',
        words('Complaints about the teaching: we listen', '教学质量问题：我们逐一核实'),
        all(notTheirFault, fact('claim.reason', 'in', ['teaching', 'not_as_promised'])),
        { decision: 'review', evidence: { photos: 0, videos: 0, documents: 0, detailLength: 20 } },
      ),
    ],
    parts: {
      attributes: [
        {
          of: 'line',
          key: 'progress_percent',
          type: 'number',
          labels: { en: 'Progress in per cent', 'zh-CN': '学习进度（%）' },
        },
      ],
      questions: [
        {
          code: 'offer',
          kind: 'choice',
          labels: { en: 'Would another class help?', 'zh-CN': '是否愿意换班？' },
          options: [
            { value: 'no', labels: { en: 'No, thank you', 'zh-CN': '不用了' } },
            { value: 'yes', labels: { en: 'Yes, tell me more', 'zh-CN': '愿意了解' } },
          ],
          required: false,
          reasons: ['teaching', 'changed_plans'],
        },
      ],
      checklists: { decide: [{ en: 'Progress as the platform says it', 'zh-CN': '以平台记录的进度为准' }] },
    },
  })
}
