import { isAmount } from '../money/round.ts'
import type { Order } from './order.ts'
import { lineTotals, orderTotal } from './order-totals.ts'
import { isPaymentId } from './payment-id.ts'

/** Something wrong between fields. */
export interface OrderProblem {
  path: (string | number)[]
  code: 'duplicate' | 'reserved_id' | 'unknown_reference' | 'exceeds_price' | 'exceeds_range'
  message: string
}

type Fields = Record<string, unknown>

/** What a promotion says of lines one by one: the list, what it names, and under which key. */
const named = [
  ['discounts', 'line', 'line'],
  ['gifts', 'line', 'line'],
  ['shipping', 'shipping', 'id'],
] as const

/**
 * What no single field shows: ids twice or ours, references to nothing, discounts and taxes above the price, sums beyond 2^53-1.
 * Takes whatever was sent and skips what is not of its type, so that one push learns of everything that is wrong with it.
 */
export function orderProblems(order: unknown): OrderProblem[] {
  const problems: OrderProblem[] = []
  if (!isFields(order)) return problems
  const report = (code: OrderProblem['code'], message: string, ...path: (string | number)[]): void => {
    problems.push({ path, code, message })
  }

  const idsOf = (list: string): Set<unknown> => {
    const ids = new Set<unknown>()
    for (const [index, { id }] of each(order[list])) {
      if (id !== undefined && ids.has(id)) report('duplicate', `id ${String(id)} is there twice`, list, index, 'id')
      ids.add(id)
    }
    return ids
  }
  const known = { line: idsOf('lines'), shipping: idsOf('shipping'), payment: idsOf('payments') }
  for (const [index, { id }] of each(order.payments)) {
    if (!isPaymentId(id))
      report(
        'reserved_id',
        `${String(id)} is a destination of its own: call the payment otherwise`,
        'payments',
        index,
        'id',
      )
  }
  idsOf('fulfillments')
  idsOf('refunds')
  idsOf('promotions')

  const refer = (kind: keyof typeof known, value: unknown, ...path: (string | number)[]): void => {
    if (typeof value === 'string' && !known[kind].has(value)) {
      report('unknown_reference', `no ${kind} has the id ${value}`, ...path)
    }
  }
  for (const list of ['fulfillments', 'refunds']) {
    for (const [index, { lines }] of each(order[list])) {
      for (const [at, { line }] of each(lines)) refer('line', line, list, index, 'lines', at, 'line')
    }
  }
  for (const [index, { shipping, payments }] of each(order.refunds)) {
    for (const [at, { id }] of each(shipping)) refer('shipping', id, 'refunds', index, 'shipping', at, 'id')
    for (const [at, { payment }] of each(payments))
      refer('payment', payment, 'refunds', index, 'payments', at, 'payment')
  }

  for (const [index, promotion] of each(order.promotions)) {
    const { lines } = promotion
    if (Array.isArray(lines)) lines.forEach((line, at) => refer('line', line, 'promotions', index, 'lines', at))
    for (const [list, kind, key] of named) {
      const seen = new Set<unknown>()
      for (const [at, entry] of each(promotion[list])) {
        const id = entry[key]
        refer(kind, id, 'promotions', index, list, at, key)
        if (seen.has(id))
          report('duplicate', `${kind} ${String(id)} is there twice`, 'promotions', index, list, at, key)
        seen.add(id)
      }
    }
  }

  let open = 0
  for (const [index, line] of each(order.lines)) {
    const gross = amountOf(line.unitPrice) * amountOf(line.quantity)
    if (gross > Number.MAX_SAFE_INTEGER) report('exceeds_range', 'price times quantity', 'lines', index, 'unitPrice')
    const left = gross - amountOf(line.discount) - amountOf(line.orderDiscount)
    if (left < 0) report('exceeds_price', 'the discount exceeds the price', 'lines', index, 'discount')
    open += left
  }
  if (amountOf(order.orderDiscount) > open) {
    report('exceeds_price', 'the discount exceeds the price of the lines', 'orderDiscount')
  }
  for (const [index, { amount, discount, tax }] of each(order.shipping)) {
    const left = amountOf(amount) - amountOf(discount)
    if (left < 0) report('exceeds_price', 'the discount exceeds the price', 'shipping', index, 'discount')
    if (order.taxesIncluded === true && amountOf(tax) > left) {
      report('exceeds_price', 'the tax inside exceeds the price', 'shipping', index, 'tax')
    }
  }
  let captured = 0
  for (const [, { amount }] of each(order.payments)) captured += amountOf(amount)
  if (captured > Number.MAX_SAFE_INTEGER) report('exceeds_range', 'the sum of the payments', 'payments')
  return problems
}

/** What needs the totals: for an order whose fields are all right by themselves. */
export function totalProblems(order: Order): OrderProblem[] {
  const problems: OrderProblem[] = []
  for (const [index, { net }] of lineTotals(order).entries()) {
    if (net < 0) {
      const path = ['lines', index, order.lines[index]?.taxes ? 'taxes' : 'tax']
      problems.push({ path, code: 'exceeds_price', message: 'the tax inside exceeds the discounted price' })
    }
  }
  if (!isAmount(orderTotal(order))) {
    problems.push({ path: ['lines'], code: 'exceeds_range', message: 'the total of the order' })
  }
  return problems
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function each(list: unknown): [number, Fields][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown, index): [number, Fields][] => (isFields(entry) ? [[index, entry]] : []))
}

/** NaN for what is no amount: every comparison with it is false, so nothing is reported on top of the field's own error. */
function amountOf(value: unknown): number {
  if (value === undefined) return 0
  return isAmount(value) ? value : Number.NaN
}
