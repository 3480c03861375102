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

type Done = Extract<Told, { type: 'done' }>

/** One replay: what an earlier one still tells is not heard. */
class Run {
  readonly abort = new AbortController()
  readonly explaining = new Map<string, (explanation: Explanation | undefined) => void>()
  readonly number: number
  readonly progress: (progress: Progress) => void
  /** The worker is there. */
  readonly started: Promise<void>
  readonly done: Promise<Done>
  start = () => {}
  finish: (told: Done) => void = () => {}
  fail: (reason: unknown) => void = () => {}

  constructor(number: number, progress: (progress: Progress) => void) {
    this.number = number
    this.progress = progress
    this.started = new Promise((resolve) => {
      this.start = resolve
    })
    this.done = new Promise((resolve, reject) => {
      this.finish = resolve
      this.fail = reject
    })
    this.abort.signal.addEventListener('abort', () => this.fail(this.abort.signal.reason))
  }
}

/**
 * Replays past requests on two policies in a worker, so that the page stays quick. The page fetches: the session is its own.
 * One worker for as long as the page is open: what it has compiled for one run serves the next, which takes a third less.
 */
export class Simulator {
  private worker: Worker | undefined
  private run: Run | undefined
  private runs = 0

  /** The worker loads while the policies are read. */
  constructor() {
    this.worker = this.newWorker()
  }

  /**
   * Ends what was under way. `since`: epoch ms; absent: from the first request on. Until the next one, single requests can be explained.
   * @throws ApiError when the requests do not come, or not all of them; DOMException AbortError after `cancel`, `end` or another replay
   */
  async replay(
    policies: { live: Policy; draft: Policy },
    { since, progress }: { since?: number; progress(progress: Progress): void },
  ): Promise<SimulationResult> {
    const startedAt = performance.now()
    this.cancel()
    this.worker ??= this.newWorker()
    this.runs += 1
    const run = new Run(this.runs, progress)
    this.run = run
    this.ask({ type: 'start', run: run.number, ...policies })
    // What the worker still has to load would wait behind the history.
    await Promise.race([run.started, run.done])
    const [{ simulation, of }] = await Promise.all([run.done, this.feed(since, run.abort.signal)])
    run.abort.signal.throwIfAborted()
    return { simulation, tookMs: performance.now() - startedAt, isCapped: of > simulation.requests }
  }

  /** Why one of the requests whose outcome changes comes out as it does on either side. */
  explain(number: string): Promise<Explanation | undefined> {
    const { run } = this
    if (!run) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      run.explaining.set(number, resolve)
      this.ask({ type: 'explain', number })
    })
  }

  cancel(): void {
    this.run?.abort.abort()
    this.run = undefined
  }

  end(): void {
    this.cancel()
    this.worker?.terminate()
    this.worker = undefined
  }

  private newWorker(): Worker {
    const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.told(data))
    worker.addEventListener('error', (event) => {
      this.run?.fail(new Error(event.message || 'the worker ended'))
      this.end()
    })
    return worker
  }

  /** Straight on to the worker: what this page does not read, it need not unpack. */
  private async feed(since: number | undefined, signal: AbortSignal): Promise<void> {
    const lines = await readHistoryLines(since === undefined ? {} : { since }, signal)
    const reader = lines.getReader()
    for (;;) {
      const { value, done } = await reader.read().catch((error: unknown) => {
        throw signal.aborted ? error : new ApiError('offline', 0)
      })
      if (signal.aborted) return
      if (done) break
      this.worker?.postMessage({ type: 'add', bytes: value } satisfies Ask, [value.buffer])
    }
    this.ask({ type: 'finish' })
  }

  private told(told: Told): void {
    const { run } = this
    if (told.run !== run?.number) return
    switch (told.type) {
      case 'started':
        run.start()
        return
      case 'added':
        run.progress({ done: told.count, of: Math.min(told.of, mostSimulated) })
        return
      case 'done':
        run.finish(told)
        return
      case 'cut_short':
        run.fail(new ApiError('offline', 0))
        return
      case 'explained':
        run.explaining.get(told.number)?.(told.explanation)
        run.explaining.delete(told.number)
    }
  }

  private ask(ask: Ask): void {
    this.worker?.postMessage(ask)
  }
}
