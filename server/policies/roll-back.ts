import { Failure } from '../failure.ts'
import type { Encoded } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { addVersion, type Publication } from './add-version.ts'
import { momentAfter } from './moment-after.ts'
import { readPolicyVersion } from './version-store.ts'

/**
 * An earlier version again, at once and as a new one: history stays what it was, and so does the draft.
 * @throws Failure forbidden, not_found, illegal_state for the newest itself, validation_failed, cases_failed
 */
export function rollBack(ports: Ports, input: Publication & { version: number }): Promise<Encoded> {
  const { merchant, version: copyOf } = input
  return addVersion(
    ports,
    input,
    () => readPolicyVersion(ports.database, merchant.id, copyOf),
    (earlier, newest, now) => {
      if (!earlier) throw new Failure('not_found')
      const effectiveAt = momentAfter(newest, now)
      if (copyOf === newest.version) throw new Failure('illegal_state', { detail: { version: copyOf } })
      return { policy: earlier.policy, effectiveAt, copyOf }
    },
  )
}
