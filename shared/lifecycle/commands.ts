import type { PayoutFailure, PayoutStatus } from '../payouts/payout.ts'
import type { Answers, Resolution } from '../policy/policy.ts'
import type { InspectionResult, ItemCondition, RequestChannel } from './request.ts'

/** What a shopper claims, before the policy has judged it. Exactly one of line, payment, shipping. */
export interface ClaimItem {
  line?: string
  payment?: string
  shipping?: boolean
  quantity: number
  reason: string
  details?: string
  condition?: ItemCondition
  /** To the merchant's own questions. */
  answers?: Answers
  evidence: string[]
  resolution: Resolution
}

export interface Claim {
  items: ClaimItem[]
  preferredPayment?: string
  /** Id of an account of this order; needed where an item wants `other_account`. */
  account?: string
  /** The total the shopper saw; another one is refused with `quote_changed`. Absent: no amount was shown. */
  quotedTotal?: number
}

export type Command =
  | ({ type: 'submit'; locale: string; channel: RequestChannel } & Claim)
  | ({ type: 'edit' } & Claim)
  | { type: 'cancel'; reason?: string }
  | { type: 'answer'; question?: string; text: string; evidence: string[] }
  | { type: 'appeal'; items?: string[]; text: string; evidence: string[] }
  | { type: 'mark_shipped'; carrier?: string; trackingNumber?: string }
  | { type: 'accept_offer' }
  | { type: 'rate'; stars: number; tags: string[]; comment?: string }
  | { type: 'fix_account'; payout: string; account: string }
  | { type: 'message'; text: string }
  | {
      type: 'approve'
      items?: string[]
      /** By item id, minor units, instead of the computed amount. */
      amounts?: Record<string, number>
      /** Minor units of outbound shipping instead of the policy's. */
      shipping?: number
      goodwill?: number
      /** Required when an amount differs from the computed one. */
      reason?: string
    }
  | { type: 'decline'; items?: string[]; reason: string; message: string }
  | { type: 'ask'; text: string; wantsPhotos: boolean }
  | { type: 'offer'; items?: string[]; resolution: Resolution; amounts?: Record<string, number>; text: string }
  | { type: 'mark_received'; items?: string[] }
  | { type: 'inspect'; items?: string[]; result: InspectionResult; note?: string }
  | { type: 'retry_payout'; payout: string }
  /** `account`: with the destination "account"; absent: the one the shopper named last. */
  | { type: 'change_method'; payout: string; destination: string; account?: string; proof?: string }
  | { type: 'ask_account'; payout: string; message?: string }
  | { type: 'reopen'; reason: string }
  | { type: 'note'; text: string }
  | { type: 'assign'; to?: string }
  | { type: 'tick' }
  | { type: 'payout_update'; payout: string; status: PayoutStatus; failure?: PayoutFailure }

export type CommandType = Command['type']
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>
