import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultPolicy } from '../../../shared/policy/default-policy.ts'
import type { Policy } from '../../../shared/policy/policy.ts'
import { ApiError } from '../../data/http.ts'
import type { DraftAnswer } from '../../data/policies.ts'
import { type DraftCalls, DraftKeeper } from './draft-keeper.ts'
import { withValue } from './model/pointer.ts'

const live = defaultPolicy()
const days = (count: number, of: Policy = live) => withValue(of, '/terms/window/days', count)

/** A server with one draft, which others save too. */
function server() {
  let draft: DraftAnswer | undefined
  let failing: ApiError | undefined
  let published = live
  const saves: { policy: Policy; expectedRevision: number }[] = []
  const put = (policy: Policy, name: string): DraftAnswer => {
    draft = { policy, basedOn: 1, revision: (draft?.revision ?? 0) + 1, savedAt: 1, savedBy: { name }, issues: [] }
    return draft
  }
  const calls: DraftCalls = {
    read: () => Promise.resolve(draft),
    save: (policy, expectedRevision) => {
      if (failing) return Promise.reject(failing)
      saves.push({ policy, expectedRevision })
      if (expectedRevision !== (draft?.revision ?? 0)) return Promise.reject(new ApiError('stale', 409))
      const { revision, savedAt } = put(policy, 'Mei Chen')
      return Promise.resolve({ revision, savedAt, basedOn: 1, issues: [] })
    },
    live: () => Promise.resolve(published),
    discard: (expectedRevision) => {
      if (expectedRevision !== draft?.revision) return Promise.reject(new ApiError('stale', 409))
      draft = undefined
      return Promise.resolve()
    },
  }
  return {
    calls,
    saves,
    other: (policy: Policy) => put(policy, 'Jonas Weber'),
    fail: (error: ApiError | undefined) => (failing = error),
    draft: () => draft,
    publish: () => {
      if (draft) published = draft.policy
      draft = undefined
    },
  }
}

describe('the draft keeps itself', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const keeperOf = (shop: ReturnType<typeof server>) =>
    new DraftKeeper(live, shop.draft(), 'Mei Chen', shop.calls, () => undefined)
  const settle = () => vi.advanceTimersByTimeAsync(1_000)

  it('saves a while after the last edit, once', async () => {
    const shop = server()
    const keeper = keeperOf(shop)
    keeper.edit(days(10))
    await vi.advanceTimersByTimeAsync(500)
    keeper.edit(days(12))
    await vi.advanceTimersByTimeAsync(500)
    expect(shop.saves).toHaveLength(0)
    await settle()
    expect(shop.saves.map(({ policy, expectedRevision }) => [policy.terms.window.days, expectedRevision])).toEqual([
      [12, 0],
    ])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(shop.saves).toHaveLength(1)
  })

  it('tries again when there was no answer', async () => {
    const shop = server()
    const keeper = keeperOf(shop)
    shop.fail(new ApiError('offline', 0))
    keeper.edit(days(10))
    await settle()
    expect(keeper.editing.saving).toBe('failed')
    shop.fail(undefined)
    await vi.advanceTimersByTimeAsync(10_000)
    expect([keeper.editing.saving, shop.draft()?.policy.terms.window.days]).toEqual(['idle', 10])
  })

  it('overwrites nobody: it names who was first, and sends nothing until one has chosen', async () => {
    const shop = server()
    const keeper = keeperOf(shop)
    shop.other(withValue(live, '/terms/approvals', 2))
    keeper.edit(days(10))
    await settle()
    expect(keeper.editing.theirs?.savedBy).toBe('Jonas Weber')
    keeper.edit(days(11))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(shop.saves).toHaveLength(1)
    keeper.reapplyOwn()
    await settle()
    const { terms } = shop.draft()?.policy ?? live
    expect([terms.window.days, terms.approvals]).toEqual([11, 2])
  })

  it('shows what another saved while nothing was done here, and asks where something was', async () => {
    const shop = server()
    const keeper = keeperOf(shop)
    shop.other(days(20))
    expect(await keeper.look()).toBe('Jonas Weber')
    expect([keeper.policy.terms.window.days, keeper.editing.theirs]).toEqual([20, undefined])
    shop.other(days(21))
    keeper.edit(withValue(keeper.policy, '/terms/approvals', 2))
    await keeper.look()
    expect(keeper.editing.theirs?.policy.terms.window.days).toBe(21)
  })

  it('goes on from the live policy when the draft was published meanwhile', async () => {
    const shop = server()
    shop.other(days(20))
    const keeper = keeperOf(shop)
    shop.publish()
    keeper.edit(days(25))
    await settle()
    expect([keeper.editing.theirs?.revision, keeper.editing.live.terms.window.days]).toEqual([0, 20])
    keeper.reapplyOwn()
    await settle()
    expect(shop.draft()?.policy.terms.window.days).toBe(25)
  })

  it('is thrown away, and one step back brings it again', async () => {
    const shop = server()
    const keeper = keeperOf(shop)
    keeper.edit(days(10))
    await settle()
    await keeper.discard()
    expect([shop.draft(), keeper.policy]).toEqual([undefined, live])
    keeper.undo()
    await settle()
    expect(shop.draft()?.policy.terms.window.days).toBe(10)
  })

  it('is not said to be thrown away where somebody saved meanwhile', async () => {
    const shop = server()
    const keeper = keeperOf(shop)
    keeper.edit(days(10))
    await settle()
    shop.other(days(20))
    expect(await keeper.discard()).toBe('kept')
    expect([keeper.editing.theirs?.savedBy, keeper.policy.terms.window.days]).toEqual(['Jonas Weber', 10])
    expect(shop.draft()?.policy.terms.window.days).toBe(20)
    keeper.takeTheirs()
    expect(await keeper.discard()).toBe('discarded')
  })

  it('goes on with what an earlier visit could not save', async () => {
    const shop = server()
    shop.other(days(20))
    const keeper = keeperOf(shop)
    keeper.resume({ policy: days(25), base: days(20), revision: 1 })
    await settle()
    expect(shop.draft()?.policy.terms.window.days).toBe(25)
  })

  it('asks where somebody saved between two visits', async () => {
    const shop = server()
    shop.other(days(20))
    shop.other(withValue(days(20), '/terms/approvals', 2))
    const keeper = keeperOf(shop)
    keeper.resume({ policy: days(25), base: days(20), revision: 1 })
    await settle()
    expect([keeper.editing.theirs?.revision, shop.saves.length]).toEqual([2, 0])
    keeper.reapplyOwn()
    await settle()
    const { terms } = shop.draft()?.policy ?? live
    expect([terms.window.days, terms.approvals]).toEqual([25, 2])
  })

  it('opens a draft that lacks whole parts', () => {
    const shop = server()
    shop.other({ title: 'Half' } as unknown as Policy)
    const { policy } = keeperOf(shop)
    expect([policy.title, policy.rules, policy.terms]).toEqual(['Half', live.rules, live.terms])
  })
})
