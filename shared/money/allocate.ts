/**
 * Splits `total` over `weights` by largest remainder, ties to the earlier: the shares sum to exactly `total`. Where total is
 * at most the sum of the weights, no share exceeds its weight. Weights that are all zero count as equal.
 * @throws RangeError for anything that is not an integer of at least 0, or a total with nobody to take it.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (total === 0) return weights.map(() => 0)
  let exact = weights.map(BigInt)
  let sum = exact.reduce((a, b) => a + b, 0n)
  if (sum === 0n) {
    exact = exact.map(() => 1n)
    sum = BigInt(exact.length)
  }
  if (!(total > 0 && sum > 0n && weights.every((weight) => weight >= 0))) throw new RangeError(`allocate ${total}`)
  const products = exact.map((weight) => BigInt(total) * weight)
  const shares = products.map((product) => Number(product / sum))
  let left = total
  for (const share of shares) left -= share
  const byRemainder = products
    .map((product, index) => ({ index, remainder: product % sum }))
    .sort((a, b) => (a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : a.index - b.index))
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}
