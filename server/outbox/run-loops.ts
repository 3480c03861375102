import type { Ports } from '../platform/ports.ts'
import { forgetOldRows, workDeadlines } from './work-deadlines.ts'
import { takeWork, workOutbox, workRow } from './work-outbox.ts'

/** E-mails a pass takes, and the breath between full passes: people who wait for an answer come first. */
const mailsPerPass = 8
const busyPauseMs = 25
/** Payouts under way at once: a provider that does not answer holds its own places, and the breaker frees them. */
const payoutsAtOnce = 16
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
  let isWaking = false
  const [mail, payouts, time, webhooks] = [wakeablePause(), wakeablePause(), wakeablePause(), wakeablePause()]

  const guarded = async (name: string, work: () => Promise<number>): Promise<number> => {
    try {
      return await work()
    } catch (error) {
      ports.log.error(`${name}_failed`, { problem: error instanceof Error ? error.message : String(error) })
      return 0
    }
  }

  const runMail = async () => {
    while (!isStopping) {
      const sent = await guarded('mail', () => workOutbox(ports, { limit: mailsPerPass, kind: 'mail' }))
      if (isStopping) return
      if (sent >= mailsPerPass) await pause(busyPauseMs)
      else await mail.pause(idlePollMs)
    }
  }
  const underWay = new Set<Promise<unknown>>()
  const runPayouts = async () => {
    while (!isStopping) {
      const free = payoutsAtOnce - underWay.size
      const taken = await guarded('payouts', async () => {
        const rows = await takeWork(ports, free, 'payout')
        for (const row of rows) {
          const work: Promise<unknown> = guarded('payout', async () => (await workRow(ports, row), 1)).finally(() =>
            underWay.delete(work),
          )
          underWay.add(work)
        }
        return rows.length
      })
      if (isStopping) return
      if (taken < free) await payouts.pause(idlePollMs)
      else await Promise.race([...underWay, pause(busyPauseMs)])
    }
  }
  const runTime = async () => {
    let tidyAt = 0
    while (!isStopping) {
      await guarded('deadlines', () => workDeadlines(ports))
      if (Date.now() >= tidyAt) {
        await guarded('tidy', async () => (await forgetOldRows(ports), 0))
        tidyAt = Date.now() + tidyEveryMs
      }
      if (!isStopping) await time.pause(deadlinesEveryMs)
    }
  }
  const runWebhooks = async () => {
    while (!isStopping) {
      const sent = await guarded('webhooks', () => workOutbox(ports, { limit: webhooksPerPass, kind: 'webhook' }))
      if (isStopping) return
      if (sent < webhooksPerPass) await webhooks.pause(webhooksPollMs)
    }
  }
  const running = Promise.all([runMail(), runTime()])
  const slow = Promise.all([runPayouts(), runWebhooks()])
  return {
    wake() {
      if (isWaking) return
      isWaking = true
      setTimeout(() => {
        isWaking = false
        mail.wake()
        payouts.wake()
      }, wakeDelayMs)
    },
    async stop() {
      isStopping = true
      for (const each of [mail, payouts, time, webhooks]) each.wake()
      // What a slow receiver is being told now is told again after the lease; a payout is asked about first.
      const lastWord = Promise.all([slow, ...underWay])
      await Promise.all([running, Promise.race([lastWord, pause(lastWordMs)])])
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
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
