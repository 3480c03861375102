import type { Order } from '../../shared/order/order.ts'
import { orderTotal } from '../../shared/order/order-totals.ts'
import { parsePolicy } from '../../shared/policy/policy.schema.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import type { Holdings } from '../../shared/quote/quote-types.ts'
import { problem } from './problem.ts'

interface Draft {
  policy: Policy
  basedOn: number
  revision: number
  savedAt: number
  savedBy: { id: string; name: string }
}

const dayMs = 86_400_000

/** The policies of the double's shop: one live, a draft that two can edit, cases, and orders to try them on. */
export class PoliciesDouble {
  readonly live: { version: number; publishedAt: number; effectiveAt: number; policy: Policy }
  draft: Draft | undefined
  readonly cases = new Map<string, unknown>()
  /** What of an order is refunded already, by its number. */
  readonly holdings = new Map<string, Holdings>()
  private readonly orders: () => Order[]
  private readonly me: { id: string; name: string }

  constructor(policy: Policy, me: { id: string; name: string }, orders: () => Order[]) {
    const publishedAt = Date.now() - 24 * dayMs
    this.live = { version: 14, publishedAt, effectiveAt: publishedAt, policy }
    this.me = me
    this.orders = orders
  }

  /** A colleague at another screen saves. */
  saveAsOther(policy: Policy, name: string): void {
    const revision = (this.draft?.revision ?? 0) + 1
    this.draft = { policy, basedOn: 14, revision, savedAt: Date.now(), savedBy: { id: 'u9', name } }
  }

  handle(method: string, path: string, query: URLSearchParams, body: unknown): Response | undefined {
    if (path === '/policy') return Response.json(this.live)
    if (path === '/policies/draft') return this.onDraft(method, query, body)
    if (path === '/policies/history') return Response.json({ requests: [], total: 0 })
    if (path === '/orders') return Response.json({ orders: this.found(query.get('q') ?? '') })
    const [, section, part, id] = path.split('/')
    if (section === 'orders' && part) return this.order(decodeURIComponent(part))
    if (section === 'policies' && part === 'cases' && id && method === 'PUT') {
      this.cases.set(id, body)
      return Response.json({ id, ...(body as object), savedAt: Date.now(), savedBy: this.me })
    }
    return undefined
  }

  private onDraft(method: string, query: URLSearchParams, body: unknown): Response {
    const { draft } = this
    if (method === 'GET')
      return draft ? Response.json({ ...draft, issues: issuesOf(draft.policy) }) : problem(404, 'not_found')
    const expected =
      method === 'DELETE' ? query.get('expectedRevision') : (body as { expectedRevision: number }).expectedRevision
    if (Number(expected) !== (draft?.revision ?? 0)) return problem(409, 'stale')
    if (method === 'DELETE') {
      this.draft = undefined
      return new Response(null, { status: 204 })
    }
    const { policy } = body as { policy: Policy }
    const revision = (draft?.revision ?? 0) + 1
    this.draft = { policy, basedOn: 14, revision, savedAt: Date.now(), savedBy: this.me }
    return Response.json({ revision, savedAt: this.draft.savedAt, basedOn: 14, issues: issuesOf(policy) })
  }

  private found(q: string) {
    const wanted = q.toLowerCase()
    return this.orders()
      .filter(({ number, customer }) => `${number} ${customer.name ?? ''}`.toLowerCase().includes(wanted))
      .map((order) => ({
        number: order.number,
        customer: order.customer.name,
        country: order.customer.country,
        placedAt: Date.parse(order.placedAt),
        total: orderTotal(order),
        currency: order.currency,
      }))
  }

  private order(number: string): Response {
    const order = this.orders().find((each) => each.number === number)
    if (!order) return problem(404, 'not_found')
    return Response.json({
      order,
      orderRevision: 1,
      holdings: this.holdings.get(number) ?? {},
      ours: [],
      refunds90: 0,
      overcommitted: false,
      inForce: 14,
    })
  }
}

function issuesOf(policy: Policy) {
  const parsed = parsePolicy(policy)
  return 'issues' in parsed ? parsed.issues : []
}
