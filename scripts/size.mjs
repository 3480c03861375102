// Bytes of the built widget, as a shopper's browser gets them (brotli), against the budgets.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { ROOT } from './build-parts.mjs'

export const BUDGET_BYTES = { firstLoad: 2_048, whole: 40_960 }

/** The loader alone; and everything for a whole refund: loader, all code, the largest language. */
export function measureWidget(directory = join(ROOT, 'dist/widget')) {
  const files = readdirSync(directory, { recursive: true })
  const code = files.filter((file) => file.endsWith('.js')).map((file) => [file, brotliBytes(join(directory, file))])
  const words = files
    .filter((file) => /^locales[\\/].*\.json$/.test(file))
    .map((file) => [file, brotliBytes(join(directory, file))])
  const largestWords = words.sort((a, b) => b[1] - a[1])[0]
  const parts = largestWords ? [...code, largestWords] : code
  return {
    firstLoad: brotliBytes(join(directory, 'widget.js')),
    whole: parts.reduce((sum, [, bytes]) => sum + bytes, 0),
    parts: Object.fromEntries(parts),
  }
}

function brotliBytes(path) {
  const content = readFileSync(path)
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  return brotliCompressSync(content, { params }).length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = measureWidget()
  for (const [file, bytes] of Object.entries(sizes.parts)) console.log(`${file}: ${bytes} B`)
  for (const [name, budget] of Object.entries(BUDGET_BYTES)) {
    const isOver = sizes[name] > budget
    console.log(`${name}: ${sizes[name]} of ${budget} B brotli${isOver ? ': over budget' : ''}`)
    if (isOver) process.exitCode = 1
  }
}
