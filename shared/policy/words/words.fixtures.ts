import { policyWith } from '../policy.fixtures.ts'
import type { Policy } from '../policy.ts'
import type { WordsContext } from './words-context.ts'
import { policyWords } from './words-of.ts'

/** For tests: a policy with attributes and questions of its own, in three currencies. */
export const wordedPolicy: Policy = policyWith({}, [], {
  currencies: ['EUR', 'CNY', 'JPY'],
  attributes: [
    { of: 'line', key: 'stage', type: 'text', labels: { en: 'Production stage', 'zh-CN': '生产阶段' } },
    { of: 'line', key: 'engraved', type: 'boolean', labels: { en: 'Engraved', 'zh-CN': '已刻字' } },
    { of: 'line', key: 'progress', type: 'number', labels: { en: 'Progress', 'zh-CN': '进度' } },
    { of: 'order', key: 'departure', type: 'time', labels: { en: 'Departure', 'zh-CN': '出发时间' } },
  ],
  questions: [
    {
      code: 'side',
      kind: 'choice',
      labels: { en: 'Which side is torn?', 'zh-CN': '哪一侧破损？' },
      options: [
        { value: 'left', labels: { en: 'Left', 'zh-CN': '左侧' } },
        { value: 'right', labels: { en: 'Right', 'zh-CN': '右侧' } },
      ],
      required: true,
    },
    { code: 'label', kind: 'photo', labels: { en: 'The label', 'zh-CN': '吊牌' }, required: false },
  ],
})

/** About the same worth in each. */
export const euros = (minor: number) => ({ EUR: minor, CNY: minor * 8, JPY: Math.round(minor * 1.6) })

export function wordsIn(language: 'en' | 'zh-CN', policy: Policy = wordedPolicy): WordsContext {
  return { policy, language, t: policyWords(language) }
}
