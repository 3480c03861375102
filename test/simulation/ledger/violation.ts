/** Money that is wrong. */
export class Violation extends Error {}

export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Violation(otherwise)
}

export function sumOf(parts: readonly { amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0)
}
