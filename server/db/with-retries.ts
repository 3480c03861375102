import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { constraintFailure, isLostRace, isOverCeiling } from './constraints.ts'

const tries = 8

/**
 * Runs load, decide, append again when somebody else was first, or a ceiling refused what was decided on old figures.
 * @throws Failure conflict after a few tries
 */
export function withRetries<T>(ports: Pick<Ports, 'inTurn'>, key: string, attempt: () => Promise<T>): Promise<T> {
  return ports.inTurn(key, async () => {
    for (let tried = 1; ; tried++) {
      try {
        return await attempt()
      } catch (error) {
        const failure = constraintFailure(error)
        if (!failure || !(isLostRace(failure) || isOverCeiling(failure))) throw error
        if (tried >= tries) throw new Failure('conflict')
        await pause(Math.random() * 15 * tried)
      }
    }
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
