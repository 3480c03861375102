import type { Fetch } from '../../server/platform/ports.ts'
import type { Api, Specification } from './specification.ts'

/** What was counted of one operation of one provider. */
export interface Tally {
  requests: number
  replies: number
  violations: string[]
}

/** What went over the wire, judged by the vendors' files as it goes. */
export class Recorder {
  readonly tallies = new Map<string, Tally>()
  private readonly specifications: Readonly<Record<Api, Specification>>

  constructor(specifications: Readonly<Record<Api, Specification>>) {
    this.specifications = specifications
  }

  /** @param base what stands before the paths of the file, such as "/v72" */
  listening(api: Api, scenario: string, base: string, fetch: Fetch): Fetch {
    return async (url, init) => {
      const address = new URL(url)
      const method = init?.method ?? 'GET'
      const path = address.pathname.startsWith(base) ? address.pathname.slice(base.length) : address.pathname
      const specification = this.specifications[api]
      const operation = specification.operationOf({ method, path })
      const tally = this.tallyOf(api, operation ?? `${method} ${path} (not in the file)`)
      const headers = new Headers(init?.headers)
      const request = { method, path, query: address.searchParams, headers, body: String(init?.body ?? '') }
      tally.requests += 1
      if (operation) this.note(tally, scenario, 'request', specification.request(operation, request))
      const response = await fetch(url, init)
      const text = await response.text()
      tally.replies += 1
      if (operation) this.note(tally, scenario, 'reply', specification.reply(operation, response.status, text))
      return new Response(text, { status: response.status, headers: response.headers })
    }
  }

  /** What a webhook carried. */
  notice(api: Api, scenario: string, schema: string, value: unknown): void {
    const tally = this.tallyOf(api, `webhook with ${schema}`)
    tally.replies += 1
    this.note(tally, scenario, 'webhook', this.specifications[api].schema(schema, value))
  }

  /** What the adapter made of it. */
  outcome(api: Api, scenario: string, problems: readonly string[]): void {
    const tally = this.tallyOf(api, 'scenarios, and what came of them')
    tally.requests += 1
    tally.replies += 1
    this.note(tally, scenario, 'outcome', problems)
  }

  private tallyOf(api: Api, operation: string): Tally {
    const key = `${api} ${operation}`
    const tally = this.tallies.get(key) ?? { requests: 0, replies: 0, violations: [] }
    this.tallies.set(key, tally)
    return tally
  }

  private note(tally: Tally, scenario: string, what: string, problems: readonly string[]): void {
    tally.violations.push(...problems.map((problem) => `${scenario}, ${what}: ${problem}`))
  }
}
