import { fork } from 'node:child_process'
import type { SeedAnswer, SeedTask } from './seed/seed-task.ts'

/** The child's entry, which the build lays beside the server's. */
const entry = 'seed.entry.js'

/** Does the task in a process of its own. @throws when it fails; then nothing of it was written. */
export function runSeedTask(task: SeedTask): Promise<SeedAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(`./${entry}`, import.meta.url), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    let answer: SeedAnswer | undefined
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.once('message', (message) => {
      answer = message as SeedAnswer
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (answer) resolve(answer)
      else reject(new Error(`the demo's data could not be made (exit ${code}): ${said.trim().split('\n')[0] ?? ''}`))
    })
    child.send(task)
  })
}
