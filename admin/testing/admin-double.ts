import type { AdminRequest, Me, QueueRow, QueueView } from '../../shared/api/admin.schema.ts'
import type { StaffCommand } from '../../shared/api/commands.schema.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { isRefusal, type Refusal } from '../../shared/errors.ts'
import type { Command } from '../../shared/lifecycle/commands.ts'
import { commandsFor } from '../../shared/lifecycle/commands-for.ts'
import { decide } from '../../shared/lifecycle/decide.ts'
import type { DecideContext } from '../../shared/lifecycle/decide-context.ts'
import type { RequestEvent } from '../../shared/lifecycle/events.ts'
import { evolve } from '../../shared/lifecycle/evolve.ts'
import { nextStepOf } from '../../shared/lifecycle/next-step.ts'
import type { Actor, PayoutSummary, RequestItem, RequestState } from '../../shared/lifecycle/request.ts'
import { amountOf, isOpen, itemMoney, statusOf } from '../../shared/lifecycle/status.ts'
import type { Order } from '../../shared/order/order.ts'
import { ownDestinations } from '../../shared/payouts/destinations.ts'
import { type FailureAction, failures } from '../../shared/payouts/failures.ts'
import { compile } from '../../shared/policy/compile.ts'
import { evaluate } from '../../shared/policy/evaluate.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { staffClauses } from '../../shared/policy/trace-words.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'
import { ConnectionsDouble } from './connections-double.ts'
import { photos } from './drawings.ts'
import { PayoutsDouble } from './payouts-double.ts'
import { PoliciesDouble } from './policies-double.ts'
import { SettingsDouble } from './settings-double.ts'
import { type Tried, waysOf } from './ways-double.ts'

interface Case {
  order: Order
  holdings: Holdings
  events: RequestEvent[]
  state: RequestState
  traces: Map<string, AdminRequest['items'][number]['trace']>
  evidence: Map<string, { id: string; type: string; bytes: number }[]>
}

const shopper: Actor = { kind: 'shopper' }
const dayMs = 86_400_000

/**
 * The admin's half of the API, in memory and in the page: the real core decides, so that what a test sees refused,
 * paid or overtaken is what the server would refuse, pay or overtake. Only what is around the core is short.
 */
export class AdminDouble {
  readonly cases = new Map<string, Case>()
  readonly calls: { method: string; path: string; body: unknown; key: string | null }[] = []
  readonly me: Me
  readonly colleagues: { id: string; name: string }[]
  /** What the server says of versions, and of the stage's checklist. */
  toldOfPolicy: Partial<AdminRequest['policy']> = {}
  /** To the merchant's own questions, by item. */
  readonly answers = new Map<string, NonNullable<AdminRequest['items'][number]['answers']>>()
  /** The next call of this path answers so, once. */
  readonly failNext = new Map<string, { status: number; code: ErrorCode } | 'offline'>()
  signedIn = true
  lookingToo: { id: string; name: string }[] = []
  readonly policies: PoliciesDouble
  readonly settings: SettingsDouble
  readonly connections: ConnectionsDouble
  readonly payouts: PayoutsDouble
  private readonly policy: Policy
  private readonly compiled: ReturnType<typeof compile>
  private ids = 0
  private readonly answered = new Map<string, unknown>()

  constructor(policy: Policy, me: Me, colleagues: { id: string; name: string }[]) {
    this.policy = policy
    this.compiled = compile(policy)
    this.me = me
    this.colleagues = colleagues
    this.settings = new SettingsDouble(me)
    this.connections = new ConnectionsDouble(me)
    this.payouts = new PayoutsDouble(me, Date.now(), (provider) =>
      [...this.connections.connections.values()].some((each) => each.provider === provider && each.isConnected),
    )
    this.policies = new PoliciesDouble(policy, me, () => [...this.cases.values()].map(({ order }) => order))
  }

