import fc from 'fast-check'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { Fetch, ProviderFactory, ProviderParts, RefundOrder, RefundProvider } from '../../platform/ports.ts'

export const nowMs = Date.UTC(2026, 10, 22, 12)

export interface Call {
  method: string
  url: URL
  headers: Headers
  body: string
}

export type Reply = { status: number; body: unknown } | 'dropped'

/** A provider that answers as the test says, and the calls it got. */
export function doubleOf(reply: (call: Call) => Reply | Promise<Reply>): { fetch: Fetch; calls: Call[] } {
  const calls: Call[] = []
  return {
    calls,
    async fetch(url, init) {
      const headers = new Headers(init?.headers)
      const call = { method: init?.method ?? 'GET', url: new URL(url), headers, body: String(init?.body ?? '') }
      calls.push(call)
      const answer = await reply(call)
      if (answer === 'dropped') throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET' })
      const { status, body } = answer
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
    },
  }
}

/** Bodies that nobody can understand: any JSON, and `good` with one of `fields` replaced by any JSON. */
export function strangeBodies(good: Record<string, unknown>, fields: readonly string[]): fc.Arbitrary<unknown> {
  const spoilt = fc
    .tuple(fc.constantFrom(...fields), fc.jsonValue())
    .filter(([field, value]) => JSON.stringify(good[field]) !== JSON.stringify(value))
    .map(([field, value]) => ({ ...good, [field]: value }))
  return fc.oneof(fc.jsonValue(), spoilt)
}

/** @param also what differs from a merchant in the provider's test mode, at the provider's own address */
export function providerWith<Name extends keyof Credentials>(
  factory: ProviderFactory,
  credentials: Credentials[Name],
  also: Partial<ProviderParts>,
): RefundProvider {
  const refuse = () => {
    throw new Error('not for this provider')
  }
  return factory({
    merchant: 'm1',
    credentials,
    fetch: refuse,
    outside: { refusal: refuse, post: refuse },
    openAccount: refuse,
    clock: { now: () => nowMs, sleep: async () => {} },
    ids: { next: refuse, requestNumber: refuse, code: refuse, token: refuse, chance: () => 0 },
    get database(): never {
      return refuse()
    },
    ...also,
  })
}

export function orderOf(also: Partial<RefundOrder> = {}): RefundOrder {
  return {
    id: 'po_01JD000000000000000000000A',
    merchant: 'm1',
    request: 'R-ABCD-EFGH',
    orderNumber: '1001',
    destination: 'p1',
    provider: 'stripe',
    method: 'card',
    reference: 'pi_1',
    currency: 'EUR',
    amount: 1250,
    attempt: 1,
    ...also,
  }
}
