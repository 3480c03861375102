import { type AccountDetails, type AccountKind, accountParts, payerOf } from './account.ts'

export type AccountField = 'holder' | 'number' | 'bank' | 'bankName'
/** `checksum`: the digits contradict each other, one is wrong or two are swapped. `country`: no such IBAN country. */
export type AccountFaultKind = 'missing' | 'form' | 'length' | 'country' | 'checksum'

export interface AccountFault {
  field: AccountField
  why: AccountFaultKind
  /** With `length`: how many characters it has to have. */
  length?: number
}

/**
 * As banks take it: no spaces and dashes in numbers, capitals, one space between names. Chinese keyboards give full-width
 * digits and letters, which are meant as the plain ones.
 */
export function cleanAccount(details: AccountDetails): AccountDetails {
  const { kind, holder, number, bank, bankName } = details
  const isWallet = payerOf(kind) !== 'bank'
  const parts = accountParts[kind]
  return {
    kind,
    holder: parts.includes('holder') ? spaced(holder) : '',
    number: isWallet ? walletName(number) : compact(number),
    ...(parts.includes('bank') ? { bank: compact(bank ?? '') } : {}),
    ...(parts.includes('bankName') ? { bankName: spaced(bankName ?? '') } : {}),
  }
}

/** What is wrong with a cleaned account, field by field; nothing: it can exist. Only its bank knows whether it does. */
export function accountFaults(details: AccountDetails): AccountFault[] {
  const { kind, holder, number, bank = '', bankName = '' } = details
  const faults = [number === '' ? fault('number', 'missing') : numberFault(kind, number)]
  const parts = accountParts[kind]
  if (parts.includes('holder')) faults.unshift(textFault('holder', holder))
  if (parts.includes('bank')) faults.push(bank === '' ? fault('bank', 'missing') : bankFault(kind, bank))
  if (parts.includes('bankName')) faults.push(textFault('bankName', bankName))
  return faults.filter((each) => each !== undefined)
}

function numberFault(kind: AccountKind, number: string): AccountFault | undefined {
  switch (kind) {
    case 'iban':
      return ibanFault(number)
    case 'cn_bank_card':
      return /^\d{16,19}$/.test(number) ? checked('number', passesLuhn(number)) : fault('number', 'form')
    case 'us_bank':
      return /^\d{4,17}$/.test(number) ? undefined : fault('number', 'form')
    case 'uk_bank':
      return digitsFault('number', number, 8)
    case 'paypal':
      return isEmail(number) ? undefined : fault('number', 'form')
    case 'alipay':
      return isEmail(number) || /^1[3-9]\d{9}$/.test(number) ? undefined : fault('number', 'form')
  }
}

/** Sort code (UK), or routing number with its check digit (US, ABA). */
function bankFault(kind: AccountKind, bank: string): AccountFault | undefined {
  if (kind === 'uk_bank') return digitsFault('bank', bank, 6)
  return digitsFault('bank', bank, 9) ?? checked('bank', isRouting(bank))
}

/** ISO 13616: a known country, its length, and ISO 7064 mod 97-10. */
function ibanFault(iban: string): AccountFault | undefined {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]*$/.test(iban)) return fault('number', 'form')
  const length = ibanLengths.get(iban.slice(0, 2))
  if (length === undefined) return fault('number', 'country')
  if (iban.length !== length) return { ...fault('number', 'length'), length }
  return checked('number', mod97(iban.slice(4) + iban.slice(0, 4)) === 1)
}

/** Country and length of every IBAN in the registry of ISO 13616. */
const registry =
  'AD24AE23AL28AT20AX18AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GF27GI23GL18GP27GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MF27MK19MN20MQ27MR27MT31MU30NC27NI28NL18NO15OM23PF27PK24PL28PM27PS29PT25QA29RE27RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TF27TL23TN24TR26UA29VA22VG24WF27XK20YE30YT27'
const ibanLengths = new Map(
  (registry.match(/.{4}/g) ?? []).map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
)

/** Digit by digit: the number has more of them than a double holds. A is 10, Z is 35. */
function mod97(text: string): number {
  let rest = 0
  for (const character of text) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

/** ISO/IEC 7812-1. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  ;[...digits].reverse().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  })
  return sum % 10 === 0 && Number(digits) > 0
}

/** ABA: weights 3, 7, 1. */
function isRouting(digits: string): boolean {
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * ([3, 7, 1][index % 3] ?? 0), 0)
  return sum > 0 && sum % 10 === 0
}

function digitsFault(field: AccountField, text: string, length: number): AccountFault | undefined {
  if (!/^\d+$/.test(text)) return fault(field, 'form')
  return text.length === length ? undefined : { ...fault(field, 'length'), length }
}

/** A name has a letter; banks take 70 characters of it (ISO 20022 payment files, SEPA). */
function textFault(field: AccountField, text: string): AccountFault | undefined {
  if (text === '') return fault(field, 'missing')
  if (!/\p{L}/u.test(text)) return fault(field, 'form')
  return text.length > longestName ? { ...fault(field, 'length'), length: longestName } : undefined
}
const longestName = 70

function checked(field: AccountField, isRight: boolean): AccountFault | undefined {
  return isRight ? undefined : fault(field, 'checksum')
}

/** What Alipay and PayPal take. */
const longestEmail = 100

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text) && text.length <= longestEmail
}

function fault(field: AccountField, why: AccountFaultKind): AccountFault {
  return { field, why }
}

/** An e-mail address, or a phone number of China as its wallet knows it: neither tells capitals apart. */
function walletName(text: string): string {
  const bare = text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  return bare.includes('@') ? bare : bare.replace(/-/g, '').replace(/^(\+|00)86/, '')
}

function compact(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s.-]+/g, '')
    .toUpperCase()
}

function spaced(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
