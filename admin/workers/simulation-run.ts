import type { Policy } from '../../shared/policy/policy.ts'
import type { Simulation } from '../../shared/policy/simulate/simulation.ts'
import { readHistoryPage } from '../data/policy-versions.ts'
import type { Explanation } from './explain.ts'
import type { Ask, Told } from './messages.ts'

/** Few enough for progress to be seen, and for the page to stay quick while one is handed over. */
const pageSize = 500
const mostRequests = 10_000

export interface Progress {
  done: number
  /** Undefined until the first page has come. */
  of: number | undefined
}

export interface SimulationResult {
  simulation: Simulation
  /** The worker's own time. */
  workedMs: number
  /** There are more past requests than are replayed. */
  isCapped: boolean
}

/**
 * Replays past requests on two policies in a worker, so that the page stays quick. The page fetches: the session is its own.
 * Stays open to explain single requests until `end`.
 */
export class SimulationRun {
  private readonly worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), { type: 'module' })
  private readonly abort = new AbortController()
  private readonly explaining = new Map<string, (explanation: Explanation | undefined) => void>()
  private finished: ((told: Extract<Told, { type: 'done' }>) => void) | undefined
  private failed: ((error: Error) => void) | undefined
  private done = 0
  private of: number | undefined
  private readonly progress: (progress: Progress) => void

  constructor(progress: (progress: Progress) => void) {
    this.progress = progress
    this.worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.told(data))
    this.worker.addEventListener('error', (event) => this.failed?.(new Error(event.message || 'the worker ended')))
  }

  /**
   * `since`: epoch ms; absent: from the first request on.
   * @throws ApiError when a page does not come; DOMException AbortError after `end`
   */
  async replay(live: Policy, draft: Policy, since?: number): Promise<SimulationResult> {
    this.ask({ type: 'start', live, draft })
    const end = new Promise<Extract<Told, { type: 'done' }>>((resolve, reject) => {
      this.finished = resolve
      this.failed = reject
      this.abort.signal.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError')))
    })
    const [told, isCapped] = await Promise.all([end, this.feed(since)])
    return { simulation: told.simulation, workedMs: told.workedMs, isCapped }
  }

  /** Why one of the requests whose outcome changes comes out as it does on either side. */
  explain(number: string): Promise<Explanation | undefined> {
    return new Promise((resolve) => {
      this.explaining.set(number, resolve)
      this.ask({ type: 'explain', number })
    })
  }

  end(): void {
    this.abort.abort()
    this.worker.terminate()
  }

  private async feed(since: number | undefined): Promise<boolean> {
    let cursor: string | undefined
    let sent = 0
    do {
      const limit = Math.min(pageSize, mostRequests - sent)
      const wanted = { limit, ...(since === undefined ? {} : { since }), ...(cursor ? { cursor } : {}) }
      const page = await readHistoryPage(wanted, this.abort.signal)
      if (page.total !== undefined) this.of = Math.min(page.total, mostRequests)
      this.ask({ type: 'add', requests: page.requests })
      this.report()
      sent += page.requests.length
      cursor = page.nextCursor
    } while (cursor && sent < mostRequests)
    this.ask({ type: 'finish' })
    return cursor !== undefined
  }

  private told(told: Told): void {
    switch (told.type) {
      case 'added':
        this.done = told.count
        this.report()
        return
      case 'done':
        this.finished?.(told)
        return
      case 'explained':
        this.explaining.get(told.number)?.(told.explanation)
        this.explaining.delete(told.number)
    }
  }

  private report(): void {
    this.progress({ done: this.done, of: this.of })
  }

  private ask(ask: Ask): void {
    this.worker.postMessage(ask)
  }
}
