import { parsePolicy } from '../../shared/policy/policy.schema.ts'
import type { FieldError } from '../failure.ts'
import { type MerchantSettings, parseSettings } from '../merchants/index.ts'
import type { WrittenPolicy } from '../policies/index.ts'

/** Lines for the person who starts the server, each whole. */
export interface Wrong {
  wrong: string[]
}

const mostLines = 10

/** Every wrong field in one line. `name` is what the owner knows the text by. */
export function settingsOfText(text: string, name: string): { settings: MerchantSettings } | Wrong {
  const json = jsonOf(text, name)
  if ('wrong' in json) return json
  const parsed = parseSettings(json.value)
  if ('settings' in parsed) return parsed
  return { wrong: [`${name}: ${parsed.errors.map(said).join('; ')}`] }
}

/** Every wrong field in a line of its own, ten at most: a policy is long. */
export function policyOfText(text: string, name: string): { policy: WrittenPolicy } | Wrong {
  const json = jsonOf(text, name)
  if ('wrong' in json) return json
  const parsed = parsePolicy(json.value)
  if ('policy' in parsed) return { policy: { policy: parsed.policy, written: json.value } }
  return { wrong: parsed.issues.slice(0, mostLines).map((issue) => `${name}: ${said(issue)}`) }
}

function said({ pointer, message }: Pick<FieldError, 'pointer' | 'message'>): string {
  return `${pointer || 'the whole'}: ${message}`
}

function jsonOf(text: string, name: string): { value: unknown } | Wrong {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch (error) {
    // What it quotes of the text may be a secret.
    const why = String((error as Error).message).replace(/, (\.\.\.)?".*$/s, '')
    const at = Number(/position (\d+)/.exec(why)?.[1] ?? Number.NaN)
    const line = Number.isNaN(at) ? '' : `, line ${text.slice(0, at).split('\n').length}`
    return { wrong: [`${name} is not JSON${line}: ${why}`] }
  }
}
