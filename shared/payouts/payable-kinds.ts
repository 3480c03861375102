import { type AccountKind, type AccountPayer, payerOf } from './account.ts'

/** The kinds a shopper of this country is offered, the likeliest first (ISO 3166-1). */
export function accountKindsFor(country: string): readonly AccountKind[] {
  if (country === 'CN') return ['alipay', 'cn_bank_card']
  if (country === 'US') return ['us_bank', 'paypal']
  if (country === 'GB') return ['uk_bank', 'iban', 'paypal']
  return ['iban', 'paypal']
}

/** Of these, what can be paid now in the order's currency. */
export function payableKindsFor(
  { country, currency }: { country: string; currency: string },
  payers: ReadonlySet<AccountPayer>,
): AccountKind[] {
  return accountKindsFor(country).filter((kind) => isPayable(kind, currency, payers))
}

/** Whether somebody is connected who pays to such an account in this currency. */
export function isPayable(kind: AccountKind, currency: string, payers: ReadonlySet<AccountPayer>): boolean {
  const payer = payerOf(kind)
  return payers.has(payer) && (payer === 'bank' || walletCurrencies[payer].includes(currency))
}

/** developer.paypal.com, Payouts: without the real and the ringgit, which stay within their countries. */
const walletCurrencies: Readonly<Record<Exclude<AccountPayer, 'bank'>, readonly string[]>> = {
  alipay: ['CNY'],
  paypal: 'AUD CAD CHF CZK DKK EUR GBP HKD HUF ILS JPY MXN NOK NZD PHP PLN SEK SGD THB TWD USD'.split(' '),
}
