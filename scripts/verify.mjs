// npm run verify: everything that needs no server and no browser, in under 90 s. Runs all, then fails if one failed.
import { runSteps, tool } from './run-steps.mjs'

const source = ['shared', 'server', 'widget', 'admin']

const steps = [
  { name: 'unit tests', commands: [tool('vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter', 'dot')] },
  {
    name: 'lint',
    commands: [
      tool(
        'eslint/bin/eslint.js',
        ...['--max-warnings', '0', '--cache', '--cache-strategy', 'content'],
        ...['--cache-location', 'node_modules/.cache/eslint/', '.'],
      ),
    ],
  },
  { name: 'templates', commands: [[process.execPath, 'scripts/templates.mjs']] },
  { name: 'unused', commands: [tool('knip/bin/knip.js', '--no-progress')] },
  { name: 'types', commands: [tool('ts7/bin/tsc', '-p', '.')] },
  {
    name: 'directions',
    commands: [tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...source)],
  },
  {
    name: 'size',
    commands: [
      [process.execPath, 'scripts/build.mjs', 'widget', '--stale'],
      [process.execPath, 'scripts/size.mjs'],
    ],
  },
  { name: 'format', commands: [tool('@biomejs/biome/bin/biome', 'check', '.')] },
]

const startedAt = performance.now()
const failed = await runSteps(steps, { atOnce: 2 })
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
console.log(failed.length === 0 ? `verified in ${seconds} s` : `failed in ${seconds} s: ${failed.join(', ')}`)
if (failed.length > 0) process.exit(1)
