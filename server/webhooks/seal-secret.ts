import { fromBase64Url } from '../platform/hmac.ts'
import { boundTo, derivedKey, type SealKeys, seal, unseal } from '../platform/seal.ts'

/** Whose secret it is: what was sealed for one webhook opens for no other. */
export interface SecretOwner {
  merchant: string
  webhook: string
}

export function sealSecret(keys: SealKeys, { merchant, webhook }: SecretOwner, secret: string): Promise<string> {
  return seal(keys, ['webhook', merchant, webhook], secret)
}

/** @throws when it was sealed under a key unknown here, for another webhook, or changed since */
export function openSecret(keys: SealKeys, owner: SecretOwner, sealed: string): Promise<string> {
  if (sealed.startsWith('v1.')) return openFirst(keys, owner, sealed)
  return unseal(keys, ['webhook', owner.merchant, owner.webhook], sealed)
}

/** Of webhooks that were made before sealed texts said their key: `v1.nonce.ciphertext`. */
async function openFirst({ signingKey, oldSigningKeys = [] }: SealKeys, owner: SecretOwner, sealed: string) {
  const [, nonce = '', text = ''] = sealed.split('.')
  const iv = fromBase64Url(nonce)
  const bytes = fromBase64Url(text)
  if (!iv || !bytes) throw new Error('a webhook’s secret is not readable')
  const bound = boundTo(iv, [owner.merchant, owner.webhook])
  for (const candidate of [signingKey, ...oldSigningKeys]) {
    const key = await derivedKey(candidate, 'amends webhook secrets v1')
    const opened = await crypto.subtle.decrypt(bound, key, bytes).catch(() => undefined)
    if (opened) return new TextDecoder().decode(opened)
  }
  throw new Error('a webhook’s secret was sealed under another key, or changed')
}
