// npm test: verify, then what needs a runtime or a browser, two at once. Stops at the first that fails, and shows it whole.
import { runSteps, tool } from './run-steps.mjs'

const vitest = (...projects) =>
  tool('vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project]))

const checks = [
  { name: 'verify', commands: [[process.execPath, 'scripts/verify.mjs']], live: true },
  { name: 'build', commands: [[process.execPath, 'scripts/build.mjs', '--stale']], live: true },
]
// Two at once: most of them wait for another process half of the time. The long ones first.
const suites = [
  { name: 'e2e', commands: [vitest('e2e')] },
  { name: 'simulation', commands: [vitest('simulation')] },
  { name: 'api', commands: [vitest('api-node', 'api-workerd')] },
  { name: 'faults', commands: [vitest('faults')] },
  { name: 'elements', commands: [tool('@web/test-runner/dist/bin.js')] },
]

const startedAt = performance.now()
let failed = await runSteps(checks, { stopAtFailure: true })
if (failed.length === 0) failed = await runSteps(suites, { atOnce: 2, stopAtFailure: true })
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1)
console.log(failed.length === 0 ? `all passed in ${minutes} min` : `failed after ${minutes} min: ${failed.join(', ')}`)
if (failed.length > 0) process.exit(1)
