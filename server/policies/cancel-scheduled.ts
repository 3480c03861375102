import { Failure } from '../failure.ts'
import type { Caller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { requireEditor } from './author.ts'
import { forgetPolicyTimes } from './find-policy.ts'
import { cancelVersion, readPolicyVersion } from './version-store.ts'

/** Before its moment only: what was in force once stays what it was. @throws Failure forbidden, not_found, illegal_state */
export async function cancelScheduled(
  ports: Ports,
  { merchant, caller, version }: { merchant: Merchant; caller: Caller; version: number },
): Promise<undefined> {
  const by = requireEditor(merchant, caller)
  const { database, clock } = ports
  const [rows] = await database.write([cancelVersion(merchant.id, version, clock.now(), by)])
  if (!rows?.[0]) {
    const known = await readPolicyVersion(database, merchant.id, version)
    throw new Failure(known ? 'illegal_state' : 'not_found')
  }
  forgetPolicyTimes(ports)
}
