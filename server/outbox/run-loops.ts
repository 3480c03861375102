import type { Ports } from '../platform/ports.ts'
import { forgetOldRows, workDeadlines } from './work-deadlines.ts'
import { workOutbox } from './work-outbox.ts'

/** Rows a pass takes, and the breath between full passes: people who wait for an answer come first. */
const rowsPerPass = 8
const busyPauseMs = 25
/** After a wake, so that a burst of requests is sent in few passes. */
const wakeDelayMs = 50
const idlePollMs = 250
/** Merchants' servers: many at once, because each may take its ten seconds. Nobody sits and waits for these. */
const webhooksPerPass = 32
const webhooksPollMs = 1_000
const lastWordMs = 1_000
const deadlinesEveryMs = 5_000
const tidyEveryMs = 3_600_000

export interface Loops {
  wake(): void
  /** Resolves when the pass under way is over; one of webhooks is waited for a second. */
  stop(): Promise<void>
}

/** The outbox, deadlines and tidying on one machine; the edge runs the same functions from cron. */
export function runLoops(ports: Ports): Loops {
  let isStopping = false
  let isWoken = false
  const own = wakeablePause()
  const webhooks = wakeablePause()

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
      const sent = await guarded('outbox', () => workOutbox(ports, { limit: rowsPerPass, lane: 'ours' }))
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
      } else await own.pause(idlePollMs)
    }
  }
  const runWebhooks = async () => {
    while (!isStopping) {
      const sent = await guarded('webhooks', () => workOutbox(ports, { limit: webhooksPerPass, lane: 'webhooks' }))
      if (isStopping) return
      if (sent < webhooksPerPass) await webhooks.pause(webhooksPollMs)
    }
  }
  const running = run()
  const telling = runWebhooks()
  return {
    wake() {
      isWoken = true
      own.wake()
    },
    async stop() {
      isStopping = true
      own.wake()
      webhooks.wake()
      // What a slow receiver is being told now is told again after the lease.
      await Promise.all([running, Promise.race([telling, new Promise((resolve) => setTimeout(resolve, lastWordMs))])])
    },
  }
}

function wakeablePause() {
  let wakeUp: (() => void) | undefined
  return {
    pause: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        wakeUp = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    wake: () => wakeUp?.(),
  }
}
