import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { ShopperCommand } from '../../shared/api/commands.schema.ts'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import type { RequestView } from '../../shared/api/request-view.schema.ts'
import type { ShopConfig } from '../../shared/api/shop-config.schema.ts'
import { isRefusal } from '../../shared/errors.ts'
import { newKey, ShopClient } from '../api/client.ts'
import { follow } from '../api/follow.ts'
import { isUnanswered, Problem } from '../api/problem.ts'
import { AmendsRequestChangedEvent, AmendsRequestSubmittedEvent } from '../events.ts'
import { arrived } from '../later/arrived.ts'
import { answerOf, claimOf, quoteOf } from './claim.ts'
import { type DraftFile, DraftStore } from './draft.ts'
import { type Action, canGoBack, type Flow, newFlow, reduce } from './flow.ts'
import { needRules } from './rules.ts'
import { loadSession, type Session, saveSession } from './session.ts'

export interface FlowHost extends ReactiveControllerHost, EventTarget {
  merchant?: string
  order?: string
  request?: string
  identity?: string
}

/** Carries out what the screens ask for: calls, storage, the live stream; every change of state goes through `reduce`. */
export class RefundFlow implements ReactiveController {
  flow: Flow = newFlow
  /** Said by the live region. */
  announced = ''
  /** What was typed of the six digits, and what the item search holds. */
  code = ''
  search = ''
  /** The files themselves, for their small pictures. */
  readonly pictures = new Map<string, File>()
  /** What is done once the shopper has entered the next code. */
  afterCode?: () => Promise<void>
  /** The language a request is submitted in. */
  locale = 'en'

  private readonly host: FlowHost
  client?: ShopClient
  private drafts?: DraftStore
  private session?: Session
  private command?: { name: string; json: string; key: string }
  private watched?: { number: string; stop: () => void }
  private readonly uploads = new Map<string, AbortController>()

  constructor(host: FlowHost) {
    this.host = host
    host.addController(this)
  }

  hostConnected(): void {
    addEventListener('online', this.onNetwork)
    addEventListener('offline', this.onNetwork)
    this.onNetwork()
    if (this.flow.request) this.watch(this.flow.request.number)
  }

  hostDisconnected(): void {
    removeEventListener('online', this.onNetwork)
    removeEventListener('offline', this.onNetwork)
    this.unwatch()
  }

  dispatch = (action: Action): void => {
    const before = this.flow
    this.flow = reduce(before, action)
    const { draft } = this.flow
    if (draft && draft !== before.draft) {
      if (!draft.editing) this.drafts?.save(draft)
      if (draft.items.some(({ reason }) => reason)) void this.judge()
    }
    this.host.requestUpdate()
  }

  /** Begins, or begins again when who or what is asked for has changed. */
  async start(base: URL): Promise<void> {
    const { merchant = '', identity, order, request } = this.host
    this.unwatch()
    this.flow = { ...newFlow, offline: this.flow.offline }
    this.client = new ShopClient(base, merchant)
    this.drafts = new DraftStore(merchant)
    await this.run('loading', async (client) => {
      this.dispatch({ type: 'configured', config: await client.config() })
      this.session = loadSession(merchant, Date.now())
      if (identity) this.open(await client.verify({ identity }))
      client.token = this.session?.token
      if (this.session) await this.enter({ order, ...(request ? { request } : {}) })
      else this.dispatch({ type: 'go', to: 'find' })
    })
  }

  async lookUp(number: string, contact: string): Promise<void> {
    if (this.flow.phase === 'sending') return
    return this.run('sending', async (client) => {
      const challenge = await client.lookup({ number, contact, locale: this.locale })
      this.code = ''
      this.dispatch({ type: 'challenged', challenge: { ...challenge, number, contact } })
    })
  }

  async verify(): Promise<void> {
    if (this.flow.phase === 'sending') return
    const { code } = this
    const challenge = this.flow.challenge?.challenge ?? ''
    return this.run('sending', async (client) => {
      try {
        this.open(await client.verify({ challenge, code }))
      } finally {
        this.code = ''
      }
      client.token = this.session?.token
      await this.enter({})
      await this.afterCode?.()
      this.afterCode = undefined
    })
  }

  openOrders(cursor?: string): Promise<void> {
    return this.run(cursor ? 'sending' : 'loading', async (client) => {
      const { orders, nextCursor } = await client.orders(cursor)
      this.dispatch({ type: 'orders_loaded', orders, more: nextCursor, append: !!cursor })
    })
  }

  openOrder(number: string): Promise<void> {
    this.unwatch()
    this.search = ''
    return this.run('loading', async (client) => {
      const order = await orderOf(client, number)
      const draft = this.drafts?.load(number)
      this.remember({ request: undefined })
      this.dispatch({ type: 'order_loaded', order, draft })
      if (draft?.pending) await this.submit()
    })
  }

