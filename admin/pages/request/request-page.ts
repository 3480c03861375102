import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { isShortcut } from '../../components/keys.ts'
import { setLive } from '../../components/live.ts'
import { Settling } from '../../components/settling.ts'
import { errorView, errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { neighboursOf, queuePlace } from '../../data/queue-place.ts'
import {
  type AdminRequest,
  type CommandAnswer,
  type CommandBody,
  commandRequest,
  evidenceUrl,
  readRequest,
  type StaffCommand,
  sayLooking,
} from '../../data/requests.ts'
import { type Colleague, listColleagues } from '../../data/session.ts'
import { money } from '../../format/show.ts'
import { t, wordsFor } from '../../i18n/i18n.ts'
import { navigate } from '../../router.ts'
import { customerCard } from './customer-card.ts'
import { type AmountEdit, canDecide, decisionCard } from './decision-card.ts'
import { type Choices, type Decision, decisionOf, noChoices } from './decision-model.ts'
import './decline-dialog.ts'
import type { DeclineWords } from './decline-dialog.ts'
import { goodsCard } from './goods-card.ts'
import './inspect-dialog.ts'
import { itemsCard } from './items-card.ts'
import './method-dialog.ts'
import './offer-dialog.ts'
import { orderCard } from './order-card.ts'
import { payoutsCard } from './payouts-card.ts'
import { policyCard } from './policy-card.ts'
import './reason-dialog.ts'
import { requestHead } from './request-head.ts'
import './talk.ts'
import type { Spoken, Talk } from './talk.ts'
import { since, type TimelineEntry } from './timeline-model.ts'
import { entryWords } from './timeline-words.ts'

const presenceMs = 20_000

type Payout = AdminRequest['payouts'][number]
type Open =
  | { dialog: 'decline' | 'offer' | 'inspect' | 'cancel' | 'reopen' }
  | { dialog: 'method'; payout: Payout }
  | { dialog: 'evidence'; id: string }

/** Everything needed to decide one request, and the decision. */
@customElement('amends-request-page')
export class RequestPage extends AdminElement {
  @property({ attribute: false }) number = ''
  @state() private request: AdminRequest | undefined
  @state() private failure: ApiError | undefined
  @state() private choices: Choices = noChoices
  @state() private edit: AmountEdit | undefined
  @state() private reasonMissing = false
  @state() private open: Open | undefined
  @state() private busy: StaffCommand | undefined
  @state() private problem: { command: StaffCommand; words: string } | undefined
  /** What others did since the version on screen, after a refused or overtaken decision. */
  @state() private overtaken: TimelineEntry[] = []
  @state() private lookingToo: AdminRequest['lookingToo'] = []
  @state() private colleagues: Colleague[] = []
  private loading: AbortController | undefined
  private readonly settling = new Settling()

  override connectedCallback(): void {
    super.connectedCallback()
    this.listen('keydown', (event) => this.pressed(event))
    this.every(presenceMs, () => void this.look())
    this.whileConnected(() => this.loading?.abort())
    listColleagues().then(
      (colleagues) => (this.colleagues = colleagues),
      () => undefined,
    )
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('number') && this.number) void this.show()
  }

  /** Another case: nothing of the last one stays. */
  private async show(): Promise<void> {
    this.request = undefined
    this.failure = undefined
    this.overtaken = []
    this.lookingToo = []
    this.forget()
    await this.load()
    this.settling.shown()
    if (this.request) void this.look()
  }

  private forget(): void {
    this.choices = noChoices
    this.edit = undefined
    this.reasonMissing = false
    this.problem = undefined
    this.open = undefined
  }

  private async load(): Promise<void> {
    this.loading?.abort()
    const loading = new AbortController()
    this.loading = loading
    try {
      const request = await readRequest(this.number, loading.signal)
      if (loading.signal.aborted) return
      this.request = request
      this.lookingToo = request.lookingToo
      this.failure = undefined
    } catch (error) {
      if (loading.signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      if (!this.request) this.failure = error
    }
  }

  /** Says that somebody looks at this, and hears who else does and whether it has changed. */
  private async look(): Promise<void> {
    const { number, request } = this
    if (!request || document.visibilityState === 'hidden') return
    try {
      const { seq, lookingToo } = await sayLooking(number)
      setLive('live')
      if (number !== this.number) return
      this.lookingToo = lookingToo
      if (this.request && seq > this.request.seq && !this.busy) await this.catchUp()
    } catch (error) {
      if (error instanceof ApiError && error.code === 'offline') setLive('offline')
    }
  }

  /** Loads what changed, says it, and keeps what was typed and chosen. */
  private async catchUp(): Promise<void> {
    const before = this.request
    await this.load()
    if (!before || !this.request || this.request.number !== before.number) return
    this.overtaken = since(this.request.timeline, before.seq)
    const pending = new Set(this.request.state.items.filter((item) => item.decision === 'pending').map(({ id }) => id))
    this.choices = { ...this.choices, declined: new Set([...this.choices.declined].filter((id) => pending.has(id))) }
  }

  private pressed(event: KeyboardEvent): void {
    if (!isShortcut(event) || !this.request || event.repeat) return
    const near = neighboursOf(this.number)
    const talk = this.querySelector<Talk>('amends-talk')
    switch (event.key.toLowerCase()) {
      case 'a':
        if (canDecide(this.request)) this.pressApprove()
        break
      case 'd':
        if (this.request.commands.includes('decline')) this.pressDecline()
        break
      case 'q':
        talk?.write('ask')
        break
      case 'r':
        talk?.write('message')
        break
      case 'n':
        talk?.write('note')
        break
      case 'e':
        if (canDecide(this.request)) this.startEdit()
        break
      case 'j':
        if (near?.next) navigate(`/requests/${near.next}`)
        break
      case 'k':
        if (near?.previous) navigate(`/requests/${near.previous}`)
        break
      case 'u':
        navigate(`/${queuePlace()?.search ?? ''}`)
        break
      default:
        return
    }
    event.preventDefault()
  }

  private decision(request: AdminRequest): Decision {
    return decisionOf(request, { ...this.choices, ...this.typedAmounts(request) })
  }

  /** What the amount fields say; unreadable ones count as untouched until sent, where they stop the press. */
  private typedAmounts(request: AdminRequest): Pick<Choices, 'amounts' | 'shipping' | 'goodwill'> {
    const amounts: Record<string, number> = {}
    let shipping: number | undefined
    let goodwill: number | undefined
    for (const [field, typed] of Object.entries(this.edit?.typed ?? {})) {
      const amount = typed.trim() ? parseAmount(typed, request.state.currency) : undefined
      if (amount === undefined) continue
      if (field === 'shipping') shipping = amount
      else if (field === 'goodwill') goodwill = amount
      else if (!this.choices.declined.has(field)) amounts[field] = amount
    }
    return { amounts, shipping, goodwill }
  }

  private get hasUnreadable(): boolean {
    const currency = this.request?.state.currency
    return Boolean(
      currency &&
        Object.values(this.edit?.typed ?? {}).some(
          (typed) => typed.trim() && parseAmount(typed, currency) === undefined,
        ),
    )
  }

  private startEdit(): void {
    this.edit ??= { typed: {}, reason: '' }
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('.amount-editor input')?.focus())
  }

  private decide(item: string, how: 'approve' | 'decline'): void {
    const declined = new Set(this.choices.declined)
    if (how === 'decline') declined.add(item)
    else declined.delete(item)
    this.choices = { ...this.choices, declined }
  }

  /** Everything is ready to be sent; what is not says so where it stands. */
  private isReady(decision: Decision): boolean {
    this.reasonMissing = decision.changed && !this.edit?.reason.trim()
    if (this.reasonMissing) this.querySelector<HTMLInputElement>('#amount-reason')?.focus()
    return !this.reasonMissing && !this.hasUnreadable && !decision.refusal
  }

  private pressApprove(): void {
    const { request } = this
    if (!request || this.busy || !this.settling.isOver) return
    const decision = this.decision(request)
    if (decision.declining.length) this.pressDecline()
    else if (decision.approving.length && this.isReady(decision)) void this.approve(decision)
  }

  private pressDecline(): void {
    const { request } = this
    if (!request || !this.settling.isOver) return
    const decision = this.decision(request)
    if (decision.declining.length && decision.approving.length && !this.isReady(decision)) return
    this.problem = undefined
    this.open = { dialog: 'decline' }
  }

  /** The items the decline dialog speaks of: those marked, else all that may be declined. */
  private declining(request: AdminRequest, decision: Decision) {
    if (decision.declining.length) return decision.declining
    return request.state.items.filter(
      (item) => item.decision === 'pending' && (!item.duty?.noReason || item.inspection?.result === 'mismatch'),
    )
  }

  private approveBody(decision: Decision): CommandBody<'approve'> {
    const { amounts, shipping, goodwill } = this.request ? this.typedAmounts(this.request) : { amounts: {} }
    const pending = this.request?.state.items.filter((item) => item.decision === 'pending').length ?? 0
    return {
      ...(decision.approving.length < pending ? { items: decision.approving.map(({ id }) => id) } : {}),
      ...(Object.keys(amounts).length ? { amounts } : {}),
      ...(shipping === undefined ? {} : { shipping }),
      ...(goodwill === undefined ? {} : { goodwill }),
      ...(decision.changed ? { reason: this.edit?.reason.trim() } : {}),
    }
  }

  private async approve(decision: Decision): Promise<void> {
    const { request } = this
    if (!request) return
    const amount = money(decision.amount, request.state.currency)
    const answer = await this.run('approve', this.approveBody(decision))
    if (answer) this.next(answer, t('done.approved', { amount, number: request.number }))
  }

  /** Declines first, so that what is approved after it is computed without what was declined. */
  private async decline(words: DeclineWords): Promise<void> {
    const { request } = this
    if (!request) return
    const decision = this.decision(request)
    const items = this.declining(request, decision)
    const pending = request.state.items.filter((item) => item.decision === 'pending').length
    const both = decision.declining.length > 0 && decision.approving.length > 0
    const answer = await this.run('decline', {
      ...words,
      ...(items.length < pending ? { items: items.map(({ id }) => id) } : {}),
    })
    if (!answer) return
    const said = t('done.declined', { number: request.number })
    if (!both) {
      closeDialog(this)
      this.next(answer, said, items.length < pending)
      return
    }
    const amount = money(decision.amount, request.state.currency)
    const approved = await this.run(
      'approve',
      { ...this.approveBody(decision), items: decision.approving.map(({ id }) => id) },
      answer.seq,
    )
    closeDialog(this)
    if (approved) this.next(approved, t('done.both', { amount, number: request.number }))
    else {
      toast({ tone: 'info', text: said })
      this.choices = noChoices
      await this.load()
    }
  }

  private async say({ command, body }: Spoken): Promise<void> {
    const answer = command === 'ask' ? await this.run('ask', body) : await this.run(command, body)
    if (!answer || !this.request) return
    this.querySelector<Talk>('amends-talk')?.said(command)
    if (command === 'ask') this.next(answer, t('done.asked', { number: this.number }))
    else await this.load()
  }

  /** Runs a command that leaves one on this page. */
  private async act<C extends StaffCommand>(command: C, body: CommandBody<C>, said: string): Promise<void> {
    const answer = await this.run(command, body)
    if (!answer) return
    closeDialog(this)
    toast({ tone: 'positive', text: said })
    await this.load()
  }

  /** One command on what is seen. A second press while it runs is not sent; a repeated one has the same key. */
  private async run<C extends StaffCommand>(
    command: C,
    body: CommandBody<C>,
    seen = this.request?.seq,
  ): Promise<CommandAnswer | undefined> {
    if (this.busy || seen === undefined) return undefined
    this.busy = command
    this.problem = undefined
    try {
      return await commandRequest(this.number, command, { ...body, expectedSeq: seen } as CommandBody<C>)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'stale' || error.code === 'conflict') {
        this.problem = { command, words: t('stale.refused') }
        await this.catchUp()
      } else this.problem = { command, words: this.refusedWords(error) }
      return undefined
    } finally {
      this.busy = undefined
    }
  }

  private refusedWords(error: ApiError): string {
    const { limit } = error.problem ?? {}
    const shown = limit === undefined ? '' : money(limit, this.request?.state.currency ?? 'EUR')
    return wordsFor('admin', `refusal.${error.code}`, { limit: shown, title: '' }) ?? errorWords(error)
  }

  /** On to the next open case; what was done is said there. */
  private next(answer: CommandAnswer, said: string, stay = false): void {
    const to = answer.nextCase ?? neighboursOf(this.number)?.next ?? this.request?.nextCase
    toast({ tone: 'positive', text: said, request: this.number })
    this.forget()
    if (stay) void this.load()
    else if (to && to !== this.number) {
      this.settling.expect()
      navigate(`/requests/${to}`)
    } else navigate(`/${queuePlace()?.search ?? ''}`)
  }

  protected override render() {
    if (this.failure) return html`<main class="main" id="main">${this.failed(this.failure)}</main>`
    const { request } = this
    if (!request) return html`<main class="main request" id="main">${skeleton()}</main>`
    const decision = this.decision(request)
    return html`<main class="main request" id="main" data-t="request-page" data-status=${request.status} data-seq=${request.seq}>
      ${requestHead({
        request,
        lookingToo: this.lookingToo,
        colleagues: this.colleagues,
        neighbours: neighboursOf(request.number),
        busy: this.busy,
        assign: (to) =>
          void this.act(
            'assign',
            to ? { to } : {},
            to
              ? t('done.assigned', { name: this.colleagues.find(({ id }) => id === to)?.name ?? '' })
              : t('done.unassigned'),
          ),
        menu: (what) => {
          this.problem = undefined
          this.open = { dialog: what }
        },
      })}
      <div class="request-grid">
        <div class="request-col request-claim" tabindex="-1">
          ${itemsCard({
            request,
            choices: this.choices,
            deciding: canDecide(request),
            decide: (item, how) => this.decide(item, how),
            look: (id) => (this.open = { dialog: 'evidence', id }),
          })}
          ${policyCard(request)} ${orderCard(request)}
        </div>
        <amends-talk
          class="request-col"
          .request=${request}
          .busy=${this.busy}
          .colleagues=${this.colleagues}
          .problem=${this.problemOf('message', 'ask', 'note')}
          @say=${(event: CustomEvent<Spoken>) => void this.say(event.detail)}
        ></amends-talk>
        <div class="request-col request-side">
          ${this.overtakenNotice(request)} ${this.decisionView(request, decision)}
          <div class="request-more">
            ${this.money(request)}
            ${
              this.problemOf('retry_payout', 'assign')
                ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problemOf('retry_payout', 'assign')}</span></p>`
                : nothing
            }
            ${customerCard(request)}
          </div>
        </div>
      </div>
      ${this.dialog(request, decision)}
    </main>`
  }

  private decisionView(request: AdminRequest, decision: Decision): TemplateResult {
    return decisionCard({
      request,
      decision,
      edit: this.edit,
      reasonMissing: this.reasonMissing,
      busy: this.busy,
      problem: this.open ? '' : this.problemOf('approve', 'decline'),
      startEdit: () => this.startEdit(),
      stopEdit: () => {
        this.edit = undefined
        this.reasonMissing = false
      },
      type: (field, text) => {
        if (this.edit) this.edit = { ...this.edit, typed: { ...this.edit.typed, [field]: text } }
      },
      reason: (reason) => {
        if (this.edit) this.edit = { ...this.edit, reason }
        if (reason.trim()) this.reasonMissing = false
      },
      approve: () => this.pressApprove(),
      decline: () => this.pressDecline(),
      ask: () => this.querySelector<Talk>('amends-talk')?.write('ask'),
    })
  }

  /** What is stuck comes first: the payout that failed, else the goods that are awaited. */
  private money(request: AdminRequest): TemplateResult {
    const goods = goodsCard({
      request,
      busy: this.busy,
      problem: this.problemOf('mark_received'),
      received: () => void this.act('mark_received', {}, t('done.received', { number: request.number })),
      inspect: () => {
        this.problem = undefined
        this.open = { dialog: 'inspect' }
      },
    })
    const payouts = payoutsCard({
      request,
      busy: this.busy,
      retry: (payout) =>
        void this.act(
          'retry_payout',
          { payout: payout.id },
          t('done.retried', { amount: money(payout.amount, request.state.currency) }),
        ),
      changeMethod: (payout) => {
        this.problem = undefined
        this.open = { dialog: 'method', payout }
      },
    })
    return request.status === 'payout_failed' ? html`${payouts} ${goods}` : html`${goods} ${payouts}`
  }

  private problemOf(...commands: StaffCommand[]): string {
    return this.problem && commands.includes(this.problem.command) ? this.problem.words : ''
  }

  /** What changed under one's hands, in the words of the timeline; everything typed is still there. */
  private overtakenNotice(request: AdminRequest) {
    if (this.overtaken.length === 0) return nothing
    return html`<div class="notice notice-caution overtaken" role="alert" data-t="overtaken">
      ${icon('triangle-alert')}
      <div>
        <p><strong>${t('stale.title')}</strong> ${t('stale.hint')}</p>
        <ul>
          ${this.overtaken.map((entry) => html`<li>${entryWords(request, entry)}</li>`)}
        </ul>
        <button class="link link-btn" type="button" @click=${() => (this.overtaken = [])}>${t('stale.seen')}</button>
      </div>
    </div>`
  }

  private dialog(request: AdminRequest, decision: Decision) {
    const { open } = this
    if (!open) return nothing
    const closed = () => (this.open = undefined)
    const busy = this.busy !== undefined
    switch (open.dialog) {
      case 'decline':
        return html`<amends-decline-dialog
          .request=${request}
          .items=${this.declining(request, decision)}
          .approving=${decision.declining.length ? decision.amount : 0}
          .busy=${busy}
          .problem=${this.problemOf('decline', 'approve')}
          @decline=${(event: CustomEvent<DeclineWords>) => void this.decline(event.detail)}
          @closed=${closed}
        ></amends-decline-dialog>`
      case 'offer':
        return html`<amends-offer-dialog
          .request=${request}
          .busy=${busy}
          .problem=${this.problemOf('offer')}
          @offer=${(event: CustomEvent<CommandBody<'offer'>>) => void this.act('offer', event.detail, t('done.offered'))}
          @closed=${closed}
        ></amends-offer-dialog>`
      case 'inspect':
        return html`<amends-inspect-dialog
          .request=${request}
          .busy=${busy}
          .problem=${this.problemOf('inspect')}
          @inspect=${(event: CustomEvent<CommandBody<'inspect'>>) => void this.act('inspect', event.detail, t('done.inspected', { number: request.number }))}
          @closed=${closed}
        ></amends-inspect-dialog>`
      case 'method':
        return html`<amends-method-dialog
          .request=${request}
          .payout=${open.payout}
          .busy=${busy}
          .problem=${this.problemOf('change_method')}
          @change-method=${(event: CustomEvent<CommandBody<'change_method'>>) =>
            void this.act(
              'change_method',
              event.detail,
              t('done.methodChanged', { amount: money(open.payout.amount, request.state.currency) }),
            )}
          @closed=${closed}
        ></amends-method-dialog>`
      case 'cancel':
      case 'reopen': {
        const what = open.dialog
        return html`<amends-reason-dialog
          .what=${what}
          .amount=${money(request.state.quote.total, request.state.currency)}
          .busy=${busy}
          .problem=${this.problemOf(what)}
          @reasoned=${(event: CustomEvent<string>) =>
            void this.act(what, { reason: event.detail }, t(`done.${what}`, { number: request.number }))}
          @closed=${closed}
        ></amends-reason-dialog>`
      }
      case 'evidence':
        return this.evidence(request, open.id, closed)
    }
  }

  private evidence(request: AdminRequest, id: string, closed: () => void): TemplateResult {
    const all = request.items.flatMap((item) => item.evidence)
    const at = all.findIndex((file) => file.id === id)
    const file = all[at]
    const show = (index: number) => {
      const other = all[index]
      if (other) this.open = { dialog: 'evidence', id: other.id }
    }
    const name = t('items.photo', { number: at + 1, of: all.length })
    return dialogView({
      hook: 'evidence-dialog',
      size: 'full',
      label: name,
      body: file?.type.startsWith('image/')
        ? html`<img class="evidence-full" src=${evidenceUrl(id)} alt=${name} />`
        : html`<p><a class="btn" href=${evidenceUrl(id)} target="_blank" rel="noopener">${icon('arrow-up-right', 'sm')}${t('items.openFile')}</a></p>`,
      footer:
        all.length > 1
          ? html`<button class="btn" type="button" ?disabled=${at <= 0} @click=${() => show(at - 1)}>${icon('chevron-left', 'sm')}${t('items.previousPhoto')}</button>
              <button class="btn" type="button" ?disabled=${at >= all.length - 1} @click=${() => show(at + 1)}>${t('items.nextPhoto')}${icon('chevron-right', 'sm')}</button>`
          : undefined,
      onClosed: closed,
    })
  }

  private failed(failure: ApiError) {
    // A number of another shape is no request either.
    if (failure.status !== 404 && failure.code !== 'validation_failed')
      return errorView(failure, () => void this.show())
    return html`<div class="page-state" data-t="not-found">
      <p class="strong">${t('request.notFound', { number: this.number })}</p>
      <p class="muted">${t('request.notFoundHint')}</p>
      <button class="btn" type="button" @click=${() => navigate('/')}>${t('request.back')}</button>
    </div>`
  }
}

/** Three columns of the size of what comes. */
function skeleton(): TemplateResult {
  return html`<p class="visually-hidden" role="status">${t('state.loading')}</p>
    <div class="request-head" aria-hidden="true"><span class="bone bone-title"></span></div>
    <div class="request-grid" aria-hidden="true" data-t="skeleton">
      ${[3, 5, 4].map((lines) => html`<div class="request-col"><div class="card bones">${Array.from({ length: lines }, () => html`<span class="bone"></span>`)}</div></div>`)}
    </div>`
}
