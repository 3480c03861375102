/** n * numerator / denominator, half up, exact. */
export function rounded(n: number, numerator: number, denominator: number): number {
  const twice = BigInt(n) * BigInt(numerator) * 2n + BigInt(denominator)
  return Number(twice / (2n * BigInt(denominator)))
}

/** Splits a whole by weight with largest remainder, ties to the earlier; the shares add up to the whole. */
export function shares(whole: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) return weights.map(() => 0)
  const parts = weights.map((weight, index) => {
    const product = BigInt(whole) * BigInt(weight)
    return { index, share: Number(product / total), rest: product % total }
  })
  const result = parts.map((part) => part.share)
  let left = whole - result.reduce((sum, share) => sum + share, 0)
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const part of byRest) {
    if (left === 0) break
    result[part.index] = part.share + 1
    left -= 1
  }
  return result
}
