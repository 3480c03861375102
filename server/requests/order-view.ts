import type { OrderView, ReasonAnswer } from '../../shared/api/order-view.schema.ts'
import { duplicateOf } from '../../shared/order/duplicate-of.ts'
import type { Order, PaymentMethod } from '../../shared/order/order.ts'
import { type OrderBalances, orderBalances } from '../../shared/order/remaining.ts'
import { type AccountKind, methodOfPayer, payerOf } from '../../shared/payouts/account.ts'
import type { Delivery } from '../../shared/policy/delivery.ts'
import { OrderView as PolicyOrder } from '../../shared/policy/order-view.ts'
import type { Policy, Reason } from '../../shared/policy/policy.ts'
import { arrivalOf } from '../../shared/time/arrival.ts'
import { mayOpenOrder } from '../access/index.ts'
import { holdingsOfFile } from '../db/order-file.ts'
import { Failure } from '../failure.ts'
import type { ShopperCaller } from '../http/call.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import type { LoadedPolicy } from '../policies/index.ts'
import { type JudgingPolicies, mayJudge } from './judge-claim.ts'
import { policiesForOrder } from './judging-policies.ts'
import { reasonAnswers, type TermsTable, termsTable } from './reason-answers.ts'
import { type OrderCase, readOrderCase, readOrderRequests } from './store.ts'

/**
 * An order as its shopper may see it: for every line and payment, what the policy gives for each reason, in words.
 * Rules, thresholds, tags and what is looked at more closely stay here. @throws Failure not_found
 */
export async function orderView(
  ports: Ports,
  input: { merchant: Merchant; number: string; shopper: ShopperCaller },
): Promise<OrderView> {
  const { merchant, number, shopper } = input
  const now = ports.clock.now()
  const file = await readOrderCase(ports.database, merchant.id, number, now)
  if (!file || !mayOpenOrder(shopper, { ...file, number })) throw new Failure('not_found')
  const { order } = file
  const [policies, requests] = await Promise.all([
    policiesForOrder(ports, merchant.id, order),
    readOrderRequests(ports.database, merchant.id, number),
  ])
  const reasons = offeredReasons(policies)
  const questions = offeredQuestions(policies)
  const holdings = holdingsOfFile(file)
  const balances = orderBalances(order, holdings, file.ours)
  const deliveries = deliveriesOf(order, policies.inForce)
  const terms: TermsTable = termsTable()
  const answersFor = (subject: Reason['subject'], what: { line?: string; payment?: string }) =>
    reasons
      .filter((reason) => reason.subject === subject && !isGroup(reason, reasons))
      .flatMap((reason) => reasonAnswers(policies, file, { ...what, reason: reason.code }, now, terms))
  return {
    number,
    order: publicOrder(order, file),
    orderRevision: file.revision,
    holdings,
    reasons: reasons.map(({ fault: _, countsWindow: __, ...reason }) => reason),
    questions:
      questions.length === 0
        ? undefined
        : questions.map(({ required: _, reasons: __, categories: ___, ...asked }) => asked),
    lines: order.lines.map((line, index) => {
      const answers = answersFor('line', { line: line.id })
      return {
        id: line.id,
        remaining: remainingOf(balances, `units:${line.id}`),
        paid: balances.lines[index]?.total ?? 0,
        ...deliveryOf(deliveries[index], answers),
        requests: requests.flatMap(({ number: request, status, state }) =>
          state.items
            .filter(({ subject }) => subject.kind === 'line' && subject.line === line.id)
            .map(({ quantity }) => ({ number: request, status, quantity })),
        ),
        answers,
      }
    }),
    payments: order.payments.map((payment) => ({
      id: payment.id,
      remaining: remainingOf(balances, `payment:${payment.id}`),
      duplicateOf: duplicateOf(order, payment),
      answers: answersFor('payment', { payment: payment.id }),
    })),
    termsTable: terms.rows,
    arrival: [
      ...order.payments.map(({ id, method }) => arrivalOf(merchant.settings, id, method, now)),
      arrivalOf(merchant.settings, 'store_credit', 'store_credit', now),
      arrivalOf(merchant.settings, 'account', slowestMethod(file.accountKinds), now),
    ],
    accountKinds: file.accountKinds.length > 0 ? [...file.accountKinds] : undefined,
    requests: requests.map(({ number: request, status, submittedAt, total }) => ({
      number: request,
      status,
      submittedAt,
      total,
    })),
  }
}

/** What the quote's arithmetic reads; refunds of ours are in the holdings and left out, so that they count once. */
function publicOrder(order: Order, { ours }: OrderCase): Order {
  const { attributes: _, customer, shippingAddress: __, ...rest } = order
  return {
    ...rest,
    customer: { country: customer.country, name: customer.name },
    lines: order.lines.map(({ attributes: ___, tags: ____, ...line }) => ({ ...line, tags: [] })),
    refunds: order.refunds.filter(
      ({ id, reference }) => !ours.has(id) && !(reference !== undefined && ours.has(reference)),
    ),
  }
}

/** Nobody said yet which account: a bank takes longer than a wallet. */
function slowestMethod(kinds: readonly AccountKind[]): PaymentMethod {
  const payers = kinds.map(payerOf)
  return methodOfPayer(payers.includes('bank') ? 'bank' : payers[0])
}

function remainingOf(balances: OrderBalances, key: string): number {
  return balances.byKey.get(key)?.remaining ?? 0
}

function deliveriesOf(order: Order, { policy, compiled }: LoadedPolicy): readonly Delivery[] {
  return new PolicyOrder(order, compiled.clock, policy.assumedTransitDays).deliveries
}

/** Nobody is told the day of a delivery that is only assumed, but that it is, where a day is counted. */
function deliveryOf(
  delivery: Delivery | undefined,
  answers: readonly ReasonAnswer[],
): Pick<OrderView['lines'][number], 'deliveredAt' | 'missing'> {
  if (!delivery) return {}
  if (!delivery.assumed) return { deliveredAt: delivery.atMs }
  return answers.some(({ windowEndsAt }) => windowEndsAt !== undefined) ? { missing: ['delivery'] } : {}
}

/** A reason with children only groups them. */
function isGroup(reason: Reason, reasons: readonly Reason[]): boolean {
  return reasons.some(({ parent }) => parent === reason.code)
}

/** Of the version in force; of the live one what is new in it, where it may judge. */
function offeredReasons(policies: JudgingPolicies): Reason[] {
  return offered(policies, ({ reasons }) => reasons)
}

function offeredQuestions(policies: JudgingPolicies) {
  return offered(policies, ({ questions = [] }) => questions)
}

function offered<T extends { code: string }>({ inForce, live }: JudgingPolicies, listOf: (policy: Policy) => T[]): T[] {
  const own = listOf(inForce.policy)
  if (!live || !mayJudge(live)) return own
  return [...own, ...listOf(live.policy).filter(({ code }) => !own.some((known) => known.code === code))]
}
