import { paymentMethods } from '../../../shared/order/order.ts'
import type { WordKey } from '../../i18n/i18n.ts'
import { creditDaysOf, daysOf, linesOf, type SettingsDraft } from './settings-draft.ts'

/** What is wrong, by the field's JSON pointer as the server names it too: words, or a key of them. */
export type Problems = ReadonlyMap<string, WordKey | { text: string }>

const mostDays = 60
const mostLetters = 200
const mostLines = 10

/** What the server would refuse, found before it is asked. */
export function problemsOf(draft: SettingsDraft): Problems {
  const found = new Map<string, WordKey>()
  for (const method of paymentMethods) {
    const [earliest, latest] = daysOf(draft.arrival[method])
    const fits = (days: number) => days >= 0 && days <= mostDays
    if (!fits(earliest) || !fits(latest)) found.set(`/arrival/${method}`, 'settings.problem.days')
    else if (latest < earliest) found.set(`/arrival/${method}`, 'settings.problem.order')
  }
  const { creditDays } = draft
  if (creditDays !== undefined && Number.isNaN(creditDaysOf(creditDays)))
    found.set('/storeCredit/expiresAfterDays', 'settings.problem.creditDays')
  const { email, phone, hours } = draft.contact
  if (email.trim() && !/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(email.trim())) {
    found.set('/contact/email', 'settings.problem.email')
  }
  longIn(found, '/contact', { phone })
  longIn(found, '/contact/hours', hours)
  longIn(found, '/names', draft.names)
  const [first] = Object.keys(draft.names)
  if (Object.values(draft.names).every((name) => name.trim() === ''))
    found.set(`/names/${first}`, 'settings.problem.oneName')
  draft.addresses.forEach(({ name, lines, country, phone: call, countries }, index) => {
    const at = `/returnAddresses/${index}`
    if (name.trim() === '') found.set(`${at}/name`, 'settings.problem.missing')
    longIn(found, at, { name, phone: call })
    if (country === '') found.set(`${at}/country`, 'settings.problem.missing')
    const all = linesOf(lines)
    if (all.length > mostLines || all.some((line) => line.length > mostLetters)) {
      found.set(`${at}/lines`, 'settings.problem.lines')
    }
    if (countries?.length === 0) found.set(`${at}/countries`, 'settings.problem.countries')
  })
  return found
}

function longIn(found: Map<string, WordKey>, at: string, words: Readonly<Record<string, string>>): void {
  for (const [key, text] of Object.entries(words)) {
    if (text.trim().length > mostLetters) found.set(`${at}/${key}`, 'settings.problem.long')
  }
}

/** Those the server names, each at the nearest field that is on the page. */
export function serverProblems(errors: readonly { pointer: string; message: string }[]): Problems {
  const fields = [
    /^\/arrival\/\w+/,
    /^\/storeCredit\/\w+/,
    /^\/returnAddresses\/\d+\/\w+/,
    /^\/contact\/hours\/[^/]+/,
    /^\/(contact|names)\/[^/]+/,
  ]
  return new Map(
    errors.map(({ pointer, message }) => {
      const field = fields.map((known) => known.exec(pointer)?.[0]).find((found) => found !== undefined)
      return [field ?? pointer, { text: message }]
    }),
  )
}
