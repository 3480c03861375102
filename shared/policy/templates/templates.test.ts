import { describe, expect, test } from 'vitest'
import { lint } from '../lint/lint.ts'
import { parsePolicy } from '../policy.schema.ts'
import { describePolicy } from '../words/describe.ts'
import { policyWords } from '../words/words-of.ts'
import { templates } from './index.ts'

describe.each(templates.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  test('is a policy that may be published', () => {
    expect(parsePolicy(JSON.parse(JSON.stringify(template.policy())))).toHaveProperty('policy')
  })

  test('calls nothing by what only its staff would say', () => {
    for (const country of ['CN', 'DE', 'GB', 'US']) {
      for (const language of ['en', 'zh-CN'] as const) {
        const { exceptions } = describePolicy(template.policy(), { country, language, t: policyWords(language) })
        expect(exceptions.map(({ name }) => name).join('\n')).not.toMatch(/a person|elsewhere|人工|其他地区/)
      }
    }
  })

  test('is above the law, says everything in both languages, and has no dead rule', () => {
    const findings = lint(template.policy(), { locales: ['en', 'zh-CN'] })
    expect(
      findings
        .filter(({ severity }) => severity === 'warning')
        .map(({ code, pointer, params, law }) => [code, pointer, params, law]),
    ).toEqual([])
  })
})
