import type { AccountDetails } from '../../shared/payouts/account.ts'
import type { FailureCode } from '../../shared/payouts/failure-codes.ts'
import type { PayoutOrder, ProviderName, ProviderState } from '../../shared/payouts/payout.ts'
import type { Database } from '../db/database.ts'
import type { Edit } from './edits.ts'
import type { OutsideRefusal } from './outside-url.ts'

/** Everything `createApp` needs from the outside. Only node.ts and worker.ts construct these. */
export interface Ports {
  database: Database
  clock: Clock
  ids: Ids
  providers: Partial<Record<ProviderName, ProviderFactory>>
  fetch: Fetch
  mailer: Mailer
  blobs: Blobs
  outside: Outside
  secrets: Secrets
  log: Log
  settings: Settings
  /** Runs work after the answer (waitUntil on the edge); errors are logged, never lost: the outbox has the work. */
  defer: (work: () => Promise<void>) => void
  /** Something was put into the outbox: send it soon. Nothing is lost when nobody listens. */
  wake: () => void
  /**
   * Runs work on one key one after the other within this process, so that racers wait instead of trying again. The database
   * decides between processes; on the edge there is no waiting across requests, the work just runs.
   */
  inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>
}

export interface Clock {
  now(): number
  sleep(ms: number): Promise<void>
}

export interface Ids {
  /** Time-ordered, at most 32 characters of [0-9A-Za-z_], prefixed: `po_…`, `ev_…`. */
  next(prefix: string): string
  /** R-XXXX-XXXX, random. */
  requestNumber(): string
  /** Six random digits. */
  code(): string
  /** 32 random bytes, base64url. */
  token(): string
  /** In [0, 1): spreads what would otherwise happen together. */
  chance(): number
}

export interface Secrets {
  /** Signs shopper tokens and codes; at least 32 bytes. */
  signingKey: string
  /** What signed before: still opens what was sealed under them, until it is saved anew. */
  oldSigningKeys?: readonly string[]
  /** better-auth's secret. */
  sessionKey: string
}

export interface Settings {
  /** Origin of this server, without a trailing slash. */
  url: string
  demo: boolean
  /** Hash of the one-time token for the first staff account, when none exists. */
  firstAccountTokenHash?: string
  /** Reverse proxies of the operator in front of this server: their X-Forwarded-For is believed. */
  trustedProxies?: number
  /** Orders an import call may carry, where the runtime gives a call little time (the edge: 500). */
  importLimit?: number
  /** Where providers are reached instead of at their own addresses: a proxy of the operator, or a test's double. */
  providerUrls?: Partial<Record<ProviderName, string>>
}

/** One payout asked of a provider under one number: sending it twice pays once. Amounts are minor units. */
export interface RefundOrder extends PayoutOrder {
  merchant: string
  /** This try counted, from 1; 0 in a question. */
  attempt: number
  /** The provider's own number of the refund, once it said one. */
  providerReference?: string
  /** What it last said, in its own code. */
  providerCode?: string
  firstSentAt?: number
}

/** `never_seen`: sending it is safe. `cannot_tell`: the provider has no such question; its memory of the number decides. */
export type Found = ProviderState | 'never_seen' | 'cannot_tell'

export interface RefundProvider {
  name: ProviderName
  /** Never throws for a business outcome; a thrown error or a time-out means the outcome is unknown. */
  refund(order: RefundOrder): Promise<ProviderState>
  /** The state under our number. Thrown: not known now. */
  find(order: RefundOrder): Promise<Found>
  /** Whether the credentials work, with one harmless call. */
  check?(): Promise<ConnectionCheck>
  /** What a webhook says; `invalid_signature` for what this provider did not sign, or signed too long ago. */
  readNotice?(raw: RawNotice): Promise<Notice | 'invalid_signature'>
  /** Every refund the provider knows of that was made in [from, until), for reconciliation. Epoch ms. */
  list?(from: number, until: number): Promise<ProviderRefund[]>
  /** What the provider expects as the answer to a notice; absent: 204. */
  acknowledge?(): { status: number; type: string; body: string }
}

export interface ConnectionCheck {
  ok: boolean
  /** A neutral code and the provider's own; never a secret. */
  code?: FailureCode
  providerCode?: string
}

export interface RawNotice {
  /** Lower-case names. */
  headers: Record<string, string>
  /** Byte for byte as it came: signatures are over this. */
  body: string
  url: string
}

/** A webhook, understood. One may carry several refunds; `event` is the provider's id of the delivery, for doing it once. */
export interface Notice {
  items: NoticeItem[]
}

export interface NoticeItem {
  event: string
  /** Ours, where the provider repeats it. */
  payout?: string
  /** Absent: something else happened, such as a dispute, which is only recorded. */
  refund?: ProviderRefund
  kind: 'refund' | 'dispute' | 'other'
}

/** A refund as its provider has it, whoever made it. Amount in minor units. */
export interface ProviderRefund {
  providerReference: string
  payout?: string
  /** The payment's reference, as in the order. */
  payment?: string
  /** What the provider calls the same payment too; an order may know it by either (Stripe: pi_ and ch_). */
  otherReferences?: readonly string[]
  amount: number
  currency: string
  state: ProviderState
  /** Epoch ms. */
  at: number
}

/** What makes a provider for one merchant. */
export interface ProviderParts {
  merchant: string
  /** As the merchant saved them, opened; of the shape in shared/payouts/credentials.ts. */
  credentials: unknown
  /** Instead of the provider's own address; set by whoever runs the server. */
  url?: string
  /** Where this provider's webhooks for this merchant come in, for those that are told with each call. */
  noticeUrl?: string
  /** The account that a payout goes to, opened to pay it; undefined where there is none or it does not open. */
  openAccount: (id: string) => Promise<AccountDetails | undefined>
  fetch: Fetch
  outside: Outside
  database: Database
  clock: Clock
  ids: Ids
}

export type ProviderFactory = (parts: ProviderParts) => RefundProvider

/** As the platform's own; bounded: it gives up after its time, follows no redirect and reads so many bytes. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

export interface Mail {
  /** The outbox id: the receiver's idempotency key. */
  id: string
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
  html: string
}
export interface Mailer {
  send(mail: Mail): Promise<void>
}

export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface Blobs {
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
  /**
   * Keeps what comes piece by piece, in bounded memory. `edits` are asked for when all of it came, and are done before
   * anything stands under the key; what throws, there or on the way, leaves nothing. Says the SHA-256 of what is kept, as hex.
   */
  keep(key: string, pieces: Pieces, type: string, edits: () => readonly Edit[]): Promise<string>
  /** Of what is kept, from one byte to before another; undefined where there is nothing. */
  open(key: string, range: { from: number; to: number }): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>
  remove(key: string): Promise<void>
}

/** Addresses that merchants gave us: never a private network, no redirect followed, the answer's body unread. */
export interface Outside {
  /** Why this URL is not called, by what is written in it. */
  refusal(url: string): OutsideRefusal | undefined
  /** Never throws. A name that resolves to a private address is `refused`, where the runtime lets us look. */
  post(url: string, call: { headers: Record<string, string>; body: string; timeoutMs: number }): Promise<OutsideAnswer>
}

export type OutsideAnswer =
  | { outcome: 'answered'; status: number }
  | { outcome: 'timeout' }
  | { outcome: 'unreachable' }
  | { outcome: 'refused'; why: OutsideRefusal }

export interface Log {
  info(event: string, fields?: Record<string, string | number | boolean | undefined>): void
  error(event: string, fields?: Record<string, string | number | boolean | undefined>): void
}
