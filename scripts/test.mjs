// npm test: verify, then what needs a runtime or a browser. Stops at the first stage that fails.
import { runSteps, tool } from './run-steps.mjs'

const vitest = (...projects) =>
  tool('vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project]))

const steps = [
  { name: 'verify', commands: [[process.execPath, 'scripts/verify.mjs']] },
  { name: 'api', commands: [vitest('api-node', 'api-workerd')] },
  { name: 'simulation', commands: [vitest('simulation')] },
  { name: 'elements', commands: [tool('@web/test-runner/dist/bin.js')] },
  { name: 'build', commands: [[process.execPath, 'scripts/build.mjs', '--stale']] },
  { name: 'e2e', commands: [vitest('e2e')] },
  { name: 'faults', commands: [vitest('faults')] },
]

const startedAt = performance.now()
const failed = await runSteps(
  steps.map((step) => ({ ...step, live: true })),
  { stopAtFailure: true },
)
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1)
console.log(failed.length === 0 ? `all passed in ${minutes} min` : `failed after ${minutes} min: ${failed.join(', ')}`)
if (failed.length > 0) process.exit(1)
