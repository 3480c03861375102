import type { FailureCode, PayoutStatus } from '../../shared/lifecycle/request.ts'
import type { Database } from '../db/database.ts'
import type { OutsideRefusal } from './outside-url.ts'

/** Everything `createApp` needs from the outside. Only node.ts and worker.ts construct these. */
export interface Ports {
  database: Database
  clock: Clock
  ids: Ids
  providers: Record<string, RefundProvider>
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
}

export interface Secrets {
  /** Signs shopper tokens and codes; at least 32 bytes. */
  signingKey: string
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
}

/** One payout asked of a provider under one number: sending it twice pays once. */
export interface RefundOrder {
  /** At most 32 characters of [0-9A-Za-z_]; the provider's idempotency key. */
  payout: string
  merchant: string
  request: string
  amount: number
  currency: string
  /** The captured payment, as the provider knows it. */
  reference: string
  attempt: number
}

export interface ProviderState {
  status: Extract<PayoutStatus, 'pending' | 'requires_action' | 'unknown' | 'succeeded' | 'failed'>
  failure?: { code: FailureCode; final: boolean }
  providerReference?: string
}

export interface RefundProvider {
  name: string
  /** Never throws for a business outcome; a thrown error or a time-out means the outcome is unknown. */
  refund(order: RefundOrder): Promise<ProviderState>
  /** The state under our number; undefined: the provider never saw it, sending is safe. */
  find(order: RefundOrder): Promise<ProviderState | undefined>
}

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

export interface Blobs {
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
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
