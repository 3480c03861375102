// npm run bench [-- NAME]: one JSON line for each figure of test/bench/*.bench.ts. NAME is a bench (policy) or one
// of its figures (policy.vs_json_rules_engine). Each bench has a process of its own, so that heaps do not mix.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ROOT } from './build-parts.mjs'

const ENDING = '.bench.ts'
const FOLDER = join(ROOT, 'test/bench')
const [wanted, only] = process.argv.slice(2)

if (wanted === '--run') await run(only, process.argv[4])
else main()

function main() {
  const benches = existsSync(FOLDER)
    ? readdirSync(FOLDER)
        .filter((file) => file.endsWith(ENDING))
        .map((file) => file.slice(0, -ENDING.length))
    : []
  const chosen = benches.filter((bench) => !wanted || bench === wanted || wanted.startsWith(`${bench}.`))
  if (chosen.length === 0) {
    console.error(`no bench named ${wanted ?? ''}; there are: ${benches.join(', ') || 'none'}`)
    process.exit(1)
  }
  for (const bench of chosen) {
    const figure = wanted === bench ? '' : (wanted ?? '')
    const self = [fileURLToPath(import.meta.url), '--run', bench, figure]
    const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', ...self], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: 'inherit',
    })
    if (status !== 0) process.exitCode = status ?? 1
  }
}

// A bench exports run(): the figures { name, ratio or value, against, detail }, all at once or as they come.
async function run(bench, figure) {
  const module = await import(pathToFileURL(join(FOLDER, bench + ENDING)).href)
  for await (const { name, ...rest } of await module.run()) {
    if (figure && figure !== name) continue
    console.log(JSON.stringify({ bench, name, ...rest }))
  }
  process.exit()
}