  /** Makes a request through the core; `at` is when the shopper sent it. */
  submit(
    number: string,
    order: Order,
    claim: Omit<Extract<Command, { type: 'submit' }>, 'type' | 'channel' | 'locale'>,
    at: number,
    more: { holdings?: Holdings; locale?: string } = {},
  ): void {
    const traces: Case['traces'] = new Map()
    const evidence: Case['evidence'] = new Map()
    const context = this.context(order, more.holdings ?? {}, shopper, at, number)
    const events = decide(
      undefined,
      { type: 'submit', channel: 'widget', locale: more.locale ?? order.locale ?? 'en', ...claim },
      context,
    )
    if (isRefusal(events)) throw new Error(`${number}: ${events.refused} ${events.pointer ?? ''}`)
    claim.items.forEach((item, index) => {
      const evaluation = evaluate(this.compiled, {
        order,
        lineId: item.line,
        paymentId: item.payment,
        reason: item.reason,
        claim: { quantity: item.quantity, photos: item.evidence.length, condition: item.condition },
        now: at,
        history: { refunds90: 0 },
      })
      traces.set(`i${index + 1}`, staffClauses(evaluation, this.compiled, order.currency))
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
    const refused = this.apply(number, command, actor, at)
    if (refused) throw new Error(`${number} ${command.type}: ${refused.refused}`)
  }

  private apply(number: string, command: Command, actor: Actor, at: number): Refusal | undefined {
    const found = this.case(number)
    const events = decide(found.state, command, this.context(found.order, found.holdings, actor, at))
    if (isRefusal(events)) return events
    for (const body of events) {
      const event: RequestEvent = { ...body, seq: found.events.length + 1, at, actor }
      found.events.push(event)
      found.state = evolve(found.state, event)
    }
    return undefined
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
      evaluate: (item) =>
        evaluate(this.compiled, {
          order,
          lineId: item.line,
          paymentId: item.payment,
          reason: item.reason,
          claim: { quantity: item.quantity, photos: item.evidence.length, condition: item.condition },
          now,
          history: { refunds90: 0 },
        }),
    }
  }

  private case(number: string): Case {
    const found = this.cases.get(number)
    if (!found) throw new Error(`no request ${number}`)
    return found
  }

  seqOf(number: string): number {
    return this.case(number).events.length
  }

  stateOf(number: string): RequestState {
    return this.case(number).state
  }

  /** Answers like the server; everything that is not ours goes on to the real fetch. */
  install(): () => void {
    const real = window.fetch
    window.fetch = async (input, init) => {
      const request = new Request(input instanceof Request ? input : new URL(String(input), location.href), init)
      const url = new URL(request.url)
      return url.pathname.startsWith('/v1/') ? this.handle(request) : real(input, init)
    }
    return () => {
      window.fetch = real
    }
  }

  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const path = url.pathname.replace('/v1/admin', '')
    const text = await request.text()
    const isJson = request.headers.get('content-type')?.startsWith('application/json') === true
    const body: unknown = text && isJson ? JSON.parse(text) : text || undefined
    const key = request.headers.get('idempotency-key')
    this.calls.push({ method: request.method, path, body, key })
    const failure = this.failNext.get(path)
    if (failure) {
      this.failNext.delete(path)
      if (failure === 'offline') throw new TypeError('Failed to fetch')
      return problem(failure.status, failure.code)
    }
    if (request.method !== 'GET' && request.headers.get('amends-csrf') !== '1') return problem(403, 'forbidden')
    if (path === '/auth/sign-in/email') return this.signIn(body as { password: string })
    if (path === '/auth/sign-out') {
      this.signedIn = false
      return Response.json({ success: true })
    }
    if (path === '/first-account') return Response.json({ email: (body as { email: string }).email }, { status: 201 })
    if (!this.signedIn) return problem(401, 'unauthenticated')
    return this.route(request.method, path, url.searchParams, body, key)
  }

  private signIn({ password }: { password: string }): Response {
    if (password !== 'correct horse battery') return problem(401, 'unauthenticated')
    this.signedIn = true
    return Response.json({ user: { id: this.me.id, name: this.me.name, email: this.me.email } })
  }

  private route(method: string, path: string, query: URLSearchParams, body: unknown, key: string | null): Response {
    if (path === '/me') return Response.json(this.me)
    if (path.startsWith('/evidence/')) return picture(path.slice('/evidence/'.length))
    if (path === '/staff') return Response.json({ staff: this.colleagues })
    if (path === '/counters') return Response.json({ views: this.counters() })
    const ofSettings = this.settings.handle(method, path, body)
    if (ofSettings) return ofSettings
    const ofConnections = this.connections.handle(method, path, body)
    if (ofConnections) return ofConnections
    const ofRequests = this.payoutsOfRequests(path, query, body)
    if (ofRequests) return ofRequests
    const ofPayouts = this.payouts.handle(method, path, query, body)
    if (ofPayouts) return ofPayouts
    const ofPolicies = this.policies.handle(method, path, query, body)
    if (ofPolicies) return ofPolicies
    if (path === '/requests') return Response.json(this.queue(query))
    const [, , number = '', what, command = ''] = path.split('/')
    const found = this.cases.get(number)
    if (!found) return problem(404, 'not_found')
    if (what === undefined) return Response.json(this.view(number))
    if (what === 'presence') return Response.json({ seq: found.events.length, lookingToo: this.lookingToo })
    if (what === 'commands' && method === 'POST')
      return this.command(number, command as StaffCommand, body as Record<string, unknown>, key)
    return problem(404, 'not_found')
  }

