import { type CompiledPolicy, compile } from '../../shared/policy/compile.ts'
import { Failure } from '../failure.ts'
import { keptFor } from '../platform/kept.ts'
import type { Ports } from '../platform/ports.ts'
import { type PolicyVersion, readLivePolicy, readPolicyVersion } from './store.ts'

export interface LoadedPolicy extends PolicyVersion {
  compiled: CompiledPolicy
}

const liveKeptMs = 5000
const live = keptFor<LoadedPolicy | undefined>(liveKeptMs)
// Versions are immutable, so they are kept until there are too many.
const versions = keptFor<LoadedPolicy | undefined>(Number.MAX_SAFE_INTEGER, 200)

/** The policy that decides new requests. @throws Failure not_found before the first is published */
export async function findLivePolicy(ports: Ports, merchant: string): Promise<LoadedPolicy> {
  const { database, clock } = ports
  const found = await live.get(database, merchant, clock.now(), async () => {
    const version = await readLivePolicy(database, merchant)
    return version && loaded(ports, merchant, version)
  })
  if (!found) throw new Failure('not_found', { detail: { missing: 'policy' } })
  return found
}

/** The version a request was submitted under: its trace and its deadlines read it. */
export async function findPolicyVersion(ports: Ports, merchant: string, version: number): Promise<LoadedPolicy> {
  const { database } = ports
  const found = await versions.get(database, `${merchant} ${version}`, 0, async () =>
    withCompiled(await readPolicyVersion(database, merchant, version)),
  )
  if (!found) throw new Failure('not_found', { detail: { missing: 'policy' } })
  return found
}

export function forgetLivePolicies(ports: Ports): void {
  live.forget(ports.database)
}

/** Compiled once a version, however often the live one is looked up. */
function loaded(ports: Ports, merchant: string, version: PolicyVersion): Promise<LoadedPolicy | undefined> {
  return versions.get(ports.database, `${merchant} ${version.version}`, 0, async () => withCompiled(version))
}

function withCompiled(version: PolicyVersion | undefined): LoadedPolicy | undefined {
  return version && { ...version, compiled: compile(version.policy) }
}
