declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  interface Request {
    method: string
    path: string
    headers?: Record<string, string>
    body?: string
  }
  interface Options {
    url: string
    connections: number
    /** Requests in all, instead of a duration. */
    amount: number
    /** Milliseconds between samples; a run ends at one. */
    sampleInt: number
    /** Seconds until a request counts as failed. */
    timeout: number
    requests: { setupRequest(request: Request): Request }[]
  }
  interface Result {
    '2xx': number
    non2xx: number
    errors: number
    timeouts: number
    latency: { p50: number; p99: number }
  }
  /** Emits `response` for every answer. */
  type Instance = EventEmitter & PromiseLike<Result>

  function autocannon(options: Options): Instance
  export = autocannon
}
