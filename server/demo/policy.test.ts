import { describe, expect, it } from 'vitest'
import { lint } from '../../shared/policy/lint/lint.ts'
import { policySchema } from '../../shared/policy/policy.schema.ts'
import { demoMerchant } from './merchant.ts'
import { demoDraft, demoPolicy } from './policy.ts'
import { demoVersions } from './policy-versions.ts'
import { demoReasons } from './return-words.ts'

it('publishes, in every currency the shop sells in', () => {
  expect(policySchema.safeParse(demoPolicy()).error?.issues).toBeUndefined()
  expect([...demoPolicy().currencies].sort()).toEqual([...demoMerchant([]).currencies].sort())
})

it('knows every reason the past returns give', () => {
  const codes = demoPolicy().reasons.map((reason) => reason.code)
  for (const reason of demoReasons) expect(codes).toContain(reason)
})

describe('what the shop’s policy was, and may become', () => {
  it('is whole in every version, and each differs from the one before', () => {
    const versions = demoVersions(Date.UTC(2026, 10, 22), Date.UTC(2025, 11, 1))
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3])
    const times = versions.map(({ effectiveAt }) => effectiveAt)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times[0]).toBeLessThan(Date.UTC(2025, 11, 1))
    expect(new Set(versions.map(({ policy }) => JSON.stringify(policy))).size).toBe(3)
    expect(versions.at(-1)?.policy).toEqual(demoPolicy())
  })

  it('is a draft that could be published, with something to point out', () => {
    const draft = demoDraft()
    expect(policySchema.safeParse(draft).error?.issues).toBeUndefined()
    const findings = lint(draft, { locales: ['en', 'zh-CN'] })
    const codesOf = (rule: string) => findings.flatMap((finding) => (finding.rule === rule ? [finding.code] : []))
    expect(codesOf('party_unwrapped')).toContain('fee_forbidden')
    expect(codesOf('lamps_checked')).toContain('missing_translation')
  })
})
