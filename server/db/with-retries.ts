import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { constraintFailure, isLostRace, isOverCeiling } from './constraints.ts'

const tries = 8

/**
 * Runs load, decide, append again when somebody else was first, or a ceiling refused what was decided on old figures.
 * @throws Failure conflict after a few tries
 */
export function withRetries<T>(
  ports: Pick<Ports, 'inTurn' | 'clock' | 'ids'>,
  key: string,
  attempt: () => Promise<T>,
): Promise<T> {
  return ports.inTurn(key, async () => {
    for (let tried = 1; ; tried++) {
      try {
        return await attempt()
      } catch (error) {
        const failure = constraintFailure(error)
        if (!failure || !(isLostRace(failure) || isOverCeiling(failure))) throw error
        if (tried >= tries) throw new Failure('conflict')
        await ports.clock.sleep(ports.ids.chance() * 15 * tried)
      }
    }
  })
}
