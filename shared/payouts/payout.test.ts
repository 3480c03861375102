import { expect, it } from 'vitest'
import { awaitsWitness, type PayoutState, type PayoutStatus } from './payout.ts'

// Asked as long as it makes sense: may a person say that it was paid, and that it was not?
it.each<[string, PayoutStatus, boolean, boolean]>([
  ['stripe', 'unknown', true, true],
  ['wechat_pay', 'unknown', true, true],
  ['adyen', 'pending', true, true],
  ['bank', 'pending', true, true],
  // They say themselves that they have it.
  ['wechat_pay', 'pending', true, false],
  ['wechat_pay', 'requires_action', true, false],
  ['stripe', 'pending', true, false],
  ['stripe', 'requires_action', true, false],
  ['stripe', 'failed', false, false],
  ['stripe', 'succeeded', false, false],
  ['store_credit', 'unknown', false, false],
])('%s, %s: paid %s, unpaid %s', (provider, status, paid, unpaid) => {
  const state = {
    provider,
    status,
    person: { since: 1, why: 'pending_too_long' },
  } as const satisfies Partial<PayoutState>
  expect([awaitsWitness(state, 'paid'), awaitsWitness(state, 'unpaid')]).toEqual([paid, unpaid])
  const asked = { ...state, person: undefined }
  expect([awaitsWitness(asked, 'paid'), awaitsWitness(asked, 'unpaid')]).toEqual([false, false])
})
