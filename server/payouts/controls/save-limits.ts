import type { PayoutControls } from '../../../shared/api/refund-desk.schema.ts'
import { currencies } from '../../../shared/money/currencies.ts'
import { constraintFailure, isLostRace } from '../../db/constraints.ts'
import { guardOneRow } from '../../db/guard.ts'
import { Failure } from '../../failure.ts'
import type { Caller } from '../../http/call.ts'
import type { Ports } from '../../platform/ports.ts'
import { requireLimits } from '../who-may.ts'
import { releaseHeld } from './stop-payouts.ts'
import { ensureControls, readControls, writeLimits } from './store.ts'

/**
 * Above what two people approve, and what may go out in a day, per currency in minor units. Holds for what is sent from now on.
 * @throws Failure forbidden, validation_failed, stale
 */
export async function saveLimits(
  ports: Ports,
  wanted: {
    merchant: string
    caller: Caller
    limits: Pick<PayoutControls, 'secondPersonAbove' | 'dailyCap' | 'revision'>
  },
): Promise<PayoutControls> {
  const { merchant, limits } = wanted
  requireLimits(wanted.caller)
  requireCurrencies('/secondPersonAbove', limits.secondPersonAbove)
  requireCurrencies('/dailyCap', limits.dailyCap)
  const now = ports.clock.now()
  try {
    await ports.database.write([
      ensureControls(merchant, now),
      writeLimits(merchant, limits, now),
      guardOneRow('payout_controls'),
    ])
  } catch (error) {
    const failure = constraintFailure(error)
    if (!failure || !isLostRace(failure)) throw error
    const { revision } = await readControls(ports.database, merchant)
    throw new Failure('stale', { detail: { revision } })
  }
  // What the old limits held is looked at again: what the new ones hold is held again.
  for (const why of ['approval', 'daily_cap'] as const) await releaseHeld(ports, merchant, why)
  return readControls(ports.database, merchant)
}

function requireCurrencies(pointer: string, amounts: Record<string, number>): void {
  for (const currency of Object.keys(amounts)) {
    if (currencies.has(currency)) continue
    const error = { pointer: `${pointer}/${currency}`, code: 'custom', message: 'an ISO 4217 code such as EUR' }
    throw new Failure('validation_failed', { pointer: error.pointer, errors: [error] })
  }
}