  openRequest(number: string): Promise<void> {
    return this.run('loading', async (client) => {
      const request = await client.request(number)
      this.remember({ request: number })
      this.dispatch({ type: 'request_changed', request, show: 'track' })
      this.watch(number)
    })
  }

  edit(request: RequestView): Promise<void> {
    this.search = ''
    return this.run('loading', async (client) => {
      const order = await orderOf(client, request.order, request)
      const { draftOf } = await arrived(() => import('../later/edit.ts'))
      this.dispatch({ type: 'edit_started', order, request, draft: draftOf(request) })
    })
  }

  /** One step back; from an order or a request of a known customer to the list of all. */
  back(): void {
    const { screen } = this.flow
    if (canGoBack(this.flow)) this.dispatch({ type: 'back' })
    else if (screen === 'choose' || screen === 'track') void this.openOrders()
  }

  get canGoBack(): boolean {
    const { screen, phase } = this.flow
    if (phase === 'loading' || phase === 'starting') return false
    return canGoBack(this.flow) || (this.isCustomer && (screen === 'choose' || screen === 'track'))
  }

  /** The shop vouches for the shopper, who sees all of their orders. */
  get isCustomer(): boolean {
    return !!this.session && !this.session.order
  }

  /** Safe to press twice and to repeat: the key and the body stay until the answer is here. */
  async submit(): Promise<void> {
    const { order, draft } = this.flow
    if (!order || !draft || this.flow.phase === 'sending') return
    const quoted = this.flow.requoted?.quote ?? quoteOf(order, draft, draft.way)
    if (isRefusal(quoted)) return this.dispatch({ type: 'failed', problem: new Problem(quoted.refused, quoted) })
    const { editing } = draft
    const claim = claimOf(order, draft, quoted.total)
    const pending = draft.pending ?? {
      key: newKey(),
      body: editing ? { ...claim, expectedSeq: editing.seq } : { ...claim, order: draft.order, locale: this.locale },
    }
    this.dispatch({ type: 'pending', pending })
    this.dispatch({ type: 'busy', phase: 'sending' })
    try {
      const client = this.client as ShopClient
      const request = editing
        ? await client.command(editing.number, 'edit', pending.body, pending.key)
        : await client.submit(pending.body as Parameters<ShopClient['submit']>[0], pending.key)
      this.drafts?.forget(draft.order)
      this.remember({ request: request.number })
      this.dispatch({ type: 'submitted', request })
      this.watch(request.number)
      const { number, currency, status } = request
      const submitted = { number, order: draft.order, currency, status, total: request.quote.total }
      this.host.dispatchEvent(new AmendsRequestSubmittedEvent(submitted))
    } catch (error) {
      const problem = toProblem(error)
      if (isUnanswered(problem.code)) return this.dispatch({ type: 'failed', problem, unsent: true })
      this.dispatch({ type: 'pending', pending: undefined })
      if (problem.code !== 'quote_changed') return this.fail(problem)
      await this.askAgain(quoted.total, problem)
    }
  }

  /** A command of the shopper on the open request. The same press repeated goes out under the same key. */
  async act(name: ShopperCommand, body: object): Promise<void> {
    if (this.flow.phase === 'sending') return
    const number = this.flow.request?.number ?? ''
    const json = JSON.stringify([number, name, body])
    if (this.command?.json !== json) this.command = { name, json, key: newKey() }
    const { key } = this.command
    return this.run('sending', async (client) => {
      const request = await client.command(number, name, body, key)
      this.command = undefined
      this.changed(request)
      this.dispatch({ type: 'request_changed', request, show: 'track' })
    })
  }

  /** Uploads at once, so that sending the claim later is quick. Files of a wrong kind or size are told apart before. */
  addFiles(
    key: string,
    list: Iterable<File>,
    present: number,
    { maxFiles = 12, maxBytes = 10_000_000, types = [] }: Partial<ShopConfig['evidence']['videos']> = this.flow.config
      ?.evidence ?? {},
  ): void {
    const order = this.flow.draft?.order ?? this.flow.request?.order ?? ''
    for (const file of [...list].slice(0, Math.max(0, maxFiles - present))) {
      const { name, type, size: bytes } = file
      const entry: DraftFile = { key: newKey(), name, type, bytes, progress: 0 }
      if (!types.includes(type)) entry.error = 'unsupported_media_type'
      else if (bytes > maxBytes) entry.error = 'payload_too_large'
      this.pictures.set(entry.key, file)
      this.dispatch({ type: 'files', key, change: (files) => [...files, entry] })
      if (!entry.error) void this.upload(key, entry.key, order, file)
    }
  }