  private command(number: string, type: StaffCommand, body: Record<string, unknown>, key: string | null): Response {
    if (!key) return problem(400, 'idempotency_key_required')
    const before = this.answered.get(key)
    if (before) return Response.json(before)
    const { expectedSeq, ...rest } = body
    if (expectedSeq !== this.case(number).events.length) return problem(409, 'stale')
    const actor: Actor = { kind: 'staff', id: this.me.id, name: this.me.name }
    const refused = this.apply(number, { wantsPhotos: false, ...rest, type } as Command, actor, Date.now())
    if (refused) return problem(refused.refused === 'illegal_state' ? 409 : 422, refused.refused, refused.limit)
    const { state, events } = this.case(number)
    const nextCase = this.nextAfter(number)
    const answer = { number, seq: events.length, status: statusOf(state), ...(nextCase ? { nextCase } : {}) }
    this.answered.set(key, answer)
    return Response.json(answer)
  }

  /** Payouts of the double's requests; those of its desk are a world of their own. */
  private payoutsOfRequests(path: string, query: URLSearchParams, body: unknown): Response | undefined {
    if (path === '/payout-ways') {
      const found = this.payoutOf(query.get('payouts') ?? '')
      return found && Response.json(this.waysOf(found.number, found.payout))
    }
    const [, , , action = ''] = path.split('/')
    if (!path.startsWith('/payouts/actions/')) return undefined
    const { payouts, destination, proof, message } = body as { [name: string]: string } & { payouts: string[] }
    const found = this.payoutOf(payouts[0] ?? '')
    if (!found) return undefined
    const { number, payout } = found
    const commands: Record<string, Command> = {
      retry: { type: 'retry_payout', payout: payout.id },
      ask_shopper: { type: 'ask_account', payout: payout.id, message },
      store_credit: { type: 'change_method', payout: payout.id, destination: 'store_credit' },
      mark_paid: { type: 'change_method', payout: payout.id, destination: 'manual', proof },
      other_method: { type: 'change_method', payout: payout.id, destination: destination ?? '', proof },
    }
    const command = commands[action]
    const actor: Actor = { kind: 'staff', id: this.me.id, name: this.me.name }
    const refused = command && this.apply(number, command, actor, Date.now())
    const result = refused
      ? { done: false, problem: { code: refused.refused, limit: refused.limit, params: refused.detail } }
      : { done: true }
    return Response.json({ results: [{ payout: payout.id, ...result }] })
  }

  private payoutOf(id: string): { number: string; payout: PayoutSummary } | undefined {
    for (const [number, { state }] of this.cases) {
      const payout = state.payouts.find((each) => each.id === id)
      if (payout) return { number, payout }
    }
    return undefined
  }

  private waysOf(number: string, { id: payout, destination: from }: PayoutSummary) {
    const { order, holdings, state } = this.case(number)
    const actor: Actor = { kind: 'staff', id: this.me.id, name: this.me.name }
    const context = this.context(order, holdings, actor, Date.now())
    const tried = (command: Command): Tried[] => {
      const decided = decide(state, command, context)
      return [{ currency: state.currency, refusal: isRefusal(decided) ? decided : undefined }]
    }
    const ids = [...order.payments.map(({ id }) => id), ...ownDestinations].filter((id) => id !== from)
    const ways = ids.map(
      (destination) => [destination, tried({ type: 'change_method', payout, destination, proof: 'tried' })] as const,
    )
    return waysOf(tried({ type: 'ask_account', payout }), new Map(ways), order)
  }

  private nextAfter(number: string): string | undefined {
    return this.rows('to_decide', 'due').find((row) => row.number !== number)?.number
  }

  private rows(view: QueueView, sort: string): QueueRow[] {
    const rows = [...this.cases.values()].filter((each) => this.isIn(view, each)).map((each) => this.row(each))
    const due = (row: QueueRow) => row.dueAt ?? Number.POSITIVE_INFINITY
    if (sort === 'newest') return rows.sort((a, b) => b.submittedAt - a.submittedAt)
    if (sort === 'amount') return rows.sort((a, b) => b.total - a.total)
    return rows.sort((a, b) => due(a) - due(b))
  }

