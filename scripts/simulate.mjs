// npm run simulate -- --seed N --steps 2000, or --seeds A..B: the whole program in one process, out of one seed. The
// simulation is bundled first: a program that is loaded once runs half as long again without.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './build-parts.mjs'

const folder = mkdtempSync(join(ROOT, 'node_modules', '.simulation-'))
try {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { main } from './simulate.ts'; process.exit(await main(process.argv.slice(2)))`,
      resolveDir: join(ROOT, 'test/simulation'),
      loader: 'ts',
    },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    write: false,
    absWorkingDir: ROOT,
  })
  const file = join(folder, 'simulate.mjs')
  writeFileSync(file, outputFiles[0].contents)
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', file, ...process.argv.slice(2)], {
    cwd: ROOT,
    // Of several threads one may be quicker today, and a seed must be the same world again.
    env: { ...process.env, NODE_ENV: 'production', UV_THREADPOOL_SIZE: '1' },
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
