import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { avatar } from '../../components/avatar.ts'
import { icon } from '../../components/icon.ts'
import { isShortcut } from '../../components/keys.ts'
import { picture } from '../../components/picture.ts'
import { Settling } from '../../components/settling.ts'
import { requestState } from '../../components/states.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type AdminRequest, commandRequest, readRequest } from '../../data/requests.ts'
import { me } from '../../data/session.ts'
import { dayAndClock, listWords, money, ownWords, tierName, timeView } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { rich } from '../../i18n/rich.ts'
import { link } from '../../router.ts'
import { canDecide } from '../request/decision-card.ts'
import { decisionOf, noChoices } from '../request/decision-model.ts'
import { evidencePicture, isVideo } from '../request/evidence-tile.ts'
import { paymentLabel } from '../request/request-words.ts'
import { traceWords } from '../request/trace-sentence.ts'

/** Moving fast through the list asks for nothing until one stops. */
const restMs = 140
const photosShown = 3

/**
 * One request beside the list: enough to approve what is plain, or to know that it has to be opened.
 * @fires decided - approved from here; the list is no longer true
 */
@customElement('amends-queue-preview')
export class QueuePreview extends AdminElement {
  @property({ attribute: false }) number: string | undefined
  @state() private request: AdminRequest | undefined
  @state() private failure: ApiError | undefined
  @state() private busy = false
  private rest = 0
  private loading: AbortController | undefined
  private readonly settling = new Settling()

  override connectedCallback(): void {
    super.connectedCallback()
    this.listen('keydown', (event) => {
      if (event.key.toLowerCase() !== 'a' || event.repeat || !isShortcut(event) || !this.isShown) return
      event.preventDefault()
      void this.approve()
    })
    this.whileConnected(() => {
      window.clearTimeout(this.rest)
      this.loading?.abort()
    })
  }

  /** On narrow screens the panel is not there, and its key does nothing. */
  private get isShown(): boolean {
    return this.querySelector<HTMLElement>('.preview')?.offsetParent != null
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('number')) return
    window.clearTimeout(this.rest)
    this.loading?.abort()
    this.failure = undefined
    if (this.number) this.rest = window.setTimeout(() => void this.load(), this.request ? restMs : 0)
    else this.request = undefined
  }

  private async load(): Promise<void> {
    const { number } = this
    if (!number || !this.isShown) return
    const loading = new AbortController()
    this.loading = loading
    try {
      const request = await readRequest(number, loading.signal)
      if (loading.signal.aborted) return
      this.request = request
      this.settling.shown()
    } catch (error) {
      if (loading.signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      this.request = undefined
      this.failure = error
    }
  }

  private async approve(): Promise<void> {
    const { request } = this
    if (!request || request.number !== this.number || this.busy || !canDecide(request)) return
    if (!this.settling.isOver) return
    const decision = decisionOf(request, noChoices)
    if (decision.refusal || decision.approving.length === 0) return
    this.busy = true
    try {
      await commandRequest(request.number, 'approve', { expectedSeq: request.seq })
      toast({
        tone: 'positive',
        text: t('done.approved', { amount: money(decision.amount, request.state.currency), number: request.number }),
        request: request.number,
      })
      this.settling.expect()
      this.dispatchEvent(new CustomEvent('decided'))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast({ tone: 'negative', text: errorWords(error), request: request.number })
      await this.load()
    } finally {
      this.busy = false
    }
  }

  protected override render() {
    return html`<aside class="preview" aria-label=${t('preview.label')} data-t="preview">${this.content()}</aside>`
  }

  private content(): TemplateResult {
    if (this.failure) {
      return html`<div class="page-state" role="alert"><p class="muted">${errorWords(this.failure)}</p></div>`
    }
    const { request } = this
    if (!this.number) return html`<p class="preview-none muted">${t('preview.none')}</p>`
    if (!request)
      return html`<div class="preview-body bones" aria-hidden="true">${[1, 2, 3, 4].map(() => html`<span class="bone"></span>`)}</div>`
    const decision = decisionOf(request, noChoices)
    const files = request.items.flatMap((item) => item.evidence)
    const photos = files.filter((file) => isVideo(file) || file.type.startsWith('image/'))
    const stale = request.number !== this.number
    return html`<header class="preview-head ${stale ? 'is-stale' : ''}">
        <div>
          <p class="ref">${request.number}</p>
          <h2><a href=${link(`/requests/${request.number}`)}>${request.customer.name ?? t('customer.unnamed')}</a></h2>
        </div>
        ${requestState(request.status, 'badge')}
      </header>
      <div class="preview-body ${stale ? 'is-stale' : ''}" tabindex="0" aria-label=${t('preview.label')}>
        <section>
          <p class="amount">${request.status === 'declined' ? t('decision.nothing') : money(decision.quote?.total ?? request.state.quote.total, request.state.currency)}</p>
          <p class="muted">${goesTo(request)}</p>
        </section>
        ${suggested(request)}
        <ul class="lines">
          ${request.items.map((item) => {
            const claimed = request.state.items.find(({ id }) => id === item.id)
            return html`<li class="line">
              ${picture(item.image)}
              <div>
                <p class="strong">${item.title}</p>
                ${variantOf(item, claimed?.quantity ?? 1)}
              </div>
              <p class="money">${item.amount || claimed?.decision !== 'declined' ? money(item.amount, request.state.currency) : nothing}</p>
              <p class="line-reason">
                ${icon(claimed?.details ? 'message-square-quote' : 'undo-2')}${claimed?.details ? t('items.reasonQuoted', { reason: ownWords(item.reasonLabels), text: claimed.details }) : ownWords(item.reasonLabels)}
              </p>
            </li>`
          })}
        </ul>
        ${
          photos.length
            ? html`<div class="photos">
                ${photos.slice(0, photosShown).map((file) => html`<a class="photo" href=${link(`/requests/${request.number}`)} tabindex="-1" aria-hidden="true">${evidencePicture(file)}</a>`)}
              </div>`
            : nothing
        }
        ${facts(request)} ${looking(request)}
      </div>
      <footer class="preview-foot">
        ${
          canDecide(request) && decision.approving.length && !decision.refusal
            ? html`<button
                class="btn btn-primary"
                type="button"
                data-t="preview-approve"
                aria-keyshortcuts="A"
                aria-disabled=${this.busy || stale ? 'true' : 'false'}
                @click=${() => void this.approve()}
              >
                ${t('decision.approve', { amount: money(decision.amount, request.state.currency) })} <kbd aria-hidden="true">A</kbd>
              </button>`
            : html`<span></span>`
        }
        <a class="btn" href=${link(`/requests/${request.number}`)} data-t="preview-open">${t('preview.open')} <kbd aria-hidden="true">↵</kbd></a>
      </footer>`
  }
}