  removeFile(key: string, file: string): void {
    this.uploads.get(file)?.abort()
    this.pictures.delete(file)
    this.dispatch({ type: 'files', key, change: (files) => files.filter((other) => other.key !== file) })
  }

  /** Where terms depend on what is said, they are asked for as it is said. */
  private async judge(): Promise<void> {
    const { order, draft } = this.flow
    if (!order || !draft?.items.some((item) => answerOf(order, item)?.depends)) return
    const { judge } = await arrived(() => import('../later/judge.ts'))
    judge(this, this.client as ShopClient)
  }

  announce(words: string): void {
    this.announced = words
    this.host.requestUpdate()
  }

  signOut(): void {
    this.unwatch()
    this.remember(undefined)
    this.dispatch({ type: 'signed_out' })
  }

  private async upload(key: string, file: string, order: string, body: File): Promise<void> {
    const stop = new AbortController()
    this.uploads.set(file, stop)
    try {
      const progress = (done: number) => this.updateFile(key, file, { progress: done })
      const stored = await (this.client as ShopClient).upload(order, body, progress, stop.signal)
      this.updateFile(key, file, { id: stored.id, progress: 1 })
    } catch (error) {
      this.updateFile(key, file, { error: toProblem(error).code })
    }
  }

  private updateFile(key: string, file: string, change: Partial<DraftFile>): void {
    this.dispatch({
      type: 'files',
      key,
      change: (files) => files.map((other) => (other.key === file ? { ...other, ...change } : other)),
    })
  }

  private async enter(wanted: { order?: string; request?: string }): Promise<void> {
    const request = wanted.request ?? this.session?.request
    const order = this.session?.order ?? wanted.order
    if (request) return this.openRequest(request)
    return order ? this.openOrder(order) : this.openOrders()
  }

  private open(session: Session): void {
    this.session = { ...session }
    saveSession(this.host.merchant ?? '', this.session)
  }

  private remember(change: Partial<Session> | undefined): void {
    this.session = change && this.session ? { ...this.session, ...change } : undefined
    saveSession(this.host.merchant ?? '', this.session)
    if (!this.session && this.client) this.client.token = undefined
  }

  /** The amount moved between review and submit: read the order again, show both, ask again. */
  private async askAgain(was: number, problem: Problem): Promise<void> {
    try {
      const { draft, request } = this.flow
      const order = await orderOf(this.client as ShopClient, draft?.order ?? '', draft?.editing && request)
      this.flow = { ...this.flow, order }
      const again = draft && quoteOf(order, draft, draft.way)
      const now = problem.quote?.total ?? (again && !isRefusal(again) ? again.total : undefined)
      if (now === undefined) return this.fail(new Problem('not_eligible'))
      this.dispatch({ type: 'requoted', was, now, quote: problem.quote })
    } catch (error) {
      this.fail(toProblem(error))
    }
  }

  async run(phase: 'loading' | 'sending', work: (client: ShopClient) => Promise<void>): Promise<void> {
    if (!this.client) return
    this.dispatch({ type: 'busy', phase })
    try {
      await work(this.client)
      if (this.flow.phase === phase) this.flow = { ...this.flow, phase: 'idle' }
    } catch (error) {
      this.fail(toProblem(error))
    }
    this.host.requestUpdate()
  }

  private fail(problem: Problem): void {
    this.dispatch({ type: 'failed', problem })
    if (problem.code === 'unauthenticated') this.signOut()
  }

  private watch(number: string): void {
    if (this.watched?.number === number) return
    this.unwatch()
    if (this.client) this.watched = { number, stop: follow(this.client, number, () => void this.refresh(number)) }
  }

  private unwatch(): void {
    this.watched?.stop()
    this.watched = undefined
  }

  private async refresh(number: string): Promise<void> {
    try {
      const request = await (this.client as ShopClient).request(number)
      if (request.number !== this.flow.request?.number || request.seq <= this.flow.request.seq) return
      this.changed(request)
      this.dispatch({ type: 'request_changed', request })
    } catch {
      // The next event, or the next look, brings it.
    }
  }

  private changed(request: RequestView): void {
    if (request.status === this.flow.request?.status) return
    this.host.dispatchEvent(new AmendsRequestChangedEvent(request.number, request.status))
  }

  private onNetwork = (): void => {
    const offline = !navigator.onLine
    if (offline !== this.flow.offline) this.dispatch({ type: 'network', offline })
    if (!offline && this.flow.phase === 'unsent') void this.submit()
  }
}

/** With the rules it needs; `edited` is a request of it that is being changed. */
async function orderOf(client: ShopClient, number: string, edited?: RequestView): Promise<OrderView> {
  const order = await client.order(number)
  await needRules(order.order)
  return edited ? (await arrived(() => import('../later/edit.ts'))).orderWithout(order, edited) : order
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  console.error('[amends]', error)
  return new Problem('internal')
}
