import type { OrderView, PublicTerms, ReasonAnswer } from '../../shared/api/shop.schema.ts'
import { isRefusal, type Refusal } from '../../shared/errors.ts'
import { duplicateOf } from '../../shared/order/duplicate-of.ts'
import type { Order } from '../../shared/order/order.ts'
import { type OrderBalances, orderBalances } from '../../shared/order/remaining.ts'
import { OrderView as PolicyOrder } from '../../shared/policy/order-view.ts'
import type { Evaluation, Reason } from '../../shared/policy/policy.ts'
import { quantitySteps } from '../../shared/policy/quantity-steps.ts'
import { shopperClauses } from '../../shared/policy/trace-words.ts'
import { mayOpenOrder } from '../access/index.ts'
import { holdingsOfFile } from '../db/order-file.ts'
import { Failure } from '../failure.ts'
import type { ShopperCaller } from '../http/call.ts'
import { arrivalOf, type Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { findLivePolicy, type LoadedPolicy } from '../policies/index.ts'
import { evaluateClaim } from './decide-context.ts'
import { type OrderCase, readOrderCase, readOrderRequests } from './store.ts'

const maxPhotos = 12

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
  const [policy, requests] = await Promise.all([
    findLivePolicy(ports, merchant.id),
    readOrderRequests(ports.database, merchant.id, number),
  ])
  const { order } = file
  const holdings = holdingsOfFile(file)
  const balances = orderBalances(order, holdings, file.ours)
  const deliveredAt = statedDeliveries(order, policy)
  const terms = termsTable()
  const answersFor = (subject: Reason['subject'], what: { line?: string; payment?: string }) =>
    policy.policy.reasons
      .filter((reason) => reason.subject === subject && !isGroup(reason, policy))
      .flatMap((reason) => answersOf(file, policy, { ...what, reason: reason.code }, now, terms))
  return {
    number,
    order: publicOrder(order, file),
    orderRevision: file.revision,
    holdings,
    reasons: policy.policy.reasons.map(({ code, parent, labels, subject, asks, noReason, notReceived }) => ({
      code,
      parent,
      labels,
      subject,
      asks,
      noReason,
      notReceived,
    })),
    lines: order.lines.map((line, index) => ({
      id: line.id,
      remaining: remainingOf(balances, `units:${line.id}`),
      paid: balances.lines[index]?.total ?? 0,
      deliveredAt: deliveredAt[index],
      requests: requests.flatMap(({ number: request, status, state }) =>
        state.items
          .filter(({ subject }) => subject.kind === 'line' && subject.line === line.id)
          .map(({ quantity }) => ({ number: request, status, quantity })),
      ),
      answers: answersFor('line', { line: line.id }),
    })),
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
    ],
    requests: requests.map(({ number: request, status, submittedAt, total }) => ({
      number: request,
      status,
      submittedAt,
      total,
    })),
  }
}

/** One answer for every quantity from which on the policy answers differently. */
function answersOf(
  file: OrderCase,
  policy: LoadedPolicy,
  what: { line?: string; payment?: string; reason: string },
  now: number,
  terms: ReturnType<typeof termsTable>,
): ReasonAnswer[] {
  const steps = what.line === undefined ? [1] : quantitySteps(policy.policy, file.order, what.line)
  const answers = steps.flatMap((from) => answerOf(file, policy, { ...what, quantity: from }, now, terms))
  return answers.filter((answer, index) => {
    const { from: _, ...same } = answers[index - 1] ?? { from: 0 }
    const { from: __, ...own } = answer
    return JSON.stringify(same) !== JSON.stringify(own)
  })
}

function answerOf(
  file: OrderCase,
  policy: LoadedPolicy,
  what: { line?: string; payment?: string; reason: string; quantity: number },
  now: number,
  terms: ReturnType<typeof termsTable>,
): ReasonAnswer[] {
  const claim = { ...what, evidence: [], resolution: 'refund' as const }
  const evaluation = evaluateClaim(policy.compiled, file, claim, now)
  if (isRefusal(evaluation)) return []
  const withPhotos = { ...claim, evidence: Array.from({ length: maxPhotos }, () => '') }
  const [because = { key: 'because.covered' }, ...clauses] = shopperClauses(evaluation, file.order.currency)
  return [
    {
      reason: what.reason,
      from: what.quantity,
      eligible: evaluation.eligible,
      because,
      clauses,
      windowEndsAt: evaluation.windowEndsAt,
      daysLeft: evaluation.daysLeft,
      terms: terms.indexOf(publicTerms(evaluation)),
      // only said where a claim with photos would be approved at once as well as one without
      instant: isInstant(evaluation) && isInstant(evaluateClaim(policy.compiled, file, withPhotos, now)),
    },
  ]
}

function isInstant(evaluation: Evaluation | Refusal): boolean {
  return !isRefusal(evaluation) && evaluation.eligible && evaluation.terms.decision === 'approve'
}

/** Most lines and reasons share a handful of terms: each is sent once. */
function termsTable() {
  const rows: PublicTerms[] = []
  const known = new Map<string, number>()
  return {
    rows,
    indexOf(terms: PublicTerms): number {
      const key = JSON.stringify(terms)
      const at = known.get(key)
      if (at !== undefined) return at
      known.set(key, rows.length)
      return rows.push(terms) - 1
    },
  }
}

function publicTerms({ terms, eligible, statutory }: Evaluation): PublicTerms {
  return {
    eligible,
    because: terms.because,
    resolutions: terms.resolutions,
    returnItem: terms.returnItem,
    returnShipping: terms.returnShipping,
    restockingFee: terms.restockingFee,
    processingFee: terms.processingFee,
    outboundShipping: terms.outboundShipping,
    creditBonusPercent: terms.creditBonusPercent,
    keepItemPercent: terms.keepItemPercent,
    evidence: terms.evidence,
    refundTrigger: terms.refundTrigger,
    ...(terms.promotion === 'resettle' ? { promotion: terms.promotion } : {}),
    ...(terms.gifts === 'return_or_pay' ? { gifts: terms.gifts } : {}),
    ...(terms.packaging === 'free' ? { packaging: terms.packaging } : {}),
    returnDays: terms.deadlines.return,
    ...(statutory?.outboundCappedAtStandard ? { outboundCappedAtStandard: true } : {}),
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

function remainingOf(balances: OrderBalances, key: string): number {
  return balances.byKey.get(key)?.remaining ?? 0
}

/** By line; nobody is told of a delivery that is only assumed. */
function statedDeliveries(order: Order, { policy, compiled }: LoadedPolicy): (number | undefined)[] {
  const { deliveries } = new PolicyOrder(order, compiled.clock, policy.assumedTransitDays)
  return deliveries.map(({ atMs, assumed }) => (assumed ? undefined : atMs))
}

/** A reason with children only groups them. */
function isGroup(reason: Reason, { policy }: LoadedPolicy): boolean {
  return policy.reasons.some(({ parent }) => parent === reason.code)
}
