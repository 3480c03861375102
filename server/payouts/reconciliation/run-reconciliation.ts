import type { ReconciliationDay } from '../../../shared/api/reconciliation.schema.ts'
import { type ProviderName, providerNames } from '../../../shared/payouts/payout.ts'
import { dateOfDay, zonedClock } from '../../../shared/time/zoned.ts'
import { Failure } from '../../failure.ts'
import { Encoded, type StaffCaller } from '../../http/call.ts'
import type { IdempotencyClaim } from '../../http/idempotency.ts'
import { findMerchantById, type Merchant } from '../../merchants/index.ts'
import { keptFor } from '../../platform/kept.ts'
import type { Ports } from '../../platform/ports.ts'
import { openConnection } from '../connections/index.ts'
import { providerOf } from '../provider-of.ts'
import { requireFinance } from '../who-may.ts'
import { readOpenDays } from './differences-store.ts'
import { readDay } from './read-day.ts'
import { partOf, reconcile } from './reconcile.ts'
import { readFiguresOfDay, readMerchantIds, readProviders } from './reconciliation-store.ts'
import { requireOfAccount, requireOfDay } from './settlement/belonging.ts'
import { settlementRefunds } from './settlement/read-settlement-file.ts'

const mostBytes = 5 * 1_048_576

interface At {
  merchant: Merchant
  me: StaffCaller
}

/**
 * Asks each provider that lists its refunds (or the one that is named) for a day, and compares. One that does not answer
 * stays among the missing. @throws Failure forbidden, validation_failed
 */
export async function runReconciliation(
  ports: Ports,
  at: At & { idempotency: IdempotencyClaim },
  wanted: { day: string; provider?: string },
): Promise<Encoded> {
  const { merchant, idempotency } = at
  requireFinance(at.me)
  const providers = await readProviders(ports.database, merchant.id)
  const chosen = providers.filter((name) => wanted.provider === undefined || name === wanted.provider)
  for (const provider of chosen) await runOne(ports, { merchant, provider, day: wanted.day })
  const answer = JSON.stringify(await readDay(ports, at, wanted.day))
  await ports.database.write([idempotency.row(answer)])
  return new Encoded(answer)
}

/** Compares a day with a provider's settlement file. @throws Failure forbidden, not_found, validation_failed, payload_too_large */
export async function reconcileFile(
  ports: Ports,
  at: At,
  wanted: { provider: string; day: string; body: Uint8Array },
): Promise<ReconciliationDay> {
  requireFinance(at.me)
  const { provider, day, body } = wanted
  if (!providerNames.includes(provider as ProviderName)) throw new Failure('not_found')
  if (body.byteLength > mostBytes) throw new Failure('payload_too_large', { limit: mostBytes })
  const compared = { merchant: at.merchant, provider, day }
  const file = await settlementRefunds(provider, body, ports.clock)
  const { from, until } = partOf(ports, compared)
  requireOfDay(file, from, until)
  requireOfAccount(file, provider, await openConnection(ports, at.merchant.id, provider))
  await reconcile(ports, compared, { kind: 'file', format: file.format, refunds: file.refunds })
  return readDay(ports, at, day)
}

/** @returns whether the provider lists, and did */
async function runOne(ports: Ports, of: { merchant: Merchant; provider: string; day: string }): Promise<boolean> {
  const connected = await providerOf(ports, of.merchant.id, of.provider)
  if (!connected.list) return false
  const list = connected.list.bind(connected)
  try {
    await reconcile(ports, of, { kind: 'list', list })
    return true
  } catch (error) {
    if (error instanceof Failure) throw error
    // The error may quote an answer; the name of the provider is all that is needed to look.
    ports.log.error('reconciliation_failed', { merchant: of.merchant.id, provider: of.provider, day: of.day })
    return false
  }
}

/** Lists are complete some time after midnight. */
const afterMidnightMs = 2 * 3_600_000
/** Days whose open differences are looked at again, as they may have settled. */
const openDays = 14
const merchantsAtOnce = 100
/** One that does not answer is asked again after this. */
const attempts = keptFor<true>(3_600_000, 10_000)
/** Shops are looked through so often: their midnights are hours apart. */
const rounds = keptFor<true>(300_000)

/**
 * Once a day for each merchant and provider: yesterday, in the shop's zone, and the days before that still differ. Returns
 * how many comparisons were made.
 */
export async function reconcileYesterday(ports: Ports): Promise<number> {
  let made = 0
  await rounds.get(ports.database, 'round', ports.clock.now(), async () => {
    made = await reconcileAll(ports)
    return true
  })
  return made
}

async function reconcileAll(ports: Ports): Promise<number> {
  let made = 0
  for (let after = ''; ; ) {
    const ids = await readMerchantIds(ports.database, after, merchantsAtOnce)
    for (const id of ids) made += await reconcileMerchant(ports, id)
    const last = ids.at(-1)
    if (last === undefined || ids.length < merchantsAtOnce) return made
    after = last
  }
}

async function reconcileMerchant(ports: Ports, id: string): Promise<number> {
  const { database, clock } = ports
  const merchant = await findMerchantById(ports, id)
  if (!merchant) return 0
  const now = clock.now()
  const zone = zonedClock(merchant.settings.timezone)
  const today = zone.dayOf(now)
  if (now < zone.startOfDay(today) + afterMidnightMs) return 0
  const yesterday = dateOfDay(today - 1)
  let made = 0
  await attempts.get(database, `${id} ${yesterday}`, now, async () => {
    const known = new Set((await readFiguresOfDay(database, id, yesterday)).map(({ provider }) => provider))
    for (const provider of await readProviders(database, id)) {
      if (known.has(provider)) continue
      if (!(await runOne(ports, { merchant, provider, day: yesterday }))) continue
      made += 1
      // Those of before are looked at once a day, when yesterday is.
      const open = await readOpenDays(database, { merchant: id, provider, since: dateOfDay(today - openDays) })
      for (const day of open) if (day !== yesterday && (await runOne(ports, { merchant, provider, day }))) made += 1
    }
    return true
  })
  return made
}
