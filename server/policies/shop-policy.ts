import type { ShopPolicy } from '../../shared/api/shop-policy.schema.ts'
import { merchantReturnPolicyJsonLd } from '../../shared/policy/jsonld.ts'
import { describePolicy } from '../../shared/policy/words/describe.ts'
import { intlTag } from '../../shared/policy/words/words-context.ts'
import { Failure } from '../failure.ts'
import type { Merchant, MerchantSettings } from '../merchants/index.ts'
import { keptFor } from '../platform/kept.ts'
import type { Ports } from '../platform/ports.ts'
import { findLivePolicy, findPolicyVersion, type LoadedPolicy } from './find-policy.ts'
import { policyPage } from './policy-page.ts'
import { type Language, type Reader, readerOf } from './reader.ts'
import { readVersionTimes, type VersionTime } from './version-store.ts'

export interface Asked {
  country?: string
  language?: string
  acceptLanguage: string | null
}

/** Writing it takes milliseconds, and product pages ask often. */
const keptMs = 60_000
const kept = keptFor<string>(keptMs, 500)

/** The policy in force in words, and where that version stays: JSON. @throws Failure validation_failed */
export async function shopPolicy(ports: Ports, merchant: Merchant, asked: Asked): Promise<string> {
  const reader = readerOf(merchant.settings, asked)
  const live = await findLivePolicy(ports, merchant.id)
  return keptFrom(ports, merchant, ['words', live.version, reader.country, reader.language], () => {
    const { version, effectiveAt } = live
    const url = addressOf(ports, merchant, live) + queryOf(reader)
    const { timezone } = live.policy
    const answer: ShopPolicy = { ...described(live, reader, merchant.settings), version, effectiveAt, timezone, url }
    return JSON.stringify(answer)
  })
}

function keptFrom(
  { database, clock }: Ports,
  { id, settingsRevision }: Merchant,
  of: readonly (string | number)[],
  write: () => string,
): Promise<string> {
  return kept.get(database, [id, settingsRevision, ...of].join(' '), clock.now(), async () => write())
}

/** The same for machines, JSON; of every country that returns are taken from, unless one is asked for. */
export async function shopPolicyJsonLd(ports: Ports, merchant: Merchant, asked: Asked): Promise<string> {
  const reader = readerOf(merchant.settings, asked)
  const live = await findLivePolicy(ports, merchant.id)
  const { returnAddresses } = merchant.settings
  const served = returnAddresses.flatMap(({ country, countries = [] }) => [country, ...countries])
  const countries = asked.country || served.length === 0 ? [reader.country] : [...new Set(served)]
  return keptFrom(ports, merchant, ['machines', live.version, reader.language, ...countries], () =>
    JSON.stringify(jsonLdOf(ports, merchant, live, reader, countries)),
  )
}

/**
 * The printable page of a version, at its lasting address: the day it took effect, and its number.
 * @throws Failure not_found for another day, for one that is not in force yet, or that was cancelled
 */
export async function openEdition(ports: Ports, merchant: Merchant, edition: string, asked: Asked): Promise<string> {
  const reader = readerOf(merchant.settings, asked)
  const { language } = reader
  const now = ports.clock.now()
  const times = await readVersionTimes(ports.database, merchant.id)
  const inForce = times.filter(({ effectiveAt }) => effectiveAt <= now)
  const found = inForce.find(({ version }) => version === Number(edition.split('-').at(-1)))
  if (!found || edition !== editionOf(found)) throw new Failure('not_found')
  const loaded = await findPolicyVersion(ports, merchant.id, found.version)
  const newest = inForce.at(-1)?.version ?? 0
  return keptFrom(ports, merchant, ['page', found.version, newest, reader.country, language], () =>
    editionPage(ports, merchant, loaded, reader, inForce),
  )
}

function editionPage(
  ports: Ports,
  merchant: Merchant,
  loaded: LoadedPolicy,
  reader: Reader,
  inForce: readonly VersionTime[],
): string {
  const { settings } = merchant
  const { language } = reader
  const next = inForce[inForce.findIndex(({ version }) => version === loaded.version) + 1]
  const dateOf = ({ effectiveAt }: VersionTime) => dateText(effectiveAt, loaded.policy.timezone, language)
  return policyPage({
    description: described(loaded, reader, settings),
    language,
    shop: nameOf(merchant, language),
    version: loaded.version,
    since: dateOf(loaded),
    ...(next ? { until: dateOf(next) } : {}),
    versions: inForce.toReversed().map((time) => ({
      version: time.version,
      since: dateOf(time),
      url: addressOf(ports, merchant, time),
    })),
    url: addressOf(ports, merchant, loaded),
    query: (more) => queryOf({ ...reader, ...more }),
    contact: {
      email: settings.contact.email,
      phone: settings.contact.phone,
      hours: settings.contact.hours?.[language] ?? settings.contact.hours?.en,
    },
    jsonLd: jsonLdOf(ports, merchant, loaded, reader, [reader.country]),
  })
}

function described(loaded: LoadedPolicy, { country, language, t }: Reader, settings: MerchantSettings) {
  const { policy, version, effectiveAt } = loaded
  return describePolicy(policy, {
    country,
    language,
    t,
    arrival: settings.arrival,
    version,
    publishedAt: effectiveAt,
  })
}

function jsonLdOf(ports: Ports, merchant: Merchant, loaded: LoadedPolicy, reader: Reader, countries: string[]) {
  const { settings } = merchant
  return merchantReturnPolicyJsonLd(loaded.policy, {
    name: nameOf(merchant, reader.language),
    url: settings.origins[0] ?? ports.settings.url,
    countries,
    policyUrl: addressOf(ports, merchant, loaded),
    ...(settings.returnAddresses[0] ? { returnCountry: settings.returnAddresses[0].country } : {}),
  })
}

function nameOf({ name, settings }: Merchant, language: Language): string {
  return settings.names[language] ?? settings.names.en ?? name
}

/** 2026-03-01-4: the day in UTC, since zones of shops and policies may change and addresses may not. */
function editionOf({ version, effectiveAt }: VersionTime): string {
  return `${new Date(effectiveAt).toISOString().slice(0, 10)}-${version}`
}

function addressOf({ settings }: Ports, { publishableKey }: Merchant, time: VersionTime): string {
  return `${settings.url}/v1/shop/policies/${publishableKey}/${editionOf(time)}`
}

function queryOf({ country, language }: Pick<Reader, 'country' | 'language'>): string {
  return `?${new URLSearchParams({ country, language }).toString()}`
}

function dateText(atMs: number, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(intlTag(language), { dateStyle: 'long', timeZone }).format(atMs)
}
