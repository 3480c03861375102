import type { PaymentMethod } from '../../order/order.ts'
import type { ArrivalTimes } from '../../time/arrival.ts'
import type { Policy } from '../policy.ts'
import { textIn } from '../policy-text.ts'
import { currencyFor } from './country-currency.ts'
import { type DescribedReason, describedReasons } from './described-reasons.ts'
import { type DescribedException, exceptionWords } from './exception-words.ts'
import { exceptionsOf } from './exceptions.ts'
import { type Highlight, highlightsOf } from './highlights.ts'
import { countryName } from './intl.ts'
import { type DescribedSection, sectionsOf } from './sections.ts'
import type { Translate } from './sentence.ts'
import { situationsOf } from './situation.ts'
import type { WordsContext } from './words-context.ts'

export interface DescribeOptions {
  /** Where the shopper lives, ISO 3166-1 alpha-2: decides which law and which rules hold. */
  country: string
  /** BCP 47, that of `t`. */
  language: string
  t: Translate
  /** ISO 4217; absent: the currency of the country where the policy has it, else all. */
  currency?: string
  /** What the merchant measured of how long money takes, in working days. */
  arrival?: ArrivalTimes
  /** Ways of paying that the shop takes; absent: the most usual. */
  methods?: readonly PaymentMethod[]
  version?: number
  /** Epoch ms. */
  publishedAt?: number
}

/** A policy in plain words, as shoppers of one country read it. It holds no rule, threshold or name of a group of customers. */
export interface PolicyDescription {
  title: string
  country: string
  countryName: string
  language: string
  version?: number
  publishedAt?: number
  /** "30 days to return · free return · money back when sent" */
  oneLine: string
  /** The parts of that line. */
  highlights: Highlight[]
  sections: DescribedSection[]
  /** What differs for some items; where two fit, the first counts, term by term. */
  exceptions: DescribedException[]
  /** To be said with the exceptions. */
  notes: string[]
  reasons: DescribedReason[]
}

/** The policy as shoppers of a country read it: statutes applied, rules that can never match there left out. */
export function describePolicy(policy: Policy, options: DescribeOptions): PolicyDescription {
  const { country, language, t, version, publishedAt } = options
  const currency = options.currency ?? currencyFor(country, policy.currencies)
  const context: WordsContext = {
    policy,
    language,
    t: toShoppers(t),
    ...(currency ? { currency } : { amounts: 'each' }),
  }
  const situations = situationsOf(policy, country)
  const { exceptions, isMore } = exceptionsOf(policy, country, situations)
  const highlights = highlightsOf(situations, context)
  return {
    title: textIn(policy.title, language),
    country,
    countryName: countryName(country, language),
    language,
    ...(version === undefined ? {} : { version }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    oneLine: highlights.map(({ text }) => text).join(t('shop.dot')),
    highlights,
    sections: sectionsOf(situations, options, context),
    exceptions: exceptions.map((exception) => exceptionWords(exception, situations, context)),
    notes: [...(exceptions.length > 1 ? [t('shop.firstCounts')] : []), ...(isMore ? [t('shop.isMore')] : [])],
    reasons: describedReasons(policy, context),
  }
}

/** Conditions speak of "the shopper" to staff, and of "you" to shoppers. */
function toShoppers(t: Translate): Translate {
  return (key, params) => {
    const own = `you.${key}`
    const words = t(own, params)
    return words === own ? t(key, params) : words
  }
}
