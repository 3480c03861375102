/** Sums never mix currencies. */
export function sumsByCurrency(
  rows: readonly { currency: string; amount: number }[],
): { currency: string; amount: number }[] {
  const sums = new Map<string, number>()
  for (const { currency, amount } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}
