import { expect, test, vi } from 'vitest'
import { pastRequest } from '../../shared/api/policies.schema.ts'
import { compile } from '../../shared/policy/compile.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { pastRequests } from '../../shared/policy/simulate/history.fixtures.ts'
import type { Ports } from '../platform/ports.ts'
import { systemClock } from '../platform/system-clock.ts'
import { readHistory } from './read-history.ts'
import { simulatePolicy } from './simulate-policy.ts'

const policy = defaultPolicy({ title: 'Test' })
vi.mock('./find-policy.ts', () => ({ findLivePolicy: async () => ({ compiled: compile(policy) }) }))
vi.mock('./read-history.ts', () => ({ readHistory: vi.fn() }))

test('others get their turn between two pages, however quickly the database answers', async () => {
  const past = pastRequests(350).map((request) => pastRequest.parse({ ...request, number: 'R-7K4M-Q2XD', version: 1 }))
  vi.mocked(readHistory).mockImplementation(async (_ports, _merchant, { cursor = '0', limit }) => {
    const end = Number(cursor) + limit
    return { requests: past.slice(Number(cursor), end), ...(end < past.length ? { nextCursor: `${end}` } : {}) }
  })
  let turns = 0
  const others = setInterval(() => turns++, 0)
  const { requests } = await simulatePolicy({ clock: systemClock } as unknown as Ports, 'm_1', { policy, limit: 300 })
  clearInterval(others)
  expect(requests).toBe(300)
  expect(turns).toBeGreaterThanOrEqual(2)
})
