import { z } from 'zod'
import { paymentMethods } from '../order/order.ts'
import { epochMs, locale } from './common.schema.ts'
import type { Auth, Contract } from './contract.ts'

/** One line: it stands in e-mails' subjects and on labels. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'one line, without control characters')
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code such as GB')
// Not zod's own: `refunds@localhost` is an address, and mail servers know better than a pattern.
export const emailAddress = z
  .string()
  .max(254)
  .regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/, 'an e-mail address')
const days = z.int().min(0).max(60)
const daysPair = z.tuple([days, days])
const byLanguage = z.record(locale, text).refine((words) => Object.keys(words).length <= 50, 'at most 50 languages')

/** The parts of a shop's settings that people change in the admin; shop.json has them too. */
export const settingsParts = {
  names: byLanguage
    .refine((names) => Object.keys(names).length > 0, 'at least one language')
    .describe('the shop’s name by language'),
  contact: z.strictObject({
    email: emailAddress.optional(),
    phone: text.optional(),
    hours: byLanguage.optional(),
  }),
  returnAddresses: z
    .array(
      z.strictObject({
        countries: z
          .array(countryCode)
          .min(1)
          .max(250)
          .optional()
          .describe('of the shoppers who send here; absent: everybody else'),
        name: text,
        lines: z.array(text).max(10),
        country: countryCode,
        phone: text.optional(),
      }),
    )
    .max(300),
  arrival: z
    .partialRecord(
      z.enum(paymentMethods),
      daysPair.refine(([earliest, latest]) => earliest <= latest, '[earliest, latest] in business days'),
    )
    .describe('working days until money arrives, [earliest, latest], where it is not the usual'),
  country: countryCode.describe('whose bank holidays count'),
  storeCredit: z
    .strictObject({ expiresAfterDays: z.int().min(1).max(3_650) })
    .describe('how long store credit lives that is granted from now on'),
}

const settingsAnswer = z.object({
  revision: z.int().min(1),
  savedAt: epochMs.optional().describe('absent: as the installation brought them'),
  savedBy: z.object({ id: z.string().optional(), name: z.string() }).optional(),
  arrival: z.record(
    z.enum(paymentMethods),
    z.object({ days: daysPair, usual: daysPair, from: z.enum(['merchant', 'usual']) }),
  ),
  country: z.string().optional(),
  storeCredit: settingsParts.storeCredit.optional().describe('absent: store credit never expires'),
  contact: settingsParts.contact,
  returnAddresses: settingsParts.returnAddresses,
  names: z.record(z.string(), z.string()),
  locales: z.array(z.string()).describe('languages of the shop'),
  timezone: z.string().describe('IANA zone in which arrival dates are told'),
})
export type SettingsAnswer = z.output<typeof settingsAnswer>

const settingsBody = z.strictObject({
  expectedRevision: z.int().min(1).describe('of the settings that were changed'),
  names: settingsParts.names.optional(),
  contact: settingsParts.contact.optional(),
  returnAddresses: settingsParts.returnAddresses.optional(),
  arrival: settingsParts.arrival.optional(),
  country: settingsParts.country.nullable().optional().describe('null: only weekends are no working days'),
  storeCredit: settingsParts.storeCredit.nullable().optional().describe('null: it never expires'),
})
export type SettingsChange = z.output<typeof settingsBody>

/** The same for staff (`/admin/…`, a session) and for the merchant's server (a secret key). */
function settingsContracts<const A extends Auth, const P extends '' | '/admin'>(auth: A, prefix: P) {
  return {
    settings: {
      method: 'GET',
      path: `${prefix}/settings`,
      auth,
      summary: 'How long money takes, where goods go back to, how shoppers reach the shop, and its names',
      response: settingsAnswer,
    },
    saveSettings: {
      method: 'PUT',
      path: `${prefix}/settings`,
      auth,
      summary:
        'Replace parts of the settings, each as a whole; what is left out stays. Whoever saved in between is named in params, and nothing is overwritten',
      body: settingsBody,
      response: settingsAnswer,
      errors: ['stale', 'forbidden', 'validation_failed'],
    },
  } as const satisfies Record<string, Contract>
}

export const merchantSettingsContracts = settingsContracts('secret', '')
export const adminSettingsContracts = settingsContracts('staff', '/admin')
