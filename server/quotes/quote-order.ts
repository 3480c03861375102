import type { z } from 'zod'
import type { quoteAnswer, quoteRequest } from '../../shared/api/merchant.schema.ts'
import { isRefusal } from '../../shared/errors.ts'
import type { Order } from '../../shared/order/order.ts'
import { type CompiledPolicy, compile } from '../../shared/policy/compile.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import { permissive } from '../../shared/policy/permissive.ts'
import type { Evaluation } from '../../shared/policy/policy.ts'
import { quote } from '../../shared/quote/quote.ts'
import type { Holdings, MoneyTerms, QuoteItem } from '../../shared/quote/quote-types.ts'
import { arrivalOf } from '../../shared/time/arrival.ts'
import { holdingsOfFile } from '../db/order-file.ts'
import { Failure, failureOf } from '../failure.ts'
import type { Merchant } from '../merchants/index.ts'
import type { Ports } from '../platform/ports.ts'
import { type JudgingPolicies, judgeClaim, policiesForOrder, readOrderCase } from '../requests/index.ts'

type QuoteBody = z.output<typeof quoteRequest>
type QuoteAnswer = z.input<typeof quoteAnswer>

interface Quoted {
  order: Order
  holdings: Holdings
  ours: ReadonlySet<string>
  refunds90: number
}

/**
 * What a refund would be: stateless, by the policy in force when the order was placed or an inline one, now or at a stated time, of a stored order or an
 * inline one. @throws Failure with the quote's refusals (422, `exceeds_*` with `limit`), not_found
 */
export async function quoteOrder(ports: Ports, merchant: Merchant, body: QuoteBody): Promise<QuoteAnswer> {
  const now = body.at === undefined ? ports.clock.now() : Date.parse(body.at)
  const { order, holdings, ours, refunds90 } = await orderOf(ports, merchant, body, now)
  const { compiled, policies } = await policyOf(ports, merchant, body, order)
  const asked = body.items === 'all' ? undefined : body.items
  const evaluationOf = ({ line, payment, reason, quantity }: QuoteItem, index: number): Evaluation => {
    const facts = { quantity, condition: asked?.[index]?.condition, answers: asked?.[index]?.answers }
    if (policies && reason !== undefined) {
      const judged = judgeClaim(policies, { order, refunds90 }, { line, payment, reason, facts }, now)
      if (!isRefusal(judged)) return judged.evaluation
    }
    const claim = { order, lineId: line, paymentId: payment, reason, claim: facts, now, history: { refunds90 } }
    return evaluate(compiled, claim)
  }
  const quoted = quote({
    order,
    holdings,
    ours,
    items: body.items,
    termsOf: (item, index) => moneyTermsOf(evaluationOf(item, index)),
    shipping: body.shipping ?? (body.policy === 'permissive' ? 'none' : 'policy'),
    preferredPayment: body.preferredPayment,
  })
  if (isRefusal(quoted)) throw failureOf(quoted)
  const items: QuoteItem[] = asked ?? quoted.items.map(({ line }) => ({ line }))
  return {
    currency: quoted.currency,
    items: quoted.items.map(({ line, payment, quantity, net, tax, amount }, index) => {
      const evaluation = evaluationOf({ ...items[index], quantity: quantity || undefined }, index)
      return { line, payment, quantity, net, tax, amount, ...answered(evaluation) }
    }),
    shipping: quoted.shipping,
    fees: quoted.fees,
    ...(quoted.promotions ? { promotions: quoted.promotions } : {}),
    bonus: quoted.bonus,
    total: quoted.total,
    payments: quoted.payments,
    arrival: quoted.payments.flatMap(({ payment, amount }) => {
      const method = order.payments.find(({ id }) => id === payment)?.method ?? 'store_credit'
      if (amount === 0) return []
      const { workingDays: _, ...dates } = arrivalOf(merchant.settings, payment, method, now)
      return [dates]
    }),
  }
}

/** A stated policy, or the versions that would judge a claim on the order. */
async function policyOf(
  ports: Ports,
  merchant: Merchant,
  { policy }: QuoteBody,
  order: Order,
): Promise<{ compiled: CompiledPolicy; policies?: JudgingPolicies }> {
  if (policy === 'permissive') return { compiled: permissive() }
  if (policy !== undefined) return { compiled: compile(policy) }
  const policies = await policiesForOrder(ports, merchant.id, order)
  return { compiled: policies.inForce.compiled, policies }
}

async function orderOf(ports: Ports, merchant: Merchant, body: QuoteBody, now: number): Promise<Quoted> {
  if (body.order) return { order: body.order, holdings: {}, ours: new Set(), refunds90: 0 }
  const file = await readOrderCase(ports.database, merchant.id, body.orderNumber ?? '', now)
  if (!file) throw new Failure('not_found', { pointer: '/orderNumber' })
  return { order: file.order, holdings: holdingsOfFile(file), ours: file.ours, refunds90: file.refunds90 }
}

function moneyTermsOf({ terms, eligible, because, statutory }: Evaluation): MoneyTerms {
  return { ...terms, eligible, because, outboundCappedAtStandard: statutory?.outboundCappedAtStandard === true }
}

function answered(evaluation: Evaluation) {
  const { because, eligible } = evaluation
  return {
    eligible,
    because: typeof because === 'string' ? { key: `because.${because}` } : { key: 'because.own', text: because },
    trace: evaluation.trace(),
  }
}
