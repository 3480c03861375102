import type { PolicyVersionRow } from '../../shared/api/policy-versions.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { Failure } from '../failure.ts'
import type { Ports } from '../platform/ports.ts'
import { versionAt } from './version-at.ts'
import { readPolicyVersion, readVersions, readVersionTimes, type VersionFacts } from './version-store.ts'

/** The newest thousand, newest first, each with where it stands now. */
export async function listVersions(ports: Ports, merchant: string): Promise<{ versions: PolicyVersionRow[] }> {
  const [versions, live] = await Promise.all([readVersions(ports.database, merchant), liveVersion(ports, merchant)])
  return { versions: versions.map((facts) => ({ ...facts, state: stateOf(facts, live) })) }
}

/** @throws Failure not_found */
export async function openVersion(
  ports: Ports,
  merchant: string,
  version: number,
): Promise<PolicyVersionRow & { policy: Policy }> {
  const [found, live] = await Promise.all([
    readPolicyVersion(ports.database, merchant, version),
    liveVersion(ports, merchant),
  ])
  if (!found) throw new Failure('not_found')
  return { ...found, state: stateOf(found, live) }
}

async function liveVersion({ database, clock }: Ports, merchant: string): Promise<number> {
  return versionAt(await readVersionTimes(database, merchant), clock.now()) ?? 0
}

/** Versions take effect in their order, so what is newer than the live one waits. */
function stateOf({ version, cancelled }: VersionFacts, live: number): PolicyVersionRow['state'] {
  if (cancelled) return 'cancelled'
  if (version === live) return 'live'
  return version > live ? 'scheduled' : 'past'
}
