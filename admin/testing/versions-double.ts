import type { CaseResult, StoredCase } from '../../shared/api/policy-cases.schema.ts'
import type { JudgedRequest } from '../../shared/api/policy-history.schema.ts'
import type { PolicyVersionRow } from '../../shared/api/policy-versions.schema.ts'
import { runCase } from '../../shared/policy/cases/run-case.ts'
import { compile } from '../../shared/policy/compile.ts'
import type { Policy } from '../../shared/policy/policy.ts'
import type { AdminDouble } from './admin-double.ts'
import { problem } from './problem.ts'

const dayMs = 86_400_000

interface PublishBody {
  expectedRevision: number
  note: string
  effectiveAt?: number
  override?: { reason: string }
}

/**
 * Versions, publishing, cases and past requests of the double's shop, beside what the editor needs. The real core runs the
 * cases, so that what fails here fails on the server.
 */
export class VersionsDouble {
  readonly versions: (PolicyVersionRow & { policy: Policy })[]
  readonly cases = new Map<string, StoredCase>()
  past: JudgedRequest[] = []
  /** What was published, as it was asked for. */
  readonly published: PublishBody[] = []
  private readonly shop: AdminDouble

  constructor(shop: AdminDouble) {
    this.shop = shop
    const { live } = shop.policies
    const row = (version: number, daysAgo: number, state: PolicyVersionRow['state'], note: string) => {
      const at = Date.now() - daysAgo * dayMs
      return { version, publishedAt: at, effectiveAt: at, note, by: { id: 'u1', name: 'Mei Chen' }, state }
    }
    const earlier = { ...live.policy, rules: live.policy.rules.slice(1) }
    this.versions = [
      { ...row(live.version, 24, 'live', 'Repeated returns are looked at.'), policy: live.policy },
      { ...row(live.version - 1, 90, 'past', 'The year begins.'), policy: earlier },
    ]
    const handle = shop.handle.bind(shop)
    shop.handle = async (request) => {
      const answer = await this.handle(request.clone())
      if (answer) shop.calls.push({ method: request.method, path: pathOf(request), body: undefined, key: null })
      return answer ?? handle(request)
    }
  }

  schedule(inDays: number): void {
    const at = Date.now()
    const version = (this.versions[0]?.version ?? 0) + 1
    this.versions.unshift({
      version,
      publishedAt: at,
      effectiveAt: at + inDays * dayMs,
      note: 'For the sale.',
      by: { id: 'u2', name: 'Jonas Weber' },
      state: 'scheduled',
      policy: this.shop.policies.live.policy,
    })
  }

  private async handle(request: Request): Promise<Response | undefined> {
    const path = pathOf(request)
    const [, section, part, id, verb] = path.split('/')
    if (section !== 'policies' || !this.shop.signedIn) return undefined
    const body: unknown = request.method === 'GET' ? undefined : await request.json().catch(() => undefined)
    if (part === 'versions') return this.onVersions(request.method, id, verb, body)
    if (part === 'publish') return this.publish(body as PublishBody)
    if (part === 'history.ndjson') return this.historyLines()
    if (part === 'cases') return this.onCases(request.method, id, body)
    return undefined
  }

  private onVersions(method: string, id: string | undefined, verb: string | undefined, body: unknown): Response {
    if (id === undefined) return Response.json({ versions: this.versions.map(({ policy: _, ...row }) => row) })
    const found = this.versions.find(({ version }) => version === Number(id))
    if (!found) return problem(404, 'not_found')
    if (method === 'GET') return Response.json(found)
    if (method === 'DELETE') {
      if (found.state !== 'scheduled') return problem(409, 'illegal_state')
      found.state = 'cancelled'
      found.cancelled = { at: Date.now(), by: { id: 'u1', name: 'Mei Chen' } }
      return new Response(null, { status: 204 })
    }
    if (verb !== 'rollback') return problem(404, 'not_found')
    const { note, override } = body as PublishBody
    return this.become(found.policy, note, undefined, override, { copyOf: found.version })
  }

  private publish(body: PublishBody): Response {
    const { draft } = this.shop.policies
    if (!draft || draft.revision !== body.expectedRevision) return problem(409, 'stale')
    const answer = this.become(draft.policy, body.note, body.effectiveAt, body.override, {})
    if (!answer.ok) return answer
    this.published.push(body)
    this.shop.policies.draft = undefined
    return answer
  }

  private become(
    policy: Policy,
    note: string,
    effectiveAt: number | undefined,
    override: { reason: string } | undefined,
    more: { copyOf?: number },
  ): Response {
    const failing = this.results(policy).filter(({ passed }) => !passed)
    if (failing.length && !override) {
      const errors = failing.map(({ id, name }) => ({ pointer: `/cases/${id}`, code: 'cases_failed', message: name }))
      return problem(422, 'cases_failed', { errors })
    }
    const version = (this.versions[0]?.version ?? 0) + 1
    const at = Date.now()
    if (effectiveAt === undefined) for (const row of this.versions) if (row.state === 'live') row.state = 'past'
    this.versions.unshift({
      version,
      publishedAt: at,
      effectiveAt: effectiveAt ?? at,
      note,
      by: { id: 'u1', name: 'Mei Chen' },
      state: effectiveAt === undefined ? 'live' : 'scheduled',
      ...(override ? { overrideReason: override.reason } : {}),
      ...more,
      policy,
    })
    return Response.json({ version, effectiveAt: effectiveAt ?? at }, { status: 201 })
  }

  private historyLines(): Response {
    const lines = [{ total: this.past.length }, ...this.past, { sent: this.past.length }]
    return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }

  private onCases(method: string, id: string | undefined, body: unknown): Response {
    if (id === undefined) return Response.json({ cases: [...this.cases.values()] })
    if (id === 'run') return Response.json({ results: this.results((body as { policy: Policy }).policy) })
    if (method === 'DELETE') {
      this.cases.delete(id)
      return new Response(null, { status: 204 })
    }
    const kept = {
      ...(body as StoredCase),
      id,
      savedAt: Date.now(),
      savedBy: { id: 'u1', name: 'Mei Chen' },
    }
    this.cases.set(id, kept)
    return Response.json(kept)
  }

  private results(policy: Policy): CaseResult[] {
    const compiled = compile(policy)
    const orders = new Map([...this.shop.cases.values()].map(({ order }) => [order.number, order]))
    return [...this.cases.values()].map((kept) => {
      const { id, name, expect: expected } = kept
      const order = orders.get(kept.order)
      if (!order) return { id, name, expected, passed: false }
      return { id, name, expected, ...runCase(compiled, kept, order, { now: Date.now() }) }
    })
  }
}

function pathOf(request: Request): string {
  return new URL(request.url).pathname.replace('/v1/admin', '')
}
