import type { Command } from '../../../shared/lifecycle/commands.ts'
import type { Actor, RequestState } from '../../../shared/lifecycle/request.ts'

export interface StaffPerson {
  id: string
  name: string
}

/** What somebody does next. */
export interface PastStep {
  /** Epoch ms; a step in the future is not taken: from there on the visitor tells the story. */
  atMs: number
  actor: Actor
  command: Command
}

/** What came of a step. */
export interface PastTurn {
  state: RequestState
  /** The code, when the core refused; the state is what it was. */
  refused: string | undefined
}

/** Told step by step: each step is chosen from what the core made of the one before. */
export type PastStory = Generator<PastStep, void, PastTurn>

export const shopper: Actor = { kind: 'shopper' }
export const system: Actor = { kind: 'system' }
export const staffActor = ({ id, name }: StaffPerson): Actor => ({ kind: 'staff', id, name })
