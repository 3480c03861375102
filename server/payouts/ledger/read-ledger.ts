import type { LedgerEntry } from '../../../shared/api/ledger.schema.ts'
import { dateOfDay, dayOfDate, zonedClock } from '../../../shared/time/zoned.ts'
import { Failure } from '../../failure.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { type LedgerPart, readEntries } from './ledger-store.ts'

export interface LedgerWanted {
  by: 'day' | 'order' | 'request'
  /** A day, an order number, or a request number. */
  key: string
  /** With by=day: the last day. */
  until?: string
}

export interface Ledger {
  entries: LedgerEntry[]
  sums: { currency: string; out: number; back: number; net: number }[]
  isCut: boolean
}

const mostDays = 92
const shownEntries = 2000
/** Entries of one reading: memory stays flat however long the ledger is. */
const pageSize = 500

/**
 * Money out and back. The sums are those of the whole part, added up from its entries, also where fewer entries are shown.
 * @throws Failure validation_failed for days that are none, or too many
 */
export async function readLedger(ports: Ports, merchant: Merchant, wanted: LedgerWanted): Promise<Ledger> {
  const entries: LedgerEntry[] = []
  const sums = new Map<string, { out: number; back: number }>()
  let isCut = false
  for await (const page of ledgerPages(ports, merchant, wanted)) {
    for (const entry of page) {
      const sum = sums.get(entry.currency) ?? { out: 0, back: 0 }
      if (entry.amount < 0) sum.back -= entry.amount
      else sum.out += entry.amount
      sums.set(entry.currency, sum)
      if (entries.length < shownEntries) entries.push(entry)
      else isCut = true
    }
  }
  return {
    entries,
    sums: [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, { out, back }]) => ({ currency, out, back, net: out - back })),
    isCut,
  }
}

/** The whole part, the oldest first, page by page. @throws Failure validation_failed */
export async function* ledgerPages(
  ports: Ports,
  merchant: Merchant,
  wanted: LedgerWanted,
): AsyncGenerator<LedgerEntry[]> {
  const part = partOf(merchant, wanted)
  const zone = zonedClock(merchant.settings.timezone)
  let after: Awaited<ReturnType<typeof readEntries>>['last']
  for (;;) {
    const { entries, last } = await readEntries(ports.database, merchant.id, part, { after, limit: pageSize })
    if (entries.length > 0) yield entries.map((entry) => ({ ...entry, day: dateOfDay(zone.dayOf(entry.at)) }))
    if (entries.length < pageSize || !last) return
    after = last
  }
}

function partOf({ settings }: Merchant, { by, key, until = key }: LedgerWanted): LedgerPart {
  if (by === 'order') return { by, order: key }
  if (by === 'request') return { by, request: key.toUpperCase() }
  const zone = zonedClock(settings.timezone)
  const first = dayOfDate(key)
  const last = dayOfDate(until)
  if (first === undefined) throw notADay('/query/key', 'a day such as 2026-11-25')
  if (last === undefined || last < first || last - first > mostDays) {
    throw notADay('/query/until', `a day, at most ${mostDays} after the first`)
  }
  return { by: 'time', from: zone.startOfDay(first), until: zone.startOfDay(last + 1) }
}

function notADay(pointer: string, message: string): Failure {
  return new Failure('validation_failed', { pointer, errors: [{ pointer, code: 'custom', message }] })
}
