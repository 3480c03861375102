import { type CompiledPolicy, compile } from '../../shared/policy/compile.ts'
import { Failure } from '../failure.ts'
import { keptFor } from '../platform/kept.ts'
import type { Ports } from '../platform/ports.ts'
import { versionAt } from './version-at.ts'
import { type PolicyVersion, readPolicyVersion, readVersionTimes, type VersionTime } from './version-store.ts'

export interface LoadedPolicy extends PolicyVersion {
  compiled: CompiledPolicy
}

const timesKeptMs = 5000
// Times, not the live policy: so a version that was scheduled is live from its moment on, whatever is remembered.
const times = keptFor<VersionTime[]>(timesKeptMs)
// Versions are immutable, so they are kept until there are too many.
const versions = keptFor<LoadedPolicy | undefined>(Number.MAX_SAFE_INTEGER, 200)

/** The policy in force now. @throws Failure not_found before the first is published */
export function findLivePolicy(ports: Ports, merchant: string): Promise<LoadedPolicy> {
  return findPolicyInForce(ports, merchant, ports.clock.now())
}

/**
 * The policy in force at that instant: it judges an order placed then. For one placed before there was any, the first
 * that takes effect. @throws Failure not_found before the first is published
 */
export async function findPolicyInForce(ports: Ports, merchant: string, atMs: number): Promise<LoadedPolicy> {
  const { database, clock } = ports
  const known = await times.get(database, merchant, clock.now(), () => readVersionTimes(database, merchant))
  const version = versionAt(known, atMs)
  if (version === undefined) throw new Failure('not_found', { detail: { missing: 'policy' } })
  return findPolicyVersion(ports, merchant, version)
}

/** The version a request was submitted under: its trace and its deadlines read it. @throws Failure not_found */
export async function findPolicyVersion(ports: Ports, merchant: string, version: number): Promise<LoadedPolicy> {
  const { database } = ports
  const found = await versions.get(database, `${merchant} ${version}`, 0, async () => {
    const read = await readPolicyVersion(database, merchant, version)
    if (!read) return undefined
    const { effectiveAt, publishedAt, policy } = read
    return { version, effectiveAt, publishedAt, policy, compiled: compile(policy) }
  })
  if (!found) throw new Failure('not_found', { detail: { missing: 'policy' } })
  return found
}

/** After publishing or cancelling, so that this process sees it at once; others within five seconds. */
export function forgetPolicyTimes(ports: Ports): void {
  times.forget(ports.database)
}
