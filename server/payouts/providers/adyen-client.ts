import type { Credentials } from '../../../shared/payouts/credentials.ts'
import type { ProviderParts } from '../../platform/ports.ts'
import { type JsonAnswer, jsonCall } from './json-call.ts'

/** The version that this adapter was written and checked against. */
const apiVersion = 'v72'

/** One call of Checkout's. @throws when there was no answer: then nobody knows what it did */
export async function adyenCall(
  parts: ProviderParts,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  return jsonCall(parts.fetch, `${baseOf(parts)}/${apiVersion}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': credentialsOf(parts).apiKey, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

export function credentialsOf({ credentials }: ProviderParts): Credentials['adyen'] {
  return credentials as Credentials['adyen']
}

function baseOf(parts: ProviderParts): string {
  const { environment, liveUrlPrefix } = credentialsOf(parts)
  if (parts.url) return parts.url
  if (environment === 'test') return 'https://checkout-test.adyen.com'
  return `https://${liveUrlPrefix}-checkout-live.adyenpayments.com/checkout`
}

/** A live account has an address of its own, made of a prefix: nothing else may get into the host's name. */
export function hasAddress(parts: ProviderParts): boolean {
  const { environment, liveUrlPrefix } = credentialsOf(parts)
  return environment === 'test' || parts.url !== undefined || /^[a-z0-9-]{1,60}$/i.test(liveUrlPrefix ?? '')
}
