import { toDecimal } from '../money/format.ts'
import { entryFor } from './category-class.ts'
import { type Leaf, testOf } from './leaf.ts'
import type { Amounts, Condition, Policy, Terms } from './policy.ts'
import { regionOf } from './statutes/statute-for.ts'
import { isSame } from './words/change.ts'
import { currencyFor } from './words/country-currency.ts'
import { type Situation, situationsOf, situationWith } from './words/situation.ts'

export interface JsonLdOptions {
  /** The store's name and address. */
  name: string
  url: string
  /** Where it sells to, ISO 3166-1 alpha-2. */
  countries: readonly string[]
  /** The page that says it all in words. */
  policyUrl?: string
  /** Where goods are sent back to, ISO 3166-1 alpha-2. */
  returnCountry?: string
}

/** Values are links to schema.org's enumerations. */
type Linked = `https://schema.org/${string}`

interface MonetaryAmount {
  '@type': 'MonetaryAmount'
  value: number
  currency: string
}

/** https://schema.org/MerchantReturnPolicy, the properties that a policy of ours can speak for. */
export interface MerchantReturnPolicy {
  '@type': 'MerchantReturnPolicy'
  applicableCountry: string[]
  returnPolicyCountry?: string
  merchantReturnLink?: string
  returnPolicyCategory: Linked
  merchantReturnDays?: number
  itemCondition?: Linked[]
  returnMethod?: Linked
  returnFees?: Linked
  returnShippingFeesAmount?: MonetaryAmount | MonetaryAmount[]
  returnLabelSource?: Linked
  refundType?: Linked[]
  restockingFee?: number | MonetaryAmount | MonetaryAmount[]
  customerRemorseReturnFees?: Linked
  customerRemorseReturnShippingFeesAmount?: MonetaryAmount | MonetaryAmount[]
  customerRemorseReturnLabelSource?: Linked
  itemDefectReturnFees?: Linked
  itemDefectReturnShippingFeesAmount?: MonetaryAmount | MonetaryAmount[]
  itemDefectReturnLabelSource?: Linked
}

export interface StoreReturnPolicies {
  '@context': 'https://schema.org'
  '@type': 'OnlineStore'
  name: string
  url: string
  hasMerchantReturnPolicy: MerchantReturnPolicy[]
  /** What is sold under other terms: a category is an offer with a policy of its own. */
  makesOffer?: { '@type': 'Offer'; category: string; hasMerchantReturnPolicy: MerchantReturnPolicy[] }[]
}

type OfOneCountry = Omit<MerchantReturnPolicy, 'applicableCountry'>

/**
 * The policy as schema.org MerchantReturnPolicy, with the law of each country applied; countries with the same terms share
 * one. What schema.org cannot say is left out: windows that do not start with the delivery, fees for processing, terms by
 * reason beyond remorse and defect, by customer, by price; and of a policy that names more than 200 categories those
 * that it names last.
 */
export function merchantReturnPolicyJsonLd(policy: Policy, options: JsonLdOptions): StoreReturnPolicies {
  const { name, url, countries } = options
  const groups = sameCountries(policy, countries)
  const described = groups.map(([country]) => {
    const situations = situationsOf(policy, country)
    return { country, situations, own: policyOf(policy, country, situations, options) }
  })
  const general = byTerms(
    countries,
    groups,
    described.map(({ own }) => own),
  )
  const offers = categoriesOf(policy).flatMap((category) => {
    const known = knownOf(policy, category)
    const own = byTerms(
      countries,
      groups,
      described.map(({ country, situations, own: everything }) => {
        const inCategory = situations.map((each) => situationWith(each, known, policy, country))
        const one = policyOf(policy, country, inCategory, options)
        return isSame(one, everything) ? undefined : one
      }),
    )
    return own.length === 0 ? [] : [{ '@type': 'Offer' as const, category, hasMerchantReturnPolicy: own }]
  })
  return {
    '@context': 'https://schema.org',
    '@type': 'OnlineStore',
    name,
    url,
    hasMerchantReturnPolicy: general,
    ...(offers.length > 0 ? { makesOffer: offers } : {}),
  }
}

type Countries = [string, ...string[]]

