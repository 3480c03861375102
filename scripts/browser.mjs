// Finds a Chromium for the tests: CHROME_PATH, an installed one, the one inside @sparticuz/chromium, apt as root.
import { execFileSync, spawnSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const ARGS = ['--no-sandbox', '--disable-dev-shm-usage']

export async function findBrowser({ log = () => {} } = {}) {
  const configured = process.env.CHROME_PATH
  if (configured) return { executablePath: configured, env: {}, args: ARGS, source: 'CHROME_PATH' }
  // AMENDS_BUNDLED_BROWSER=1 skips the installed ones, to try what a machine without a browser gets.
  if (!process.env.AMENDS_BUNDLED_BROWSER) {
    for (const path of SYSTEM_PATHS) {
      if (existsSync(path) && runs(path, {})) return { executablePath: path, env: {}, args: ARGS, source: 'system' }
    }
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const dir = await unpackBundled(log)
    const executablePath = join(dir, 'chromium')
    // The bundled libraries are the second choice: on a system that has its own, they do more harm than good.
    for (const env of [{}, { LD_LIBRARY_PATH: join(dir, 'lib') }]) {
      if (runs(executablePath, env)) {
        return { executablePath, env, args: [...ARGS, '--headless=shell'], source: '@sparticuz/chromium' }
      }
    }
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    log('installing chromium with apt')
    const install =
      'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium'
    execFileSync('sh', ['-c', install], { stdio: 'ignore' })
    if (existsSync('/usr/bin/chromium')) {
      return { executablePath: '/usr/bin/chromium', env: {}, args: ARGS, source: 'apt' }
    }
  }
  throw new Error('No Chromium found: set CHROME_PATH or install chromium')
}

function runs(path, env) {
  return spawnSync(path, ['--version'], { env: { ...process.env, ...env }, timeout: 60_000 }).status === 0
}

// The package's own executablePath() reuses any stale copy in the temporary folder, so the cache here is by version.
async function unpackBundled(log) {
  const packageDir = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..')
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))
  const dir = join(ROOT, 'node_modules', '.cache', `chromium-${version}`)
  if (existsSync(join(dir, 'chromium'))) return dir
  const partial = `${dir}.${process.pid}`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const inflate = (name, target, options) =>
    pipeline(
      createReadStream(join(packageDir, 'bin', name)),
      createBrotliDecompress(),
      createWriteStream(target, options),
    )
  await inflate('chromium.br', join(partial, 'chromium'), { mode: 0o755 })
  for (const name of ['al2023', 'swiftshader', 'fonts']) {
    const tar = join(partial, `${name}.tar`)
    await inflate(`${name}.tar.br`, tar)
    execFileSync('tar', ['-xf', tar, '-C', partial])
    rmSync(tar)
  }
  try {
    renameSync(partial, dir)
  } catch {
    // Another process won the race; its copy is complete.
    rmSync(partial, { recursive: true, force: true })
  }
  log(`unpacked @sparticuz/chromium ${version}`)
  return dir
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await findBrowser({ log: console.log }))
}
