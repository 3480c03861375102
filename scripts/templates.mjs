// Type errors inside templates, by lit-analyzer, less what it is wrong about. Exits non-zero for the rest.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './build-parts.mjs'
import { tool } from './run-steps.mjs'

// Its CSS service is of 2020 (no :has, no container); elements name each other's tags, and define.ts imports them all.
const OFF = ['no-invalid-css', 'no-missing-import'].flatMap((rule) => [`--rules.${rule}`, 'off'])

const files = ['widget', 'admin'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file)),
)
const [command, ...args] = tool('lit-analyzer/cli.js', '--strict', '--noColor', '--format', 'list', ...OFF, ...files)
const { stdout, stderr, status } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' })
const kitAttributes = readKitAttributes()

let file = ''
let problems = 0
for (const line of stdout.split('\n')) {
  if (line.startsWith('./')) file = line.slice(2)
  const [, position, message] = /^\s+(\d+:\d+)\s+(?:error|warning)\s+(.*)$/.exec(line) ?? []
  if (!message || isMistaken(message)) continue
  problems += 1
  console.log(`${file}:${position} ${message}`)
}
const hasCrashed = problems === 0 && status !== 0 && !/problems? in/.test(stdout)
if (hasCrashed) console.error(stdout + stderr)
if (problems > 0 || hasCrashed) process.exit(1)

function isMistaken(message) {
  // `nothing` leaves an attribute out; the analyzer takes it for a value.
  if (message.includes('Symbol(undefined)')) return true
  // Its list of autocomplete values is older than this one.
  if (message.includes(`Type '"one-time-code"' is`)) return true
  // The kit's type declarations lose the attribute names of its properties; its manifest has them.
  const attribute = /^Unknown attribute '([^']+)'/.exec(message)?.[1]
  return attribute !== undefined && kitAttributes.has(attribute)
}

function readKitAttributes() {
  const path = join(ROOT, 'node_modules/@awesome.me/webawesome/dist/custom-elements.json')
  const { modules } = JSON.parse(readFileSync(path, 'utf8'))
  const declarations = modules.flatMap((module) => module.declarations ?? [])
  return new Set(declarations.flatMap(({ attributes = [] }) => attributes.map(({ name }) => name)))
}
