import type { Policy } from '../../shared/policy/policy.ts'
import type { Simulation } from '../../shared/policy/simulate/simulation.ts'
import type { Explanation } from './explain.ts'

/** To the worker. */
export type Ask =
  /** `run`: counted by who asks; every answer says which it is of. */
  | { type: 'start'; run: number; live: Policy; draft: Policy }
  /** The next bytes of the history in lines. */
  | { type: 'add'; bytes: Uint8Array<ArrayBuffer> }
  /** There are no more. */
  | { type: 'finish' }
  /** Why a request whose outcome changes comes out as it does. */
  | { type: 'explain'; number: string }

/** From the worker. `of`: how many requests there are in all. */
export type Told = { run: number } & (
  | { type: 'started' }
  | { type: 'added'; count: number; of: number }
  | { type: 'done'; simulation: Simulation; of: number }
  /** The history ended before its last line. */
  | { type: 'cut_short' }
  | { type: 'explained'; number: string; explanation: Explanation | undefined }
)
