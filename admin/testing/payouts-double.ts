import type { ErrorCode, Refusal } from '../../shared/errors.ts'
import { ownDestinations } from '../../shared/payouts/destinations.ts'
import { failures } from '../../shared/payouts/failures.ts'
import type { PayoutEvent } from '../../shared/payouts/payout.ts'
import type {
  AskedCause,
  BankBatch,
  DifferenceDecision,
  Ledger,
  PayoutCause,
  PayoutDetail,
  PayoutRow,
  PayoutView,
  ReconciliationDay,
  RefundDesk,
} from '../data/payouts.ts'
import { samplePayouts } from './sample-payouts.ts'
import { type Tried, waysOf } from './ways-double.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The refund desk of the double's shop: payouts that change when something is done, and what the server would refuse. */
export class PayoutsDouble {
  rows: PayoutRow[]
  may: RefundDesk['may'] = { act: true, approve: true, control: true, setLimits: true }
  controls: RefundDesk['controls'] = {
    secondPersonAbove: { CNY: 500_000, EUR: 60_000, GBP: 60_000 },
    dailyCap: { CNY: 8_000_000 },
    revision: 1,
  }
  batches: BankBatch[]
  /** What acting on a payout is refused with. */
  readonly refusals = new Map<string, ErrorCode>()
  debtor: { name: string; account: string } | undefined = { name: 'Linhe Studio GmbH', account: 'DE•• •••• 0815' }
  compared: ReconciliationDay
  private readonly me: { id: string; name: string }
  private readonly isConnected: (provider: string) => boolean

  constructor(me: { id: string; name: string }, now: number, isConnected: (provider: string) => boolean) {
    this.me = me
    this.isConnected = isConnected
    this.rows = samplePayouts(now)
    const made = { currency: 'JPY', madeBy: 'Jonas Weber', madeAt: now - 5 * hourMs, executeOn: dayOf(now + dayMs) }
    this.batches = [
      { ...made, number: 112, id: 'bb_112', count: 9, total: 88_240, status: 'sent', sentAt: now - 4 * hourMs },
      { ...made, number: 111, id: 'bb_111', count: 4, total: 31_900, status: 'settled', currency: 'EUR' },
    ]
    this.compared = comparedDay(dayOf(now - dayMs), now)
  }

  handle(method: string, path: string, query: URLSearchParams, body: unknown): Response | undefined {
    if (path === '/refund-desk') return Response.json(this.desk())
    if (path === '/payouts') return Response.json(this.page(query))
    if (path === '/payout-ways') return Response.json(this.ways(query))
    if (path.startsWith('/payouts/actions/') && method === 'POST')
      return Response.json({ results: this.act(path.slice('/payouts/actions/'.length), body as ActBody) })
    if (path.startsWith('/payouts/')) return this.one(path.slice('/payouts/'.length))
    if (path.startsWith('/payout-controls')) return this.control(path, body as Record<string, never>)
    if (path.startsWith('/bank-batches')) return this.bank(method, path, query, body as MakeBody)
    if (path.startsWith('/reconciliation')) return this.reconcile(method, path, query, body)
    if (path === '/ledger') return Response.json(this.ledger(query))
    if (path === '/ledger.csv') return file('ledger.csv', 'day,amount\r\n')
    return undefined
  }

  row(id: string): PayoutRow {
    const found = this.rows.find((each) => each.id === id)
    if (!found) throw new Error(`no payout ${id}`)
    return found
  }

  private change(id: string, more: Partial<PayoutRow>): void {
    this.rows = this.rows.map((each) => (each.id === id ? { ...each, ...more, changedAt: Date.now() } : each))
  }

