import type { Outcome, Simulation } from '../../../../shared/policy/simulate/simulation.ts'

export const outcomeOrder = ['automatic', 'review', 'declined'] as const satisfies readonly Outcome[]

/** A drawing of what goes where: heights are counts. In units of the drawing. */
export interface FlowDrawing {
  /** Both sides hold the same outcomes: those that any request has, before or after. */
  left: FlowNode[]
  right: FlowNode[]
  bands: FlowBand[]
  /** The widest of those that go elsewhere, and worth a word. */
  named: FlowBand | undefined
}

export interface FlowNode {
  outcome: Outcome
  count: number
  y: number
  height: number
  /** Where its two lines of words are centred: far enough from the others'. */
  wordsY: number
}

export interface FlowBand {
  from: Outcome
  to: Outcome
  count: number
  /** Upper edges on both sides. */
  fromY: number
  toY: number
  height: number
}

export const flowHeight = 236
const top = 4
const gap = 14
/** Few are still to be seen. */
const thinnest = 0.9
/** Two lines of words, and the air that keeps them together and apart from the next two. */
const wordsHeight = 42
/** A band under this share of all has no room for words. */
const namedShare = 0.04

export function flowDrawing({ requests, flows }: Pick<Simulation, 'requests' | 'flows'>): FlowDrawing {
  const shown = outcomeOrder.filter((outcome) =>
    flows.some(({ from, to, count }) => count > 0 && (from === outcome || to === outcome)),
  )
  const scale = requests > 0 ? (flowHeight - 2 * top - (shown.length - 1) * gap) / requests : 0
  const left = nodes(shown, (outcome) => sum(flows.filter(({ from }) => from === outcome)), scale)
  const right = nodes(shown, (outcome) => sum(flows.filter(({ to }) => to === outcome)), scale)
  const bands: FlowBand[] = []
  const leftUsed = new Map(left.map(({ outcome, y }) => [outcome, y]))
  const rightUsed = new Map(right.map(({ outcome, y }) => [outcome, y]))
  for (const from of outcomeOrder) {
    for (const to of outcomeOrder) {
      const count = sum(flows.filter((flow) => flow.from === from && flow.to === to))
      if (count === 0) continue
      const [fromY, toY] = [leftUsed.get(from) ?? top, rightUsed.get(to) ?? top]
      bands.push({ from, to, count, fromY, toY, height: Math.max(count * scale, thinnest) })
      leftUsed.set(from, fromY + count * scale)
      rightUsed.set(to, toY + count * scale)
    }
  }
  const elsewhere = bands.filter(({ from, to }) => from !== to).sort((a, b) => b.count - a.count)
  const [widest] = elsewhere
  return { left, right, bands, named: widest && widest.count >= requests * namedShare ? widest : undefined }
}

function nodes(shown: readonly Outcome[], countOf: (outcome: Outcome) => number, scale: number): FlowNode[] {
  let y = top
  const placed = shown.map((outcome) => {
    const count = countOf(outcome)
    const height = count === 0 ? 0 : Math.max(count * scale, thinnest)
    const node = { outcome, count, y, height, wordsY: y + height / 2 }
    y += height + gap
    return node
  })
  return spread(placed)
}

/** Words down where they would touch, and up again from the end where that went too far. */
function spread(placed: FlowNode[]): FlowNode[] {
  const first = top + wordsHeight / 2
  placed.forEach((node, index) => {
    const above = placed[index - 1]
    node.wordsY = Math.max(node.wordsY, above ? above.wordsY + wordsHeight : first)
  })
  let lowest = flowHeight - top - wordsHeight / 2
  for (const node of [...placed].reverse()) {
    node.wordsY = Math.min(node.wordsY, lowest)
    lowest = node.wordsY - wordsHeight
  }
  return placed
}

function sum(flows: readonly { count: number }[]): number {
  return flows.reduce((total, { count }) => total + count, 0)
}
