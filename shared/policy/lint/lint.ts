import { isCalendarYearKnown } from '../../time/business-hours.ts'
import type { Policy } from '../policy.ts'
import { belowStatute } from './below-statute.ts'
import { categoryClasses } from './category-classes.ts'
import { deadRules } from './dead-rules.ts'
import type { Finding, LintOptions } from './finding.ts'
import { idlePresence } from './idle-presence.ts'
import { missingWords, unknownClauses } from './missing-words.ts'
import { Sources } from './sources.ts'
import { unusedDeclarations, uselessPercents, uselessReasons } from './unused.ts'

/**
 * What is worth a second look in a policy that the schema accepts; warnings first, then by place. Pure. What it says of
 * rules is proven for orders in the policy's currencies: no rule that some claim needs is called dead.
 */
export function lint(policy: Policy, options: LintOptions): Finding[] {
  const sources = new Sources(policy)
  const findings = [
    ...deadRules(sources),
    ...idlePresence(policy),
    ...belowStatute(sources),
    ...uselessReasons(sources),
    ...uselessPercents(sources),
    ...unusedDeclarations(sources),
    ...categoryClasses(policy),
    ...missingWords(policy, options.locales),
    ...unknownClauses(policy),
    ...missingCurrencies(policy, options),
    ...unknownYears(policy, options),
  ]
  return [
    ...findings.filter(({ severity }) => severity === 'warning'),
    ...findings.filter(({ severity }) => severity === 'note'),
  ]
}

function missingCurrencies({ currencies }: Policy, options: LintOptions): Finding[] {
  return (options.currencies ?? [])
    .filter((currency) => !currencies.includes(currency))
    .map((currency) => ({
      code: 'currency_missing',
      severity: 'warning',
      pointer: '/currencies',
      params: { currency },
    }))
}

/** Years without a holiday although the merchant keeps some: deadlines would run through them. */
function unknownYears({ calendar }: Policy, { years = [], holidaysKnown }: LintOptions): Finding[] {
  return years
    .filter((year) => !isCalendarYearKnown(calendar, year) && !holidaysKnown?.includes(year))
    .map((year) => ({ code: 'calendar_year_unknown', severity: 'note', pointer: '/calendar/closed', params: { year } }))
}
