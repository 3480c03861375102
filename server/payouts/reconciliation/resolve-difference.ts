import type { ReconciliationDifference } from '../../../shared/api/reconciliation.schema.ts'
import { dayOfDate, zonedClock } from '../../../shared/time/zoned.ts'
import { constraintFailure } from '../../db/constraints.ts'
import { Failure } from '../../failure.ts'
import { Encoded, type StaffCaller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { type BookedExternal, bookExternalRefund } from '../external/index.ts'
import { requireFinance } from '../who-may.ts'
import { differenceResolved, readDifference, type StoredDifference } from './differences-store.ts'
import { differenceView } from './read-day.ts'
import { readExternalStatus } from './reconciliation-store.ts'

export interface Resolving {
  id: string
  resolution: 'book' | 'wait' | 'write_off'
  order?: string
  waitUntil?: string
  note?: string
}

/** Longer than any provider takes. */
const mostDaysOfWaiting = 90

/**
 * What a person decides about a difference: a refund made at the provider is booked to its order, so that what remains of it
 * is true; the others are waited for, or written off with the reason.
 * @throws Failure forbidden, not_found (the difference, or the order), illegal_state, reason_required, validation_failed
 */
export async function resolveDifference(
  ports: Ports,
  at: { merchant: Merchant; me: StaffCaller; idempotency: IdempotencyClaim },
  wanted: Resolving,
): Promise<Encoded> {
  const { merchant, idempotency } = at
  const me = requireFinance(at.me)
  const before = await readDifference(ports.database, merchant.id, wanted.id)
  if (!before) throw new Failure('not_found')
  if (before.resolution !== undefined && before.resolution !== 'waiting') throw illegal(before.resolution)
  const note = wanted.note || undefined
  const after: StoredDifference = { ...before, resolvedBy: { name: me.name, note }, resolvedAt: ports.clock.now() }
  const answerTo = (resolved: StoredDifference) => JSON.stringify(differenceView(resolved, true))
  const statementsFor = (resolved: StoredDifference) => [
    ...differenceResolved(merchant.id, resolved),
    idempotency.row(answerTo(resolved)),
  ]
  try {
    if (wanted.resolution === 'book') {
      const resolved = await book(ports, merchant, { ...after, order: wanted.order ?? before.order }, statementsFor)
      return new Encoded(answerTo(resolved))
    }
    const resolved: StoredDifference =
      wanted.resolution === 'wait'
        ? { ...after, resolution: 'waiting', waitUntil: requireDay(ports, merchant, wanted.waitUntil) }
        : { ...after, resolution: 'written_off', waitUntil: undefined }
    if (resolved.resolution === 'written_off' && !note) throw new Failure('reason_required', { pointer: '/note' })
    await ports.database.write(statementsFor(resolved))
    return new Encoded(answerTo(resolved))
  } catch (error) {
    if (constraintFailure(error)?.name === 'guards_hold') throw illegal('resolved')
    throw error
  }
}

async function book(
  ports: Ports,
  { id: merchant, settings }: Merchant,
  after: StoredDifference,
  statementsFor: (resolved: StoredDifference) => ReturnType<typeof differenceResolved>,
): Promise<StoredDifference> {
  const { provider, order, kind } = after
  const { refund } = after.detail
  if (kind !== 'only_theirs' || !refund) throw illegal(kind)
  const resolvedAs = (resolution: ReconciliationDifference['resolution']): StoredDifference => ({
    ...after,
    resolution,
    waitUntil: undefined,
  })
  // A file may not say when, and its reader gives 0 then: it is of the day that it is the file of.
  const at = refund.at || zonedClock(settings.timezone).startOfDay(dayOfDate(after.day) ?? 0)
  const news = { merchant, provider, refund: { ...refund, at, payout: undefined }, order }
  const { outcome } = await bookExternalRefund(ports, news, (now) =>
    now === 'booked' ? statementsFor(resolvedAs('booked')) : [],
  )
  if (outcome === 'booked') return resolvedAs('booked')
  const resolved = await knownAs(ports, merchant, after, outcome)
  if (!resolved) {
    if (outcome !== 'unmatched' && outcome !== 'known') throw illegal(outcome)
    throw new Failure('illegal_state', { detail: { missing: 'order' }, pointer: '/order' })
  }
  await ports.database.write(statementsFor(resolvedAs(resolved)))
  return resolvedAs(resolved)
}

/** What it is already, where booking it changed nothing; undefined where it is still nobody's. */
async function knownAs(
  { database }: Ports,
  merchant: string,
  { provider, providerReference = '' }: StoredDifference,
  outcome: BookedExternal['outcome'],
): Promise<'booked' | 'settled' | undefined> {
  // It turned out to be one of our own payouts.
  if (outcome === 'ours') return 'settled'
  if (outcome !== 'known') return undefined
  const status = await readExternalStatus(database, { merchant, provider, reference: providerReference })
  return status === 'booked' ? 'booked' : status === 'failed' ? 'settled' : undefined
}

function requireDay({ clock }: Ports, { settings }: Merchant, waitUntil: string | undefined): string {
  const today = zonedClock(settings.timezone).dayOf(clock.now())
  const day = waitUntil === undefined ? undefined : dayOfDate(waitUntil)
  if (waitUntil !== undefined && day !== undefined && day >= today && day <= today + mostDaysOfWaiting) return waitUntil
  const pointer = '/waitUntil'
  const message = `from today on, at most ${mostDaysOfWaiting} days`
  throw new Failure('validation_failed', { pointer, errors: [{ pointer, code: 'custom', message }] })
}

function illegal(status: string): Failure {
  return new Failure('illegal_state', { detail: { command: 'resolve', status } })
}
