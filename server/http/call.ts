import type { z } from 'zod'
import type { Contract } from '../../shared/api/contract.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import type { IdempotencyClaim } from './idempotency.ts'
import type { IncomingFile } from './incoming-file.ts'

export interface ShopperCaller {
  kind: 'shopper'
  /** A token for one order… */
  order?: string
  /** …or for a customer. */
  customer?: { id?: string; emailKey?: string }
  /** When they last proved who they are, epoch ms. */
  verifiedAt: number
}
export interface StaffCaller {
  kind: 'staff'
  id: string
  name: string
  role: string
}

/** Who calls; what they may do is decided in the verb. */
export type Caller = ShopperCaller | StaffCaller | { kind: 'merchant' } | { kind: 'publishable' } | { kind: 'none' }

interface CallerByAuth {
  none: { kind: 'none' }
  publishable: { kind: 'publishable' }
  shopper: ShopperCaller
  secret: { kind: 'merchant' }
  staff: StaffCaller
}

type Parsed<T, Else> = T extends z.ZodType ? z.output<T> : Else
interface RawBodies {
  binary: Uint8Array<ArrayBuffer>
  file: IncomingFile
}
type BodyParsed<T> = T extends z.ZodType ? z.output<T> : T extends keyof RawBodies ? RawBodies[T] : undefined

/** What a handler is given: validated, authenticated, typed by its contract. */
export interface Call<C extends Contract = Contract> {
  ports: Ports
  /** undefined only where the contract needs no credential. */
  merchant: C['auth'] extends 'none' ? undefined : Merchant
  caller: CallerByAuth[C['auth']]
  params: Parsed<C['params'], undefined>
  query: Parsed<C['query'], undefined>
  body: BodyParsed<C['body']>
  /** Present where the contract says `idempotent`: its row belongs into the batch of the effect. */
  idempotency: C['idempotent'] extends true ? IdempotencyClaim : undefined
  requestId: string
  /** For limits per address; "unknown" where the runtime does not say. */
  address: string
  /** The request as it came: for `body: 'orders'` its stream is unread, and its signal says that the caller left. */
  request: Request
}

/** An answer already serialised, because the same bytes are stored under the idempotency key. */
export class Encoded {
  readonly json: string

  constructor(json: string) {
    this.json = json
  }
}

export type Answer<C extends Contract> =
  | (C['response'] extends z.ZodType ? z.input<C['response']> : undefined)
  | Encoded
  | Response
