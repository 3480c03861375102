import type { Ports } from '../platform/ports.ts'
import { applyProviderState } from './apply-provider-state.ts'
import { callbacksOf } from './providers/sandbox-behaviour.ts'
import { callbackMade, readDueCallbacks } from './providers/sandbox-ledger-store.ts'

/**
 * What the sandbox says by itself, late, twice or out of order: it comes in where webhooks do. Returns how many callbacks
 * were made.
 */
export async function makeSandboxCallbacks(ports: Ports): Promise<number> {
  const due = await readDueCallbacks(ports.database, ports.clock.now())
  for (const callback of due) {
    const plan = callbacksOf(callback.reference)
    const made = plan[callback.callbacks]
    const following = plan[callback.callbacks + 1]
    const next = made && following && callback.at + following.afterMs - made.afterMs
    // Late news of something earlier: the sandbox's own books know better.
    const isOwn = made !== undefined && made.said.status !== 'pending'
    await applyProviderState(ports, callback, made?.said ?? { status: 'unknown' }, [
      callbackMade(callback, isOwn ? made.said : undefined, next),
    ])
  }
  return due.length
}
