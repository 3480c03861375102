import { merchantsOwn } from '../doubles/all-faces.ts'
import { ownCapture } from '../doubles/faces/merchant.ts'
import type { Cast } from './cast.ts'

const dayMs = 86_400_000

/** What is over is archived, so that a run of any length has a world of one size. */
export async function forgetOver(cast: Cast): Promise<string> {
  // With the orders go the answers to calls: whoever asks again would do it twice.
  if (cast.unanswered.length > 0) return 'somebody waits for an answer'
  const over = [...cast.orders.keys()].filter((number) => isOver(cast, number))
  for (const number of over) await archive(cast, number)
  return `${over.length} orders`
}

/** Nothing can happen to it any more, by anybody or by itself. */
function isOver({ world, ledger, orders }: Cast, number: string): boolean {
  const { double } = world
  const order = orders.get(number)
  const requests = [...ledger.requests.values()].filter(({ view }) => view.order === number)
  if (!order || requests.length === 0) return false
  // Nobody comes back to what failed for good.
  const isOld = world.now() - Date.parse(order.placedAt) > 60 * dayMs
  if (!requests.every(({ view }) => ended.includes(view.status) || (isOld && view.status === 'payout_failed'))) {
    return false
  }
  const payouts = ledger.payoutsOf(number)
  const references = [...order.payments.map(({ reference }) => reference), ...ownCaptures(payouts), ...payouts]
  const moves = double.books.refunds
    .filter(({ capture, payee, number = '' }) => references.includes(payee === undefined ? capture : number))
    .some(({ ends, returns, status }) => ends || status === 'pending' || (returns && status === 'succeeded'))
  return !moves && !double.isAwaited(references)
}

async function archive({ world, ledger, orders, accounts, pushed }: Cast, number: string): Promise<void> {
  const order = orders.get(number)
  const open = await world.query(
    `SELECT 1 FROM outbox WHERE done_at IS NULL AND kind = 'payout'
       AND body ->> 'payout' IN (SELECT id FROM payouts WHERE order_number = ?1)`,
    [number],
  )
  if (!order || open.length > 0) return
  for (const sql of archiving) await world.query(sql, [number])
  const payouts = ledger.payoutsOf(number)
  orders.delete(number)
  accounts.delete(number)
  pushed.delete(number)
  ledger.forget(number)
  world.double.books.forget(
    new Set([...order.payments.map(({ reference }) => reference), ...ownCaptures(payouts), ...payouts]),
  )
  world.double.forgetNotices()
  ledger.forgotten()
}

function ownCaptures(payouts: readonly string[]): string[] {
  return payouts.flatMap((id) => ['bank', ...merchantsOwn].map((provider) => ownCapture(provider, id)))
}

const ended: readonly string[] = ['completed', 'declined', 'cancelled', 'expired']

const archiving = [
  `DELETE FROM payout_events WHERE payout IN (SELECT id FROM payouts WHERE order_number = ?1)`,
  `DELETE FROM outbox WHERE done_at IS NOT NULL AND kind <> 'payout' OR body ->> 'payout' IN (SELECT id FROM payouts WHERE order_number = ?1)`,
  `DELETE FROM payouts WHERE order_number = ?1`,
  `DELETE FROM request_events WHERE request IN (SELECT number FROM requests WHERE order_number = ?1)`,
  `DELETE FROM requests WHERE order_number = ?1`,
  `DELETE FROM balances WHERE order_number = ?1`,
  `DELETE FROM order_balances WHERE order_number = ?1`,
  `DELETE FROM order_revisions WHERE number = ?1`,
  `DELETE FROM orders WHERE number = ?1`,
  `DELETE FROM order_payments WHERE order_number = ?1`,
  `DELETE FROM provider_events WHERE ?1 <> ''`,
  `DELETE FROM external_refunds WHERE order_number = ?1`,
  `DELETE FROM external_refunds WHERE payment_reference IN (SELECT reference FROM order_payments WHERE order_number = ?1)`,
  `DELETE FROM payout_accounts WHERE order_number = ?1`,
  `DELETE FROM idempotency_keys WHERE ?1 <> ''`,
]
