import type { ShopPolicy } from '../../../shared/api/shop-policy.schema.ts'
import type { Language } from '../../i18n/language.ts'
import type own from '../../i18n/locales/en.policy.json'

/** The few words around a policy: labels alone, so no sentence has to be put together. */
export type PolicyWords = Readonly<Record<keyof typeof own, string>>

/** What an element asks for. */
export interface PolicyWanted {
  /** The API's /v1/ folder. */
  base: URL
  /** The folder that has `locales/`. */
  files: URL
  /** Publishable key, `pk_…`. */
  merchant: string
  /** ISO 3166-1 alpha-2; absent: the server goes by the browser's region. */
  country?: string
  language: Language
}

const timeoutMs = 20_000
const known = new Map<string, Promise<unknown>>()

/** A product page may say the line three times: each answer is asked for once in the life of the page. */
function once<T>(url: URL, merchant?: string): Promise<T> {
  const name = `${merchant} ${url}`
  const found = known.get(name) as Promise<T> | undefined
  if (found) return found
  const answer = read<T>(url, merchant)
  known.set(name, answer)
  // A failure must not be remembered: the next try may succeed.
  answer.catch(() => known.delete(name))
  return answer
}

async function read<T>(url: URL, merchant?: string): Promise<T> {
  const headers: Record<string, string> = merchant ? { 'Amends-Merchant': merchant, 'Amends-Version': '1' } : {}
  const response = await fetch(url, { headers, credentials: 'omit', signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) throw new Error(`${response.status} for ${url}`)
  return response.json()
}

/** The policy in force, in words. @throws when nothing sensible is answered within 20 s */
export function loadPolicy(wanted: PolicyWanted): Promise<ShopPolicy> {
  return once(addressOf(wanted, 'shop/policy'), wanted.merchant)
}

/** The same as schema.org has it; without a country, for all that returns are taken from. */
export function loadJsonLd(wanted: PolicyWanted): Promise<object> {
  return once(addressOf(wanted, 'shop/policy.jsonld'), wanted.merchant)
}

export function loadPolicyWords({ files, language }: PolicyWanted): Promise<PolicyWords> {
  return once(new URL(`locales/${language}.policy.json`, files))
}

function addressOf({ base, country, language }: PolicyWanted, path: string): URL {
  const url = new URL(path, base)
  url.searchParams.set('language', language)
  if (country) url.searchParams.set('country', country.toUpperCase())
  return url
}
