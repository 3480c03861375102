import type { z } from 'zod'

/** Who may call: the credential decides the merchant, never the body. */
export type Auth = 'none' | 'publishable' | 'shopper' | 'secret' | 'staff'
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * One row of the contract table: drives validation, OpenAPI and the client's types.
 * `body: 'binary'` is a raw upload, `'file'` one that is read as it comes; `response: 'stream'` is text/event-stream; `'binary'` a file.
 */
export interface Contract {
  method: Method
  /** Under /v1, parameters as `:name`. */
  path: string
  auth: Auth
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType | 'binary' | 'file' | 'orders'
  response: z.ZodType | 'stream' | 'binary' | 'none'
  status?: 200 | 201 | 202 | 204
  /** Needs an Idempotency-Key header (every POST that is not stateless or replay-safe). */
  idempotent?: boolean
  /** Error codes a caller should expect, besides those of its auth and validation. */
  errors?: readonly string[]
}

export type BodyOf<C extends Contract> = C['body'] extends z.ZodType ? z.input<C['body']> : undefined
export type ResponseOf<C extends Contract> = C['response'] extends z.ZodType ? z.output<C['response']> : never
