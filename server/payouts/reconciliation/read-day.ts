import type { ReconciliationDay, ReconciliationDifference } from '../../../shared/api/reconciliation.schema.ts'
import { dateOfDay, zonedClock } from '../../../shared/time/zoned.ts'
import type { StaffCaller } from '../../http/call.ts'
import type { Merchant } from '../../merchants/index.ts'
import { cursorOf, cursorText } from '../../platform/cursor.ts'
import type { Ports } from '../../platform/ports.ts'
import { providerOf } from '../provider-of.ts'
import { mayAct } from '../who-may.ts'
import { type DifferenceGroup, readDifferences, readGroups, type StoredDifference } from './differences-store.ts'
import { readFiguresOfDay, readProviders, type StoredFigures } from './reconciliation-store.ts'

/** What these do is told at once, or by people: there is nothing to compare with. */
const withoutStatement: readonly string[] = ['bank', 'gift_card', 'coupon', 'points']

/** Of each row so many differences come with the day. */
const differencesOfRow = 50

/** A day, ours against theirs; yesterday in the shop's zone where none is named. */
export async function readDay(
  ports: Ports,
  { merchant, me }: { merchant: Merchant; me: StaffCaller },
  wanted?: string,
): Promise<ReconciliationDay> {
  const { database, clock } = ports
  const day = wanted ?? dateOfDay(zonedClock(merchant.settings.timezone).dayOf(clock.now()) - 1)
  const [figures, groups, providers] = await Promise.all([
    readFiguresOfDay(database, merchant.id, day),
    readGroups(database, merchant.id, day),
    readProviders(database, merchant.id),
  ])
  const rows: ReconciliationDay['rows'] = []
  const differences: ReconciliationDifference[] = []
  for (const row of withGroups(figures, groups)) {
    const { provider, currency } = row
    const group = groups.find((one) => one.provider === provider && one.currency === currency)
    const page = group
      ? await readDifferencePage(ports, { merchant, me }, { ...group, limit: differencesOfRow })
      : undefined
    rows.push({
      ...row,
      differences: { count: group?.count ?? 0, open: group?.open ?? 0 },
      ...(page?.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
    })
    differences.push(...(page?.differences ?? []))
  }
  const known = new Set(rows.map(({ provider }) => provider))
  const unknown = providers.filter((provider) => !known.has(provider) && !withoutStatement.includes(provider))
  const missing = await Promise.all(
    unknown.map(async (provider) => {
      const { list } = await providerOf(ports, merchant.id, provider)
      return { provider, by: list ? ('list' as const) : ('file' as const) }
    }),
  )
  return { day, rows, differences, missing }
}

/** Also currencies that only stored differences have: each is still to be seen and resolved. */
function withGroups(figures: readonly StoredFigures[], groups: readonly DifferenceGroup[]): StoredFigures[] {
  const none = { count: 0, amount: 0 }
  const others = groups.flatMap(({ provider, currency }) => {
    const compared = figures.filter((row) => row.provider === provider)
    const [row] = compared
    return !row || compared.some((one) => one.currency === currency)
      ? []
      : [{ ...row, currency, ours: none, theirs: none }]
  })
  return [...figures, ...others]
}

interface DifferencesWanted {
  /** YYYY-MM-DD in the shop's zone. */
  day: string
  provider: string
  currency: string
  cursor?: string
  limit: number
}

/** A page of what differs on a day at one provider in one currency. @throws Failure validation_failed for a foreign cursor */
export async function readDifferencePage(
  { database }: Ports,
  { merchant, me }: { merchant: Merchant; me: StaffCaller },
  { day, provider, currency, cursor, limit }: DifferencesWanted,
): Promise<{ differences: ReconciliationDifference[]; nextCursor?: string }> {
  const after = cursor === undefined ? undefined : cursorOf(cursor)
  const of: DifferenceGroup = { merchant: merchant.id, day, provider, currency }
  const found = await readDifferences(database, of, { after, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    differences: page.map((one) => differenceView(one, mayAct(me))),
    ...(found.length > limit && last
      ? { nextCursor: cursorText([last.resolution === undefined ? 0 : 1, last.id]) }
      : {}),
  }
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