function variantOf({ variant }: AdminRequest['items'][number], quantity: number): TemplateResult | typeof nothing {
  const words = [variant, quantity > 1 ? `× ${figure(quantity)}` : ''].filter(Boolean).join(' · ')
  return words ? html`<p class="muted">${words}</p>` : nothing
}

function goesTo(request: AdminRequest): string {
  const count = request.state.items.length
  const to = request.state.quote.payments
    .filter(({ amount }) => amount > 0)
    .map(({ payment }) =>
      payment === 'store_credit'
        ? t('resolution.store_credit')
        : paymentLabel(
            request.order.payments.find(({ id }) => id === payment),
            payment,
          ),
    )
  return to.length ? t('preview.itemsTo', { count, to: listWords(to) }) : t('preview.itemsOnly', { count })
}

/** What the policy would do with the strictest of its items, and its first reason. */
function suggested(request: AdminRequest): TemplateResult | typeof nothing {
  if (!canDecide(request)) return nothing
  const order = ['decline', 'review', 'approve'] as const
  const strictest = order
    .map((each) => request.items.find(({ suggestion }) => suggestion === each))
    .find((item) => item !== undefined)
  if (!strictest) return nothing
  const key = strictest.suggestion === 'review' ? 'look_closer' : strictest.suggestion
  const tone = key === 'approve' ? 'positive' : key === 'decline' ? 'negative' : 'caution'
  const why = strictest.trace.slice(0, 2).map((row) => traceWords(row, request.order.currency))
  return html`<p class="notice notice-${tone}">
    ${icon(key === 'approve' ? 'sparkles' : key === 'decline' ? 'circle-x' : 'scan-search')}
    <span><strong>${t(`preview.suggested.${key}`)}</strong> ${rich(why.join(' '))}</span>
  </p>`
}

function facts(request: AdminRequest): TemplateResult {
  const now = Date.now()
  const { statutory } = request.state
  const { by, action, isCalendarUnknown } = request.next
  return html`<dl class="parts">
    ${by === undefined ? nothing : html`<div><dt>${t(`next.${action}`)}</dt><dd>${timeView(by, dayAndClock(by), { late: by < now && request.next.who === 'staff' })} ${isCalendarUnknown ? html`<span class="muted small">${t('next.calendarUnknown')}</span>` : nothing}</dd></div>`}
    ${statutory?.by === undefined ? nothing : html`<div><dt>${t('preview.payBackBy')}</dt><dd>${timeView(statutory.by, dayAndClock(statutory.by))}</dd></div>`}
    <div>
      <dt>${t('preview.customer')}</dt>
      <dd>
        ${[request.customer.tier && tierName(request.customer.tier), t('preview.orders', { count: request.customer.orders }), request.customer.requests.length > 0 && t('preview.requests', { count: request.customer.requests.length })].filter(Boolean).join(' · ')}
      </dd>
    </div>
  </dl>`
}

function looking(request: AdminRequest): TemplateResult | typeof nothing {
  const others = request.lookingToo.filter(({ id }) => id !== me()?.id)
  if (others.length === 0) return nothing
  return html`<p class="viewer">${others.map((person) => avatar(person))}${t('request.lookingToo', { names: listWords(others.map(({ name }) => name)), count: others.length })}</p>`
}
