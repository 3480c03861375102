import { movesMoney } from '../../doubles/books.ts'
import type { Accounts, KnownRequest, ToldPayout } from './accounts.ts'
import { must, sumOf, Violation } from './violation.ts'

const over: readonly string[] = ['declined', 'cancelled', 'expired']

/** What a request shows adds up, and says of no payout what its provider does not. */
export function checkView(accounts: Accounts, { view, payouts, isAmountedByStaff }: KnownRequest): void {
  const { quote, number, status } = view
  const promotions = (quote.promotions ?? []).reduce((sum, { amount }) => sum + amount, 0)
  const parts =
    sumOf(quote.items) + quote.shipping.amount - sumOf(quote.fees) + quote.bonus + quote.goodwill + promotions
  if (!isAmountedByStaff) must(quote.total === Math.max(0, parts), `${number}: ${quote.total} is not ${parts}`)
  must(quote.total === sumOf(quote.payments), `${number}: payments are not ${quote.total}`)
  for (const shown of view.payouts) {
    const payout = accounts.payouts.get(shown.id)
    if (!payout) throw new Violation(`${number} shows ${shown.id}, of which no event tells`)
    must(payout.amount === shown.amount, `${shown.id} is shown with ${shown.amount}, not ${payout.amount}`)
    if (shown.status === 'succeeded') checkConfirmed(accounts, payout)
  }
  const own = payouts.flatMap((id) => accounts.payouts.get(id) ?? [])
  const promised = sumOf(own.filter(({ replacedAt }) => replacedAt === undefined))
  must(promised <= quote.total, `${number}: ${promised} are on their way of ${quote.total}`)
  if (status !== 'completed') return
  const paid = view.items.some(({ decision }) => decision === 'approved') ? promised : 0
  must(
    paid === quote.total || view.items.some(({ goods }) => goods === 'lapsed'),
    `${number} is completed with ${paid} of ${quote.total}`,
  )
}

/** "Refunded" is what the provider said, never what is hoped. */
export function checkConfirmed(accounts: Accounts, payout: ToldPayout): void {
  const capture = accounts.captureOf(payout)
  const transfer = accounts.books.refunds.find(({ number, payee }) => number === payout.id && payee !== undefined)
  const { provider } = transfer ?? accounts.books.captures.get(capture) ?? {}
  if (provider === undefined) return must(!isOutside(payout.destination), `${payout.id} is shown as refunded, unheard`)
  const refund = accounts.books.find(provider, payout.id)
  must(
    refund !== undefined && (refund.status === 'succeeded' || refund.returned),
    `${payout.id} is shown as refunded, its provider says ${refund?.status ?? 'nothing'}`,
  )
}

/** No line gives back more than its units cost, whoever asks how often. */
export function checkOrder(accounts: Accounts, number: string): void {
  const order = accounts.orders.get(number)
  if (!order) return
  const given = new Map<string, { quantity: number; amount: number; fee: number }[]>()
  let isAmountedByStaff = false
  for (const { view, isAmountedByStaff: is } of accounts.requests.values()) {
    if (view.order !== number || over.includes(view.status)) continue
    isAmountedByStaff ||= is
    for (const [index, { line, quantity, amount }] of view.quote.items.entries()) {
      const fees = view.quote.fees.filter(({ kind, item }) => kind === 'restocking' && item === index)
      const part = { quantity, amount, fee: sumOf(fees) }
      if (line !== undefined) given.set(line, [...(given.get(line) ?? []), part])
    }
  }
  for (const { id, quantity, unitPrice, discount } of order.lines) {
    const parts = given.get(id) ?? []
    const units = parts.reduce((sum, part) => sum + part.quantity, 0)
    // What was kept back of one unit, staff may give with another.
    const amount = sumOf(parts) - (isAmountedByStaff ? parts.reduce((sum, { fee }) => sum + fee, 0) : 0)
    const total = quantity * unitPrice - discount
    // Each part is rounded by where it stood among the others, of which some may have gone since.
    const rounded = parts.reduce((sum, part) => sum + Math.ceil((total * part.quantity) / quantity), 0)
    const most = isAmountedByStaff ? total : Math.min(total, rounded)
    must(units <= quantity, `${number} ${id}: ${units} of ${quantity} units`)
    must(amount <= most, `${number} ${id}: ${amount} for ${units} of ${quantity} units that cost ${total}`)
  }
}

/** What the API says may still be given back of each payment, against what these accounts say. */
export function checkRemaining(accounts: Accounts, number: string, remaining: Record<string, number>): void {
  const order = accounts.orders.get(number)
  if (!order) return
  const requests = [...accounts.requests.values()].filter(({ view }) => view.order === number)
  for (const { id, reference, amount: captured } of order.payments) {
    const shown = remaining[`payment:${id}`]
    if (shown === undefined) continue
    const refunds = accounts.books.ofCapture(reference).filter(movesMoney)
    const ours = sumOf(refunds.filter(({ by }) => by === 'us'))
    const elsewhere = refunds.filter(({ by }) => by === 'dashboard')
    const known = sumOf(elsewhere.filter(({ reference }) => accounts.told.has(reference)))
    const most = Math.max(0, captured - ours - known)
    must(shown <= most, `${number} ${id}: ${shown} remain of ${captured}, the books have ${ours} and ${known}`)
    const held = sumOf(
      requests.flatMap(({ view, payouts }) => [
        ...(over.includes(view.status) ? [] : view.quote.payments.filter(({ payment }) => payment === id)),
        ...payouts
          .flatMap((payout) => accounts.payouts.get(payout) ?? [])
          .filter((payout) => payout.destination === id),
      ]),
    )
    const least = captured - held - sumOf(elsewhere)
    must(shown >= least, `${number} ${id}: only ${shown} remain of ${captured}, ${held} are held and ${known} went`)
  }
}

/** Whose money somebody else has to move, although it goes back to no payment. */
function isOutside(destination: string): boolean {
  return ['account', 'gift_card', 'coupon', 'points'].includes(destination)
}
