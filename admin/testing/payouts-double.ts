import type { ErrorCode, Refusal } from '../../shared/errors.ts'
import { ownDestinations } from '../../shared/payouts/destinations.ts'
import type { PayoutDetail, PayoutRow, RefundDesk } from '../data/payouts.ts'
import { BankBatchesDouble } from './bank-batches-double.ts'
import { ledgerOf } from './ledger-double.ts'
import { pageOf } from './payout-list-double.ts'
import { eventsOf } from './payout-stream.ts'
import { problem } from './problem.ts'
import { ReconciliationDouble } from './reconciliation-double.ts'
import { deskOf } from './refund-desk-double.ts'
import { samplePayouts } from './sample-payouts.ts'
import { type Tried, waysOf } from './ways-double.ts'

const dayMs = 86_400_000

interface ActBody {
  payouts: string[]
  proof?: string
}

/** The refund desk of the double's shop: payouts that change when something is done, and what the server would refuse. */
export class PayoutsDouble {
  rows: PayoutRow[]
  may: RefundDesk['may'] = { act: true, approve: true, control: true, setLimits: true }
  controls: RefundDesk['controls'] = {
    secondPersonAbove: { CNY: 500_000, EUR: 60_000, GBP: 60_000 },
    dailyCap: { CNY: 8_000_000 },
    revision: 1,
  }
  /** What acting on a payout is refused with. */
  readonly refusals = new Map<string, ErrorCode>()
  /** When a payout is taken up again by itself. */
  readonly nextAt = new Map<string, number>()
  readonly me: { id: string; name: string }
  readonly bank: BankBatchesDouble
  readonly reconciliation: ReconciliationDouble
  private readonly isConnected: (provider: string) => boolean

  constructor(me: { id: string; name: string }, now: number, isConnected: (provider: string) => boolean) {
    this.me = me
    this.isConnected = isConnected
    this.rows = samplePayouts(now)
    this.bank = new BankBatchesDouble(this, now)
    this.reconciliation = new ReconciliationDouble(me, now)
  }

  handle(method: string, path: string, query: URLSearchParams, body: unknown): Response | undefined {
    if (path === '/refund-desk') return Response.json(deskOf(this))
    if (path === '/payouts') return Response.json(pageOf(this.rows, query))
    if (path === '/payout-ways') return Response.json(this.ways(query))
    if (path.startsWith('/payouts/actions/') && method === 'POST')
      return Response.json({ results: this.act(path.slice('/payouts/actions/'.length), body as ActBody) })
    if (path.startsWith('/payouts/')) return this.one(path.slice('/payouts/'.length))
    if (path.startsWith('/payout-controls')) return this.control(path, body as Record<string, never>)
    if (path.startsWith('/bank-batches')) return this.bank.handle(method, path, query, body)
    if (path.startsWith('/reconciliation')) return this.reconciliation.handle(method, path, query, body)
    if (path === '/ledger') return Response.json(ledgerOf(this.rows, query))
    if (path === '/ledger.csv')
      return new Response('day,amount\r\n', { headers: { 'content-disposition': 'attachment; filename="ledger.csv"' } })
    return undefined
  }

  row(id: string): PayoutRow {
    const found = this.rows.find((each) => each.id === id)
    if (!found) throw new Error(`no payout ${id}`)
    return found
  }

  change(id: string, more: Partial<PayoutRow>): void {
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

  private one(id: string): Response {
    const found = this.rows.find((each) => each.id === id)
    if (!found) return problem(404, 'not_found')
    const detail: PayoutDetail = { ...found, events: eventsOf(found), nextAt: this.nextAt.get(id) }
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
}
