// npm start: builds what is missing or older than its sources, then becomes the server.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PARTS, ROOT, staleParts } from './build-parts.mjs'

const stale = staleParts()
if (stale.length > 0) {
  // In a child process: the bundlers' memory must not become the server's.
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), ...stale], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
// Imported rather than spawned, so that signals and the exit code are the server's own.
await import(pathToFileURL(join(ROOT, PARTS.server.result)).href)
