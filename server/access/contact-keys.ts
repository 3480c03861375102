import { hmacText } from '../platform/hmac.ts'

export interface ContactKeys {
  emailKey?: string
  phoneKey?: string
}

/**
 * Keyed hashes of an e-mail and a phone number, so that both can be looked up without being stored in an index.
 * A merchant's keys mean nothing to another merchant. What cannot be a contact has no key.
 */
export async function contactKeys(
  signingKey: string,
  merchant: string,
  contact: { email?: string | null; phone?: string | null },
): Promise<ContactKeys> {
  const email = normaliseEmail(contact.email ?? '')
  const phone = normalisePhone(contact.phone ?? '')
  return {
    ...(email === undefined ? {} : { emailKey: await keyOf(signingKey, `email|${merchant}|${email}`) }),
    ...(phone === undefined ? {} : { phoneKey: await keyOf(signingKey, `phone|${merchant}|${phone}`) }),
  }
}

const mostKnown = 10_000
const known = new Map<string, Promise<string>>()

/** Remembered: an import asks for the same customers again and again, and each WebCrypto call costs a tenth of an order. */
function keyOf(signingKey: string, message: string): Promise<string> {
  const name = `${signingKey}|${message}`
  const found = known.get(name)
  if (found) return found
  if (known.size >= mostKnown) known.clear()
  const key = hmacText(signingKey, message)
  known.set(name, key)
  return key
}

/** Trimmed, composed, lower case. Dots and plus parts stay: they are other mailboxes at most hosts. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase()
  return /^[^\s@]+@[^\s@]+$/.test(email) ? email : undefined
}

/**
 * The last eight digits, so that "+44 20 7946 0958", "020 7946 0958" and "00442079460958" are one number although nobody
 * said the country: whole national numbers of Denmark, Norway and Singapore have eight. Fewer than six digits are no phone.
 */
export function normalisePhone(text: string): string | undefined {
  if (/[^\d\s()+./·-]/.test(text)) return undefined
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length < 6 ? undefined : digits.slice(-8)
}
