import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { isShortcut } from '../../components/keys.ts'
import { errorView } from '../../components/states-of-a-page.ts'
import type { ApiError } from '../../data/http.ts'
import { neighboursOf, queuePlace } from '../../data/queue-place.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { type Colleague, listColleagues } from '../../data/session.ts'
import { t } from '../../i18n/i18n.ts'
import { navigate } from '../../router.ts'
import { PayoutWork } from '../refunds/payout-work.ts'
import { checklistCard } from './checklist-card.ts'
import { customerCard } from './customer-card.ts'
import { canDecide, decisionCard } from './decision-card.ts'
import type { Decision } from './decision-model.ts'
import { FollowedRequest } from './followed-request.ts'
import { goodsCard } from './goods-card.ts'
import { itemsCard } from './items-card.ts'
import { orderCard } from './order-card.ts'
import { payoutsCard } from './payouts-card.ts'
import { policyCard } from './policy-card.ts'
import { RequestActions } from './request-actions.ts'
import { type OpenDialog, requestDialog } from './request-dialog.ts'
import { requestHead } from './request-head.ts'
import './talk.ts'
import type { Spoken, Talk } from './talk.ts'
import type { TimelineEntry } from './timeline-model.ts'
import { entryWords } from './timeline-words.ts'
import { UnsentDecision } from './unsent-decision.ts'

/** Everything needed to decide one request, and the decision. */
@customElement('amends-request-page')
export class RequestPage extends AdminElement {
  @property({ attribute: false }) number = ''
  @state() private open: OpenDialog | undefined
  @state() private colleagues: Colleague[] = []
  private readonly unsent = new UnsentDecision(this)
  private readonly followed = new FollowedRequest(this, {
    isBusy: () => this.actions.busy !== undefined,
    caughtUp: (request) => this.unsent.keepPending(request),
  })
  private readonly actions: RequestActions = new RequestActions(this, {
    followed: this.followed,
    unsent: this.unsent,
    closeDialog: () => closeDialog(this),
    forget: () => this.forget(),
  })

  private readonly payoutWork = new PayoutWork(this, () => this.followed.load())

