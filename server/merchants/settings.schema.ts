import { z } from 'zod'
import { locale } from '../../shared/api/common.schema.ts'
import { emailAddress, settingsParts } from '../../shared/api/settings.schema.ts'
import { currencies } from '../../shared/money/currencies.ts'
import { isTimeZone } from '../../shared/time/zoned.ts'
import type { FieldError } from '../failure.ts'
import { fieldErrors } from '../http/validate.ts'
import type { MerchantSettings } from './merchant.ts'
import { isSafeAddress } from './safe-address.ts'

/** What browsers send as Origin, letter by letter: pages that may carry the widget are compared by it. */
const origin = z.string().superRefine((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const message = !url || !isSafeAddress(url) ? 'an https origin such as https://shop.example' : `write ${url.origin}`
  if (url?.origin !== value || !isSafeAddress(url)) context.addIssue({ code: 'custom', message })
})

/** Filled in and followed from e-mails. */
const trackUrl = z
  .string()
  .max(2000)
  .refine((value) => {
    const filled = value.replaceAll(/\{(order|request)\}/g, '1')
    return URL.canParse(filled) && isSafeAddress(new URL(filled)) && !/[{}\s]/.test(filled)
  }, 'an https address; {order} and {request} are filled in')

const uniqueBy = <T>(key: (item: T) => string) =>
  [(items: T[]) => new Set(items.map(key)).size === items.length, 'two are alike'] as const

const settingsSchema = z.strictObject({
  ...settingsParts,
  country: settingsParts.country.optional(),
  storeCredit: settingsParts.storeCredit.optional(),
  origins: z.array(origin).max(100),
  locales: z.array(locale).min(1).max(50),
  timezone: z.string().refine(isTimeZone, 'an IANA zone such as Europe/Berlin'),
  identityKeys: z
    .array(
      z.strictObject({
        kid: z.string().trim().min(1).max(200),
        // RFC 7518, 3.2: a key of at least the hash's size.
        secret: z.string().min(32, 'at least 32 characters').max(500),
      }),
    )
    .max(20)
    .refine(...uniqueBy<{ kid: string }>(({ kid }) => kid)),
  currencies: z
    .array(z.string().refine((code) => currencies.has(code), 'an ISO 4217 code such as EUR'))
    .min(1)
    .max(200),
  fromEmail: emailAddress,
  trackUrl: trackUrl.optional(),
} satisfies Record<keyof MerchantSettings, z.ZodType>)

/** Whole settings as a merchant may write them, or every field that is wrong. */
export function parseSettings(input: unknown): { settings: MerchantSettings } | { errors: FieldError[] } {
  const parsed = settingsSchema.safeParse(input)
  if (parsed.success) return { settings: parsed.data }
  return { errors: parsed.error.issues.flatMap((issue) => fieldErrors(issue)) }
}
