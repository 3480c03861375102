import type { Stripe } from 'stripe'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import { keptFor } from '../../platform/kept.ts'
import type { Fetch, ProviderParts } from '../../platform/ports.ts'
import { parsed } from './json-call.ts'

/** The version this adapter was written and checked against; the account's own default does not matter. */
const apiVersion = '2026-10-28.endive'

// Making one builds two hundred resources, which takes longer than the rest of a payout.
const clients = keptFor<Stripe>(3_600_000, 50)

/** The SDK, loaded when the first merchant needs it: it is a megabyte. Its fetch client runs on every runtime. */
export function stripeClient(parts: ProviderParts): Promise<Stripe> {
  const { secretKey } = parts.credentials as Credentials['stripe']
  const key = JSON.stringify([secretKey, parts.url])
  return clients.get(parts.fetch, key, parts.clock.now(), () => newClient(secretKey, parts))
}

async function newClient(secretKey: string, { url, fetch }: ProviderParts): Promise<Stripe> {
  const { Stripe } = await import('stripe')
  return new Stripe(secretKey, {
    apiVersion,
    httpClient: Stripe.createFetchHttpClient(objectsOnly(fetch) as typeof globalThis.fetch),
    // The worker decides when to try again, and asks first.
    maxNetworkRetries: 0,
    telemetry: false,
    ...(url ? addressOf(url) : {}),
  })
}

function addressOf(url: string): { protocol: 'http' | 'https'; host: string; port: number } {
  const { protocol, hostname, port } = new URL(url)
  const isPlain = protocol === 'http:'
  return { protocol: isPlain ? 'http' : 'https', host: hostname, port: Number(port || (isPlain ? 80 : 443)) }
}

/**
 * The SDK trusts what answers: JSON that is no object makes it throw where nobody catches, and some connection errors make
 * it call again at once. Here everything else becomes an error that it understands.
 */
function objectsOnly(fetch: Fetch): Fetch {
  return async (url, init) => {
    const response = await answerOf(fetch, url, init)
    const { status, headers } = response
    const text = await response.text()
    const body = parsed(text)
    // It looks at the body alone: a refund in a 500 would be one.
    const isUnderstood = isPlainObject(body) && (response.ok || 'error' in body)
    return new Response(isUnderstood ? text : '{"error":{"type":"not_understood"}}', { status, headers })
  }
}

async function answerOf(fetch: Fetch, url: string, init: RequestInit | undefined): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch {
    throw new Error('stripe did not answer')
  }
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
