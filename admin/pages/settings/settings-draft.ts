import { type PaymentMethod, paymentMethods } from '../../../shared/order/order.ts'
import type { SettingsAnswer, SettingsChange } from '../../data/settings.ts'

export interface AddressDraft {
  name: string
  /** One a line. */
  lines: string
  country: string
  phone: string
  /** undefined: everybody else. */
  countries: readonly string[] | undefined
}

/** The settings as they stand in the fields: texts as typed, whether they fit or not. */
export interface SettingsDraft {
  arrival: Record<PaymentMethod, { earliest: string; latest: string }>
  /** "" for no country. */
  country: string
  contact: { email: string; phone: string; hours: Record<string, string> }
  addresses: readonly AddressDraft[]
  names: Record<string, string>
  /** After how many days store credit ends; undefined: never. */
  creditDays: string | undefined
}

export type Parts = Omit<SettingsChange, 'expectedRevision'>

export function draftOf(saved: SettingsAnswer): SettingsDraft {
  const days = paymentMethods.map((method) => {
    const [earliest, latest] = saved.arrival[method].days
    return [method, { earliest: String(earliest), latest: String(latest) }] as const
  })
  const { email = '', phone = '', hours = {} } = saved.contact
  return {
    arrival: Object.fromEntries(days) as SettingsDraft['arrival'],
    country: saved.country ?? '',
    contact: { email, phone, hours: inLanguages(saved, hours) },
    addresses: saved.returnAddresses.map(({ name, lines, country, phone: call = '', countries }) => ({
      name,
      lines: lines.join('\n'),
      country,
      phone: call,
      countries,
    })),
    names: inLanguages(saved, saved.names),
    creditDays: saved.storeCredit && String(saved.storeCredit.expiresAfterDays),
  }
}

/** A field for each language of the shop, and for each other that has words already. */
function inLanguages({ locales }: SettingsAnswer, words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries([...new Set([...locales, ...Object.keys(words)])].map((tag) => [tag, words[tag] ?? '']))
}

/** The parts that are not as saved, as the server takes them. */
export function changesOf(draft: SettingsDraft, saved: SettingsAnswer): Parts {
  const now = partsOf(draft, saved)
  const before = partsOf(draftOf(saved), saved)
  const keys = (Object.keys(now) as (keyof Parts)[]).filter(
    (key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]),
  )
  return Object.fromEntries(keys.map((key) => [key, now[key]]))
}

function partsOf(
  { arrival, country, contact, addresses, names, creditDays }: SettingsDraft,
  saved: SettingsAnswer,
): Required<Parts> {
  const hours = filled(contact.hours)
  return {
    arrival: Object.fromEntries(
      paymentMethods.flatMap((method) => {
        const days = daysOf(arrival[method])
        return isUsual(days, saved.arrival[method].usual) ? [] : [[method, days]]
      }),
    ),
    country: country || null,
    contact: {
      ...filled({ email: contact.email, phone: contact.phone }),
      ...(Object.keys(hours).length > 0 ? { hours } : {}),
    },
    returnAddresses: addresses.map((address) => ({
      ...(address.countries ? { countries: [...address.countries] } : {}),
      name: address.name.trim(),
      lines: linesOf(address.lines),
      country: address.country,
      ...filled({ phone: address.phone }),
    })),
    names: filled(names),
    storeCredit: creditDays === undefined ? null : { expiresAfterDays: creditDaysOf(creditDays) },
  }
}

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** NaN where what was typed is no whole number. */
export function daysOf({ earliest, latest }: { earliest: string; latest: string }): [number, number] {
  return [wholeOf(earliest), wholeOf(latest)]
}

const mostCreditDays = 3_650

/** NaN where what was typed is no number of days that credit can live. */
export function creditDaysOf(typed: string): number {
  const days = wholeOf(typed)
  return days >= 1 && days <= mostCreditDays ? days : Number.NaN
}

function wholeOf(typed: string): number {
  const digits = typed.normalize('NFKC').trim()
  return /^\d{1,4}$/.test(digits) ? Number(digits) : Number.NaN
}

export function isUsual([earliest, latest]: readonly [number, number], usual: readonly [number, number]): boolean {
  return earliest === usual[0] && latest === usual[1]
}

function filled(words: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(words).map(([key, text]) => [key, text.trim()] as const)
  return Object.fromEntries(entries.filter(([, text]) => text !== ''))
}

/** One's own changes on what somebody else saved meanwhile, part by part. */
export function onTop(draft: SettingsDraft, before: SettingsAnswer, now: SettingsAnswer): SettingsDraft {
  const own = changesOf(draft, before)
  const theirs = draftOf(now)
  return {
    arrival: own.arrival ? draft.arrival : theirs.arrival,
    country: own.country === undefined ? theirs.country : draft.country,
    contact: own.contact ? draft.contact : theirs.contact,
    addresses: own.returnAddresses ? draft.addresses : theirs.addresses,
    names: own.names ? draft.names : theirs.names,
    creditDays: own.storeCredit === undefined ? theirs.creditDays : draft.creditDays,
  }
}
