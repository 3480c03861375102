import { type AskedRefund, type BookedRefund, movesMoney } from '../../doubles/books.ts'
import type { Accounts, ToldPayout } from './accounts.ts'
import type { Controls } from './controls.ts'
import { must, sumOf, Violation } from './violation.ts'

/** A call that came to a provider, against what was known then. */
export function checkCall(accounts: Accounts, controls: Controls, call: AskedRefund): void {
  const { provider, number, capture, payee, amount, at, isNew, isLate, sentAt } = call
  const what = `${provider} was asked for ${amount} of ${payee ?? capture} under ${number}`
  must(isLate || !controls.isStoppedAt(at), `${what}, although payouts are stopped`)
  const payout = accounts.payouts.get(number)
  if (!payout) throw new Violation(`${what}, which no request knows`)
  const payment = accounts.paymentOf(payout)
  const isRight =
    payee === undefined ? accounts.captureOf(payout) === capture : accounts.isNamed(payout, provider, payee)
  must(isRight, `${what}, its request says ${payout.destination}`)
  must(payout.amount === amount, `${what}, its request says ${payout.amount}`)
  must(isLate || at <= (payout.replacedAt ?? at), `${what}, in whose place another stands`)
  // Nobody gives a number up so soon after a call that got no answer.
  const { replacedAt } = payout
  const isGivenUpEarly = sentAt !== undefined && replacedAt !== undefined && replacedAt < sentAt + quietMs
  must(!isNew || !isGivenUpEarly, `${what}, in whose place another stood while it was on its way`)
  if (!isLate) checkLimits(accounts, controls, payout, call, what)
  payout.askedAt ??= at
  if (isNew && payee === undefined) checkKnown(accounts, payout, payment?.amount ?? payout.amount, capture, what)
}

const quietMs = 4 * 60_000

/** Above a limit two people said yes; and no day pays out more than it may. */
function checkLimits(
  { payouts, books }: Accounts,
  controls: Controls,
  payout: ToldPayout,
  { amount, currency, at }: AskedRefund,
  what: string,
): void {
  const { limits } = controls
  if (!limits || at <= limits.at) return
  const above = limits.secondPersonAbove[currency]
  const isApproved = above === undefined || amount <= above || payout.approvals.size >= 2
  must(isApproved, `${what}, above ${above}, and ${payout.approvals.size} said yes`)
  const cap = limits.dailyCap[currency]
  const today = dayOf(at)
  if (cap === undefined) return
  const others = [...payouts.values()].filter(
    ({ id, askedAt, requestedAt }) =>
      id !== payout.id &&
      askedAt !== undefined &&
      dayOf(askedAt) === today &&
      dayOf(requestedAt) === today &&
      books.refunds.some((refund) => refund.number === id && refund.currency === currency && movesMoney(refund)),
  )
  must(sumOf(others) + amount <= cap, `${what}, and ${sumOf(others)} went today, of ${cap} that may`)
}

/** What was known when it was decided must have left room for it. */
function checkKnown(
  { books, told }: Accounts,
  payout: ToldPayout,
  captured: number,
  capture: string,
  what: string,
): void {
  let spoken = 0
  for (const refund of books.ofCapture(capture)) {
    if (!movesMoney(refund) || refund.number === payout.id) continue
    const toldAt = told.get(refund.reference)
    if (refund.by === 'us' || (toldAt !== undefined && toldAt < payout.requestedAt)) spoken += refund.amount
  }
  must(spoken + payout.amount <= captured, `${what}, of ${captured} captured and ${spoken} given back`)
}

/** One refund for each number, and of no payment more than was captured. */
export function checkBooks({ books }: Accounts): void {
  const byNumber = new Map<string, BookedRefund>()
  const spent = new Map<string, number>()
  for (const refund of books.refunds) {
    if (!movesMoney(refund)) continue
    // Of no payment: it is no more than its payout was, which is once.
    if (refund.payee === undefined) spent.set(refund.capture, (spent.get(refund.capture) ?? 0) + refund.amount)
    if (refund.number === undefined) continue
    const key = `${refund.provider} ${refund.number}`
    const other = byNumber.get(key)
    must(!other, `${key} was refunded twice: ${other?.reference} and ${refund.reference}`)
    byNumber.set(key, refund)
  }
  for (const [reference, amount] of spent) {
    const captured = books.captures.get(reference)?.amount ?? 0
    must(amount <= captured, `${reference}: ${amount} given back of ${captured}`)
  }
}

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

function dayOf(at: number): string {
  return london.format(at)
}
