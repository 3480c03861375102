// Runs named commands, a few at once, and says one line about each; what failed is shown with its output.
import { spawn } from 'node:child_process'
import { ROOT } from './build-parts.mjs'

/**
 * @param steps `{ name, commands: string[][], live?: boolean }`; a step's commands run one after another, and a
 *   live step's output is shown as it comes, the others' when they fail, without what passed.
 * @returns the names of the steps that failed.
 */
export async function runSteps(steps, { atOnce = 1, stopAtFailure = false } = {}) {
  const queue = [...steps]
  const failed = []
  const worker = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      if (stopAtFailure && failed.length > 0) return
      const startedAt = performance.now()
      const { status, output } = await runStep(step)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(12)} ${seconds.padStart(6)} s`)
      if (status === 0) continue
      failed.push(step.name)
      if (output) console.log(`${whatFailed(output)}\n`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return failed
}

/** What passed is not what anybody looks for now, and a long record is cut. */
function whatFailed(output) {
  const lines = output.trimEnd().split('\n')
  return lines.filter((line) => !/^\s*✓/.test(line)).join('\n')
}

async function runStep({ commands, live = false }) {
  let output = ''
  for (const command of commands) {
    const status = await runCommand(command, live, (text) => {
      output += text
    })
    if (status !== 0) return { status, output }
  }
  return { status: 0, output }
}

function runCommand([command, ...args], live, collect) {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
    const child = spawn(command, args, { cwd: ROOT, env: live ? process.env : env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8')
      stream.on('data', (text) => (live ? target.write(text) : collect(text)))
    }
    child.on('error', (error) => {
      collect(`${error.message}\n`)
      resolve(1)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** The command line of a package's tool, without npx's start-up. */
export function tool(path, ...args) {
  return [process.execPath, `node_modules/${path}`, ...args]
}
