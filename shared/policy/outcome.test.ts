import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { orderWith, policyWith } from './policy.fixtures.ts'

test('more lists and outcomes than are remembered: each is still its own', () => {
  const tags = Array.from({ length: 14 }, (_, index) => `tag-${index}`)
  const policy = policyWith(
    {},
    tags.map((tag, index) => ({
      id: tag,
      name: tag,
      when: { fact: 'line.tags', op: 'contains', value: tag },
      set: { approvals: index },
    })),
  )
  const compiled = compile(policy)
  const lists = Array.from({ length: 2 ** tags.length }, (_, set) => tags.filter((_, index) => (set >> index) & 1))
  for (const list of [...lists, ...lists.slice(0, 100)]) {
    const { matched } = evaluate(compiled, { order: orderWith({ lines: [{ tags: list }] }), lineId: 'l1', now: 0 })
    if (matched.join() !== list.join()) expect(matched).toEqual(list)
  }
  expect(lists).toHaveLength(16_384)
})
