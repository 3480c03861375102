import { type ProviderName, providerNames } from '../../shared/payouts/payout.ts'

/**
 * Where providers are reached instead of at their own addresses, as JSON: {"stripe": "http://127.0.0.1:12111"}. For a proxy of
 * the operator, and for tests. @throws Error that names what is wrong
 */
export function parseProviderUrls(text: string | undefined): Partial<Record<ProviderName, string>> {
  if (text === undefined || text.trim() === '') return {}
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new Error('AMENDS_PROVIDER_URLS is no JSON such as {"stripe": "http://127.0.0.1:12111"}.')
  }
  if (typeof given !== 'object' || given === null) throw new Error('AMENDS_PROVIDER_URLS is no JSON object.')
  const urls: Partial<Record<ProviderName, string>> = {}
  for (const [name, url] of Object.entries(given)) {
    if (!providerNames.includes(name as ProviderName)) {
      throw new Error(`AMENDS_PROVIDER_URLS: ${name} is no provider; there are ${providerNames.join(', ')}.`)
    }
    if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new Error(`AMENDS_PROVIDER_URLS: the address of ${name} is no http address.`)
    }
    urls[name as ProviderName] = url.replace(/\/+$/, '')
  }
  return urls
}
