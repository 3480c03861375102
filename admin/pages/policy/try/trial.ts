import type { Order, OrderLine } from '../../../../shared/order/order.ts'
import { orderBalances } from '../../../../shared/order/remaining.ts'
import type { CompiledPolicy } from '../../../../shared/policy/compile.ts'
import type { Answers, Policy, Terms } from '../../../../shared/policy/policy.ts'
import type { PastItem, PastRequest } from '../../../../shared/policy/simulate/history.ts'
import { type JudgedItem, type JudgedRequest, judgeRequest } from '../../../../shared/policy/simulate/judge-request.ts'
import { dayOfDate, zonedClock } from '../../../../shared/time/zoned.ts'
import type { OrderToTry } from '../../../data/policies.ts'
import { answersTo, questionsOn } from './asked-questions.ts'

/** What a shopper would claim, tried on a policy. */
export interface Trial {
  order: OrderToTry
  /** A reason's code. */
  reason: string
  /** Epoch ms. */
  atMs: number
  condition?: string
  photos: number
  /** To any question; each item gets those to what it is asked. */
  answers?: Answers
}

/** Everything on the order that this reason can be given for, as far as it has not been refunded. */
export function trialRequest(trial: Trial, policy: Policy): PastRequest {
  const { order, holdings, ours, refunds90 } = trial.order
  const subject = policy.reasons.find(({ code }) => code === trial.reason)?.subject ?? 'line'
  return {
    number: '',
    order,
    submittedAt: trial.atMs,
    refunds90,
    ours,
    holdings,
    items: subject === 'shipping' ? [] : itemsOf(trial, policy, subject),
    ...(subject === 'shipping' ? { shipping: true } : {}),
  }
}

function itemsOf(
  { order: { order, holdings, ours }, reason, condition, photos, answers = {} }: Trial,
  policy: Policy,
  subject: 'line' | 'payment',
): PastItem[] {
  const claimOf = (lines: readonly OrderLine[]) => {
    const said = answersTo(questionsOn(policy, reason, lines), answers)
    return {
      reason,
      photos,
      resolution: 'refund' as const,
      ...(condition ? { condition } : {}),
      ...(said ? { answers: said } : {}),
    }
  }
  if (subject === 'payment') return order.payments.map(({ id }) => ({ ...claimOf([]), payment: id, quantity: 1 }))
  const { byKey } = orderBalances(order, holdings, new Set(ours))
  return order.lines.flatMap((line) => {
    const quantity = byKey.get(`units:${line.id}`)?.remaining ?? 0
    return quantity > 0 && line.kind !== 'fee' ? [{ ...claimOf([line]), line: line.id, quantity }] : []
  })
}

export function judgeTrial(compiled: CompiledPolicy, trial: Trial): JudgedRequest {
  return judgeRequest(compiled, trialRequest(trial, compiled.policy))
}

/** There is not enough left on the order to pay all of it: some was paid back before without naming its goods. */
export function isRefused({ quote, items }: Pick<JudgedRequest, 'quote' | 'items'>): boolean {
  return quote === undefined && items.some(({ outcome }) => outcome !== 'declined')
}

/** Where what is said of an item comes from. */
export interface Origin {
  /** Places of the rules that set what holds, from 1. */
  rules: number[]
  /** Terms that the law raised, and its articles. */
  raised: (keyof Terms)[]
  articles: string[]
  unverified: boolean
  /** The law that would cover it leaves this item out. */
  excludedBy?: string
  /** The category for which the policy says what it is. */
  excludedAs?: string
}

export function originOf({ evaluation }: JudgedItem, policy: Pick<Policy, 'rules'>): Origin {
  const { terms, excluded } = evaluation.trace()
  const rules = new Set<number>()
  const raised: (keyof Terms)[] = []
  const articles = new Set<string>()
  let unverified = false
  for (const [term, source] of Object.entries(terms)) {
    if (source.from === 'rule') rules.add(policy.rules.findIndex(({ id }) => id === source.rule) + 1)
    if (source.from !== 'statute') continue
    raised.push(term as keyof Terms)
    articles.add(source.article)
    unverified ||= source.unverified === true
  }
  return {
    rules: [...rules].filter((place) => place > 0).sort((a, b) => a - b),
    raised,
    articles: [...articles],
    unverified,
    ...(excluded ? { excludedBy: excluded.article } : {}),
    ...(excluded?.category === undefined ? {} : { excludedAs: excluded.category }),
  }
}

/** Whether two policies come to the same: the same is decided of everything, and the same is paid. */
export function isSameOutcome(left: JudgedRequest, right: JudgedRequest): boolean {
  return (
    left.amount === right.amount &&
    left.items.length === right.items.length &&
    left.items.every(
      ({ outcome, amount }, index) => outcome === right.items[index]?.outcome && amount === right.items[index]?.amount,
    )
  )
}

/** Now, or noon of another day in the policy's zone. */
export function instantOf(date: string, nowMs: number, zone: string): number {
  const clock = zonedClock(zone)
  const day = dayOfDate(date)
  if (day === undefined || day === clock.dayOf(nowMs)) return nowMs
  return clock.endOfDay(day) - halfDayMs
}

const halfDayMs = 12 * 3_600_000

export function lineOf(order: Order, { item }: JudgedItem): Order['lines'][number] | undefined {
  return order.lines.find(({ id }) => id === item.line)
}
