import { readFileSync } from 'node:fs'

const page = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8')

/** The lines that docs/embedding.md tells a shop to add to its policy, as they stand there. */
export const cspLines = [...page.matchAll(/^((?:script|connect|img|style|font|frame)-src) (.+);$/gm)].map(
  ([, directive = '', sources = '']) => ({ directive, sources }),
)

/** A policy of those lines and nothing else. */
export function documentedCsp(apiUrl: string): string {
  const lines = cspLines.map(
    ({ directive, sources }) => `${directive} ${sources.replaceAll('https://amends.example', apiUrl)}`,
  )
  return ["default-src 'none'", ...lines].join('; ')
}
