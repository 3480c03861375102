import type { AdminRequest } from '../../shared/api/admin.schema.ts'
import { isRefusal, type Refusal } from '../../shared/errors.ts'
import type { ClaimItem, Command } from '../../shared/lifecycle/commands.ts'
import { decide } from '../../shared/lifecycle/decide.ts'
import type { DecideContext } from '../../shared/lifecycle/decide-context.ts'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import { evolve } from '../../shared/lifecycle/evolve.ts'
import type { Actor, RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import type { Order } from '../../shared/order/order.ts'
import { ownDestinations } from '../../shared/payouts/destinations.ts'
import { compile } from '../../shared/policy/compile.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import type { Evaluation, Policy } from '../../shared/policy/policy.ts'
import { staffClauses } from '../../shared/policy/trace-words.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'

export interface RequestCase {
  order: Order
  holdings: Holdings
  events: RequestEvent[]
  state: RequestState
  traces: Map<string, AdminRequest['items'][number]['trace']>
  evidence: Map<string, { id: string; type: string; bytes: number }[]>
}

const shopper: Actor = { kind: 'shopper' }

/**
 * The requests of the double's shop: the real core decides, so that what a test sees refused, paid or overtaken is what the
 * server would refuse, pay or overtake.
 */
export class RequestsDouble {
  readonly cases = new Map<string, RequestCase>()
  readonly policy: Policy
  private readonly compiled: ReturnType<typeof compile>
  private ids = 0

  constructor(policy: Policy) {
    this.policy = policy
    this.compiled = compile(policy)
  }

  /** Makes a request through the core; `at` is when the shopper sent it. */
  submit(
    number: string,
    order: Order,
    claim: Omit<Extract<Command, { type: 'submit' }>, 'type' | 'channel' | 'locale'>,
    at: number,
    more: { holdings?: Holdings; locale?: string } = {},
  ): void {
    const traces: RequestCase['traces'] = new Map()
    const evidence: RequestCase['evidence'] = new Map()
    const context = this.context(order, more.holdings ?? {}, shopper, at, number)
    const events = decide(
      undefined,
      { type: 'submit', channel: 'widget', locale: more.locale ?? order.locale ?? 'en', ...claim },
      context,
    )
    if (isRefusal(events)) throw new Error(`${number}: ${events.refused} ${events.pointer ?? ''}`)
    claim.items.forEach((item, index) => {
      traces.set(`i${index + 1}`, staffClauses(this.judge(order, item, at), this.compiled, order.currency))
      evidence.set(
        `i${index + 1}`,
        item.evidence.map((id) => ({
          id,
          type: id.endsWith('_pdf') ? 'application/pdf' : 'image/jpeg',
          bytes: 240_000,
        })),
      )
    })
    const numbered = events.map((event, index): RequestEvent => ({ ...event, seq: index + 1, at, actor: shopper }))
    const state = numbered.reduce<RequestState | undefined>(evolve, undefined)
    if (!state) throw new Error('nothing submitted')
    this.cases.set(number, { order, holdings: more.holdings ?? {}, events: numbered, state, traces, evidence })
  }

  /** Anybody does something; throws when the core says no. */
  act(number: string, command: Command, actor: Actor, at = Date.now()): void {
    const refused = this.attempt(number, command, actor, at)
    if (refused) throw new Error(`${number} ${command.type}: ${refused.refused}`)
  }

  /** What the core says to it, done where it says yes. */
  attempt(number: string, command: Command, actor: Actor, at: number): Refusal | undefined {
    const found = this.caseOf(number)
    const events = decide(found.state, command, this.context(found.order, found.holdings, actor, at))
    if (isRefusal(events)) return events
    for (const body of events) {
      const event: RequestEvent = { ...body, seq: found.events.length + 1, at, actor }
      found.events.push(event)
      found.state = evolve(found.state, event)
    }
    return undefined
  }

  /** What the core would say to it. */
  tried(number: string, command: Command, actor: Actor): Refusal | undefined {
    const { state, order, holdings } = this.caseOf(number)
    const decided = decide(state, command, this.context(order, holdings, actor, Date.now()))
    return isRefusal(decided) ? decided : undefined
  }

  caseOf(number: string): RequestCase {
    const found = this.cases.get(number)
    if (!found) throw new Error(`no request ${number}`)
    return found
  }

  seqOf(number: string): number {
    return this.caseOf(number).events.length
  }

  stateOf(number: string): RequestState {
    return this.caseOf(number).state
  }

  private context(order: Order, holdings: Holdings, actor: Actor, now: number, requestNumber?: string): DecideContext {
    const { id, name, email, phone, country } = order.customer
    return {
      now,
      actor,
      newId: (prefix) => `${prefix}_${++this.ids}`,
      requestNumber,
      order,
      orderRevision: 1,
      ours: new Set(),
      holdings,
      overcommitted: false,
      timezone: this.policy.timezone,
      calendar: this.policy.calendar,
      policyVersion: 14,
      canPayTo: new Set(ownDestinations),
      accounts: [],
      kindOf: () => 'photos',
      customer: { id, name, email, phone, country },
      evaluate: (item) => this.judge(order, item, now),
    }
  }

  private judge(order: Order, item: ClaimItem, now: number): Evaluation {
    return evaluate(this.compiled, {
      order,
      lineId: item.line,
      paymentId: item.payment,
      reason: item.reason,
      claim: { quantity: item.quantity, photos: item.evidence.length, condition: item.condition },
      now,
      history: { refunds90: 0 },
    })
  }
}

/** The line of the order that an item is about. */
export function lineOf(order: Order, { subject }: RequestItem) {
  return subject.kind === 'line' ? order.lines.find(({ id }) => id === subject.line) : undefined
}
