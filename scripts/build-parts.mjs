// What the build is made of, and whether each part is older than its sources. Imports no bundler: start needs it fast.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

const COMMON = ['shared', 'scripts', 'package-lock.json', 'tsconfig.json']

export const PARTS = {
  server: { entry: 'server/node.ts', result: 'dist/server/node.js', sources: ['server', ...COMMON] },
  widget: {
    entry: 'widget/define.ts',
    result: 'dist/widget/amends.js',
    sources: ['widget', 'vite.widget.config.ts', ...COMMON],
  },
  admin: {
    entry: 'admin/index.html',
    result: 'dist/admin/index.html',
    sources: ['admin', 'vite.admin.config.ts', ...COMMON],
  },
}

export const PART_NAMES = Object.keys(PARTS)

export function staleParts(names = PART_NAMES) {
  return names.filter((name) => {
    const stamp = stampPath(name)
    const { result, sources } = PARTS[name]
    return !(
      existsSync(join(ROOT, result)) &&
      existsSync(stamp) &&
      readFileSync(stamp, 'utf8') === fingerprint(sources)
    )
  })
}

// Taken before a build starts, so that an edit made while it runs leaves the part stale.
export function sourcesFingerprint(name) {
  return fingerprint(PARTS[name].sources)
}

export function markFresh(name, print) {
  mkdirSync(dirname(stampPath(name)), { recursive: true })
  writeFileSync(stampPath(name), print)
}

function stampPath(name) {
  return join(ROOT, 'dist', '.stamps', name)
}

// Paths, sizes and times, not contents: a thousand files take some milliseconds.
function fingerprint(sources) {
  const hash = createHash('sha256')
  for (const source of sources) {
    const path = join(ROOT, source)
    if (!existsSync(path)) continue
    if (statSync(path).isFile()) {
      addFile(hash, path)
      continue
    }
    const entries = readdirSync(path, { withFileTypes: true, recursive: true })
    const files = entries.filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) addFile(hash, file)
  }
  return hash.digest('hex')
}

function addFile(hash, path) {
  const { size, mtimeMs } = statSync(path)
  hash.update(`${path}\0${size}\0${mtimeMs}\n`)
}
