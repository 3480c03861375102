import { expect, test, vi } from 'vitest'
import type { JudgedRequest } from '../../shared/api/policies.schema.ts'
import { pastRequest } from '../../shared/api/policies.schema.ts'
import { compile } from '../../shared/policy/compile.ts'
import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { pastRequests } from '../../shared/policy/simulate/history.fixtures.ts'
import type { Ports } from '../platform/ports.ts'
import { systemClock } from '../platform/system-clock.ts'
import { readHistory, readReplays } from './read-history.ts'
import { simulatePolicy } from './simulate-policy.ts'
import { streamHistory } from './stream-history.ts'

const policy = defaultPolicy({ title: 'Test' })
vi.mock('./find-policy.ts', () => ({ findLivePolicy: async () => ({ compiled: compile(policy) }) }))
vi.mock('./read-history.ts', () => ({ readHistory: vi.fn(), readReplays: vi.fn() }))
const ports = { clock: systemClock } as unknown as Ports

/** How often something else could run meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  const others = setInterval(() => turns++, 0)
  await work()
  clearInterval(others)
  return turns
}

test('others get their turn between two pages of a simulation, however quickly the database answers', async () => {
  const past = pastRequests(350).map((request) => ({ ...request, version: 1 }))
  vi.mocked(readHistory).mockImplementation(async (_ports, _merchant, { cursor = '0', limit }) => {
    const end = Number(cursor) + limit
    return { requests: past.slice(Number(cursor), end), ...(end < past.length ? { nextCursor: `${end}` } : {}) }
  })
  const turns = await turnsDuring(async () => {
    expect(await simulatePolicy(ports, 'm_1', { policy, limit: 300 })).toMatchObject({ requests: 300 })
  })
  expect(turns).toBeGreaterThanOrEqual(2)
})

test('and between two pages of a history in lines', async () => {
  const page = pastRequests(10).map(({ order, ...request }) => ({
    request: { ...request, version: 1 } as Omit<JudgedRequest, 'order'>,
    order: JSON.stringify(order),
  }))
  let pages = 0
  vi.mocked(readReplays).mockImplementation(async () => ({
    requests: page,
    ...(++pages < 5 ? { nextCursor: `${pages}` } : {}),
  }))
  const turns = await turnsDuring(async () => {
    const lines = (await (await streamHistory(ports, 'm_1', { limit: 10_000 })).text()).trim().split('\n')
    expect(lines).toHaveLength(1 + 5 * page.length + 1)
  })
  expect(turns).toBeGreaterThanOrEqual(4)
})
