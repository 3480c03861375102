import { calm, type Habits } from '../doubles/books.ts'
import type { Chance } from '../doubles/chance.ts'
import type { FaultRates } from '../doubles/faults.ts'
import type { Cast } from './cast.ts'

const dayMs = 86_400_000

export const usualFaults: FaultRates = {
  lost: 0.03,
  late: 0.02,
  answer_lost: 0.04,
  error_before: 0.02,
  error_after: 0.03,
  limited: 0.02,
  notice_first: 0.1,
}

/** How a provider moves its money, in this world. */
export function habitsOf(chance: Pick<Chance, 'pick'>): Habits {
  const rate = () => chance.pick([0, 0.05, 0.2])
  return {
    ...calm,
    pending: rate(),
    requiresAction: rate() / 2,
    failsLater: rate() / 2,
    returnedByBank: rate() / 2,
    payerClosed: rate() / 2,
    ageMs: 180 * dayMs,
  }
}

/** A provider's account runs empty, or is filled again. */
export function changeBalance(cast: Cast): string {
  const { chance, world } = cast
  const { books } = world.double
  const provider = someProvider(cast, books.short)
  if (books.short.has(provider)) books.topUp(provider)
  else if (chance.happens(0.3)) books.short.add(provider)
  return `${provider} ${books.short.has(provider) ? 'empty' : 'filled'}`
}

/** A provider answers nothing any more, or again. */
export function changeOutage(cast: Cast): string {
  const { down } = cast.world.double
  const provider = someProvider(cast, down)
  if (down.has(provider)) down.delete(provider)
  else if (cast.chance.happens(0.4)) down.add(provider)
  return `${provider} ${down.has(provider) ? 'down' : 'up'}`
}

/** Any provider; mostly one that is unwell already, since nobody leaves it so for long. */
function someProvider({ chance, ways }: Cast, unwell: ReadonlySet<string>): string {
  const ill = ways.filter(({ provider }) => unwell.has(provider))
  return (ill.length > 0 && chance.happens(0.6) ? chance.pick(ill) : chance.pick(ways)).provider
}

/** Somebody at the shop gives money back on the provider's own page. */
export function refundInDashboard({ chance, orders, world }: Cast): string {
  const { books } = world.double
  const payments = [...orders.values()]
    .flatMap((order) => order.payments)
    .filter(({ provider }) => provider !== 'store_credit')
  if (payments.length === 0) return 'nothing to refund'
  const { provider, reference } = chance.pick(payments)
  const left = books.left(reference)
  if (left === 0) return 'nothing left'
  const refund = books.refundByHand(provider, reference, chance.between(1, Math.min(left, 2_000)))
  return `${refund.reference} of ${refund.amount}`
}
