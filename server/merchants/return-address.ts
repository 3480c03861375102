import type { MerchantSettings, ReturnAddress } from './merchant.ts'

/** Where a shopper of this country sends goods back to; undefined when the merchant has named no address. */
export function returnAddressOf(
  { returnAddresses }: Pick<MerchantSettings, 'returnAddresses'>,
  country: string,
): Omit<ReturnAddress, 'countries'> | undefined {
  const address =
    returnAddresses.find(({ countries }) => countries?.includes(country)) ??
    returnAddresses.find(({ countries }) => countries === undefined) ??
    returnAddresses[0]
  if (!address) return undefined
  const { countries: _, ...sent } = address
  return sent
}
