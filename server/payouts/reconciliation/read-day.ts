import type { ReconciliationDay, ReconciliationDifference } from '../../../shared/api/payouts.schema.ts'
import { dateOfDay, zonedClock } from '../../../shared/time/zoned.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { providerOf } from '../provider-of.ts'
import { mayAct } from '../who-may.ts'
import { readDifferences, readFiguresOfDay, readProviders, type StoredDifference } from './reconciliation-store.ts'

/** What these do is told at once, or by people: there is nothing to compare with. */
const withoutStatement: readonly string[] = ['bank', 'gift_card', 'coupon', 'points']

/** A day, ours against theirs; yesterday in the shop's zone where none is named. */
export async function readDay(
  ports: Ports,
  { merchant, me }: { merchant: Merchant; me: StaffCaller },
  wanted?: string,
): Promise<ReconciliationDay> {
  const { database, clock } = ports
  const day = wanted ?? dateOfDay(zonedClock(merchant.settings.timezone).dayOf(clock.now()) - 1)
  const [rows, differences, providers] = await Promise.all([
    readFiguresOfDay(database, merchant.id, day),
    readDifferences(database, merchant.id, day),
    readProviders(database, merchant.id),
  ])
  const known = new Set(rows.map(({ provider }) => provider))
  const unknown = providers.filter((provider) => !known.has(provider) && !withoutStatement.includes(provider))
  const missing = await Promise.all(
    unknown.map(async (provider) => {
      const { list } = await providerOf(ports, merchant.id, provider)
      return { provider, by: list ? ('list' as const) : ('file' as const) }
    }),
  )
  return { day, rows, differences: differences.map((one) => differenceView(one, mayAct(me))), missing }
}

const offersOf: Readonly<Record<StoredDifference['kind'], ReconciliationDifference['offers']>> = {
  only_theirs: ['book', 'wait', 'write_off'],
  only_ours: ['wait', 'write_off'],
  amount: ['wait', 'write_off'],
  state: ['wait', 'write_off'],
}

export function differenceView(stored: StoredDifference, may: boolean): ReconciliationDifference {
  const { day: _, detail, resolvedBy, ...row } = stored
  const isOpen = stored.resolution === undefined || stored.resolution === 'waiting'
  return {
    ...row,
    why: detail.why,
    at: detail.at,
    settlesBy: detail.settlesBy,
    resolvedBy: resolvedBy?.name,
    note: resolvedBy?.note,
    offers: may && isOpen ? offersOf[stored.kind] : [],
  }
}
