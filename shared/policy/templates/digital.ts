import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import { serviceReasons } from './services.ts'
import {
  all,
  fact,
  type IndustryTemplate,
  notTheirFault,
  ownChoice,
  reason,
  rule,
  serviceTerms,
  tradePolicy,
  words,
} from './template.ts'

/** Back for the asking while nothing was downloaded; afterwards for what does not work. */
export const digital: IndustryTemplate = {
  id: 'digital',
  names: words('Digital goods', '数字商品'),
  about: words(
    'Refunded at once while not downloaded; later only what does not work.',
    '未下载即时退款；下载后仅限无法使用。',
  ),
  policy,
}

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: { ...serviceTerms(options), window: { days: 14, from: 'placed' }, because: 'within_window' },
    reasons: serviceReasons([
      reason('does_not_work', words('It does not work', '无法使用'), {
        fault: 'merchant',
        asks: ['details'],
        help: words(
          'Sign out and in again, then download once more: the link is renewed.',
          '退出后重新登录再下载，链接会自动更新。',
        ),
        materials: [
          words('Your device and its system', '设备型号与系统版本'),
          words('The words of the error', '错误提示'),
        ],
      }),
    ]),
    rules: [
      rule(
        'started',
        words('Already downloaded or played', '已下载或已使用'),
        all(fact('line.legalClass', 'contains', 'digital_started'), ownChoice),
        {
          eligible: false,
          because: words('It was downloaded, as agreed at the purchase.', '已按购买时的约定下载使用。'),
        },
      ),
      rule(
        'much_used',
        words('Used for more than two hours and yet not working: a person looks', '使用超过两小时：人工核实'),
        all(notTheirFault, fact('line.attributes.minutes_used', 'gt', 120)),
        { window: { days: 60, from: 'placed' }, decision: 'review' },
      ),
      rule('fault', words('Does not work: at once', '无法使用：即时退款'), notTheirFault, {
        window: { days: 60, from: 'placed' },
      }),
    ],
    parts: {
      attributes: [
        {
          of: 'line',
          key: 'minutes_used',
          type: 'number',
          labels: { en: 'Minutes used', 'zh-CN': '使用时长（分钟）' },
        },
      ],
    },
  })
}
