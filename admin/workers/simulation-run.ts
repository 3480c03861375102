import type { Policy } from '../../shared/policy/policy.ts'
import { mostSimulated } from '../../shared/policy/simulate/history.ts'
import type { Simulation } from '../../shared/policy/simulate/simulation.ts'
import { ApiError } from '../data/http.ts'
import { readHistoryLines } from '../data/policy-versions.ts'
import type { Explanation } from './explain.ts'
import type { Ask, Told } from './messages.ts'

export interface Progress {
  done: number
  /** Undefined until the first of them have come. */
  of: number | undefined
}

export interface SimulationResult {
  simulation: Simulation
  /** All of it, reading the requests included. */
  tookMs: number
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
  private started: (() => void) | undefined
  private finished: ((told: Extract<Told, { type: 'done' }>) => void) | undefined
  private failed: ((error: Error) => void) | undefined
  private readonly progress: (progress: Progress) => void

  constructor(progress: (progress: Progress) => void) {
    this.progress = progress
    this.worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.told(data))
    this.worker.addEventListener('error', (event) => this.failed?.(new Error(event.message || 'the worker ended')))
  }

  /**
   * `since`: epoch ms; absent: from the first request on.
   * @throws ApiError when the requests do not come, or not all of them; DOMException AbortError after `end`
   */
  async replay(live: Policy, draft: Policy, since?: number): Promise<SimulationResult> {
    const startedAt = performance.now()
    const started = new Promise<void>((resolve) => {
      this.started = resolve
    })
    this.ask({ type: 'start', live, draft })
    const end = new Promise<Extract<Told, { type: 'done' }>>((resolve, reject) => {
      this.finished = resolve
      this.failed = reject
      this.abort.signal.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError')))
    })
    // What the worker still has to load would wait behind the history.
    await Promise.race([started, end])
    const [{ simulation, of }] = await Promise.all([end, this.feed(since)])
    return { simulation, tookMs: performance.now() - startedAt, isCapped: of > simulation.requests }
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

  /** Straight on to the worker: what this page does not read, it need not unpack. */
  private async feed(since: number | undefined): Promise<void> {
    const lines = await readHistoryLines(since === undefined ? {} : { since }, this.abort.signal)
    const reader = lines.getReader()
    for (;;) {
      const { value, done } = await reader.read().catch((error: unknown) => {
        throw this.abort.signal.aborted ? error : new ApiError('offline', 0)
      })
      if (done) break
      this.worker.postMessage({ type: 'add', bytes: value } satisfies Ask, [value.buffer])
    }
    this.ask({ type: 'finish' })
  }

  private told(told: Told): void {
    switch (told.type) {
      case 'started':
        this.started?.()
        return
      case 'added':
        this.progress({ done: told.count, of: Math.min(told.of, mostSimulated) })
        return
      case 'done':
        this.finished?.(told)
        return
      case 'cut_short':
        this.failed?.(new ApiError('offline', 0))
        return
      case 'explained':
        this.explaining.get(told.number)?.(told.explanation)
        this.explaining.delete(told.number)
    }
  }

  private ask(ask: Ask): void {
    this.worker.postMessage(ask)
  }
}
