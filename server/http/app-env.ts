import type { Authenticated } from './authenticate.ts'
import type { KeyedCall } from './idempotency.ts'
import type { RawBody } from './read-body.ts'

/** What travels with a request between the steps of its route. */
export interface AppEnv {
  Variables: {
    requestId: string
    /** What every answer to this call carries. */
    headers: Record<string, string>
    /** The answer that was made with them. */
    answered: Response
    prepared: Prepared
  }
}

export interface Prepared {
  authenticated: Authenticated
  raw: RawBody
  keyed: KeyedCall | undefined
}
