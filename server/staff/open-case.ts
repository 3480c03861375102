import type { AdminRequest } from '../../shared/api/admin.schema.ts'
import { Failure } from '../failure.ts'
import type { StaffCaller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import { readAccountSigns } from '../payouts/index.ts'
import type { Ports } from '../platform/ports.ts'
import { findLivePolicy } from '../policies/index.ts'
import { openRequestCase, policiesOfRequest } from '../requests/index.ts'
import { readAround } from './case-store.ts'
import { caseView } from './case-view.ts'
import { readNextCase } from './queue-store.ts'
import { writePresence } from './store.ts'

/** A colleague who has not said so again for this long has left. The page says it every 20 s. */
export const presenceLifeMs = 45_000

/** Everything needed to decide one request. @throws Failure not_found */
export async function openCase(
  ports: Ports,
  wanted: { merchant: Merchant; me: StaffCaller; number: string },
): Promise<AdminRequest> {
  const { merchant, me, number } = wanted
  const { database, clock } = ports
  const now = clock.now()
  const file = await openRequestCase(ports, merchant.id, number)
  const [policies, today, around] = await Promise.all([
    policiesOfRequest(ports, merchant.id, file.state),
    findLivePolicy(ports, merchant.id),
    readAround(database, {
      merchant: merchant.id,
      number,
      emailKey: file.keys.emailKey,
      me: me.id,
      since: now - presenceLifeMs,
    }),
  ])
  const [nextCase, accounts] = await Promise.all([
    readNextCase(database, { merchant: merchant.id, number }),
    readAccountSigns(
      database,
      merchant.id,
      around.payouts.flatMap(({ account }) => account ?? []),
    ),
  ])
  return caseView(file, { me, merchant, policies, today, around, accounts, nextCase, now })
}

/** @throws Failure not_found */
export async function sayLooking(
  ports: Ports,
  wanted: { merchant: string; me: StaffCaller; number: string },
): Promise<{ seq: number; lookingToo: { id: string; name: string }[] }> {
  const { merchant, me, number } = wanted
  const seen = await writePresence(ports.database, {
    merchant,
    request: number,
    staff: me.id,
    name: me.name,
    now: ports.clock.now(),
    lifeMs: presenceLifeMs,
  })
  if (!seen) throw new Failure('not_found')
  return { seq: seen.seq, lookingToo: seen.others }
}
