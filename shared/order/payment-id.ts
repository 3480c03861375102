/**
 * Whether a name that a quote gives money to is a payment of its order: store credit and an account of the shopper's stand beside
 * those, so that no payment may be called as they are. Any other name is the source's to choose, also where we call a
 * destination the same (`gift_card`).
 */
export function isPaymentId(name: unknown): boolean {
  return name !== 'store_credit' && name !== 'account'
}
