import type { PaymentMethod } from '../order/order.ts'

/** Where money can go that does not go back to its payment. */
export const accountKinds = ['iban', 'cn_bank_card', 'us_bank', 'uk_bank', 'alipay', 'paypal'] as const
export type AccountKind = (typeof accountKinds)[number]

/** Who pays to accounts: the merchant's bank, by a file, or a wallet that the merchant has a balance at. */
export type AccountPayer = 'bank' | 'alipay' | 'paypal'

export function payerOf(kind: AccountKind): AccountPayer {
  return kind === 'alipay' || kind === 'paypal' ? kind : 'bank'
}

/** As the shopper entered it. Sealed as soon as it is checked; opened only to pay, never shown again. */
export interface AccountDetails {
  kind: AccountKind
  /** Whose it is, as the bank knows them; empty where nobody compares it (paypal). */
  holder: string
  /** IBAN, card number, account number, or the wallet's e-mail or phone; without spaces. */
  number: string
  /** BIC, sort code or routing number, where the kind needs one. */
  bank?: string
  /** The bank's name, where the kind needs it (cn_bank_card). */
  bankName?: string
}

/** Which parts a form asks for besides the number. */
export const accountParts: Readonly<Record<AccountKind, readonly ('holder' | 'bank' | 'bankName')[]>> = {
  iban: ['holder'],
  cn_bank_card: ['holder', 'bankName'],
  us_bank: ['holder', 'bank'],
  uk_bank: ['holder', 'bank'],
  alipay: ['holder'],
  paypal: [],
}

/** How money comes to an account, by whom it is paid with: decides its days and its name. */
export function methodOfPayer(provider: string | undefined): PaymentMethod {
  return provider === 'alipay' || provider === 'paypal' ? provider : 'bank_transfer'
}

/** "DE•••• 3000": what may be shown of it. */
export function maskedNumber({ kind, number }: Pick<AccountDetails, 'kind' | 'number'>): string {
  if (kind === 'alipay' || kind === 'paypal') {
    const [name = '', domain] = number.split('@')
    return domain === undefined ? `${number.slice(0, 3)}••••${number.slice(-2)}` : `${name.slice(0, 1)}•••@${domain}`
  }
  return `${kind === 'iban' ? number.slice(0, 2) : ''}•••• ${number.slice(-4)}`
}
