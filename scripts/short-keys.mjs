// A widget build step: words that code names by one literal key travel under a short one. The long names cost 0.4 of the
// widget's 40 KB, once in the code and once in each language. Keys that are put together at run time, or come over the
// wire, keep their names, as do those without a dot, which may be other strings too. Short ones count on in a file, so that
// its words need not name them; widget/i18n/packed-words.ts reads what this writes.
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
  const plurals = new Set(written.filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')))
  const keys = [...written.filter((key) => !PLURAL.test(key)), ...plurals]
  const chosen = keys.filter((key) => key.includes('.') && named.has(key) && !isBuilt(key))
  const short = new Map(chosen.map((key, index) => [key, index.toString(36)]))
  const clash = keys.find((key) => [...short.values()].includes(key))
  if (clash) throw new Error(`the key "${clash}" is what another is shortened to`)

  const numbers = new Set(short.values())
  function rename(words) {
    const renamed = Object.entries(words).map(([key, text]) => {
      const [plural = ''] = PLURAL.exec(key) ?? []
      const name = key.slice(0, key.length - plural.length)
      return [(short.get(name) ?? name) + plural, text]
    })
    return Object.fromEntries(renamed)
  }

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
    rename,
    pack(words) {
      const numbered = []
      const rest = []
      for (const [key, text] of Object.entries(rename(words))) {
        if (numbers.has(key)) numbered.push([Number.parseInt(key, 36), text])
        else rest.push([key, text])
      }
      numbered.sort(([a], [b]) => a - b)
      // Those without a dot first: they are in no group.
      rest.sort(([a], [b]) => a.includes('.') - b.includes('.') || (a < b ? -1 : 1))
      const from = numbered[0]?.[0] ?? 0
      const gap = numbered.find(([number], index) => number !== from + index)
      if (gap) throw new Error(`"${gap[1]}" is not the next word of its file`)
      let group = ''
      const names = rest.map(([key]) => {
        const before = group
        group = key.slice(0, key.lastIndexOf('.') + 1)
        return group === before ? key.slice(group.length) : key
      })
      return [from - rest.length, names.join(' '), ...rest.map(([, text]) => text), ...numbered.map(([, text]) => text)]
    },
  }
}
