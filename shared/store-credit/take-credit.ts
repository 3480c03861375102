import { type Refusal, refuse } from '../errors.ts'

/** What is left of one grant. Minor units; times are epoch ms. */
export interface CreditLot {
  id: string
  left: number
  /** Absent: never. */
  expiresAt?: number
}

export interface CreditTake {
  lot: string
  amount: number
}

/** Spends from what expires first, so that as little as possible expires unused; of equals in the order they are given. */
export function takeCredit(lots: readonly CreditLot[], amount: number, now: number): CreditTake[] | Refusal {
  const usable = lots
    .filter(({ left, expiresAt }) => left > 0 && (expiresAt === undefined || expiresAt > now))
    .toSorted((a, b) => compareExpiry(a.expiresAt, b.expiresAt))
  const takes: CreditTake[] = []
  let missing = amount
  for (const { id, left } of usable) {
    if (missing === 0) break
    const part = Math.min(left, missing)
    takes.push({ lot: id, amount: part })
    missing -= part
  }
  return missing === 0 ? takes : refuse('exceeds_balance', { limit: amount - missing })
}

function compareExpiry(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0
  if (a === undefined) return 1
  return b === undefined ? -1 : a - b
}
