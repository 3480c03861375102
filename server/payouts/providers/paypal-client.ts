import { z } from 'zod'
import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { Fetch, ProviderParts } from '../../platform/ports.ts'
import { isOk, type JsonAnswer, jsonCall } from './json-call.ts'
import { codeOf, refused } from './outcome.ts'

/** `not_sent`: there was no token to send it with, so surely nothing happened. */
export type PaypalAnswer = ({ kind: 'answered' } & JsonAnswer) | { kind: 'not_sent'; said: ProviderState }

export interface PaypalCall {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: string
}

interface Token {
  text: string
  /** Epoch ms. */
  until: number
}

// Tokens live for hours and making one is a call of its own. Kept for each way out, so that a test's world keeps its own.
const kept = new WeakMap<Fetch, Map<string, Token>>()
const mostKept = 1000
/** Not used up to its last second. */
const spareMs = 60_000

const addresses = { live: 'https://api-m.paypal.com', sandbox: 'https://api-m.sandbox.paypal.com' }

/** One call to PayPal in the merchant's name. @throws when there was no answer: then nobody knows what it did */
export async function paypalCall(parts: ProviderParts, call: PaypalCall): Promise<PaypalAnswer> {
  const token = await tokenFor(parts)
  if ('said' in token) return token
  const answer = await sent(parts, token, call)
  if (answer.status !== 401 || token.isNew) return { kind: 'answered', ...answer }
  // Somebody may have revoked it since; what is refused for its token was not executed.
  forget(parts)
  const fresh = await tokenFor(parts)
  if ('said' in fresh) return fresh
  return { kind: 'answered', ...(await sent(parts, fresh, call)) }
}

function sent(parts: ProviderParts, { text }: Token, { method, path, headers, body }: PaypalCall): Promise<JsonAnswer> {
  return jsonCall(parts.fetch, `${baseOf(parts)}${path}`, {
    method,
    headers: { authorization: `Bearer ${text}`, 'content-type': 'application/json', ...headers },
    body,
  })
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })
const oauthErrorSchema = z.object({ error: z.string() })

async function tokenFor(
  parts: ProviderParts,
): Promise<(Token & { isNew: boolean }) | Extract<PaypalAnswer, { kind: 'not_sent' }>> {
  const tokens = kept.get(parts.fetch) ?? new Map<string, Token>()
  kept.set(parts.fetch, tokens)
  const known = tokens.get(keyOf(parts))
  const now = parts.clock.now()
  if (known && now < known.until) return { ...known, isNew: false }
  const answer = await askToken(parts)
  const read = answer && isOk(answer) ? tokenSchema.safeParse(answer.body).data : undefined
  if (!read) return { kind: 'not_sent', said: withoutToken(answer) }
  const token: Token = { text: read.access_token, until: now + read.expires_in * 1000 - spareMs }
  if (tokens.size >= mostKept) tokens.clear()
  tokens.set(keyOf(parts), token)
  return { ...token, isNew: true }
}

async function askToken(parts: ProviderParts): Promise<JsonAnswer | undefined> {
  const { clientId, clientSecret } = credentialsOf(parts)
  try {
    return await jsonCall(parts.fetch, `${baseOf(parts)}/v1/oauth2/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${base64(`${clientId}:${clientSecret}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    })
  } catch {
    return undefined
  }
}

/** Without a token nothing was asked for yet. */
function withoutToken(answer: JsonAnswer | undefined): ProviderState {
  if (!answer) return refused('provider_unavailable', 'no_answer')
  const { status, body } = answer
  const code = codeOf(oauthErrorSchema.safeParse(body).data?.error, `token_http_${status}`)
  if (status === 429) return refused('rate_limited', code)
  return refused(status >= 400 && status < 500 ? 'auth_config' : 'provider_unavailable', code)
}

function forget(parts: ProviderParts): void {
  kept.get(parts.fetch)?.delete(keyOf(parts))
}

function keyOf(parts: ProviderParts): string {
  const { clientId, clientSecret } = credentialsOf(parts)
  return JSON.stringify([baseOf(parts), clientId, clientSecret])
}

export function credentialsOf({ credentials }: ProviderParts): Credentials['paypal'] {
  return credentials as Credentials['paypal']
}

function baseOf(parts: ProviderParts): string {
  return parts.url ?? addresses[credentialsOf(parts).environment]
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}
