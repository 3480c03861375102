import type { Ports } from '../platform/ports.ts'
import { forgetOldRows, workDeadlines } from './work-deadlines.ts'
import { workOutbox } from './work-outbox.ts'

/** Rows a pass takes, and the breath between full passes: people who wait for an answer come first. */
const rowsPerPass = 8
const busyPauseMs = 25
/** After a wake, so that a burst of requests is sent in few passes. */
const wakeDelayMs = 50
const idlePollMs = 250
const deadlinesEveryMs = 5_000
const tidyEveryMs = 3_600_000

export interface Loops {
  wake(): void
  /** Resolves when the pass under way is over. */
  stop(): Promise<void>
}

/** The outbox, deadlines and tidying on one machine; the edge runs the same functions from cron. */
export function runLoops(ports: Ports): Loops {
  let isStopping = false
  let wakeUp: (() => void) | undefined
  let isWoken = false

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const guarded = async (name: string, work: () => Promise<number>): Promise<number> => {
    try {
      return await work()
    } catch (error) {
      ports.log.error(`${name}_failed`, { problem: error instanceof Error ? error.message : String(error) })
      return 0
    }
  }

  const run = async () => {
    let deadlinesAt = 0
    let tidyAt = 0
    while (!isStopping) {
      const now = Date.now()
      const sent = await guarded('outbox', () => workOutbox(ports, { limit: rowsPerPass }))
      if (now >= deadlinesAt) {
        await guarded('deadlines', () => workDeadlines(ports))
        deadlinesAt = now + deadlinesEveryMs
      }
      if (now >= tidyAt) {
        await guarded('tidy', async () => (await forgetOldRows(ports), 0))
        tidyAt = now + tidyEveryMs
      }
      if (isStopping) return
      if (sent >= rowsPerPass) await new Promise((resolve) => setTimeout(resolve, busyPauseMs))
      else if (isWoken) {
        isWoken = false
        await new Promise((resolve) => setTimeout(resolve, wakeDelayMs))
      } else await pause(idlePollMs)
    }
  }
  const running = run()
  return {
    wake() {
      isWoken = true
      wakeUp?.()
    },
    async stop() {
      isStopping = true
      wakeUp?.()
      await running
    },
  }
}
