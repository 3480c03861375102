// A widget build step: members that TypeScript calls private travel under short names. Minifiers leave names of properties
// alone, since anybody might read them by name; of a private one every use is in its own file. One that its file names in
// any other way than `this.name` keeps its name: it may be a property of something else, or be read from `this` in pieces.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const DECLARED = /\bprivate (?:(?:readonly|async|get|static) )*(\w+)/g

/** @param folder whose TypeScript it is; the same files give the same names, in whatever order they are read */
export function shortNames(folder) {
  const home = resolve(folder)
  const files = readdirSync(home, { recursive: true }).filter((file) => file.endsWith('.ts'))
  const declared = new Set(files.flatMap((file) => namesIn(readFileSync(join(home, file), 'utf8'))))
  // Lit's own begin with `_$` or two underscores.
  const short = new Map([...declared].sort().map((name, index) => [name, `$${index.toString(36)}`]))
  return {
    name: 'short-names',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.startsWith(home) || !id.endsWith('.ts')) return null
      let shortened = code
      for (const name of new Set(namesIn(code))) {
        const uses = new RegExp(`(\\bthis\\.|\\bprivate (?:(?:readonly|async|get|static) )*)${name}\\b`, 'g')
        const isOurs = code.match(uses).length === code.match(new RegExp(`(?<![\\w$])${name}(?![\\w$])`, 'g')).length
        if (isOurs) shortened = shortened.replace(uses, (_, before) => before + short.get(name))
      }
      return shortened === code ? null : { code: shortened, map: null }
    },
  }
}

function namesIn(code) {
  return [...code.matchAll(DECLARED)].map(([, name]) => name)
}