  override connectedCallback(): void {
    super.connectedCallback()
    this.listen('keydown', (event) => this.pressed(event))
    listColleagues().then(
      (colleagues) => (this.colleagues = colleagues),
      () => undefined,
    )
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('number') && this.number) void this.show()
  }

  private async show(): Promise<void> {
    this.forget()
    await this.followed.show(this.number)
    this.actions.shown()
  }

  private forget(): void {
    this.unsent.forget()
    this.actions.forgetProblem()
    this.payoutWork.forget()
    this.open = undefined
  }

  private openDialog(open: OpenDialog): void {
    this.actions.forgetProblem()
    this.open = open
  }

  private pressed(event: KeyboardEvent): void {
    const { request } = this.followed
    if (!isShortcut(event) || !request || event.repeat) return
    const near = neighboursOf(this.number)
    const { talk } = this
    switch (event.key.toLowerCase()) {
      case 'a':
        if (canDecide(request)) this.pressApprove()
        break
      case 'd':
        if (request.commands.includes('decline')) this.pressDecline()
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
        if (canDecide(request)) this.startEdit()
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

  private get talk(): Talk | null {
    return this.querySelector<Talk>('amends-talk')
  }

  private startEdit(): void {
    this.unsent.startEdit()
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('.amount-editor input')?.focus())
  }

  private isReady(request: AdminRequest, decision: Decision): boolean {
    const isReady = this.unsent.isReady(request, decision)
    if (this.unsent.reasonMissing) this.querySelector<HTMLInputElement>('#amount-reason')?.focus()
    return isReady
  }

  private pressApprove(): void {
    const { request } = this.followed
    if (!request || this.actions.busy || !this.actions.isSettled) return
    const decision = this.unsent.decision(request)
    if (decision.declining.length) this.pressDecline()
    else if (decision.approving.length && this.isReady(request, decision)) void this.actions.approve(decision)
  }

  private pressDecline(): void {
    const { request } = this.followed
    if (!request || !this.actions.isSettled) return
    const decision = this.unsent.decision(request)
    if (decision.declining.length && decision.approving.length && !this.isReady(request, decision)) return
    this.openDialog({ dialog: 'decline' })
  }

  protected override render() {
    const { followed, unsent, actions } = this
    const { request, failure } = followed
    if (failure) return html`<main class="main" id="main">${this.failed(failure)}</main>`
    if (!request) return html`<main class="main request" id="main">${skeleton()}</main>`
    const decision = unsent.decision(request)
    return html`<main class="main request" id="main" data-t="request-page" data-status=${request.status} data-seq=${request.seq}>
      ${requestHead({
        request,
        lookingToo: followed.lookingToo,
        colleagues: this.colleagues,
        neighbours: neighboursOf(request.number),
        busy: actions.busy,
        assign: (to) =>
          void actions.act(
            'assign',
            to ? { to } : {},
            to
              ? t('done.assigned', { name: this.colleagues.find(({ id }) => id === to)?.name ?? '' })
              : t('done.unassigned'),
          ),
        menu: (what) => this.openDialog({ dialog: what }),
      })}
      <div class="request-grid">
        <div class="request-col request-claim" tabindex="-1">
          ${itemsCard({
            request,
            choices: unsent.choices,
            deciding: canDecide(request),
            decide: (item, how) => unsent.decide(item, how),
            look: (id) => (this.open = { dialog: 'evidence', id }),
          })}
          ${checklistCard(request)} ${policyCard(request)} ${orderCard(request)}
        </div>
        <amends-talk
          class="request-col"
          .request=${request}
          .busy=${actions.busy}
          .colleagues=${this.colleagues}
          .problem=${actions.problemOf('message', 'ask', 'note')}
          @say=${(event: CustomEvent<Spoken>) => void actions.say(event.detail, () => this.talk?.said(event.detail.command))}
        ></amends-talk>
        <div class="request-col request-side">
          ${overtakenNotice(request, followed.overtaken, () => followed.seen())} ${this.decisionView(request, decision)}
          <div class="request-more">
            ${this.money(request)}
            ${
              actions.problemOf('assign')
                ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${actions.problemOf('assign')}</span></p>`
                : nothing
            }
            ${customerCard(request)}
          </div>
        </div>
      </div>
      ${
        this.open
          ? requestDialog({
              open: this.open,
              request,
              decision,
              declining: unsent.declining(request, decision),
              actions,
              show: (other) => (this.open = other),
              closed: () => (this.open = undefined),
            })
          : nothing
      }
      ${this.payoutWork.dialog()}
    </main>`
  }

  private decisionView(request: AdminRequest, decision: Decision): TemplateResult {
    const { unsent, actions } = this
    return decisionCard({
      request,
      decision,
      edit: unsent.edit,
      reasonMissing: unsent.reasonMissing,
      busy: actions.busy,
      problem: this.open ? '' : actions.problemOf('approve', 'decline'),
      startEdit: () => this.startEdit(),
      stopEdit: () => unsent.stopEdit(),
      type: (field, text) => unsent.type(field, text),
      reason: (reason) => unsent.typeReason(reason),
      approve: () => this.pressApprove(),
      decline: () => this.pressDecline(),
      ask: () => this.talk?.write('ask'),
    })
  }

  /** What is stuck comes first: the payout that failed, else the goods that are awaited. */
  private money(request: AdminRequest): TemplateResult {
    const { actions } = this
    const goods = goodsCard({
      request,
      busy: actions.busy,
      problem: actions.problemOf('mark_received'),
      received: () => void actions.act('mark_received', {}, t('done.received', { number: request.number })),
      inspect: () => this.openDialog({ dialog: 'inspect' }),
    })
    const payouts = payoutsCard({ request, work: this.payoutWork })
    return request.status === 'payout_failed' ? html`${payouts} ${goods}` : html`${goods} ${payouts}`
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

/** What changed under one's hands, in the words of the timeline; everything typed is still there. */
function overtakenNotice(request: AdminRequest, overtaken: readonly TimelineEntry[], seen: () => void) {
  if (overtaken.length === 0) return nothing
  return html`<div class="notice notice-caution overtaken" role="alert" data-t="overtaken">
    ${icon('triangle-alert')}
    <div>
      <p><strong>${t('stale.title')}</strong> ${t('stale.hint')}</p>
      <ul>
        ${overtaken.map((entry) => html`<li>${entryWords(request, entry)}</li>`)}
      </ul>
      <button class="link link-btn" type="button" @click=${seen}>${t('stale.seen')}</button>
    </div>
  </div>`
}

/** Three columns of the size of what comes. */
function skeleton(): TemplateResult {
  return html`<p class="visually-hidden" role="status">${t('state.loading')}</p>
    <div class="request-head" aria-hidden="true"><span class="bone bone-title"></span></div>
    <div class="request-grid" aria-hidden="true" data-t="skeleton">
      ${[3, 5, 4].map((lines) => html`<div class="request-col"><div class="card bones">${Array.from({ length: lines }, () => html`<span class="bone"></span>`)}</div></div>`)}
    </div>`
}
