import type { ProviderName } from '../../shared/payouts/payout.ts'
import type { BookedRefund } from './books.ts'

/** A call as it came over the wire. */
export interface FaceCall {
  method: string
  url: URL
  /** Lower-case names. */
  headers: Record<string, string>
  body: string
}

/** A webhook as its provider would send it. */
export interface FaceNotice {
  /** Where it goes; absent: to the hook of its provider. */
  path?: string
  headers: Record<string, string>
  body: string
}

/** One provider's wire over the books: its paths, its formats, its memory of keys. */
export interface Face {
  provider: ProviderName
  answer(call: FaceCall): Promise<Response>
  /** Whether this call asks for money: only these can be done without an answer. */
  isRefund(call: FaceCall): boolean
  /** Its "something went wrong on our side". A provider that stores what it answered stores this too. */
  error(call: FaceCall): Promise<Response>
  limited(): Promise<Response>
  /** What it tells about a refund, signed now, under an event's number of its own; undefined: it tells nothing of this. */
  notice?(refund: BookedRefund, event: string): FaceNotice | undefined
}
