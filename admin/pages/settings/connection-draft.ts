import { type CredentialField, credentialFields, isSecretKind } from '../../../shared/payouts/credential-fields.ts'
import type { ConnectedProvider } from '../../../shared/payouts/credentials.ts'
import type { Connection } from '../../data/connections.ts'

export interface KeyDraft {
  serial: string
  publicKey: string
}

/** The fields as somebody types them. */
export interface ConnectionDraft {
  texts: Record<string, string>
  keys: readonly KeyDraft[]
}

export type FieldProblem = 'missing' | 'wrong'

export function fieldsOf(provider: ConnectedProvider): readonly CredentialField[] {
  return credentialFields[provider]
}

const knownOptions = ['live', 'sandbox', 'test', 'off', 'on'] as const

/** The name that a choice has in the words. */
export function optionOf(value: string): (typeof knownOptions)[number] {
  return knownOptions.find((option) => option === value) ?? 'live'
}

/** Secrets begin blank: nobody is given them back. */
export function draftOf({ provider, shown }: Connection): ConnectionDraft {
  const texts: Record<string, string> = {}
  let keys: readonly KeyDraft[] = [{ serial: '', publicKey: '' }]
  for (const { name, kind, options } of fieldsOf(provider)) {
    const value = shown[name]
    if (kind === 'key_list') keys = Array.isArray(value) && value.length > 0 ? value : keys
    else texts[name] = isSecretKind(kind) ? '' : typeof value === 'string' ? value : (options?.[0] ?? '')
  }
  return { texts, keys }
}

/** As the server takes them: what is blank is left out. */
export function credentialsOf(provider: ConnectedProvider, { texts, keys }: ConnectionDraft): Record<string, unknown> {
  const credentials: Record<string, unknown> = {}
  for (const { name, kind } of fieldsOf(provider)) {
    const text = texts[name]?.trim() ?? ''
    if (kind === 'key_list') credentials[name] = keys.filter(isFilled)
    else if (text !== '') credentials[name] = text
  }
  return credentials
}

/** Which fields have to be filled before anything is sent; a secret that is stored already may stay blank. */
export function missingIn({ provider, isConnected }: Connection, draft: ConnectionDraft): Map<string, FieldProblem> {
  const credentials = credentialsOf(provider, draft)
  const missing = new Map<string, FieldProblem>()
  for (const { name, kind, isOptional } of fieldsOf(provider)) {
    if (isOptional || (isConnected && isSecretKind(kind))) continue
    const value = credentials[name]
    if (value === undefined || (Array.isArray(value) && value.length === 0)) missing.set(name, 'missing')
  }
  return missing
}

/** The fields that the server named, by /credentials/<name>/… */
export function problemsFrom(
  errors: readonly { pointer: string }[],
  draft: ConnectionDraft,
): Map<string, FieldProblem> {
  const problems = new Map<string, FieldProblem>()
  for (const { pointer } of errors) {
    const name = pointer.split('/')[2]
    if (name) problems.set(name, (draft.texts[name] ?? '-').trim() === '' ? 'missing' : 'wrong')
  }
  return problems
}

/** `whsec_` and 32 random bytes, as Standard Webhooks has them. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}

function isFilled({ serial, publicKey }: KeyDraft): boolean {
  return serial.trim() !== '' || publicKey.trim() !== ''
}
