import type { Policy } from '../../shared/policy/policy.ts'
import type { PastRequest } from '../../shared/policy/simulate/history.ts'
import type { Simulation } from '../../shared/policy/simulate/simulation.ts'
import type { Explanation } from './explain.ts'

/** To the worker. */
export type Ask =
  | { type: 'start'; live: Policy; draft: Policy }
  | { type: 'add'; requests: PastRequest[] }
  | { type: 'finish' }
  /** Why a request whose outcome changes comes out as it does. */
  | { type: 'explain'; number: string }

/** From the worker. `workedMs`: its own time, without waiting for pages. */
export type Told =
  | { type: 'added'; count: number }
  | { type: 'done'; simulation: Simulation; workedMs: number }
  | { type: 'explained'; number: string; explanation: Explanation | undefined }