  private act(action: string, { payouts, proof }: ActBody) {
    return payouts.map((payout) => {
      const code = this.refusals.get(payout) ?? this.refusalOf(action, this.row(payout))
      if (code) return { payout, done: false, problem: { code } }
      if (action === 'approve') this.approve(payout)
      else if (action === 'retry') this.change(payout, { status: 'queued', failure: undefined, actions: [] })
      else if (action === 'ask_provider')
        this.change(payout, { status: 'succeeded', failure: undefined, actions: [], settledAt: Date.now() })
      else if (action === 'ask_shopper') this.change(payout, { askedBy: Date.now() + 7 * dayMs, actions: [] })
      else if (action === 'mark_paid')
        this.change(payout, { status: 'succeeded', providerReference: proof, actions: [] })
      else this.change(payout, { replacedBy: `${payout}_2`, actions: [] })
      return { payout, done: true }
    })
  }

  private refusalOf(action: string, { approvals, status }: PayoutRow): ErrorCode | undefined {
    if (action === 'approve') return approvals.some(({ id }) => id === this.me.id) ? 'same_reviewer' : undefined
    return status === 'succeeded' ? 'illegal_state' : undefined
  }

  private approve(id: string): void {
    const approvals = [...this.row(id).approvals, { ...this.me, at: Date.now() }]
    this.change(id, approvals.length < 2 ? { approvals } : { approvals, hold: undefined })
  }

  private ways(query: URLSearchParams) {
    const rows = (query.get('payouts') ?? '').split(',').map((id) => this.row(id))
    const tried = (isPossible: boolean, refusal: Refusal): Tried[] =>
      rows.map(({ currency }) => ({ currency, refusal: isPossible ? undefined : refusal }))
    const ways = ownDestinations.map((to) => {
      const isPossible = to === 'store_credit' || to === 'manual' || this.isConnected(to === 'account' ? 'bank' : to)
      return [to, tried(isPossible, { refused: 'unknown_payment' })] as const
    })
    const noBank = { refused: 'illegal_state', detail: { status: 'no_bank' } } as const
    return waysOf(tried(this.isConnected('bank'), noBank), new Map(ways))
  }

  private isIn(view: PayoutView, { status, failure, hold, person, replacedBy, askedBy }: PayoutRow): boolean {
    switch (view) {
      case 'on_the_way':
        return ['submitting', 'pending', 'requires_action', 'unknown'].includes(status)
      case 'failed':
        return status === 'failed' && !replacedBy && !askedBy
      case 'asked':
        return status === 'failed' && !replacedBy && askedBy !== undefined
      case 'returned':
        return failure?.returned === true
      case 'held':
        return status === 'queued' && hold !== undefined
      case 'with_person':
        return person !== undefined
      case 'today':
      case 'all':
        return true
    }
  }

  private page(query: URLSearchParams) {
    const wanted = (name: string, value: string | undefined) => !query.get(name) || query.get(name) === value
    const q = query.get('q')?.toLowerCase() ?? ''
    const min = Number(query.get('minAmount') ?? 0)
    const max = Number(query.get('maxAmount') ?? Number.POSITIVE_INFINITY)
    const before = Date.now() - Number(query.get('olderThanHours') ?? 0) * hourMs
    const rows = this.rows
      .filter((each) => this.isIn((query.get('view') ?? 'today') as PayoutView, each))
      .filter((each) => wanted('status', each.status) && wanted('provider', each.provider))
      .filter((each) => wanted('code', each.failure?.code) && wanted('currency', each.currency))
      .filter(({ amount, changedAt }) => amount >= min && amount <= max && changedAt <= before)
      .filter(({ id, request, order }) => [id, request, order].some((text) => text.toLowerCase().includes(q)))
    const from = Number(query.get('cursor') ?? 0)
    const to = from + Number(query.get('limit') ?? 25)
    const payouts = rows.slice(from, to)
    return { payouts, total: rows.length, ...(to < rows.length ? { nextCursor: String(to) } : {}) }
  }