/** Countries that the policy and the laws treat alike: the same law and currency, and no rule tells them apart. */
function sameCountries({ rules, currencies }: Policy, countries: readonly string[]): Countries[] {
  const tests = rules.flatMap(({ when }) => leavesOf(when, countryFacts)).map((leaf) => testOf(leaf as Leaf))
  const groups = new Map<string, Countries>()
  for (const country of countries) {
    const answers = tests.map((test) => Number(test(country, ''))).join('')
    const key = [regionOf(country), currencyFor(country, currencies), answers].join()
    const group = groups.get(key)
    if (group) group.push(country)
    else groups.set(key, [country])
  }
  return [...groups.values()]
}

const countryFacts: readonly string[] = ['order.country', 'customer.country']

/** One policy for all groups with the same terms; in the order of their first countries. */
function byTerms(
  countries: readonly string[],
  groups: readonly Countries[],
  policies: readonly (OfOneCountry | undefined)[],
): MerchantReturnPolicy[] {
  const found = new Map<string, MerchantReturnPolicy>()
  for (const [index, own] of policies.entries()) {
    if (!own) continue
    const group = groups[index] ?? []
    const key = JSON.stringify(own)
    const same = found.get(key)
    if (same) same.applicableCountry.push(...group)
    else {
      const { '@type': type, ...rest } = own
      found.set(key, { '@type': type, applicableCountry: [...group], ...rest })
    }
  }
  const place = new Map(countries.map((country, index) => [country, index]))
  for (const { applicableCountry } of found.values())
    applicableCountry.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  return [...found.values()]
}

/** What holds only for the days of a law, or only after them, cannot be said: it is left out. */
function policyOf(
  policy: Policy,
  country: string,
  situations: readonly Situation[],
  options: JsonLdOptions,
): OfOneCountry {
  const lasting = policyAt(policy, country, situations, options)
  const atFirst = policyAt(
    policy,
    country,
    situations.map((situation) => ({ ...situation, terms: situation.first?.terms ?? situation.terms })),
    options,
  )
  const same = Object.entries(lasting).filter(([name, value]) => isSame(value, atFirst[name as keyof OfOneCountry]))
  return { ...Object.fromEntries(same), '@type': lasting['@type'], returnPolicyCategory: lasting.returnPolicyCategory }
}

function policyAt(
  policy: Policy,
  country: string,
  [remorse, defect]: readonly Situation[],
  { policyUrl, returnCountry }: JsonLdOptions,
): OfOneCountry {
  const currency = currencyFor(country, policy.currencies)
  const taken = [remorse, defect].filter((situation) => situation?.terms.eligible)
  const [leading] = taken
  const about = {
    '@type': 'MerchantReturnPolicy' as const,
    ...(returnCountry ? { returnPolicyCountry: returnCountry } : {}),
    ...(policyUrl ? { merchantReturnLink: policyUrl } : {}),
  }
  if (!leading) return { ...about, returnPolicyCategory: linked('MerchantReturnNotPermitted') }
  const { terms } = leading
  return {
    ...about,
    ...windowOf(terms),
    ...conditionsOf(leading, policy, country),
    returnMethod: linked(terms.returnItem ? 'ReturnByMail' : 'KeepProduct'),
    ...freightOf(leading, '', currency),
    ...freightOf(remorse, 'customerRemorse', currency),
    ...freightOf(defect, 'itemDefect', currency),
    ...refundOf(terms),
    ...restockingOf(terms, currency),
  }
}

/** Days count from the delivery: a window that starts elsewhere is not said. */
function windowOf({ window }: Terms): Pick<MerchantReturnPolicy, 'returnPolicyCategory' | 'merchantReturnDays'> {
  if (window.days === 'none') return { returnPolicyCategory: linked('MerchantReturnUnlimitedWindow') }
  if (window.from !== 'delivered') return { returnPolicyCategory: linked('MerchantReturnUnspecified') }
  return { returnPolicyCategory: linked('MerchantReturnFiniteReturnWindow'), merchantReturnDays: window.days }
}

type Freight = Pick<MerchantReturnPolicy, 'returnFees' | 'returnShippingFeesAmount' | 'returnLabelSource'>

