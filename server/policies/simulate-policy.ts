import { compile } from '../../shared/policy/compile.ts'
import { createSimulation } from '../../shared/policy/simulate/simulate.ts'
import type { Simulation } from '../../shared/policy/simulate/simulation.ts'
import type { Ports } from '../platform/ports.ts'
import { findLivePolicy } from './find-policy.ts'
import { openDraft } from './open-draft.ts'
import { requireValid } from './publish-policy.ts'
import { readHistory } from './read-history.ts'

/** Other calls are answered between two pages: a database in this process never lets them by itself. */
const pageLimit = 100

/** What another policy would have done with past requests, the newest first. @throws Failure validation_failed, not_found */
export async function simulatePolicy(
  ports: Ports,
  merchant: string,
  { policy, since, limit }: { policy?: unknown; since?: number; limit: number },
): Promise<Simulation> {
  const draft = requireValid(policy ?? (await openDraft(ports, merchant)).policy)
  const live = await findLivePolicy(ports, merchant)
  const simulation = createSimulation(live.compiled, compile(draft))
  let left = limit
  let cursor: string | undefined
  do {
    const page = await readHistory(ports, merchant, { since, cursor, limit: Math.min(pageLimit, left) })
    for (const request of page.requests) simulation.add(request)
    left -= page.requests.length
    cursor = page.nextCursor
    await ports.clock.sleep(0)
  } while (cursor !== undefined && left > 0)
  return simulation.result()
}