  private desk(): RefundDesk {
    const now = Date.now()
    const failed = this.rows.filter((each) => this.isIn('failed', each))
    const views = ['today', 'on_the_way', 'failed', 'asked', 'returned', 'held', 'with_person', 'all'] as const
    const count = (view: PayoutView) => this.rows.filter((each) => this.isIn(view, each)).length
    const waiting = this.rows.filter(({ hold, batch }) => hold === 'batch' && batch === undefined)
    return {
      paidToday: [
        { currency: 'CNY', amount: 1_864_250 },
        { currency: 'EUR', amount: 109_640 },
        { currency: 'GBP', amount: 26_810 },
        { currency: 'JPY', amount: 31_240 },
      ],
      onTheWay: { count: count('on_the_way'), oldestSentAt: now - 2 * dayMs },
      failed: {
        count: failed.length,
        ...(failed.length ? { oldestAt: Math.min(...failed.map(({ changedAt }) => changedAt)) } : {}),
      },
      firstTry: { paid: 851, settled: 862 },
      caps: [{ currency: 'CNY', cap: this.controls.dailyCap.CNY ?? 0, used: 3_091_440 }].filter(({ cap }) => cap > 0),
      controls: this.controls,
      causes: this.causes(now),
      asked: this.asked(),
      approvals: this.rows
        .filter(({ hold }) => hold === 'approval')
        .map((each) => ({
          ...each,
          reason: 'damaged_in_transit',
          reasonLabels: { en: 'Arrived broken', 'zh-CN': '运输途中损坏' },
          mine: each.approvals.some(({ id }) => id === this.me.id),
        })),
      views: Object.fromEntries(views.map((view) => [view, count(view)])) as RefundDesk['views'],
      forBatch: sumsByCurrency(waiting).map(({ currency, amount }) => ({
        currency,
        amount,
        count: waiting.filter((each) => each.currency === currency).length,
      })),
      batches: this.batches,
      may: this.may,
    }
  }

  private causes(now: number): PayoutCause[] {
    const groups = new Map<string, PayoutRow[]>()
    for (const each of this.rows) {
      const isInDoubt = each.status === 'unknown'
      if (!each.failure || (!isInDoubt && !this.isIn('failed', each)) || each.askedBy) continue
      const key = `${each.failure.code} ${each.provider}`
      groups.set(key, [...(groups.get(key) ?? []), each])
    }
    return [...groups.values()].flatMap((rows) => {
      const [first] = rows
      const code = first?.failure?.code
      if (!first || !code) return []
      const isInDoubt = first.status === 'unknown'
      return {
        provider: first.provider,
        code,
        state: isInDoubt ? ('unknown' as const) : ('failed' as const),
        who: failures[code].who === 'shopper' ? ('finance' as const) : failures[code].who,
        actions: [...failures[code].actions],
        count: rows.length,
        sums: sumsByCurrency(rows),
        payouts: rows.map(({ id }) => id),
        firstAt: Math.min(...rows.map(({ changedAt }) => changedAt)),
        ...(isInDoubt ? { nextAt: now + hourMs / 4, untilAt: now + 5 * hourMs } : {}),
        tries: isInDoubt ? 3 : 0,
      }
    })
  }

  private asked(): AskedCause[] {
    return this.rows.flatMap((each) => {
      const { provider, failure, askedBy, changedAt, currency, amount } = each
      if (!failure || askedBy === undefined || !this.isIn('asked', each)) return []
      const sums = [{ currency, amount }]
      return [{ provider, code: failure.code, count: 1, sums, since: changedAt, answerBy: askedBy }]
    })
  }

  private one(id: string): Response {
    const found = this.rows.find((each) => each.id === id)
    if (!found) return problem(404, 'not_found')
    const detail: PayoutDetail = { ...found, events: eventsOf(found) }
    return Response.json(detail)
  }

  private control(path: string, body: Partial<RefundDesk['controls']> & { reason?: string }): Response {
    const revision = this.controls.revision + 1
    if (path.endsWith('/stop'))
      this.controls = {
        ...this.controls,
        revision,
        stopped: { at: Date.now(), by: this.me.name, reason: body.reason ?? '' },
      }
    else if (path.endsWith('/resume')) {
      const { stopped: _stopped, ...rest } = this.controls
      this.controls = { ...rest, revision }
    } else {
      if (body.revision !== this.controls.revision) return problem(409, 'stale')
      const { secondPersonAbove = {}, dailyCap = {} } = body
      this.controls = { ...this.controls, secondPersonAbove, dailyCap, revision }
    }
    return Response.json(this.controls)
  }

