import { type Refusal, refuse } from '../errors.ts'

/** One part of a redemption, as `takeCredit` made it. Minor units. */
export interface CreditPart {
  id: string
  taken: number
  givenBack: number
  expiresAt?: number
}

export interface CreditReturn {
  part: string
  amount: number
  expiresAt?: number
}

/**
 * Gives spent credit back, cumulatively never more than was spent, what lives longest first. It keeps the day on which it
 * expires; where that has passed in the meantime it is as new: nobody is paid back with what is gone already.
 * @param freshExpiry of credit granted now; undefined: never
 */
export function giveBackCredit(
  parts: readonly CreditPart[],
  amount: number,
  now: number,
  freshExpiry: number | undefined,
): CreditReturn[] | Refusal {
  const returns: CreditReturn[] = []
  let missing = amount
  for (const { id, taken, givenBack, expiresAt } of parts.toReversed()) {
    const back = Math.min(taken - givenBack, missing)
    if (back <= 0) continue
    const isGone = expiresAt !== undefined && expiresAt <= now
    returns.push({ part: id, amount: back, expiresAt: isGone ? freshExpiry : expiresAt })
    missing -= back
  }
  return missing === 0 ? returns : refuse('exceeds_payment', { limit: amount - missing })
}
