// node scripts/build.mjs [server] [widget] [admin] [--stale]: builds the named parts (default: all), at once.
// --stale leaves out what is newer than its sources.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { markFresh, PART_NAMES, ROOT, sourcesFingerprint, staleParts } from './build-parts.mjs'
import { filesBeside } from './files-beside.mjs'

const BUILDERS = { server: buildServer, widget: buildWidget, admin: buildAdmin }

/** Bundled because Node 20 does not run TypeScript; packages stay outside, some are native. */
export function serverOptions() {
  return {
    absWorkingDir: ROOT,
    entryPoints: ['server/node.ts', ...processEntries()],
    entryNames: '[name]',
    outdir: 'dist/server',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    plugins: [filesBeside()],
    sourcemap: true,
    logLevel: 'warning',
  }
}

/** Each server/**\/*.entry.ts is a program of its own (a child process), built to dist/server/<name>.entry.js. */
function processEntries() {
  const files = readdirSync(join(ROOT, 'server'), { recursive: true })
  return files.filter((file) => file.endsWith('.entry.ts')).map((file) => join('server', file))
}

/** The worker serves its assets by path, so the folder repeats the addresses of the Node server. */
export function layOutStatic() {
  const target = join(ROOT, 'dist/static')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  for (const [from, to] of [
    ['dist/widget', 'v1'],
    ['dist/widget', `v${version}`],
    ['dist/admin', 'admin'],
  ]) {
    if (existsSync(join(ROOT, from))) cpSync(join(ROOT, from), join(target, to), { recursive: true })
  }
  // A module from another origin needs CORS; only a pinned address may be kept for ever.
  const headers = [
    ['/v1/*', 'public, max-age=300'],
    [`/v${version}/*`, 'public, max-age=31536000, immutable'],
  ].map(([path, cache]) => `${path}\n  Access-Control-Allow-Origin: *\n  Cache-Control: ${cache}\n`)
  headers.push('/admin/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n')
  writeFileSync(join(target, '_headers'), headers.join('\n'))
}

async function buildServer() {
  const { build } = await import('esbuild')
  rmSync(join(ROOT, 'dist/server'), { recursive: true, force: true })
  await build(serverOptions())
}

async function buildWidget() {
  const { build } = await import('vite')
  await build({ configFile: join(ROOT, 'vite.widget.config.ts'), mode: 'production' })
}

async function buildAdmin() {
  const { build } = await import('vite')
  await build({ configFile: join(ROOT, 'vite.admin.config.ts'), mode: 'production' })
}

async function buildPart(name) {
  const startedAt = performance.now()
  const print = sourcesFingerprint(name)
  await BUILDERS[name]()
  markFresh(name, print)
  console.log(`${name}: built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

async function main(args) {
  process.chdir(ROOT)
  const named = args.filter((arg) => !arg.startsWith('--'))
  const unknown = named.filter((name) => !PART_NAMES.includes(name))
  if (unknown.length > 0) throw new Error(`unknown part ${unknown.join(', ')}; there are ${PART_NAMES.join(', ')}`)
  const wanted = named.length > 0 ? named : PART_NAMES
  const parts = args.includes('--stale') ? staleParts(wanted) : wanted
  const results = await Promise.allSettled(parts.map(buildPart))
  const failures = results.flatMap((result, i) => (result.status === 'rejected' ? [[parts[i], result.reason]] : []))
  for (const [name, reason] of failures)
    console.error(`${name}: build failed\n${stripVTControlCharacters(String(reason?.message ?? reason))}`)
  if (failures.length > 0) process.exit(1)
  if (parts.some((name) => name !== 'server')) layOutStatic()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
