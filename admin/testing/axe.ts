import 'axe-core'
import type { AxeResults, RunOptions } from 'axe-core'

/** The package is a script, not a module: it leaves itself on the window. */
const { axe } = globalThis as unknown as { axe: { run(context: Element, options: RunOptions): Promise<AxeResults> } }

/** What a machine can find wrong with the page as it stands; empty is what is wanted. */
export async function axeProblems(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
    // Of sounds and films that play by themselves; there are none.
    preload: false,
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`),
  )
}
