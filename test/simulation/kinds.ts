/** What may happen next, and how often beside the others. */
const kindWeights = {
  buy: 8,
  push_again: 2,
  claim: 12,
  shopper: 8,
  staff: 20,
  finance: 6,
  stop: 1,
  limits: 0.6,
  again: 4,
  work: 26,
  deadlines: 2,
  bank: 4,
  credit: 2,
  reconcile: 3,
  own_server: 1,
  provider: 8,
  dashboard: 1.5,
  balance: 1,
  outage: 1,
  minutes: 6,
  hours: 3,
  weeks: 0.4,
  restart: 1,
  forget: 2,
} as const

export type Kind = keyof typeof kindWeights
export const kinds = (Object.entries(kindWeights) as [Kind, number][]).map(([kind, weight]) => [weight, kind] as const)

const quick: readonly Kind[] = [
  'claim',
  'shopper',
  'staff',
  'finance',
  'stop',
  'work',
  'provider',
  'push_again',
  'minutes',
]
/** What may happen while a call is at work. */
export const quickKinds = kinds.filter(([, kind]) => quick.includes(kind))
