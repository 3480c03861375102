/** Where money goes that does not go back to a payment of the order; the last one by hand, with proof. */
export const ownDestinations = ['store_credit', 'account', 'gift_card', 'coupon', 'points', 'manual'] as const
export type OwnDestination = (typeof ownDestinations)[number]

/** Anything else is the id of a payment. */
export function isOwnDestination(destination: string): destination is OwnDestination {
  return ownDestinations.includes(destination as OwnDestination)
}
