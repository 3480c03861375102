import type { Chance } from '../doubles/chance.ts'
import { asColleague, asMerchant, type Cast, keyed, post, send, someRequest } from './cast.ts'
import type { SeenRequest } from './ledger/seen.ts'
import { colleagues } from './prepared.ts'

/** A colleague, or the shop's own server, does what may come next; now and then something that may not. */
export async function staffActs(cast: Cast): Promise<string> {
  const { chance } = cast
  const view =
    someRequest(cast, ({ status }) => status !== 'completed' && status !== 'paying') ?? someRequest(cast, () => true)
  if (!view) return 'no request'
  const command = chance.happens(0.95)
    ? usual(chance, view)
    : chance.pick(['approve', 'cancel', 'retry_payout', 'inspect'])
  const body = { ...staffBody(cast, command, view), expectedSeq: view.seq }
  const isStaff = chance.happens(0.5)
  const who = isStaff ? await asColleague(cast, chance.pick(colleagues)) : asMerchant
  const path = `/v1/${isStaff ? 'admin/' : ''}requests/${view.number}/commands/${command}`
  return send(cast, { path, init: post({ ...who, ...keyed(cast) }, body) })
}

function usual(chance: Chance, { status }: SeenRequest): string {
  switch (status) {
    case 'in_review':
    case 'needs_info':
      return chance.weighted([
        [6, 'approve'],
        [2, 'decline'],
        [1, 'ask'],
        [1, 'offer'],
      ])
    case 'awaiting_return':
    case 'in_transit':
      return chance.weighted([
        [3, 'mark_received'],
        [2, 'inspect'],
      ])
    case 'to_inspect':
      return 'inspect'
    case 'payout_failed':
      return chance.weighted([
        [3, 'retry_payout'],
        [3, 'change_method'],
      ])
    case 'declined':
    case 'cancelled':
    case 'expired':
      return 'reopen'
    default:
      return 'note'
  }
}

function staffBody({ chance, orders }: Cast, command: string, view: SeenRequest): Record<string, unknown> {
  const pending = view.items.filter(({ decision }) => decision === 'pending')
  const some = pending.length > 1 && chance.happens(0.4) ? { items: [chance.pick(pending).id] } : {}
  const payout = view.payouts.find(({ status }) => status === 'failed')?.id ?? view.payouts[0]?.id ?? 'po_none'
  switch (command) {
    case 'approve': {
      if (!chance.happens(0.15) || pending.length === 0) return some
      const item = chance.pick(pending)
      return { reason: 'Kind', ...some, amounts: { [item.id]: chance.below(3_000) }, ...('items' in some ? some : {}) }
    }
    case 'decline':
      return { ...some, reason: 'No', message: 'Not this time.' }
    case 'ask':
      return { text: 'What is wrong with it?' }
    case 'offer':
      return { ...some, resolution: chance.pick(['refund', 'store_credit']), text: 'How about this?' }
    case 'inspect':
      return chance.happens(0.8) ? { result: 'as_described' } : { result: 'mismatch', note: 'An empty box' }
    case 'cancel':
    case 'reopen':
      return { reason: 'They wrote to us' }
    case 'retry_payout':
      return { payout }
    case 'change_method': {
      const others = orders.get(view.order)?.payments.map(({ id }) => id) ?? []
      const destination = chance.pick(['store_credit', 'manual', 'coupon', 'points', 'gift_card', 'account', ...others])
      return { payout, destination, ...(destination === 'manual' ? { proof: 'TRF-1' } : {}) }
    }
    case 'note':
      return { text: 'Seen.' }
    default:
      return {}
  }
}
