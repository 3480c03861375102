import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowDrawing, flowHeight, outcomeOrder } from './flow-model.ts'

const pairs = outcomeOrder.flatMap((from) => outcomeOrder.map((to) => ({ from, to })))
const simulations = fc.array(fc.nat(5000), { minLength: pairs.length, maxLength: pairs.length }).map((counts) => {
  const flows = pairs.map((pair, index) => ({ ...pair, count: counts[index] ?? 0 }))
  return { flows, requests: counts.reduce((sum, count) => sum + count, 0) }
})

describe('the drawing of where requests go', () => {
  it('stands inside its frame, and bands are as thick on both sides as their share', () => {
    fc.assert(
      fc.property(simulations, ({ flows, requests }) => {
        const { left, right, bands } = flowDrawing({ flows, requests })
        for (const side of [left, right]) {
          expect(side.reduce((sum, { count }) => sum + count, 0)).toBe(requests)
          for (const { y, height } of side) {
            expect(y).toBeGreaterThanOrEqual(0)
            expect(y + height).toBeLessThanOrEqual(flowHeight)
          }
        }
        expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(requests)
        const perRequest = bands.filter(({ height }) => height > 1).map(({ count, height }) => height / count)
        expect(Math.max(0, ...perRequest) - Math.min(...perRequest, Math.max(0, ...perRequest))).toBeLessThan(1e-9)
      }),
    )
  })

  it('keeps words apart from each other and inside', () => {
    fc.assert(
      fc.property(simulations, (simulation) => {
        for (const side of [flowDrawing(simulation).left, flowDrawing(simulation).right]) {
          const places = side.map(({ wordsY }) => wordsY)
          expect(Math.min(...places)).toBeGreaterThanOrEqual(21)
          expect(Math.max(...places)).toBeLessThanOrEqual(flowHeight - 21)
          places.slice(1).forEach((y, index) => {
            expect(y - (places[index] ?? 0)).toBeGreaterThanOrEqual(41.9)
          })
        }
      }),
    )
  })

  it('leaves out what no request has, on either side', () => {
    const kept = { from: 'automatic' as const, to: 'automatic' as const, count: 60 }
    const { left, right } = flowDrawing({ flows: [kept, { ...kept, to: 'declined', count: 40 }], requests: 100 })
    expect(left.map(({ outcome, count }) => [outcome, count])).toEqual([
      ['automatic', 100],
      ['declined', 0],
    ])
    expect(right.map(({ outcome }) => outcome)).toEqual(['automatic', 'declined'])
  })

  it('names the widest of those that go elsewhere, if it has room for words', () => {
    const flows = [
      { from: 'automatic' as const, to: 'automatic' as const, count: 900 },
      { from: 'review' as const, to: 'automatic' as const, count: 80 },
      { from: 'review' as const, to: 'declined' as const, count: 20 },
    ]
    expect(flowDrawing({ flows, requests: 1000 }).named).toMatchObject({ from: 'review', to: 'automatic', count: 80 })
    const few = flows.map((flow) => (flow.from === 'review' ? { ...flow, count: 3 } : flow))
    expect(flowDrawing({ flows: few, requests: 906 }).named).toBeUndefined()
    expect(flowDrawing({ flows: [], requests: 0 }).bands).toEqual([])
  })
})
