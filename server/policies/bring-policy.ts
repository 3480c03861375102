import { defaultPolicy } from '../../shared/policy/default-policy.ts'
import { parsePolicy } from '../../shared/policy/policy.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { constraintFailure, isLostRace } from '../db/constraints.ts'
import { guardOneRow } from '../db/guard.ts'
import { sha256Hex } from '../platform/hmac.ts'
import type { Ports } from '../platform/ports.ts'
import { isSameJson, sortedJson } from '../platform/same-json.ts'
import { forgetPolicyTimes } from './find-policy.ts'
import {
  cancelWaiting,
  insertPolicyVersion,
  markFileHash,
  readFileHash,
  readNewest,
  readPolicyVersion,
} from './version-store.ts'

/** What an installation's owner has put beside the data: the policy, and the JSON as it was written. */
export interface WrittenPolicy {
  policy: Policy
  written: unknown
}

/**
 * An owner's policy.json counts when it was changed since it was last brought: published as the next version, before
 * anything that waits. What colleagues published since an unchanged file stays. Without a file, the starter policy begins.
 */
export async function bringPolicy(ports: Ports, merchant: string, file: WrittenPolicy | undefined): Promise<void> {
  const { database, clock } = ports
  const { number: after, version: newest } = await readNewest(database, merchant)
  if (!file && after > 0) return
  const fileHash = file && (await sha256Hex(sortedJson(file.written)))
  if (file && fileHash === (await readFileHash(database, merchant))) return
  if (file && fileHash && (await isNewest(ports, merchant, newest, file.policy))) {
    await database.write([markFileHash(merchant, newest, fileHash)])
    return
  }
  const now = clock.now()
  const policy = file?.policy ?? defaultPolicy()
  try {
    await database.write([
      cancelWaiting(merchant, now, { name: 'policy.json' }),
      insertPolicyVersion({ merchant, after, policy, publishedAt: now, effectiveAt: now, fileHash }),
      guardOneRow('policy_version'),
    ])
  } catch (error) {
    // Of several isolates that start at once one publishes.
    const failure = constraintFailure(error)
    if (!failure || !isLostRace(failure)) throw error
  }
  forgetPolicyTimes(ports)
}

/** Installations from before hashes were kept: their file is the newest version already. */
async function isNewest({ database }: Ports, merchant: string, newest: number, policy: Policy): Promise<boolean> {
  const known = newest > 0 ? await readPolicyVersion(database, merchant, newest) : undefined
  const parsed = parsePolicy(known?.policy)
  return 'policy' in parsed && isSameJson(parsed.policy, policy)
}
