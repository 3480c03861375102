// npm test: verify, then what needs a runtime or a browser. Stops at the first stage that fails.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './build-parts.mjs'
import { runSteps, tool } from './run-steps.mjs'

const vitest = (...projects) =>
  tool('vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project]))

const steps = [
  { name: 'verify', commands: [[process.execPath, 'scripts/verify.mjs']] },
  {
    name: 'api',
    commands: [vitest('api-node', 'api-workerd')],
    unless: !has('test/api', '.test.ts') && !has('server', '.api.test.ts') && 'no test/api yet',
  },
  {
    name: 'elements',
    commands: [tool('@web/test-runner/dist/bin.js')],
    unless: !has('widget', '.wtr.test.ts') && !has('admin', '.wtr.test.ts') && 'no *.wtr.test.ts yet',
  },
  { name: 'build', commands: [[process.execPath, 'scripts/build.mjs', '--stale']] },
  {
    name: 'e2e',
    commands: [vitest('e2e')],
    unless: !has('test/e2e', '.test.ts') && !has('test/embed', '.test.ts') && 'no test/e2e yet',
  },
  {
    name: 'faults',
    commands: [vitest('faults')],
    unless: !has('test/faults', '.test.ts') && !has('test/load', '.test.ts') && 'no test/faults yet',
  },
]

for (const step of steps) if (step.unless) console.log(`skip ${step.name}: ${step.unless}`)
const startedAt = performance.now()
const failed = await runSteps(
  steps.filter((step) => !step.unless).map((step) => ({ ...step, live: true })),
  { stopAtFailure: true },
)
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1)
console.log(failed.length === 0 ? `all passed in ${minutes} min` : `failed after ${minutes} min: ${failed.join(', ')}`)
if (failed.length > 0) process.exit(1)

function has(folder, ending) {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true }).some((file) => file.endsWith(ending))
  } catch {
    return false
  }
}
