/** Where money can go that does not go back to its payment. */
export const accountKinds = ['iban', 'cn_bank_card', 'us_bank', 'uk_bank', 'alipay', 'paypal'] as const
export type AccountKind = (typeof accountKinds)[number]

/** Paid by the merchant's bank, in a file. Wallets need a transfer of their own, which no connected provider makes yet. */
export const bankKinds: readonly AccountKind[] = ['iban', 'cn_bank_card', 'us_bank', 'uk_bank']

/** As the shopper entered it. Sealed as soon as it is checked; opened only to pay, never shown again. */
export interface AccountDetails {
  kind: AccountKind
  /** Whose it is, as the bank knows them. */
  holder: string
  /** IBAN, card number, account number, or the wallet's e-mail or phone; without spaces. */
  number: string
  /** BIC, sort code or routing number, where the kind needs one. */
  bank?: string
  /** The bank's name, where the kind needs it (cn_bank_card). */
  bankName?: string
}

/** Which parts a form asks for. */
export const accountParts: Readonly<Record<AccountKind, readonly ('bank' | 'bankName')[]>> = {
  iban: [],
  cn_bank_card: ['bankName'],
  us_bank: ['bank'],
  uk_bank: ['bank'],
  alipay: [],
  paypal: [],
}

/** The kinds a shopper of this country is offered, the likeliest first (ISO 3166-1). */
export function accountKindsFor(country: string): readonly AccountKind[] {
  if (country === 'CN') return ['alipay', 'cn_bank_card']
  if (country === 'US') return ['us_bank', 'paypal']
  if (country === 'GB') return ['uk_bank', 'iban', 'paypal']
  return ['iban', 'paypal']
}

/** Of these, what can be paid now. */
export function payableKindsFor(country: string): AccountKind[] {
  return accountKindsFor(country).filter((kind) => bankKinds.includes(kind))
}

/** "DE•••• 3000": what may be shown of it. */
export function maskedNumber({ kind, number }: Pick<AccountDetails, 'kind' | 'number'>): string {
  if (kind === 'alipay' || kind === 'paypal') {
    const [name = '', domain] = number.split('@')
    return domain === undefined ? `${number.slice(0, 3)}••••${number.slice(-2)}` : `${name.slice(0, 1)}•••@${domain}`
  }
  return `${kind === 'iban' ? number.slice(0, 2) : ''}•••• ${number.slice(-4)}`
}
