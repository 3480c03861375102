import type { Ports } from '../platform/ports.ts'
import { expireLots } from './store.ts'

const lotsAtOnce = 500

/** Writes off what has expired, so that the ledger says where it went; spending refuses it before that. */
export async function expireCredit({ database, clock }: Ports): Promise<number> {
  const now = clock.now()
  let expired = 0
  for (;;) {
    const some = await expireLots(database, now, lotsAtOnce)
    expired += some
    if (some < lotsAtOnce) return expired
  }
}
