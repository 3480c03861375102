import type { Connection } from '../../../shared/api/connections.schema.ts'
import { credentialFields, isSecretKind } from '../../../shared/payouts/credential-fields.ts'
import type { ConnectedProvider } from '../../../shared/payouts/credentials.ts'
import { sha256Hex } from '../../platform/hmac.ts'

type Shown = Connection['shown']

/** What may be shown of credentials: all that is no secret, of a secret enough to tell it from another. */
export async function shownParts(provider: ConnectedProvider, credentials: object): Promise<Shown> {
  const shown: Shown = {}
  for (const { name, kind } of credentialFields[provider]) {
    const value = (credentials as Record<string, unknown>)[name]
    if (value === undefined) continue
    if (kind === 'private_key') shown[name] = `SHA-256 ${await fingerprint(String(value))}`
    else if (isSecretKind(kind)) shown[name] = maskedSecret(String(value))
    else shown[name] = value as Shown[string]
  }
  return shown
}

/** "sk_live_••••4242": its kind and its end, as the provider's own pages show it. */
function maskedSecret(text: string): string {
  const kind = /^([a-z]+_)+/.exec(text)?.[0] ?? ''
  const rest = text.slice(kind.length)
  return `${kind}••••${rest.length >= 16 ? rest.slice(-4) : ''}`
}

/** Of the key itself, however its lines were broken. */
async function fingerprint(key: string): Promise<string> {
  const bare = key.replaceAll(/-----[A-Z ]+-----|\s/g, '')
  return (await sha256Hex(bare)).slice(0, 12)
}
