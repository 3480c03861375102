// npm run dev: builds on every change and restarts the server with each new bundle of it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { context } from 'esbuild'
import { build } from 'vite'
import { serverOptions } from './build.mjs'
import { PARTS, ROOT } from './build-parts.mjs'

process.chdir(ROOT)
let server
let restarting = Promise.resolve()

for (const part of ['widget', 'admin']) {
  const watcher = await build({ configFile: join(ROOT, `vite.${part}.config.ts`), build: { watch: {} } })
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') console.log(`${part}: built in ${event.duration} ms`)
    if (event.code === 'ERROR') console.error(`${part}: ${event.error.message}`)
  })
}

const restartOnEnd = {
  name: 'restart-server',
  setup(bundle) {
    bundle.onEnd(({ errors }) => {
      if (errors.length > 0) return
      restarting = restarting.then(restart)
    })
  },
}

const options = serverOptions()
const bundle = await context({ ...options, plugins: [...options.plugins, restartOnEnd] })
await bundle.watch()

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await restarting
    await stop()
    process.exit(0)
  })
}

async function restart() {
  await stop()
  server = spawn(process.execPath, ['--enable-source-maps', join(ROOT, PARTS.server.result)], { stdio: 'inherit' })
}

async function stop() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
}
