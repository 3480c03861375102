// Bytes of the built widget, as a shopper's browser gets them (brotli), against the budgets.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { ROOT } from './build-parts.mjs'

export const BUDGET_BYTES = { firstLoad: 2_048, whole: 40_960, later: 20_480, policy: 12_288 }

const STATIC_IMPORT = /(?:\bimport|\bfrom)\s*(["'`])(\.\.?\/[^"'`]+)\1/g
const WORDS = /^locales[\\/]([\w-]+)\.json$/

/**
 * `firstLoad`: the loader alone. `whole`: all that a refund needs from the script tag to the request's timeline, which is
 * the loader, the module with what it imports, and the words of the largest language. `later`: every other piece of code,
 * and its words in that language. `policy`: `<amends-policy>`, which stands on its own, with its words. test/e2e/widget-bytes.test.ts holds `whole` against what a browser really fetched.
 */
export function measureWidget(directory = join(ROOT, 'dist/widget')) {
  const files = readdirSync(directory, { recursive: true })
  const bytesOf = (names) => Object.fromEntries(names.map((name) => [name, brotliBytes(join(directory, name))]))
  const words = Object.entries(bytesOf(files.filter((file) => WORDS.test(file)))).sort(([, a], [, b]) => b - a)[0]
  const language = words && WORDS.exec(words[0])[1]
  const code = withImports(directory, ['widget.js', 'amends.js'])
  const first = { ...bytesOf(code), ...(words && Object.fromEntries([words])) }
  const policyWords = join('locales', `${language}.policy.json`)
  const policy = bytesOf([...withImports(directory, ['policy.js']), ...files.filter((file) => file === policyWords)])
  const rest = files.filter((file) => {
    if (file in policy) return false
    return file.endsWith('.js')
      ? !code.includes(file)
      : file.startsWith(join('locales', `${language}.`)) && !first[file]
  })
  const later = bytesOf(rest)
  return {
    firstLoad: first['widget.js'],
    whole: total(first),
    later: total(later),
    policy: total(policy),
    parts: first,
    laterParts: later,
    policyParts: policy,
  }
}

function withImports(directory, names) {
  const found = new Set()
  const add = (name) => {
    if (found.has(name) || !existsSync(join(directory, name))) return
    found.add(name)
    const source = readFileSync(join(directory, name), 'utf8')
    for (const [, , path] of source.matchAll(STATIC_IMPORT)) add(normalize(join(dirname(name), path)))
  }
  names.forEach(add)
  return [...found]
}

function total(bytes) {
  return Object.values(bytes).reduce((sum, each) => sum + each, 0)
}

/** As server/platform/node/static-files.ts sends it. */
export function brotliBytes(path) {
  const content = readFileSync(path)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  return brotliCompressSync(content, { params }).length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = measureWidget()
  for (const [file, bytes] of Object.entries(sizes.parts)) console.log(`${file}: ${bytes} B`)
  for (const [file, bytes] of Object.entries(sizes.laterParts)) console.log(`later, ${file}: ${bytes} B`)
  for (const [file, bytes] of Object.entries(sizes.policyParts)) console.log(`policy, ${file}: ${bytes} B`)
  for (const [name, budget] of Object.entries(BUDGET_BYTES)) {
    const isOver = sizes[name] > budget
    console.log(`${name}: ${sizes[name]} of ${budget} B brotli${isOver ? ': over budget' : ''}`)
    if (isOver) process.exitCode = 1
  }
}
