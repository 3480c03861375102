import type { Order } from '../../order/order.ts'
import type { Holdings } from '../../quote/quote-types.ts'
import type { Answers, Resolution } from '../policy.ts'

/** Of the newest: more are not replayed at once. */
export const mostSimulated = 10_000

/** A request as it was submitted, with what was known at that moment: enough to judge it again. */
export interface PastRequest {
  number: string
  order: Order
  /** Epoch ms. */
  submittedAt: number
  /** Requests of this customer in the 90 days before. */
  refunds90: number
  /** Ids and references of our own payouts among the order's refunds. */
  ours?: readonly string[]
  /** What the order's requests before this one hold. */
  holdings: Holdings
  items: readonly PastItem[]
  /** Outbound delivery itself was claimed. */
  shipping?: boolean
  /** The customer's name; only for lists. */
  customer?: string
}

export interface PastItem {
  line?: string
  payment?: string
  quantity: number
  /** A reason's code. */
  reason: string
  condition?: string
  photos: number
  videos?: number
  documents?: number
  detailLength?: number
  answers?: Answers
  resolution: Resolution
}
