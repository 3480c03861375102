import type { Problem } from '../../shared/api/common.schema.ts'
import type { DifferenceDecision, DifferencePage, ReconciliationDay } from '../data/payouts.ts'
import { dayOf } from './day-of.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** So many differences of a row come with the day. */
const atOnce = 50

type Compared = ReconciliationDay['rows'][number]

type Kept = Omit<ReconciliationDay, 'rows'> & { rows: Omit<Compared, 'differences' | 'nextCursor'>[] }

/** Yesterday of the double's shop: ours against theirs, and what differs. */
export class ReconciliationDouble {
  /** What the next settlement file is refused for. */
  refusal: { status: number; problem: Partial<Problem> & Pick<Problem, 'code'> } | undefined
  private compared: Kept
  private readonly me: { name: string }

  constructor(me: { name: string }, now: number) {
    this.me = me
    this.compared = comparedDay(dayOf(now - dayMs), now)
  }

  /** So many more refunds of Alipay's that are unknown here. */
  addUnknown(count: number): void {
    const more = Array.from({ length: count }, (_, index) => ({
      id: `ru_${index}`,
      provider: 'alipay',
      currency: 'CNY',
      kind: 'only_theirs' as const,
      providerReference: `20261126${String(index).padStart(6, '0')}`,
      ours: 0,
      theirs: 100 + index,
      why: 'made_at_provider' as const,
      offers: ['book', 'wait', 'write_off'] as ('book' | 'wait' | 'write_off')[],
    }))
    this.compared = { ...this.compared, differences: [...this.compared.differences, ...more] }
  }

  handle(method: string, path: string, query: URLSearchParams, body: unknown): Response {
    if (path === '/reconciliation/differences') {
      const of = { provider: query.get('provider') ?? '', currency: query.get('currency') ?? '' }
      return Response.json(this.page(of, Number(query.get('cursor') ?? 0), Number(query.get('limit') ?? atOnce)))
    }
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
    if (path.endsWith('/file')) {
      const { refusal } = this
      this.refusal = undefined
      if (refusal) return Response.json(refusal.problem, { status: refusal.status })
      this.takeFile(path.split('/')[2] ?? '')
      return Response.json(this.day())
    }
    if (method === 'POST') {
      const { provider } = body as { provider?: string }
      this.compared = { ...this.compared, missing: this.compared.missing.filter((each) => each.provider !== provider) }
      return Response.json(this.day())
    }
    const day = query.get('day') ?? this.compared.day
    return Response.json(day === this.compared.day ? this.day() : { day, rows: [], differences: [], missing: [] })
  }

  private takeFile(provider: string): void {
    const rows = this.compared.rows.filter((row) => row.provider !== provider)
    const nothing = { count: 0, amount: 0 }
    const row = { provider, currency: 'CNY', ours: nothing, theirs: nothing, source: 'csv', ranAt: Date.now() }
    const missing = this.compared.missing.filter((each) => each.provider !== provider)
    this.compared = { ...this.compared, rows: [...rows, row], missing }
  }

  private day(): ReconciliationDay {
    const pages = this.compared.rows.map((row) => ({ row, page: this.page(row, 0, atOnce) }))
    return {
      ...this.compared,
      rows: pages.map(({ row, page: { nextCursor } }) => {
        const all = this.differencesOf(row)
        const open = all.filter(({ resolution }) => resolution === undefined).length
        return { ...row, differences: { count: all.length, open }, nextCursor }
      }),
      differences: pages.flatMap(({ page }) => page.differences),
    }
  }

  private page(of: { provider: string; currency: string }, from: number, limit: number): DifferencePage {
    const all = this.differencesOf(of)
    const until = from + limit
    return { differences: all.slice(from, until), ...(until < all.length ? { nextCursor: String(until) } : {}) }
  }

  private differencesOf({ provider, currency }: { provider: string; currency: string }) {
    return this.compared.differences.filter((one) => one.provider === provider && one.currency === currency)
  }
}

function comparedDay(day: string, now: number): Kept {
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
