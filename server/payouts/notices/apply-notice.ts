import type { ProviderState } from '../../../shared/payouts/payout.ts'
import type { PayoutFile } from '../../db/payout-rows.ts'
import { Failure } from '../../failure.ts'
import type { Found, NoticeItem, Ports, ProviderRefund, RefundProvider } from '../../platform/ports.ts'
import { applyProviderState } from '../apply-provider-state.ts'
import { bookExternalRefund } from '../external/index.ts'
import { readPayout } from '../store.ts'
import { type NoticeFrom, type NoticeOutcome, noticeDone, readOwn } from './store.ts'

export interface NoticeContext {
  ports: Ports
  from: NoticeFrom
  provider: RefundProvider
}

/**
 * Does what one event says, with the row that says it is done in the same batch. Events come in any order, so they only say
 * where to look: where the provider can be asked, its answer counts.
 * @throws Failure conflict when it cannot be decided now: it is to come again
 */
export async function applyNotice(context: NoticeContext, item: NoticeItem): Promise<void> {
  const { ports, from } = context
  const own = await readOwn(ports.database, from, item)
  if (own) return applyToOwn(context, item, own)
  const { refund } = item
  if (!refund) return record(context, item)
  return applyToOther(context, item, refund)
}

async function record({ ports, from }: NoticeContext, item: NoticeItem): Promise<void> {
  const { kind, event } = item
  if (kind !== 'other') ports.log.info('notice_recorded', { ...from, kind, event })
  await ports.database.write([noticeDone(from, item, { receivedAt: ports.clock.now(), outcome: 'recorded' })])
}

async function applyToOwn(context: NoticeContext, item: NoticeItem, own: PayoutFile): Promise<void> {
  const { ports, from } = context
  const payout = own.state.id
  const said = await stateOf(context, item, own)
  const outcome: NoticeOutcome = said ? 'applied' : 'recorded'
  const done = noticeDone(from, item, { payout, receivedAt: ports.clock.now(), outcome })
  if (said) await applyProviderState(ports, { merchant: from.merchant, payout }, said, [done])
  else await ports.database.write([done])
}

/** @throws Failure conflict where the provider has to be asked, and does not answer */
async function stateOf(
  { ports, from, provider }: NoticeContext,
  { event, refund }: NoticeItem,
  own: PayoutFile,
): Promise<ProviderState | undefined> {
  const found = await asked(provider, own)
  if (found !== 'never_seen' && found !== 'cannot_tell' && found.status !== 'unknown') return found
  if (!refund) return undefined
  const { id, amount, currency } = own.state
  if (refund.amount !== amount || refund.currency !== currency) {
    // Signed, and of something else than what was asked for: a person reads this.
    ports.log.error('notice_amount_differs', { ...from, event, payout: id })
    return undefined
  }
  return { ...refund.state, providerReference: refund.state.providerReference ?? refund.providerReference }
}

async function asked(provider: RefundProvider, { merchant, state }: PayoutFile): Promise<Found> {
  const { status: _status, approvals: _approvals, ...order } = state
  try {
    return await provider.find({ ...order, merchant, attempt: 0 })
  } catch {
    throw new Failure('conflict')
  }
}

/** Somebody made it at the provider; or it is ours, and our own call has not said its name yet. */
async function applyToOther(context: NoticeContext, item: NoticeItem, refund: ProviderRefund): Promise<void> {
  const { ports, from } = context
  const receivedAt = ports.clock.now()
  const booked = await bookExternalRefund(ports, { ...from, refund }, (outcome) => [
    noticeDone(from, item, { receivedAt, outcome: outcomeOf(outcome) }),
  ])
  if (booked.outcome === 'ours') {
    const own = await readPayout(ports.database, from.merchant, booked.payout)
    if (own) await applyToOwn(context, item, own)
  }
  if (booked.outcome === 'in_doubt') await resolveDoubt(context, item, booked.payouts)
}

function outcomeOf(outcome: Awaited<ReturnType<typeof bookExternalRefund>>['outcome']): NoticeOutcome {
  switch (outcome) {
    case 'booked':
    case 'taken_back':
    case 'known':
      return 'external'
    case 'unmatched':
      return 'unmatched'
    default:
      return 'recorded'
  }
}

/**
 * Each payout that it may be is asked about: that tells its name, and with it whether it is this refund. While one of them
 * stays without, nothing is booked, because what is ours would be counted twice.
 */
async function resolveDoubt(context: NoticeContext, item: NoticeItem, payouts: readonly string[]): Promise<void> {
  const { ports, from, provider } = context
  for (const payout of payouts) {
    const own = await readPayout(ports.database, from.merchant, payout)
    const found = own && (await asked(provider, own))
    const isNamed = found && found !== 'never_seen' && found !== 'cannot_tell' && found.providerReference !== undefined
    if (!isNamed) {
      ports.log.info('notice_in_doubt', { ...from, event: item.event, payout })
      throw new Failure('conflict')
    }
    await applyProviderState(ports, { merchant: from.merchant, payout }, found)
  }
  await applyNotice(context, item)
}
