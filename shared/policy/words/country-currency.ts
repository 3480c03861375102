const euro = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'
const others =
  'AE AED AU AUD BR BRL CA CAD CH CHF CN CNY CZ CZK DK DKK GB GBP HK HKD HU HUF IN INR JP JPY KR KRW KW KWD LI CHF MO MOP ' +
  'MX MXN MY MYR NO NOK NZ NZD PL PLN RO RON SA SAR SE SEK SG SGD TH THB TR TRY TW TWD US USD ZA ZAR'

const pairs = others.split(' ')
const byCountry: ReadonlyMap<string, string> = new Map([
  ...euro.split(' ').map((country): [string, string] => [country, 'EUR']),
  ...pairs.flatMap((country, index): [string, string][] =>
    index % 2 === 0 ? [[country, pairs[index + 1] ?? '']] : [],
  ),
])

/** The currency that shoppers of a country think in, where the policy gives its amounts in it. */
export function currencyFor(country: string, currencies: readonly string[]): string | undefined {
  const currency = byCountry.get(country)
  return currency !== undefined && currencies.includes(currency) ? currency : undefined
}