  private isIn(view: QueueView, { state }: Case): boolean {
    const status = statusOf(state)
    const due = nextStepOf(state, Date.now()).by
    switch (view) {
      case 'open':
        return isOpen(status)
      case 'to_decide':
        return status === 'in_review'
      case 'due_today':
        return isOpen(status) && due !== undefined && due < Date.now() + dayMs / 2
      case 'mine':
        return isOpen(status) && state.assignee === this.me.id
      case 'payout_failed':
        return status === 'payout_failed'
      case 'waiting_for_shopper':
        return status === 'needs_info'
      case 'to_receive':
        return status === 'awaiting_return' || status === 'in_transit'
      case 'closed':
        return !isOpen(status)
    }
  }

  private counters(): Record<string, number> {
    const views = [
      'open',
      'to_decide',
      'due_today',
      'mine',
      'payout_failed',
      'waiting_for_shopper',
      'to_receive',
      'closed',
    ] as const
    return Object.fromEntries(views.map((view) => [view, this.rows(view, 'due').length]))
  }

  private queue(query: URLSearchParams): { requests: QueueRow[]; nextCursor?: string; total: number } {
    const q = query.get('q')?.toLowerCase() ?? ''
    const rows = this.rows((query.get('view') ?? 'open') as QueueView, query.get('sort') ?? 'due')
      .filter(
        (row) => !q || [row.number, row.order, row.customer.name ?? ''].some((text) => text.toLowerCase().includes(q)),
      )
      .filter((row) => !query.get('country') || row.customer.country === query.get('country'))
      .filter((row) => !query.get('reason') || row.reason.code === query.get('reason'))
    const from = Number(query.get('cursor') ?? 0)
    const limit = Number(query.get('limit') ?? 25)
    const to = from + limit
    return {
      requests: rows.slice(from, to),
      total: rows.length,
      ...(to < rows.length ? { nextCursor: String(to) } : {}),
    }
  }

  private row({ state, order, events }: Case): QueueRow {
    const first = state.items[0] as RequestItem
    const status = statusOf(state)
    const labels = this.policy.reasons.find(({ code }) => code === first.reason)?.labels ?? {}
    const assignee = this.colleagues.find(({ id }) => id === state.assignee)
    const suggestion = state.items.some(({ terms }) => terms.decision !== 'approve') ? 'look_closer' : 'approve'
    const dueAt = nextStepOf(state, Date.now()).by
    return {
      number: state.number,
      order: order.number,
      status,
      customer: { name: state.customer.name, country: state.customer.country },
      items: state.items.map((item) => {
        const line = lineOf(order, item)
        return { title: line?.title ?? 'Visa •••• 4242', image: line?.image, quantity: item.quantity }
      }),
      reason: { code: first.reason, labels },
      currency: state.currency,
      total: state.quote.total,
      suggested: status === 'in_review' ? suggestion : 'none',
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(assignee ? { assignee } : {}),
      submittedAt: state.submittedAt,
      changedAt: state.changedAt,
      seq: events.length,
    }
  }

