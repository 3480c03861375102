import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ActProgress } from './act-run.ts'
import { runAct } from './act-run.ts'

const ids = Array.from({ length: 23 }, (_, index) => `po_${index}`)
const start: ActProgress = { results: [], left: ids }

function answering(answer: (payouts: string[], call: number) => Response) {
  const calls: { payouts: string[]; key: string | null }[] = []
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    const { payouts } = JSON.parse(String(init.body)) as { payouts: string[] }
    calls.push({ payouts, key: new Headers(init.headers).get('idempotency-key') })
    return answer(payouts, calls.length)
  })
  return calls
}

const allDone = (payouts: string[]) => Response.json({ results: payouts.map((payout) => ({ payout, done: true })) })

describe('work on many payouts', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('goes piece by piece, each under a key of its own, and says how far it is', async () => {
    const calls = answering(allDone)
    const seen: number[] = []
    const end = await runAct('retry', {}, start, ({ left }) => seen.push(left.length))
    expect(calls.map(({ payouts }) => payouts.length)).toEqual([10, 10, 3])
    expect(new Set(calls.map(({ key }) => key)).size).toBe(3)
    expect(seen).toEqual([13, 3, 0])
    expect(end.results.map(({ payout }) => payout)).toEqual(ids)
    expect(end.problem).toBeUndefined()
  })

  it('stops at a lost answer, and asks again for the same payouts under the same key', async () => {
    const lost = answering((payouts, call) => {
      if (call === 2) throw new TypeError('Failed to fetch')
      return allDone(payouts)
    })
    const stopped = await runAct('retry', {}, start, () => undefined)
    expect(stopped.problem?.code).toBe('offline')
    expect(stopped.left).toEqual(ids.slice(10))
    const end = await runAct('retry', {}, stopped, () => undefined)
    expect(end.left).toEqual([])
    expect(lost[2]).toEqual(lost[1])
    expect(end.results.map(({ payout }) => payout)).toEqual(ids)
  })
})
