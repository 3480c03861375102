import { expect, it } from 'vitest'
import { defaultPolicy } from '../../../../shared/policy/default-policy.ts'
import type { PastRequest } from '../../../../shared/policy/simulate/history.ts'
import { claraOrder } from '../../../testing/sample-orders.ts'
import { ruleHits } from './rule-hits.ts'

const now = Date.parse('2026-11-26T06:20:00Z')
const order = claraOrder(now)
const request = (reason: string, lines: readonly string[]): PastRequest => ({
  number: reason,
  order,
  submittedAt: now,
  refunds90: 0,
  holdings: {},
  items: lines.map((line) => ({ line, quantity: 1, reason, photos: 0, resolution: 'refund' })),
})

it('counts a request once for each rule that decides anything in it', () => {
  const lines = order.lines.map(({ id }) => id)
  const policy = {
    ...defaultPolicy(),
    rules: [
      {
        id: 'first',
        name: 'First',
        when: { fact: 'claim.reason', op: 'eq' as const, value: 'damaged' },
        set: { approvals: 2 },
      },
      { id: 'shadowed', name: 'Shadowed', when: { all: [] }, set: { approvals: 3 } },
      {
        id: 'never',
        name: 'Never',
        when: { fact: 'order.currency', op: 'eq' as const, value: 'XXX' },
        set: { approvals: 4 },
      },
    ],
  }
  const hits = ruleHits(policy, [request('damaged', lines), request('doesnt_fit', lines.slice(0, 1))])
  expect([...hits]).toEqual([
    ['first', 1],
    ['shadowed', 1],
    ['never', 0],
  ])
})
