import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ProviderRefund } from '../../platform/ports.ts'
import { compare, type OurRefund, stateDifference } from './compare.ts'

const window = { from: 1000, until: 2000, isWhole: true }
const status = fc.constantFrom(
  'pending',
  'succeeded',
  'failed',
  'unknown',
  'submitting',
  'queued',
  'cancelled' as const,
)
const theirStatus = fc.constantFrom('pending', 'succeeded', 'failed', 'requires_action' as const)

/** Numbers from few, so that both sides meet; each number once on a side. */
const ours = fc.uniqueArray(
  fc.record({
    n: fc.nat(12),
    amount: fc.integer({ min: 1, max: 500 }),
    at: fc.integer({ min: 500, max: 2500 }),
    status,
  }),
  { selector: ({ n }) => n, maxLength: 12 },
)
const theirs = fc.uniqueArray(
  fc.record({
    n: fc.nat(12),
    amount: fc.integer({ min: 1, max: 500 }),
    at: fc.integer({ min: 500, max: 2500 }),
    status: theirStatus,
    saysNumber: fc.boolean(),
  }),
  { selector: ({ n }) => n, maxLength: 12 },
)
const ourOf = ({
  n,
  amount,
  at,
  status: is,
}: {
  n: number
  amount: number
  at: number
  status: string
}): OurRefund => ({
  payout: `po_${n}`,
  order: `A-${n}`,
  providerReference: `re_${n}`,
  currency: 'EUR',
  amount,
  status: is as OurRefund['status'],
  returned: is === 'failed' && n % 3 === 0,
  at,
  isOfDay: at >= window.from && at < window.until,
})
const theirOf = (one: {
  n: number
  amount: number
  at: number
  status: string
  saysNumber: boolean
}): ProviderRefund => ({
  providerReference: `re_${one.n}`,
  payout: one.saysNumber ? `po_${one.n}` : undefined,
  amount: one.amount,
  currency: 'EUR',
  state: { status: one.status as ProviderRefund['state']['status'] },
  at: one.at,
})

it('explains the whole difference of the figures, whichever side it is on', () => {
  fc.assert(
    fc.property(ours, theirs, (a, b) => {
      const left = a.map(ourOf)
      const { figures, differences, disagreeing } = compare(left, b.map(theirOf), window)
      const [sums = { ours: { amount: 0 }, theirs: { amount: 0 } }] = figures
      const out = ({ status: is, amount }: OurRefund) => (isOut(is) ? amount : 0)
      // An amount that differs counts where it is money at all.
      const explained = differences.reduce((sum, { kind, ours: mine, theirs: other, payout }) => {
        if (kind !== 'amount') return sum + mine - other
        const own = left.find((one) => one.payout === payout)
        const said = b.find(({ n }) => `po_${n}` === payout)
        return sum + (own ? out(own) : 0) - (said && said.status !== 'failed' ? other : 0)
      }, 0)
      const disagreed = disagreeing.reduce(
        (sum, pair) => sum + out(pair.ours) - (pair.theirs.state.status === 'failed' ? 0 : pair.theirs.amount),
        0,
      )
      expect(sums.ours.amount - sums.theirs.amount).toBe(explained + disagreed)
    }),
  )
})

it('names each refund once, and none that agree', () => {
  fc.assert(
    fc.property(ours, theirs, (a, b) => {
      const { differences, disagreeing } = compare(a.map(ourOf), b.map(theirOf), window)
      const named = [
        ...differences.map(({ payout, providerReference }) => payout ?? providerReference?.replace('re', 'po')),
        ...disagreeing.map((pair) => pair.ours.payout),
      ]
      expect(new Set(named).size).toBe(named.length)
      for (const { n, amount, at, status: is } of a) {
        const same = b.find((one) => one.n === n)
        const agrees = same?.amount === amount && is === 'succeeded' && same.status === 'succeeded'
        if (agrees) expect(named).not.toContain(`po_${n}`)
        const isMissing = !same && is === 'succeeded' && at >= window.from && at < window.until
        expect(differences.some(({ kind, payout }) => kind === 'only_ours' && payout === `po_${n}`)).toBe(
          isMissing || (!same && at >= window.from && at < window.until && isOut(is)),
        )
      }
    }),
  )
})

function isOut(is: string): boolean {
  return is !== 'failed' && is !== 'queued' && is !== 'cancelled'
}

it('finds what a provider paid twice under one number', () => {
  const own = ourOf({ n: 1, amount: 5, at: 1500, status: 'succeeded' })
  const theirs = (providerReference: string, status: 'succeeded' | 'failed' = 'succeeded'): ProviderRefund => ({
    ...theirOf({ n: 1, amount: 5, at: 1500, status, saysNumber: true }),
    providerReference,
  })
  for (const both of [
    [theirs('re_9'), theirs('re_1')],
    [theirs('re_1'), theirs('re_9')],
  ]) {
    const { differences, disagreeing, figures } = compare([own], both, window)
    expect(differences).toMatchObject([
      { kind: 'only_theirs', why: 'paid_again', providerReference: 're_9', theirs: 5 },
    ])
    expect(disagreeing).toEqual([])
    expect(figures).toMatchObject([{ ours: { count: 1 }, theirs: { count: 2, amount: 10 } }])
  }
  // One that failed before it is no news of ours, and no money.
  expect(compare([own], [theirs('re_9', 'failed'), theirs('re_1')], window)).toMatchObject({
    differences: [],
    disagreeing: [],
  })
  // Twice on the provider's pages is once.
  expect(compare([own], [theirs('re_1'), theirs('re_1')], window).differences).toEqual([])
})

it.each([
  ['pending', 'succeeded', 'paid_there'],
  ['failed', 'succeeded', 'paid_there'],
  ['succeeded', 'pending', 'pending_there'],
  ['failed', 'pending', 'pending_there'],
  ['succeeded', 'failed', 'failed_there'],
] as const)('says of ours that is %s and theirs that is %s: %s', (ours, theirs, why) => {
  const own = { ...ourOf({ n: 1, amount: 5, at: 1500, status: ours }), returned: false }
  const refund = theirOf({ n: 1, amount: 5, at: 1500, status: theirs, saysNumber: true })
  const { disagreeing } = compare([own], [refund], { ...window, isWhole: false })
  expect(disagreeing.map((pair) => stateDifference(pair.ours, pair.theirs))).toMatchObject([{ kind: 'state', why }])
})

it('waits with what is pending for the next settlement file', () => {
  const pending = { ...ourOf({ n: 1, amount: 5, at: 1500, status: 'pending' }) }
  const paid = { ...ourOf({ n: 2, amount: 5, at: 1500, status: 'succeeded' }) }
  const { differences } = compare([pending, paid], [], { ...window, isWhole: false })
  expect(differences).toMatchObject([{ kind: 'only_ours', payout: 'po_2' }])
})