  view(number: string): AdminRequest {
    const { state, order, events, holdings, traces, evidence } = this.case(number)
    const now = Date.now()
    const commands = new Set<string>(commandsFor(state, 'staff', now))
    const others = [...this.cases.values()].filter((each) => each.order.customer.id === order.customer.id)
    return {
      number,
      seq: events.length,
      status: statusOf(state),
      state,
      order,
      orderRevision: 1,
      overcommitted: false,
      holdings,
      ours: [],
      items: state.items.map((item) => {
        const line = lineOf(order, item)
        return {
          id: item.id,
          title: line?.title ?? order.payments[0]?.label ?? item.id,
          variant: line?.variant,
          image: line?.image,
          sku: line?.sku,
          reasonLabels: this.policy.reasons.find(({ code }) => code === item.reason)?.labels ?? {},
          amount: amountOf(state, item.id),
          money: itemMoney(state, item),
          trace: traces.get(item.id) ?? [],
          suggestion: item.terms.decision,
          answers: this.answers.get(item.id),
          evidence: evidence.get(item.id) ?? [],
        }
      }),
      next: nextStepOf(state, now),
      timeline: events.map((event) => this.entry(event, state)),
      payouts: state.payouts.map((payout) => {
        const payment = order.payments.find(({ id }) => id === payout.destination)
        return {
          id: payout.id,
          destination: payout.destination,
          label: payment?.label,
          method: payment?.method ?? payout.destination,
          amount: payout.amount,
          status: payout.status,
          failure: payout.failure,
          attempts: 1,
          providerReference: payout.status === 'queued' ? undefined : `re_${payout.id}`,
          changedAt: payout.changedAt,
          provider: payment?.provider ?? 'stripe',
          askedBy: payout.askedBy,
          actions: this.actionsOf(payout),
        }
      }),
      arrival: state.quote.payments.map(({ payment }) => ({
        payment,
        earliest: new Date(now + 3 * dayMs).toISOString().slice(0, 10),
        latest: new Date(now + 7 * dayMs).toISOString().slice(0, 10),
      })),
      customer: {
        name: state.customer.name,
        email: state.customer.email,
        phone: state.customer.phone,
        country: state.customer.country,
        tier: order.customer.tier,
        orders: 11,
        requests: others.map((each) => ({
          number: each.state.number,
          order: each.order.number,
          status: statusOf(each.state),
          submittedAt: each.state.submittedAt,
          currency: each.state.currency,
          total: each.state.quote.total,
        })),
        ratings: [5, 4],
      },
      policy: { version: 14, title: this.policy.title, ...this.toldOfPolicy },
      lookingToo: this.lookingToo,
      commands: staffCommands.filter((name) => commands.has(name)),
      nextCase: this.nextAfter(number),
    }
  }

  private actionsOf(payout: PayoutSummary): FailureAction[] {
    if (payout.status === 'unknown') return ['ask_provider']
    if (payout.status !== 'failed' || !payout.failure || payout.replacedBy) return []
    const { actions } = failures[payout.failure.code]
    const offered = [...actions, ...(actions.includes('store_credit') ? (['other_method'] as const) : [])]
    return offered.filter((action) => action !== 'open_request' && (action !== 'ask_shopper' || !payout.askedBy))
  }

  private entry(event: RequestEvent, state: RequestState): AdminRequest['timeline'][number] {
    const automatic =
      ('automatic' in event && event.automatic) || event.type === 'money_due' || event.type === 'payout_requested'
    const payout = 'payout' in event ? state.payouts.find(({ id }) => id === event.payout) : undefined
    return {
      seq: event.seq,
      at: event.at,
      kind: event.type === 'payout_changed' ? `payout_${event.status}` : event.type,
      by: automatic ? 'system' : event.actor.kind,
      ...(event.actor.kind === 'staff' ? { name: event.actor.name.split(' ')[0] } : {}),
      ...('text' in event && event.text ? { text: event.text } : {}),
      ...(event.type === 'declined' ? { text: event.message } : {}),
      ...(event.type === 'approved' ? { amount: event.quote?.total ?? state.quote.total } : {}),
      ...(payout
        ? {
            amount: payout.amount,
            params: {
              destination: payout.destination,
              ...(event.type === 'payout_changed' && event.failure ? { code: event.failure.code } : {}),
            },
          }
        : {}),
      ...(event.type === 'assigned' && event.to ? { params: { to: event.to } } : {}),
      ...(event.type === 'inspected'
        ? { params: { result: event.result }, ...(event.note ? { text: event.note } : {}) }
        : {}),
      ...('items' in event && event.type !== 'submitted' && event.type !== 'edited' ? { items: event.items } : {}),
      staffOnly: event.type === 'noted' || event.type === 'assigned' || event.type === 'money_due',
    }
  }
}

const staffCommands = [
  'approve',
  'decline',
  'ask',
  'offer',
  'mark_received',
  'inspect',
  'retry_payout',
  'change_method',
  'ask_account',
  'cancel',
  'reopen',
  'note',
  'message',
  'assign',
] as const satisfies readonly StaffCommand[]

function lineOf(order: Order, { subject }: RequestItem) {
  return subject.kind === 'line' ? order.lines.find(({ id }) => id === subject.line) : undefined
}

function picture(id: string): Response {
  const drawn = photos[id]
  if (!drawn) return problem(404, 'not_found')
  return new Response(decodeURIComponent(drawn.slice(drawn.indexOf(',') + 1)), {
    headers: { 'content-type': 'image/svg+xml' },
  })
}

function problem(status: number, code: ErrorCode, limit?: number): Response {
  return Response.json(
    {
      type: 'about:blank',
      title: code,
      status,
      code,
      requestId: 'req_test',
      ...(limit === undefined ? {} : { limit }),
    },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )
}
