import { expect, it } from 'vitest'
import { keptFor } from './kept.ts'

it('loads once in a life, apart for every owner, and anew when forgotten', async () => {
  const kept = keptFor<number>(100)
  const [one, other] = [{}, {}]
  let loads = 0
  const load = async () => ++loads
  expect([await kept.get(one, 'a', 0, load), await kept.get(one, 'a', 99, load)]).toEqual([1, 1])
  expect(await kept.get(other, 'a', 99, load)).toBe(2)
  expect(await kept.get(one, 'a', 100, load)).toBe(3)
  kept.forget(one)
  expect(await kept.get(one, 'a', 100, load)).toBe(4)
})

it('keeps no failure, and nothing that was loaded before it was told to forget', async () => {
  const kept = keptFor<string>(100)
  const owner = {}
  await expect(kept.get(owner, 'a', 0, () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  const slow = kept.get(owner, 'a', 0, async () => {
    kept.forget(owner)
    return 'old'
  })
  expect(await slow).toBe('old')
  expect(await kept.get(owner, 'a', 0, async () => 'new')).toBe('new')
})