  private bank(method: string, path: string, query: URLSearchParams, body: MakeBody): Response {
    const [, , number, what] = path.split('/')
    if (number === 'preview') {
      const currency = query.get('currency') ?? ''
      const payouts = this.rows.filter((each) => each.hold === 'batch' && !each.batch && each.currency === currency)
      const total = payouts.reduce((sum, { amount }) => sum + amount, 0)
      const left = [{ payout: 'po_01KB2W9ZZZZZ', why: 'account_unusable' as const }]
      return Response.json({ currency, count: payouts.length, total, payouts, left, debtor: this.debtor })
    }
    if (number === undefined && method === 'POST') return this.makeBatch(body)
    const batch = this.batches.find((each) => each.number === Number(number))
    if (!batch) return problem(404, 'not_found')
    if (what === 'file') return file(`amends-batch-${number}.xml`, '<Document/>')
    const settled: BankBatch =
      what === 'sent' ? { ...batch, status: 'sent', sentAt: Date.now() } : { ...batch, status: 'settled' }
    this.batches = this.batches.map((each) => (each === batch ? settled : each))
    if (what === 'sent') return Response.json(settled)
    const unmatched = [{ reference: 'po_SOMEBODY_ELSE', why: 'unknown_reference' }]
    return Response.json({ batch: settled, paid: batch.count - 1, failed: 1, unmatched })
  }

  private makeBatch({ currency, executeOn, payouts, total }: MakeBody): Response {
    const rows = payouts.map((id) => this.row(id))
    if (rows.some(({ batch }) => batch) || rows.reduce((sum, { amount }) => sum + amount, 0) !== total)
      return problem(409, 'stale')
    const number = 113
    const id = `bb_${number}`
    for (const payout of payouts) this.change(payout, { batch: String(number) })
    const made: BankBatch = {
      number,
      id,
      currency,
      executeOn,
      total,
      count: payouts.length,
      status: 'made',
      madeBy: this.me.name,
      madeAt: Date.now(),
    }
    this.batches = [made, ...this.batches]
    return Response.json(made, { status: 201 })
  }

  private reconcile(method: string, path: string, query: URLSearchParams, body: unknown): Response {
    if (path.startsWith('/reconciliation/differences/')) {
      const id = path.slice('/reconciliation/differences/'.length)
      const { resolution, waitUntil, note } = body as DifferenceDecision
      const resolved = { book: 'booked', wait: 'waiting', write_off: 'written_off' } as const
      const differences = this.compared.differences.map((each) =>
        each.id === id
          ? { ...each, resolution: resolved[resolution], resolvedBy: this.me.name, waitUntil, note, offers: [] }
          : each,
      )
      this.compared = { ...this.compared, differences }
      return Response.json(differences.find((each) => each.id === id))
    }
    if (method === 'POST') {
      const provider = path.endsWith('/file') ? path.split('/')[2] : (body as { provider?: string }).provider
      this.compared = { ...this.compared, missing: this.compared.missing.filter((each) => each.provider !== provider) }
      return Response.json(this.compared)
    }
    const day = query.get('day') ?? this.compared.day
    return Response.json(day === this.compared.day ? this.compared : { day, rows: [], differences: [], missing: [] })
  }

  private ledger(query: URLSearchParams): Ledger {
    const key = query.get('key') ?? ''
    const by = query.get('by')
    const rows = this.rows.filter(
      ({ status, order, request }) =>
        status === 'succeeded' && (by === 'day' || (by === 'order' ? order : request) === key),
    )
    const entries: Ledger['entries'] = rows.map((each) => ({
      at: each.settledAt ?? each.changedAt,
      day: dayOf(each.changedAt),
      kind: 'paid',
      request: each.request,
      order: each.order,
      payout: each.id,
      provider: each.provider,
      providerReference: each.providerReference,
      destination: 'payment',
      currency: each.currency,
      amount: each.amount,
    }))
    const [first] = entries
    if (first) entries.push({ ...first, kind: 'returned', amount: -first.amount })
    const sums = sumsByCurrency(rows).map(({ currency, amount }) => {
      const back = first?.currency === currency ? first.amount : 0
      return { currency, out: amount, back, net: amount - back }
    })
    return { entries, sums, isCut: false }
  }
}

