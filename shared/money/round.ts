/**
 * a * b / c, rounded half up, exactly. All are integers of at least 0 up to 2^53-1 (c at least 1); BigInt only where the
 * product leaves that range.
 * @throws RangeError when the result is not such an integer: a programming error, never an input error.
 */
export function roundHalfUp(a: number, b: number, c: number): number {
  const product = a * b
  let result: number
  if (product <= Number.MAX_SAFE_INTEGER) {
    const rest = product % c
    result = (product - rest) / c + (rest >= c - rest ? 1 : 0)
  } else {
    const divisor = BigInt(c)
    result = Number((2n * BigInt(a) * BigInt(b) + divisor) / (2n * divisor))
  }
  if (!isAmount(result)) throw new RangeError(`${a} * ${b} / ${c}`)
  return result
}

/** An integer from 0 to 2^53-1: what an amount in minor units, or a number of units, must be. */
export function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}
