import type { Order } from './order.ts'

/** What rules and the quote read; nothing by which a person could be reached. */
export function withoutContact(order: Order): Order {
  const { customer, shippingAddress, ...rest } = order
  const { country, tier, tags } = customer
  return {
    ...rest,
    customer: { country, tier, tags },
    ...(shippingAddress && {
      shippingAddress: { country: shippingAddress.country, region: shippingAddress.region },
    }),
    payments: order.payments.map(({ label: _, ...payment }) => payment),
    fulfillments: order.fulfillments.map(({ trackingNumber: _, ...fulfillment }) => fulfillment),
  }
}
