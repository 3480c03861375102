import type { Order } from '../../shared/order/order.ts'
import { asMerchant, type Call, type Cast, send, someOrder } from './cast.ts'
import { paidByCredit, simulatedOrder } from './shop.ts'

/** The most that is open at once: worlds stay small, however long they run. */
const mostOrders = 10

export async function buy(cast: Cast): Promise<string> {
  const { world, chance, orders, made } = cast
  if (orders.size >= mostOrders) return 'nothing to buy'
  const spent = cast.spent.shift()
  if (spent) {
    return sell(cast, paidByCredit(simulatedOrder(chance, spent.order, world.now(), cast.ways, spent.currency), spent))
  }
  made.orders += 1
  return sell(cast, simulatedOrder(chance, `S-${made.orders}`, world.now(), cast.ways))
}

/** The payment is captured, and the platform pushes the order. */
export async function sell(cast: Cast, order: Order): Promise<string> {
  const { world, ledger, orders } = cast
  for (const { provider, reference, amount, capturedAt } of order.payments) {
    if (provider === 'store_credit') continue
    world.double.books.capture({ provider, reference, currency: order.currency, amount, at: Date.parse(capturedAt) })
  }
  orders.set(order.number, order)
  ledger.bought(order)
  return send(cast, { ...push(order), done: () => cast.pushed.add(order.number) })
}

/** The platform pushes an order, as it is now. */
function push(order: Order): Call {
  const init = {
    method: 'PUT',
    headers: { ...asMerchant, 'Content-Type': 'application/json' },
    body: JSON.stringify(order),
  }
  return { path: `/v1/orders/${order.number}`, init }
}

/** The platform learns of a refund that was made in the provider's dashboard, or sends again what it sent before. */
export async function pushAgain(cast: Cast): Promise<string> {
  const { ledger, orders, world } = cast
  const order = someOrder(cast)
  if (!order) return 'nothing to push'
  const learnt = world.double.books.refunds.filter(
    ({ by, capture, status }) =>
      by === 'dashboard' && status !== 'failed' && order.payments.some(({ reference }) => reference === capture),
  )
  const refunds = learnt.map((refund) => ({
    id: `x-${refund.reference}`,
    reference: refund.reference,
    at: new Date(refund.at).toISOString(),
    lines: [],
    amount: refund.amount,
    payments: [
      {
        payment: order.payments.find(({ reference }) => reference === refund.capture)?.id ?? '',
        amount: refund.amount,
      },
    ],
  }))
  const again: Order = { ...order, revision: Number(order.revision ?? 1) + 1, refunds }
  orders.set(order.number, again)
  const done = (at: number) => learnt.forEach(({ reference }) => ledger.tellExternal(reference, at))
  return send(cast, { ...push(again), done })
}
