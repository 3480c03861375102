import type { Amounts, BusinessCalendar, Condition, Policy, PolicyText } from '../../../../shared/policy/policy.ts'
import type { IndustryTemplate } from '../../../../shared/policy/templates/template.ts'
import { holidayDates } from '../../../../shared/time/holidays/holiday-dates.ts'

/** Without this currency, in every amount. A new one is only named: what it is worth in each place is for people to say. */
export function removeCurrency(policy: Policy, currency: string): Policy {
  const without = (amounts: Amounts): Amounts =>
    Object.fromEntries(Object.entries(amounts).filter(([code]) => code !== currency))
  const inTerms = <T extends Partial<Policy['terms']>>(terms: T): T => {
    const { returnShipping, restockingFee, processingFee } = terms
    return {
      ...terms,
      ...(returnShipping ? { returnShipping: { ...returnShipping, fee: without(returnShipping.fee) } } : {}),
      ...(typeof restockingFee === 'object' && 'amount' in restockingFee
        ? { restockingFee: { amount: without(restockingFee.amount) } }
        : {}),
      ...(typeof processingFee === 'object' ? { processingFee: without(processingFee) } : {}),
    }
  }
  const inCondition = (condition: Condition): Condition => {
    if ('all' in condition) return { all: condition.all.map(inCondition) }
    if ('any' in condition) return { any: condition.any.map(inCondition) }
    if ('not' in condition) return { not: inCondition(condition.not) }
    const { value } = condition
    if (typeof value !== 'object') return condition
    const change = (one: unknown) => (typeof one === 'object' && one !== null ? without(one as Amounts) : one)
    return { ...condition, value: (Array.isArray(value) ? value.map(change) : change(value)) as typeof value }
  }
  return {
    ...policy,
    currencies: policy.currencies.filter((code) => code !== currency),
    terms: inTerms(policy.terms),
    rules: policy.rules.map((rule) => ({ ...rule, when: inCondition(rule.when), set: inTerms(rule.set) })),
  }
}

/** A trade's policy under the merchant's own name, zone, hours and currencies. */
export function fromTemplate(policy: Policy, template: Pick<IndustryTemplate, 'policy'>): Policy {
  const { title, timezone, calendar, currencies } = policy
  const begun = template.policy({ title, timezone })
  const unused = begun.currencies.filter((currency) => !currencies.includes(currency))
  return { ...unused.reduce(removeCurrency, begun), calendar, currencies }
}

/** Its title in one more language: whatever else is missing in it is then said. */
export function addLanguage(policy: Policy, tag: string): Policy {
  const title: Record<string, string> = byLanguage(policy.title)
  return { ...policy, title: { ...title, [tag]: title[tag] ?? Object.values(title)[0] ?? '' } }
}

function byLanguage(text: PolicyText): Record<string, string> {
  return typeof text === 'string' ? { en: text } : text
}

/** Countries and years whose holidays are known. */
export function knownHolidays(): { country: string; years: number[] }[] {
  return Object.entries(holidayDates).map(([country, years]) => ({ country, years: Object.keys(years).map(Number) }))
}

/** A country's holidays of a year into the calendar: closed, and for China the weekend days worked instead. */
export function withHolidays(calendar: BusinessCalendar, country: string, year: number): BusinessCalendar {
  const [off = '', worked = ''] = (holidayDates[country]?.[year] ?? '').split('/')
  const dates = (list: string) =>
    list
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((day) => `${year}-${day.slice(0, 2)}-${day.slice(2)}`)
  return {
    ...calendar,
    closed: together(calendar.closed, dates(off)),
    open: together(calendar.open, dates(worked)),
  }
}

function together(before: readonly string[] = [], more: readonly string[]): string[] {
  return [...new Set([...before, ...more])].sort()
}

/** "09:30" -> 570, "9" -> 540; 24:00 is the end of the day. */
export function minutesOf(text: string): number | undefined {
  const match = /^(\d{1,2})(?::([0-5]\d))?$/.exec(text)
  const minutes = match ? Number(match[1]) * 60 + Number(match[2] ?? 0) : Number.NaN
  return minutes >= 0 && minutes <= 1440 ? minutes : undefined
}

export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
