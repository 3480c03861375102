import type { Order } from '../../shared/order/order.ts'

/** What a visitor would come to see; the storefront says it beside the name. */
export const sampleStories = [
  'just_delivered',
  'charged_twice',
  'two_payments',
  'two_parcels',
  'never_arrived',
  'long_order',
  'on_its_way',
  'excluded_goods',
] as const
export type SampleStory = (typeof sampleStories)[number]

export interface SampleCustomer {
  id: string
  name: string
  email: string
  phone: string
  country: string
  story: SampleStory
  /** The order that tells the story. */
  order: string
}

const wanted: readonly (readonly [string, SampleStory])[] = [
  ['CN', 'just_delivered'],
  ['GB', 'just_delivered'],
  ['DE', 'just_delivered'],
  ['CN', 'charged_twice'],
  ['FR', 'just_delivered'],
  ['GB', 'two_payments'],
  ['US', 'just_delivered'],
  ['CN', 'two_parcels'],
  ['JP', 'just_delivered'],
  ['DE', 'excluded_goods'],
  ['GB', 'never_arrived'],
  ['FR', 'long_order'],
  ['CN', 'on_its_way'],
]

const dayMs = 86_400_000

/**
 * The people one can be in the demo store: for every wanted country and story the newest order that tells it, in any country
 * where that one has none; nobody twice. Orders in `taken` (those with a request) come last.
 */
export function sampleCustomers(
  orders: readonly Order[],
  nowMs: number,
  taken: ReadonlySet<string> = new Set(),
): SampleCustomer[] {
  const newest = [...orders].sort(
    (a, b) => Number(taken.has(a.number)) - Number(taken.has(b.number)) || b.placedAt.localeCompare(a.placedAt),
  )
  const chosen: SampleCustomer[] = []
  for (const [country, story] of wanted) {
    const free = newest.filter((order) => tells(order, story, nowMs) && !chosen.some((c) => c.id === order.customer.id))
    const order = free.find((candidate) => candidate.customer.country === country) ?? free[0]
    if (order) chosen.push(customerOf(order, story))
  }
  return chosen
}

function tells(order: Order, story: SampleStory, nowMs: number): boolean {
  const { payments, fulfillments, lines } = order
  const delivered = fulfillments.length > 0 && fulfillments.every((parcel) => parcel.deliveredAt !== undefined)
  const [first, second] = payments
  const twice = first !== undefined && second?.amount === first.amount && second.method === first.method
  const handy = lines.length >= 2 && lines.length <= 14
  switch (story) {
    case 'just_delivered':
      return (
        handy &&
        delivered &&
        payments.length === 1 &&
        fulfillments.every((f) => nowMs - Date.parse(f.deliveredAt ?? '') < 25 * dayMs)
      )
    case 'charged_twice':
      return twice
    case 'two_payments':
      return delivered && handy && second !== undefined && !twice
    case 'two_parcels':
      return delivered && fulfillments.length > 1 && lines.length <= 12
    case 'never_arrived':
      return fulfillments.some((f) => f.deliveredAt === undefined && nowMs - Date.parse(f.shippedAt) > 12 * dayMs)
    case 'long_order':
      return delivered && lines.length > 40
    case 'on_its_way':
      return (
        fulfillments.length > 0 && !delivered && fulfillments.every((f) => nowMs - Date.parse(f.shippedAt) < 9 * dayMs)
      )
    case 'excluded_goods':
      return delivered && lines.length <= 12 && lines.some((line) => (line.legalClass ?? []).length > 0)
  }
}

function customerOf({ number, customer }: Order, story: SampleStory): SampleCustomer {
  const { id = '', name = '', email = '', phone = '', country } = customer
  return { id, name, email, phone, country, story, order: number }
}