interface ActBody {
  payouts: string[]
  proof?: string
}
interface MakeBody {
  currency: string
  executeOn: string
  payouts: string[]
  total: number
}

function eventsOf(row: PayoutRow): PayoutEvent[] {
  const {
    id,
    request,
    order,
    destination,
    provider,
    currency,
    amount,
    requestedAt: at,
    changedAt,
    status,
    failure,
  } = row
  const asked = {
    id,
    request,
    orderNumber: order,
    destination,
    provider,
    method: 'card' as const,
    reference: 'pay_1',
    currency,
    amount,
  }
  const sent = at + 90_000
  const events: PayoutEvent[] = [{ seq: 1, at, type: 'requested', order: asked, status: 'queued' }]
  if (row.hold) events.push({ seq: 2, at, type: 'held', why: row.hold })
  for (const { at: approvedAt, ...by } of row.approvals)
    events.push({ seq: events.length + 1, at: approvedAt, type: 'approved', by })
  if (row.attempts === 0) return events
  events.push({ seq: events.length + 1, at: sent, type: 'submitting' })
  if (failure?.returned)
    events.push({
      seq: events.length + 1,
      at: sent + 60_000,
      type: 'reported',
      status: 'succeeded',
      providerReference: 're_3Pqa',
    })
  if (status === 'succeeded' || status === 'pending' || status === 'unknown' || status === 'failed')
    events.push({
      seq: events.length + 1,
      at: changedAt,
      type: 'reported',
      status,
      failure,
      providerCode: row.providerCode,
      providerReference: row.providerReference,
    })
  return events
}

function comparedDay(day: string, now: number): ReconciliationDay {
  const row = (provider: string, currency: string, ours: [number, number], theirs: [number, number]) => ({
    provider,
    currency,
    ours: { count: ours[0], amount: ours[1] },
    theirs: { count: theirs[0], amount: theirs[1] },
    source: 'list',
    ranAt: now - hourMs,
  })
  return {
    day,
    rows: [
      row('alipay', 'CNY', [41, 1_260_450], [42, 1_273_250]),
      row('paypal', 'GBP', [6, 41_240], [5, 34_360]),
      row('stripe', 'EUR', [18, 194_216], [18, 194_216]),
    ],
    differences: [
      {
        id: 'rd_1',
        provider: 'alipay',
        currency: 'CNY',
        kind: 'only_theirs',
        order: 'LH-20377',
        ours: 0,
        theirs: 12_800,
        why: 'made_at_provider',
        at: now - 27 * hourMs,
        offers: ['book', 'write_off'],
      },
      {
        id: 'rd_2',
        provider: 'paypal',
        currency: 'GBP',
        kind: 'only_ours',
        payout: 'po_01KB2WZAXN4T',
        ours: 6_880,
        theirs: 0,
        why: 'pending_there',
        settlesBy: dayOf(now + 4 * dayMs),
        offers: ['wait', 'write_off'],
      },
    ],
    missing: [{ provider: 'wechat_pay', by: 'file' }],
  }
}

function sumsByCurrency(rows: readonly PayoutRow[]): { currency: string; amount: number }[] {
  const sums = new Map<string, number>()
  for (const { currency, amount } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

function file(name: string, text: string): Response {
  return new Response(text, { headers: { 'content-disposition': `attachment; filename="${name}"` } })
}

function problem(status: number, code: string): Response {
  return Response.json({ type: 'about:blank', title: code, status, code, requestId: 'rq-1' }, { status })
}
