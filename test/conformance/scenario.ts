import type { Call, Reply } from '../../server/payouts/providers/provider.fixtures.ts'
import type { RefundProvider } from '../../server/platform/ports.ts'

/** One thing that happens between us and a provider, and what the adapter must make of it. */
export interface Scenario {
  name: string
  /** What the provider answers. */
  reply(call: Call): Reply
  act(provider: RefundProvider): Promise<unknown>
  /** Every field named here must be so in what came out. */
  expected: unknown
  /** Objects that a webhook carried, by the name of their schema in the file. */
  carries?: readonly { schema: string; value: unknown }[]
}

/** What of `expected` is not so in `actual`. */
export function differences(expected: unknown, actual: unknown, at = 'result'): string[] {
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(expected, actual) ? [] : [`${at} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`]
  }
  if (typeof actual !== 'object' || actual === null) return [`${at} is ${JSON.stringify(actual)}`]
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, (actual as Record<string, unknown>)[key], `${at}.${key}`),
  )
}
