import type { OrderLine } from '../../shared/order/order.ts'
import type { EvaluationInput } from '../../shared/policy/evaluate.ts'
import type { Terms } from '../../shared/policy/policy.ts'
import { euCountries } from '../../shared/policy/statutes/eu.ts'
import { afterPublicHoliday, workingDayFrom } from '../../shared/time/holidays/working-days.ts'
import { zonedClock } from '../../shared/time/zoned.ts'
import type { BenchOrder } from './policy-orders.ts'
import { benchPolicy, same } from './policy-rules.ts'

/** What every variant must agree on. */
export interface Answer {
  terms: Terms
  matched: readonly string[]
  eligible: boolean
  because: Terms['because']
  windowEndsAt?: number | undefined
  daysLeft?: number | undefined
}

const defaults = benchPolicy().terms
const clock = zonedClock('Europe/Berlin')
const near = new Set(['US', 'CA', 'GB', 'DE', 'FR'])
const eu = new Set(euCountries)
const free = same(0)

/** What an order's answers share. */
export interface PlainOrder {
  country: string
  total: number
  today: number
  lastDay: number
  daysOf: number[]
}

export function readOrder({ order, claims }: BenchOrder): PlainOrder {
  const now = claims[0]?.now ?? 0
  let total = -order.orderDiscount
  let lastDay = Number.NEGATIVE_INFINITY
  const daysOf: number[] = []
  for (const line of order.lines) {
    total += amountOf(line)
    let delivered = Number.NEGATIVE_INFINITY
    for (const { deliveredAt, lines } of order.fulfillments) {
      if (deliveredAt === undefined || !lines.some((held) => held.line === line.id)) continue
      delivered = Math.max(delivered, Date.parse(deliveredAt))
    }
    const day = clock.dayOf(delivered)
    daysOf.push(day)
    if (day > lastDay) lastDay = day
  }
  return { country: order.customer.country, total, today: clock.dayOf(now), lastDay, daysOf }
}

function amountOf(line: OrderLine): number {
  return line.quantity * line.unitPrice - line.discount
}

/** The same policy as somebody would write it by hand, statutes and all. */
export function plainOrder(bench: BenchOrder, facts: PlainOrder): Answer[] {
  const { claims, lineOf } = bench
  const answers: Answer[] = []
  for (let at = 0; at < claims.length; at++) {
    answers.push(plainClaim(bench, facts, claims[at] as EvaluationInput, lineOf[at] as number))
  }
  return answers
}

function plainClaim(
  { order }: BenchOrder,
  facts: PlainOrder,
  { reason, claim, history }: EvaluationInput,
  index: number,
): Answer {
  const line = order.lines[index] as OrderLine
  const { tags, categories } = line
  const gold = order.customer.tier === 'gold'
  const days = facts.today - (facts.daysOf[index] ?? 0)
  const amount = amountOf(line)
  const matched: string[] = []
  const terms = { ...defaults }
  const electronics = categories.includes('electronics')
  const apparel = categories.includes('apparel')
  const perishables = categories.includes('perishables')

  if (!electronics && !apparel && !perishables && days > 30) refuse(terms, matched, 'R1', 'too_old')
  if (electronics && days > 14) refuse(terms, matched, 'R2', 'too_old')
  if (apparel && ((!gold && days > 60) || days > 75)) refuse(terms, matched, 'R3', 'too_old')
  if (tags.includes('final-sale') && reason !== 'defective') refuse(terms, matched, 'R4', 'final_sale')
  if (tags.includes('no-return')) refuse(terms, matched, 'R5', 'tagged')
  if (!near.has(facts.country)) refuse(terms, matched, 'R6', 'far_away')
  if (perishables && reason !== 'defective') refuse(terms, matched, 'R7', 'perishable')
  if ((history?.refunds90 ?? 0) >= 5 && !gold) {
    matched.push('R8')
    terms.decision = 'review'
    terms.lane = 'repeated'
  }
  if (amount > 50_000) {
    matched.push('R9')
    terms.decision = 'review'
    terms.approvals = 2
  }
  if ((reason === 'defective' || reason === 'damaged') && amount > 5_000 && (claim?.photos ?? 0) === 0) {
    matched.push('R10')
    terms.evidence = { photos: 1, videos: 0, documents: 0, detailLength: 0 }
    terms.refundTrigger = 'on_inspection'
  }
  if ((reason === 'changed_mind' || reason === 'wrong_size') && !gold) {
    matched.push('R11')
    terms.restockingFee = { percent: 1500 }
  }
  if (
    facts.total >= 20_000 &&
    reason === 'no_longer_needed' &&
    (order.customer.tier === 'none' || order.customer.tier === 'bronze')
  ) {
    matched.push('R12')
    if (terms.restockingFee === 'none') terms.restockingFee = { percent: 1000 }
  }
  return finish(terms, matched, facts, line, index, reason === 'defective' || reason === 'damaged')
}

