import type { PayoutState } from '../../../shared/payouts/payout.ts'
import { arrivalOf } from '../../../shared/time/arrival.ts'
import type { Merchant } from '../../merchants/index.ts'
import { readOrdersOfPayment } from '../../orders/index.ts'
import { sha256Hex } from '../../platform/hmac.ts'
import type { Ports } from '../../platform/ports.ts'
import { namesOfPayment } from '../external/index.ts'
import type { Difference } from './compare.ts'
import type { FoundDifference } from './comparison-store.ts'
import type { DifferenceDetail } from './differences-store.ts'
import { inPieces } from './in-pieces.ts'
import { type DayOf, readStates } from './reconciliation-store.ts'

/** Differences with what is known besides: under which name they are kept, whose they are, and until when one may wait. */
export async function detailedDifferences(
  { database, clock }: Ports,
  merchant: Merchant,
  of: DayOf,
  differences: readonly Difference[],
): Promise<FoundDifference[]> {
  const detailed: FoundDifference[] = []
  for await (const piece of inPieces(clock, differences)) {
    const [names, owners, states] = await Promise.all([
      Promise.all(piece.map((difference) => idOf(of, difference))),
      readOwners(database, of, piece),
      readStates(
        database,
        of.merchant,
        piece.filter(isAwaited).flatMap(({ payout }) => payout ?? []),
      ),
    ])
    for (const [index, difference] of piece.entries()) {
      const { refund, ...compared } = difference
      // A file may not say when: its reader gives 0 then.
      const row = { ...compared, at: compared.at || undefined }
      const { why, at, payout } = row
      const state = payout === undefined || !isAwaited(row) ? undefined : states.get(payout)
      const detail: DifferenceDetail = { why, at, settlesBy: state && settlesByOf(merchant, state), refund }
      const order = row.order ?? onlyOrderOf(difference, owners)
      detailed.push({ ...row, order, id: names[index] ?? '', detail: JSON.stringify(detail) })
    }
  }
  return detailed
}

/** The same difference of the same day is found again under it. */
async function idOf({ day, provider }: DayOf, { kind, payout, providerReference }: Difference): Promise<string> {
  const name = await sha256Hex([day, provider, kind, payout ?? '', providerReference ?? ''].join('\n'))
  return `df_${name.slice(0, 32)}`
}

function paymentNamesOf({ kind, paymentReference, refund }: Difference): string[] {
  if (kind !== 'only_theirs' || paymentReference === undefined) return []
  return refund ? namesOfPayment(refund) : [paymentReference]
}

/** The orders of these payments, by each name that the provider has for one. */
async function readOwners(
  database: Ports['database'],
  { merchant, provider }: DayOf,
  differences: readonly Difference[],
): Promise<ReadonlyMap<string, string[]>> {
  const references = [...new Set(differences.flatMap(paymentNamesOf))]
  const owners = new Map<string, string[]>()
  for (const { order, reference } of await readOrdersOfPayment(database, { merchant, provider, references })) {
    owners.set(reference, [...(owners.get(reference) ?? []), order])
  }
  return owners
}

/** A payment that several orders share is nobody's by itself. */
function onlyOrderOf(difference: Difference, owners: ReadonlyMap<string, string[]>): string | undefined {
  const orders = new Set(paymentNamesOf(difference).flatMap((name) => owners.get(name) ?? []))
  return orders.size === 1 ? [...orders][0] : undefined
}

function isAwaited({ kind, why }: Pick<Difference, 'kind' | 'why'>): boolean {
  return kind === 'only_ours' || why === 'pending_there'
}

/** YYYY-MM-DD; undefined for what was not sent, or has arrived. */
function settlesByOf({ settings }: Merchant, state: PayoutState): string | undefined {
  if (state.lastSentAt === undefined || state.status === 'succeeded') return undefined
  return arrivalOf(settings, state.destination, state.method, state.lastSentAt).latest
}
