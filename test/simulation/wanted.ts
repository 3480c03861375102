import type { Ports } from '../../server/platform/ports.ts'
import type { Habits } from '../doubles/books.ts'
import type { FaultRates } from '../doubles/faults.ts'
import type { PaidBy } from './shop.ts'
import type { Store } from './stores.ts'
import type { Planted } from './world.ts'

export interface RunWanted {
  seed: number
  steps: number
  store: Store
  providers: Ports['providers']
  ways: readonly PaidBy[]
  planted?: Planted
  /** Steps between two audits of the whole database. */
  auditEvery?: number
  /** How providers move money; drawn from the seed where it is not said. */
  habits?: Habits
  rates?: FaultRates
}

export interface RunResult {
  seed: number
  steps: number
  /** Over everything that is true at the end: the same seed gives the same one. */
  hash: string
  requests: number
  payouts: number
  lives: number
}