function refuse(terms: Terms, matched: string[], rule: string, because: string): void {
  matched.push(rule)
  if (!terms.eligible) return
  terms.eligible = false
  terms.because = because
}

/** Statutes and the window, by hand. */
export function finish(
  terms: Terms,
  matched: readonly string[],
  facts: PlainOrder,
  line: OrderLine,
  index: number,
  faulty: boolean,
): Answer {
  const delivered = facts.daysOf[index] ?? 0
  const { today } = facts
  const own = terms.eligible ? delivered + 80 : Number.NEGATIVE_INFINITY
  let end: number | undefined
  if (faulty) end = raiseFaulty(terms, facts, delivered)
  else if (!line.legalClass?.includes('perishable')) end = raiseNoReason(terms, facts, delivered)
  const lastDay = end === undefined ? delivered + 80 : Math.max(own, end)
  const inWindow = today <= lastDay
  return {
    terms,
    matched,
    eligible: terms.eligible && inWindow,
    because: !terms.eligible ? terms.because : inWindow ? terms.because : 'window_passed',
    windowEndsAt: clock.endOfDay(lastDay),
    daysLeft: inWindow ? lastDay - today : undefined,
  }
}

/** The last day of a right to give the goods back. */
function raiseFaulty(terms: Terms, { country, today }: PlainOrder, delivered: number): number | undefined {
  const end =
    country === 'CN' ? afterPublicHoliday(delivered + 7, country) : country === 'GB' ? delivered + 30 : undefined
  const isRight = end !== undefined && today <= end
  if (!isRight && !(eu.has(country) && today <= twoYearsAfter(delivered))) return undefined
  terms.returnShipping = { paidBy: 'merchant', fee: free }
  if (!isRight) return undefined
  if (!terms.eligible) {
    terms.eligible = true
    terms.because = 'statutory_right'
  }
  return end
}

function raiseNoReason(terms: Terms, { country, today, lastDay }: PlainOrder, delivered: number): number | undefined {
  const cn = country === 'CN'
  if (!cn && country !== 'GB' && !eu.has(country)) return undefined
  const end = cn ? afterPublicHoliday(delivered + 7, country) : workingDayFrom(lastDay + 14, country)
  if (today > end) return undefined
  if (!terms.eligible) {
    terms.eligible = true
    terms.because = 'statutory_right'
  }
  terms.restockingFee = 'none'
  if (terms.evidence.photos > 0) terms.evidence = { photos: 0, videos: 0, documents: 0, detailLength: 0 }
  const latest = cn ? 'on_received' : 'on_dispatch'
  if (terms.refundTrigger === 'on_inspection' || (!cn && terms.refundTrigger === 'on_received'))
    terms.refundTrigger = latest
  return end
}

/** The same date two years later: a day more where a 29 February lies between. */
function twoYearsAfter(day: number): number {
  return day + 730 + Math.floor((day + 730 - 789) / 1461) - Math.floor((day - 789) / 1461)
}
