import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { filesBeside } from '../../../scripts/files-beside.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const outdir = 'dist/bench'

/** Bundled as the server is: what transforms TypeScript on the fly would be measured with it. */
export async function bundle(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/http/our-server.ts', 'test/bench/http/floor-server.ts'],
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    plugins: [filesBeside()],
    logLevel: 'warning',
  })
}

export interface ServerProcess {
  url: string
  /** Processor time used so far, user and system. */
  cpuMs(): number
  /** The most memory held at once. */
  peakRssBytes(): number
  stop(): Promise<void>
}

export async function startServer(
  name: 'our-server' | 'floor-server',
  args: readonly string[],
): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, [join(root, outdir, `${name}.js`), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data) => resolve(String(data).trim()))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    cpuMs: () => cpuMsOf(child.pid),
    peakRssBytes: () => peakRssOf(child.pid),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A tick of /proc is 10 ms on every Linux that Node runs on. */
function cpuMsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function peakRssOf(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}
