import { withRetries } from '../../db/with-retries.ts'
import type { Ports } from '../../platform/ports.ts'
import type { Figures } from './compare.ts'
import { dayCompared, differencesHidden, type FoundDifference } from './comparison-store.ts'
import { type AfterDifference, readDifferences, readGroups, type StoredDifference } from './differences-store.ts'
import { inPieces, piecesOf } from './in-pieces.ts'
import { type DayOf, readFiguresOfDay } from './reconciliation-store.ts'

interface Kept {
  figures: readonly Figures[]
  differences: readonly FoundDifference[]
  source: string
  /** YYYY-MM-DD in the shop's zone. */
  today: string
}

/**
 * A day of a provider as it compares now, in place of what was found before. What is new is written piece by piece where
 * nobody sees it; one batch then shows it together with the figures, so that nobody reads half of a comparison.
 * @throws Failure conflict where others keep comparing the same day
 */
export async function keepComparison(ports: Ports, of: DayOf, { figures, differences, source, today }: Kept) {
  const { database, clock, ids } = ports
  // In order of the key rows are written several times as fast.
  const byId = new Map(differences.map((one) => [one.id, one]))
  const found = [...byId.keys()].sort().flatMap((id) => byId.get(id) ?? [])
  await withRetries(ports, `${of.merchant} reconciliation ${of.day} ${of.provider}`, async () => {
    const lastRanAt = await lastRunOf(ports, of)
    const known = await readKnown(ports, of)
    const run = ids.next('rc')
    const fresh = found.filter(({ id }) => !known.has(id))
    for await (const piece of inPieces(clock, fresh)) await database.write([differencesHidden(of, run, piece)])
    const changed = found.filter((one) => isNews(one, known.get(one.id), today))
    for (const { id } of found) known.delete(id)
    const gone = [...known.values()].filter(isUndecided).map(({ id }) => id)
    await database.write(
      dayCompared(of, {
        figures,
        source,
        now: clock.now(),
        today,
        lastRanAt,
        run,
        hidden: fresh.length,
        changed: piecesOf(changed),
        gone: piecesOf(gone),
      }),
    )
  })
}

async function lastRunOf({ database }: Ports, { merchant, day, provider }: DayOf): Promise<number> {
  const figures = await readFiguresOfDay(database, merchant, day)
  return Math.max(0, ...figures.filter((one) => one.provider === provider).map(({ ranAt }) => ranAt))
}

type Known = Pick<StoredDifference, 'id' | 'currency' | 'ours' | 'theirs' | 'payout' | 'order' | 'waitUntil'> & {
  resolution: StoredDifference['resolution']
  detail: string
}

const knownAtOnce = 500

/** What the comparison before found, by id. */
async function readKnown({ database, clock }: Ports, { merchant, day, provider }: DayOf): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  for (const group of await readGroups(database, merchant, day)) {
    if (group.provider !== provider) continue
    for (let after: AfterDifference | undefined; ; ) {
      const page = await readDifferences(database, group, { after, limit: knownAtOnce })
      for (const { id, currency, ours, theirs, payout, order, waitUntil, resolution, detail } of page) {
        const row = { id, currency, ours, theirs, payout, order, waitUntil, resolution }
        known.set(id, { ...row, detail: JSON.stringify(detail) })
      }
      const last = page.at(-1)
      if (!last || page.length < knownAtOnce) break
      after = [last.resolution === undefined ? 0 : 1, last.id]
      await clock.sleep(0)
    }
  }
  return known
}

function isNews(found: FoundDifference, known: Known | undefined, today: string): boolean {
  if (!known) return false
  const isOpenAgain =
    known.resolution === 'settled' || (known.resolution === 'waiting' && (known.waitUntil ?? '') < today)
  return (
    isOpenAgain ||
    known.currency !== found.currency ||
    known.ours !== found.ours ||
    known.theirs !== found.theirs ||
    known.payout !== found.payout ||
    known.detail !== found.detail ||
    (found.order !== undefined && known.order !== found.order)
  )
}

function isUndecided({ resolution }: Known): boolean {
  return resolution === undefined || resolution === 'waiting'
}
