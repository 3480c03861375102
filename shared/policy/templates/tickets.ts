import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import { serviceReasons } from './services.ts'
import {
  all,
  counted,
  fact,
  type IndustryTemplate,
  noEvidence,
  notTheirFault,
  outsideWithdrawal,
  ownChoice,
  reason,
  rule,
  scaled,
  serviceTerms,
  tradePolicy,
  undated,
  words,
} from './template.ts'

/** Until two days before the show against a small fee; not once scanned. */
export const tickets: IndustryTemplate = {
  id: 'tickets',
  names: words('Tickets', '演出票务'),
  about: words(
    'Until 48 hours before the show for a fee; called off or moved, all of it.',
    '开演 48 小时前收少量手续费可退；取消或改期全额退款。',
  ),
  policy,
}

const hours = 'line.attributes.starts_at'

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: { ...serviceTerms(options), resolutions: ['refund'] },
    reasons: serviceReasons([
      reason('moved', words('The date or place was moved', '时间或地点变更'), { fault: 'merchant' }),
    ]),
    rules: [
      undated(hours),
      rule(
        'called_off',
        words('Called off or moved: all of it, at once', '取消或改期：立即全额退款'),
        fact('claim.reason', 'in', ['cancelled_by_us', 'moved']),
        { decision: 'approve' },
      ),
      rule(
        'used',
        words('Scanned at the door', '已检票'),
        all(ownChoice, outsideWithdrawal, fact('line.attributes.scanned', 'eq', true)),
        {
          eligible: false,
          because: words('The ticket was used.', '门票已使用。'),
        },
      ),
      rule(
        'too_late',
        words('In the last 48 hours', '开演前 48 小时内'),
        all(ownChoice, outsideWithdrawal, fact(hours, 'lt', 48)),
        {
          eligible: false,
          because: words('Tickets come back until 48 hours before the show.', '开演前 48 小时内不可退票。'),
        },
      ),
      rule(
        'group',
        words('Ten tickets or more: we look at it first', '十张以上：我们先核实'),
        all(ownChoice, outsideWithdrawal, fact('claim.quantity', 'gte', 10)),
        {
          decision: 'review',
          processingFee: scaled(options, 0.5),
        },
      ),
      rule('fee', words('Changed plans: a small fee', '计划有变：收取手续费'), all(ownChoice, outsideWithdrawal), {
        processingFee: scaled(options, 0.5),
      }),
      rule(
        'complaint',
        words('Turned away or not as promised: a person looks', '未能入场或与承诺不符：人工处理'),
        notTheirFault,
        {
          decision: 'review',
          evidence: { ...noEvidence, detailLength: 10 },
        },
      ),
    ],
    parts: {
      legalClasses: counted('dated_service', 'Arts & Entertainment', 'Event Tickets'),
      attributes: [
        { of: 'line', key: 'starts_at', type: 'time', labels: { en: 'Start of the show', 'zh-CN': '开演时间' } },
        { of: 'line', key: 'scanned', type: 'boolean', labels: { en: 'Scanned', 'zh-CN': '已检票' } },
      ],
    },
  })
}
