import type { BankBatch } from '../../../shared/api/bank-batches.schema.ts'
import { dayOfDate, zonedClock } from '../../../shared/time/zoned.ts'
import { constraintFailure } from '../../db/constraints.ts'
import { Failure } from '../../failure.ts'
import { Encoded, type StaffCaller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import type { Merchant } from '../../merchants/index.ts'
import type { Ports } from '../../platform/ports.ts'
import { readControls } from '../controls/store.ts'
import { requireFinance } from '../who-may.ts'
import { batchMade, readChosen, readCommitted, readNextNumber } from './batch-store.ts'
import { debtorOf } from './debtor.ts'
import { sortOut } from './preview-batch.ts'

export interface BatchWanted {
  currency: string
  executeOn: string
  payouts: readonly string[]
  /** Minor units: what the person saw. */
  total: number
}

/** Banks take orders so far ahead. */
const mostDaysAhead = 60
const mostTries = 4

/**
 * Makes a file of exactly these payouts, or none: each must still wait for one, be approved where it is above the limit,
 * and together be the total that was seen. Nothing has left yet: that is said when the bank has the file.
 * @throws Failure forbidden, validation_failed, illegal_state without the merchant's own account or while payouts are
 *   stopped, limit_exceeded above the daily cap, stale
 */
export async function makeBatch(
  ports: Ports,
  at: { merchant: Merchant; me: StaffCaller; idempotency: IdempotencyClaim },
  wanted: BatchWanted,
): Promise<Encoded> {
  const { merchant, idempotency } = at
  const { database, ids, clock } = ports
  const me = requireFinance(at.me)
  const now = clock.now()
  const today = zonedClock(merchant.settings.timezone).dayOf(now)
  requireDay(wanted.executeOn, today)
  const chosen = [...new Set(wanted.payouts)]
  const files = await readChosen(database, merchant.id, chosen)
  const { payable } = await sortOut(ports, merchant.id, wanted.currency, files)
  const total = payable.reduce((sum, { state }) => sum + state.amount, 0)
  await requirePossible(ports, merchant, wanted.currency, total)
  const isAll = payable.length === chosen.length && payable.every(({ state }) => state.currency === wanted.currency)
  if (!isAll || total !== wanted.total) throw new Failure('stale', { detail: { count: payable.length, total } })
  const made = { currency: wanted.currency, count: payable.length, total, executeOn: wanted.executeOn }
  for (let tries = 1; ; tries++) {
    const number = await readNextNumber(database, merchant.id)
    const batch: BankBatch = { number, id: ids.next('bb'), ...made, status: 'made', madeBy: me.name, madeAt: now }
    const event = { type: 'batched', batch: String(number) } as const
    const change = { merchant: merchant.id, number, event, payouts: payable, at: now }
    const answer = JSON.stringify(batch)
    try {
      await database.write([...batchMade(batch, { id: me.id, name: me.name }, change), idempotency.row(answer)])
    } catch (error) {
      const name = constraintFailure(error)?.name ?? ''
      // Another file was made at the same moment, and has the number; or the same payouts.
      if (name.startsWith('bank_batches.') && tries < mostTries) continue
      if (/^(guards_hold|bank_batches\.|payout_events\.)/.test(name)) throw new Failure('stale')
      throw error
    }
    ports.log.info('bank_batch_made', { merchant: merchant.id, by: me.id, number, count: batch.count })
    return new Encoded(answer)
  }
}

async function requirePossible(ports: Ports, merchant: Merchant, currency: string, total: number): Promise<void> {
  const controls = await readControls(ports.database, merchant.id)
  if (controls.stopped) throw new Failure('illegal_state', { detail: { status: 'stopped' } })
  if (!(await debtorOf(ports, merchant.id))) throw new Failure('illegal_state', { detail: { missing: 'bank' } })
  const cap = controls.dailyCap[currency]
  if (cap === undefined) return
  const zone = zonedClock(merchant.settings.timezone)
  const now = ports.clock.now()
  const today = zone.startOfDay(zone.dayOf(now))
  const left = Math.max(0, cap - (await readCommitted(ports.database, { merchant: merchant.id, currency, today })))
  if (total > left) throw new Failure('limit_exceeded', { limit: left, pointer: '/total' })
}

function requireDay(executeOn: string, today: number): void {
  const day = dayOfDate(executeOn)
  if (day !== undefined && day >= today && day <= today + mostDaysAhead) return
  const pointer = '/executeOn'
  const message = `today in the shop's zone, or at most ${mostDaysAhead} days later`
  throw new Failure('validation_failed', { pointer, errors: [{ pointer, code: 'custom', message }] })
}
