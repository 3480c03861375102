import type { Limit } from '../http/rate-limit.ts'

const minute = 60_000

/** Stated in docs/operations.md; the answer's Retry-After says how long. Counted whether the order exists or not. */
export const lookupLimits = {
  /** Codes asked for with one order or request number. */
  order: { most: 6, windowMs: 15 * minute },
  /** Codes asked for from one address: offices and mobile networks share theirs. */
  address: { most: 60, windowMs: 15 * minute },
  /** Codes sent to one e-mail or asked for with one phone. */
  destination: { most: 10, windowMs: 60 * minute },
} as const

export const verifyLimits = { address: { most: 120, windowMs: 15 * minute } } as const

export function limitsOfLookup(asked: { number: string; address: string; destination: string }): Limit[] {
  return [
    { name: 'lookup:order', value: asked.number, ...lookupLimits.order },
    { name: 'lookup:address', value: asked.address, ...lookupLimits.address },
    { name: 'lookup:destination', value: asked.destination, ...lookupLimits.destination },
  ]
}