/** Who pays the way back; `prefix` says for whom: remorse, defect, or everybody. */
function freightOf(
  situation: Situation | undefined,
  prefix: '' | 'customerRemorse' | 'itemDefect',
  currency: string | undefined,
): Partial<MerchantReturnPolicy> {
  if (!situation?.terms.eligible) return {}
  const freight = Object.entries(freightFields(situation.terms, currency))
  if (prefix === '') return Object.fromEntries(freight)
  return Object.fromEntries(
    freight.map(([name, value]) => [`${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]),
  )
}

function freightFields({ returnItem, returnShipping: { paidBy, fee } }: Terms, currency: string | undefined): Freight {
  if (!returnItem || paidBy === 'merchant') return { returnFees: linked('FreeReturn') }
  const amount = monetary(fee, currency)
  if (amount) return { returnFees: linked('ReturnShippingFees'), returnShippingFeesAmount: amount }
  return {
    returnFees: linked('ReturnFeesCustomerResponsibility'),
    returnLabelSource: linked('ReturnLabelCustomerResponsibility'),
  }
}

const conditionNames = { unopened: 'NewCondition', used: 'UsedCondition' } as const

/** Goods that are taken back for their fault alone are damaged ones. */
function conditionsOf(
  situation: Situation,
  policy: Policy,
  country: string,
): Pick<MerchantReturnPolicy, 'itemCondition'> {
  if (situation.kind === 'faulty') return { itemCondition: [linked('DamagedCondition')] }
  const taken = Object.entries(conditionNames).filter(
    ([condition]) => situationWith(situation, { 'claim.condition': condition }, policy, country).terms.eligible,
  )
  return taken.length === 0 ? {} : { itemCondition: taken.map(([, name]) => linked(name)) }
}

function refundOf({ resolutions }: Terms): Pick<MerchantReturnPolicy, 'refundType'> {
  const types = [
    ...(resolutions.includes('refund') || resolutions.includes('other_account') ? [linked('FullRefund')] : []),
    ...(resolutions.includes('store_credit') ? [linked('StoreCreditRefund')] : []),
  ]
  return types.length === 0 ? {} : { refundType: types }
}

const basisPoints = 100

function restockingOf(
  { restockingFee }: Terms,
  currency: string | undefined,
): Pick<MerchantReturnPolicy, 'restockingFee'> {
  if (restockingFee === 'none') return {}
  if ('percent' in restockingFee) {
    return restockingFee.percent === 0 ? {} : { restockingFee: restockingFee.percent / basisPoints }
  }
  const amount = monetary(restockingFee.amount, currency)
  return amount ? { restockingFee: amount } : {}
}

/** In the country's currency; where that is unknown, in each. */
function monetary(amounts: Amounts, currency: string | undefined): MonetaryAmount | MonetaryAmount[] | undefined {
  const one = (code: string, amountMinor: number): MonetaryAmount => ({
    '@type': 'MonetaryAmount',
    value: Number(toDecimal(amountMinor, code)),
    currency: code,
  })
  const own = currency === undefined ? undefined : amounts[currency]
  if (currency !== undefined && own !== undefined) return own === 0 ? undefined : one(currency, own)
  const all = Object.entries(amounts).filter(([, amountMinor]) => amountMinor > 0)
  return all.length === 0 ? undefined : all.map(([code, amountMinor]) => one(code, amountMinor))
}

/** A search engine reads no longer list, and a page that has one is slow. */
const maxCategories = 200

/** Categories that some rule names, or that are something by law; those of the first rules first. */
function categoriesOf({ rules, legalClasses = [] }: Policy): string[] {
  const named = rules.flatMap(({ when }) => leavesOf(when, ['line.categories'])).flatMap(valuesOf)
  const classed = legalClasses.filter(({ legalClass }) => legalClass !== 'none').map(({ category }) => category)
  return [...new Set([...named, ...classed])].slice(0, maxCategories)
}

type Comparison = Extract<Condition, { fact: string }>

function leavesOf(condition: Condition, facts: readonly string[]): Comparison[] {
  if ('all' in condition) return condition.all.flatMap((child) => leavesOf(child, facts))
  if ('any' in condition) return condition.any.flatMap((child) => leavesOf(child, facts))
  if ('not' in condition) return leavesOf(condition.not, facts)
  return facts.includes(condition.fact) ? [condition] : []
}

function valuesOf({ op, value }: Comparison): string[] {
  if (op === 'contains') return [String(value)]
  return op === 'in' && Array.isArray(value) ? value.map(String) : []
}

/** Of goods in this category alone, whose line does not say itself what they are by law. */
function knownOf({ legalClasses = [] }: Policy, category: string) {
  const entry = entryFor(legalClasses, category)
  const byLaw = entry && entry.legalClass !== 'none' ? [entry.legalClass] : []
  return { 'line.categories': [category], ...(entry ? { 'line.legalClass': byLaw } : {}) }
}

function linked(name: string): Linked {
  return `https://schema.org/${name}`
}
