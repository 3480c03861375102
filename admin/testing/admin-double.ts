import type { AdminRequest, Me } from '../../shared/api/admin.schema.ts'
import type { StaffCommand } from '../../shared/api/commands.schema.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Command } from '../../shared/lifecycle/commands.ts'
import type { Actor } from '../../shared/lifecycle/request.ts'
import { statusOf } from '../../shared/lifecycle/status.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import { caseView } from './case-view-double.ts'
import { ConnectionsDouble } from './connections-double.ts'
import { photos } from './drawings.ts'
import { PayoutsDouble } from './payouts-double.ts'
import { PoliciesDouble } from './policies-double.ts'
import { problem } from './problem.ts'
import { countersOf, nextAfter, queueOf } from './queue-double.ts'
import { payoutsOfRequests } from './request-payouts-double.ts'
import { RequestsDouble } from './requests-double.ts'
import { SettingsDouble } from './settings-double.ts'

/** The admin's half of the API, in memory and in the page. Only what is around the core is short. */
export class AdminDouble extends RequestsDouble {
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
  private readonly answered = new Map<string, unknown>()

  constructor(policy: Policy, me: Me, colleagues: { id: string; name: string }[]) {
    super(policy)
    this.me = me
    this.colleagues = colleagues
    this.settings = new SettingsDouble(me)
    this.connections = new ConnectionsDouble(me)
    this.payouts = new PayoutsDouble(me, Date.now(), (provider) =>
      [...this.connections.connections.values()].some((each) => each.provider === provider && each.isConnected),
    )
    this.policies = new PoliciesDouble(policy, me, () => [...this.cases.values()].map(({ order }) => order))
  }

  /** Who is signed in, as the core knows them. */
  get asStaff(): Actor {
    return { kind: 'staff', id: this.me.id, name: this.me.name }
  }

  view(number: string): AdminRequest {
    return caseView(this, number)
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
    if (path === '/counters') return Response.json({ views: countersOf(this) })
    const ofSettings = this.settings.handle(method, path, body)
    if (ofSettings) return ofSettings
    const ofConnections = this.connections.handle(method, path, body)
    if (ofConnections) return ofConnections
    const ofRequests = payoutsOfRequests(this, path, query, body)
    if (ofRequests) return ofRequests
    const ofPayouts = this.payouts.handle(method, path, query, body)
    if (ofPayouts) return ofPayouts
    const ofPolicies = this.policies.handle(method, path, query, body)
    if (ofPolicies) return ofPolicies
    if (path === '/requests') return Response.json(queueOf(this, query))
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
    if (expectedSeq !== this.caseOf(number).events.length) return problem(409, 'stale')
    const refused = this.attempt(number, { wantsPhotos: false, ...rest, type } as Command, this.asStaff, Date.now())
    if (refused)
      return problem(refused.refused === 'illegal_state' ? 409 : 422, refused.refused, { limit: refused.limit })
    const { state, events } = this.caseOf(number)
    const nextCase = nextAfter(this, number)
    const answer = { number, seq: events.length, status: statusOf(state), ...(nextCase ? { nextCase } : {}) }
    this.answered.set(key, answer)
    return Response.json(answer)
  }
}

function picture(id: string): Response {
  const drawn = photos[id]
  if (!drawn) return problem(404, 'not_found')
  return new Response(decodeURIComponent(drawn.slice(drawn.indexOf(',') + 1)), {
    headers: { 'content-type': 'image/svg+xml' },
  })
}
