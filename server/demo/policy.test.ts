import { expect, it } from 'vitest'
import { policySchema } from '../../shared/policy/policy.schema.ts'
import { demoMerchant } from './merchant.ts'
import { demoPolicy } from './policy.ts'
import { demoReasons } from './return-words.ts'

it('publishes, in every currency the shop sells in', () => {
  expect(policySchema.safeParse(demoPolicy()).error?.issues).toBeUndefined()
  expect([...demoPolicy().currencies].sort()).toEqual([...demoMerchant([]).currencies].sort())
})

it('knows every reason the past returns give', () => {
  const codes = demoPolicy().reasons.map((reason) => reason.code)
  for (const reason of demoReasons) expect(codes).toContain(reason)
})
