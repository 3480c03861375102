import { expect, it } from 'vitest'
import { defaultPolicy } from '../../../shared/policy/default-policy.ts'
import { pastRequests } from '../../../shared/policy/simulate/history.fixtures.ts'
import { secondLook } from './second-look.ts'

it('says of no rule that it decides none before there are requests to count', async () => {
  const policy = defaultPolicy()
  expect((await secondLook(policy, policy, [])).hits).toBeUndefined()
  const { hits } = await secondLook(policy, policy, pastRequests(50))
  expect([...(hits?.values() ?? [])].some((count) => count > 0)).toBe(true)
})
