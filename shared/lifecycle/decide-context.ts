import type { Refusal } from '../errors.ts'
import type { Order } from '../order/order.ts'
import type { OwnDestination } from '../payouts/destinations.ts'
import type { BusinessCalendar, Evaluation, PolicyQuestion } from '../policy/policy.ts'
import type { Holdings } from '../quote/quote-types.ts'
import type { ClaimItem } from './commands.ts'
import type { EvidenceKind } from './evidence-kind.ts'
import type { Actor, PayoutTarget, RequestCustomer } from './request.ts'

/** A version of the policy has judged the claim. */
export interface JudgedClaim extends Evaluation {
  /** Of that version, where it is a kinder one than the request's. */
  policyVersion?: number
  /** What it asks about such a claim. */
  questions?: readonly PolicyQuestion[]
}

/** Everything from outside that a decision may read; with it, deciding is deterministic. */
export interface DecideContext {
  /** Epoch ms. */
  now: number
  actor: Actor
  /** A new id with this prefix, at most 32 characters of [0-9A-Za-z_]. */
  newId(prefix: string): string
  /** Of the request that submit makes. */
  requestNumber?: string
  /** The latest snapshot: terms stay pinned, ceilings read this. */
  order: Order
  orderRevision: number
  /** Ids and references of refunds in the snapshot that are payouts of ours. */
  ours: ReadonlySet<string>
  /** What the other requests hold of this order. */
  holdings: Holdings
  /** The order's source has refunded more than our reservations leave: payouts wait. */
  overcommitted: boolean
  timezone: string
  calendar: BusinessCalendar
  /** In force when the order was placed. */
  policyVersion: number
  /** Live at the time of submitting, where that is another. */
  livePolicyVersion?: number
  customer: RequestCustomer
  /** The policy's answer for one claim; a refusal for a claim that names nothing of this order. */
  evaluate(item: ClaimItem): JudgedClaim | Refusal
  /** Where the merchant can pay to besides payments: what is connected, and what needs no connection. */
  canPayTo: ReadonlySet<OwnDestination>
  /** Those that were entered for this order, oldest first. */
  accounts: readonly PayoutTarget[]
  /** What kind of file this is. */
  kindOf(evidence: string): EvidenceKind
}
