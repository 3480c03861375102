import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What demo.json says. */
export interface Demo {
  url: string
  storeUrl: string
  publishableKey: string
  secretKey: string
  staff: { email: string; password: string; role: string }[]
  orders: { number: string; email: string; phone: string }[]
}

export interface ServerWanted {
  /** `start`: what `npm start` runs; `built`: the built entry alone. */
  entry?: 'start' | 'built'
  dataDir: string
  port: number
  env?: Record<string, string>
}

/** A server process: what it printed, and how it ended. */
export interface ServerProcess {
  url: string
  process: ChildProcess
  output(): string
  /** Resolves with the exit code when it is over; a signal counts as -1. */
  ended: Promise<number>
  kill(signal: NodeJS.Signals): Promise<number>
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'amends-real-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export function startProcess({ entry = 'built', dataDir, port, env = {} }: ServerWanted): ServerProcess {
  const script = entry === 'start' ? 'scripts/start.mjs' : 'dist/server/node.js'
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  return {
    url: `http://localhost:${port}`,
    process: child,
    output: () => said,
    ended,
    kill: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

const readyWithinMs = 4 * 60_000

/** Waits until it says that it is ready. @throws with what it printed when it ends, or takes longer. */
export async function untilReady(server: ServerProcess): Promise<void> {
  const until = Date.now() + readyWithinMs
  let code: number | undefined
  void server.ended.then((ended) => {
    code = ended
  })
  while (!server.output().includes('Amends is ready.')) {
    if (code !== undefined) throw new Error(`the server ended with ${code}: ${server.output()}`)
    if (Date.now() > until) throw new Error(`not ready after ${readyWithinMs} ms: ${server.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export async function startDemoServer(dataDir: string): Promise<{ server: ServerProcess; demo: Demo }> {
  const [port, storePort] = [await freePort(), await freePort()]
  const server = startProcess({ entry: 'start', dataDir, port, env: { STORE_PORT: String(storePort) } })
  await untilReady(server)
  const file = join(dataDir, 'demo.json')
  if (!existsSync(file)) throw new Error(`ready without demo.json: ${server.output()}`)
  return { server, demo: JSON.parse(readFileSync(file, 'utf8')) as Demo }
}
