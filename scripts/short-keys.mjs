// A widget build step: words that code names by one literal key travel under a short one. The long names cost 0.4 of the
// widget's 40 KB, once in the code and once in each language. Keys that are put together at run time, or come over the
// wire, keep their names, as do those without a dot, which may be other strings too.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PLURAL = /_(zero|one|two|few|many|other)$/
const LITERAL = /'([a-z]\w*(?:\.\w+)+)'/g

/** @param locales the folder of the language files; those of English name every key */
export function shortKeys(folder, locales) {
  const sources = readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  const named = new Set([...sources.matchAll(LITERAL)].map(([, key]) => key))
  // `status.${status}` and `${kind}.title`
  const prefixes = [...sources.matchAll(/`([a-z][\w.]*\.)\$\{/g)].map(([, prefix]) => prefix)
  const suffixes = [...sources.matchAll(/`\$\{\w+\}(\.[\w.]+)`/g)].map(([, suffix]) => suffix)
  const isBuilt = (key) => prefixes.some((part) => key.startsWith(part)) || suffixes.some((part) => key.endsWith(part))

  const english = readdirSync(locales).filter((file) => /^en\b.*\.json$/.test(file))
  const written = english.flatMap((file) => Object.keys(JSON.parse(readFileSync(join(locales, file), 'utf8'))))
  const keys = [...new Set(written.map((key) => key.replace(PLURAL, '')))]
  const chosen = keys.filter((key) => key.includes('.') && named.has(key) && !isBuilt(key))
  const short = new Map(chosen.map((key, index) => [key, index.toString(36)]))
  const clash = keys.find((key) => [...short.values()].includes(key))
  if (clash) throw new Error(`the key "${clash}" is what another is shortened to`)

  return {
    plugin: {
      name: 'short-keys',
      enforce: 'pre',
      apply: 'build',
      transform(code, id) {
        if (!id.startsWith(join(process.cwd(), folder)) || !id.endsWith('.ts')) return null
        const shortened = code.replace(LITERAL, (literal, key) => (short.has(key) ? `'${short.get(key)}'` : literal))
        return { code: shortened, map: null }
      },
    },
    rename(words) {
      const renamed = Object.entries(words).map(([key, text]) => {
        const [plural = ''] = PLURAL.exec(key) ?? []
        const name = key.slice(0, key.length - plural.length)
        return [(short.get(name) ?? name) + plural, text]
      })
      return Object.fromEntries(renamed)
    },
  }
}
