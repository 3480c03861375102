import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { FailureCode } from '../../../shared/payouts/failure-codes.ts'
import { failures } from '../../../shared/payouts/failures.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { icon } from '../../components/icon.ts'
import { setLive } from '../../components/live.ts'
import { emptyView, errorView, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type PayoutDetail, type RefundDesk, readPayout } from '../../data/payouts.ts'
import { readDesk } from '../../data/refund-desk.ts'
import { shortDate } from '../../format/dates.ts'
import { dateStyle, dayAndClock, dayHeading, money, timeView } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { accountSigns } from './account-signs.ts'
import { actionButtons } from './action-buttons.ts'
import { eventLine } from './payout-events.ts'
import { payoutFacts } from './payout-facts.ts'
import { payoutHold } from './payout-hold.ts'
import { payoutLook } from './payout-look.ts'
import { failureStaffWords, failureTitle, providerName } from './payout-words.ts'
import { PayoutWork } from './payout-work.ts'
import { stepLink, stepWords } from './provider-step.ts'

const pollMs = 15_000

/** One payout: where it stands, everything that happened to it, and what can be done. */
@customElement('amends-payout-page')
export class PayoutPage extends AdminElement {
  @property() payoutId = ''
  @state() private payout: PayoutDetail | undefined
  @state() private failure: ApiError | undefined
  /** What this person may do; asked for only where the payout waits for somebody's yes. */
  @state() private may: RefundDesk['may'] | undefined
  private readonly work = new PayoutWork(this, () => this.acted())

  override connectedCallback(): void {
    super.connectedCallback()
    this.every(pollMs, () => void this.refresh())
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('payoutId')) void this.load()
  }

  private async load(): Promise<void> {
    const id = this.payoutId
    this.payout = undefined
    this.failure = undefined
    try {
      const payout = await readPayout(id)
      if (id !== this.payoutId) return
      this.payout = payout
      if (payout.hold === 'approval') await this.lookAtDesk()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (id === this.payoutId) this.failure = error
    }
  }

  private async refresh(): Promise<void> {
    if (document.visibilityState === 'hidden' || !this.payout) return
    const id = this.payoutId
    try {
      const payout = await readPayout(id, true)
      if (id === this.payoutId) this.payout = payout
      setLive('live')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'offline') setLive('offline')
    }
  }

  /** The rail's count has changed with it. */
  private async acted(): Promise<void> {
    await Promise.all([this.refresh(), this.lookAtDesk()])
  }

  /** Without an answer nothing is offered that it would have to allow; the payout is shown all the same. */
  private async lookAtDesk(): Promise<void> {
    try {
      this.may = (await readDesk(true)).may
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.payoutId)
      toast({ tone: 'positive', text: t('payoutPage.copied', { number: this.payoutId }) })
    } catch {
      toast({ tone: 'info', text: t('done.notCopied', { number: this.payoutId }) })
    }
  }

  protected override render() {
    return html`<main class="main" id="main" data-t="payout-page">
      ${this.head()}
      <div class="page">${this.content()}</div>
      ${this.work.dialog()}
    </main>`
  }

  private head(): TemplateResult {
    const { payout } = this
    return html`<header class="versionbar">
      <a
        class="btn btn-quiet btn-sm btn-icon"
        href=${link('/refunds')}
        aria-label=${t('payoutPage.back')}
        title=${t('payoutPage.back')}
        data-t="back-to-desk"
        >${icon('arrow-left')}</a
      >
      <h1 tabindex="-1">${payout ? money(payout.amount, payout.currency) : this.payoutId}</h1>
      ${payout ? payoutLook(payout, 'badge') : nothing}
      <span class="payout-number narrow-hidden"><span class="ref clip-text">${this.payoutId}</span></span>
      <div class="page-actions">
        <button class="btn btn-quiet btn-icon" type="button" aria-label=${t('payoutPage.copy')} title=${t('payoutPage.copy')} data-t="copy" @click=${() => void this.copy()}>
          ${icon('copy')}
        </button>
      </div>
    </header>`
  }

  private content(): TemplateResult {
    const { failure, payout } = this
    if (failure?.status === 404 || failure?.code === 'validation_failed')
      return emptyView(
        'search',
        t('payoutPage.notFound', { number: this.payoutId }),
        t('payoutPage.notFoundHint'),
        html`<a class="btn" href=${link('/refunds?view=all')}>${t('payoutPage.back')}</a>`,
      )
    if (failure) return errorView(failure, () => void this.load())
    if (!payout) return loadingView()
    return html`<div class="payout-grid">
      <div class="payout-main">${accountSigns(payout.account)} ${this.stands(payout)} ${this.history(payout)}</div>
      ${payoutFacts(payout)}
    </div>`
  }

  /** Why it is not simply paid, and what comes next. */
  private stands(payout: PayoutDetail): TemplateResult | typeof nothing {
    const { hold, person, status, provider, replacedBy } = payout
    if (status === 'queued' && hold) return payoutHold({ payout, hold, may: this.may, work: this.work })
    const code = status === 'unknown' ? 'outcome_unknown' : payout.failure?.code
    // The request is one press away in any case.
    const actions = payout.actions.filter((action, _index, all) => action !== 'open_request' || all.length > 1)
    const sentences = [
      ...(status === 'requires_action' ? stepWords({ provider, code }, [payout.id]) : []),
      ...(code && status !== 'requires_action' ? [failureStaffWords(code, provider, isGivenUp(payout, code))] : []),
      ...nextWords(payout),
      ...(person ? [t(`payout.person.${person.why}`)] : []),
      ...(payout.askedBy === undefined
        ? []
        : [t('payoutPage.askedUntil', { date: shortDate(payout.askedBy, Date.now(), dateStyle()) })]),
    ]
    if (replacedBy)
      return html`<p class="notice notice-info" data-t="replaced">
        ${icon('arrow-right')}<span
          >${t('payoutPage.replacedBy')}. <a class="link" href=${link(`/refunds/${replacedBy}`)} data-t="to-replacement">${t('payoutPage.toReplacement', { payout: replacedBy })}</a></span
        >
      </p>`
    if (sentences.length === 0 && actions.length === 0) return nothing
    const title =
      status === 'requires_action'
        ? t('cause.requiresAction', { provider: providerName(provider) })
        : code
          ? failureTitle(code, provider)
          : t('payoutPage.actions')
    return html`<section class="card payout-stands" aria-labelledby="stands-heading" data-t="payout-stands">
      <h2 id="stands-heading">${title}</h2>
      ${sentences.map((sentence) => html`<p class="muted">${sentence}</p>`)}
      ${status === 'requires_action' ? stepLink({ provider, code }) : nothing}
      ${
        actions.length
          ? html`<div class="payout-do">
                ${actionButtons(actions, { provider, payouts: [payout.id], sums: [payout], request: payout.request, busy: this.work.runningFor(payout.id), act: this.work.act }, 'primary')}
              </div>
              ${actions.includes('retry') ? html`<p class="muted small">${icon('shield-check', 'sm')} ${t('payoutPage.sameNumber')}</p>` : nothing}`
          : nothing
      }
    </section>`
  }

  private history(payout: PayoutDetail): TemplateResult {
    let day = ''
    return html`<section class="card" aria-labelledby="history-heading" data-t="payout-history">
      <div class="card-head"><h2 id="history-heading">${t('payoutPage.history')}</h2></div>
      <ol class="payout-events">
        ${payout.events.map((event) => {
          const { glyph, tone, words, more } = eventLine(payout, event)
          const heading = dayHeading(event.at)
          const isNewDay = heading !== day
          day = heading
          return html`${isNewDay ? html`<li class="payout-day label">${heading}</li>` : nothing}
            <li class="payout-event" data-t="event-${event.seq}">
              <span class="state state-${tone}">${icon(glyph)}</span>
              <div>
                <p>${words}</p>
                ${more.map((line) => html`<p class="muted small">${line}</p>`)}
              </div>
              <span class="muted small">${timeView(event.at, dayAndClock(event.at))}</span>
            </li>`
        })}
      </ol>
    </section>`
  }
}

/** Amends would try by itself, but has done so often enough. */
function isGivenUp({ status, nextAt }: PayoutDetail, code: FailureCode): boolean {
  return status === 'failed' && failures[code].who === 'amends' && nextAt === undefined
}

/** When Amends takes it up again by itself. */
function nextWords({ status, failure, nextAt }: PayoutDetail): string[] {
  if (nextAt === undefined) return []
  const time = dayAndClock(nextAt)
  switch (status) {
    case 'failed':
      return [t('cause.tryAt', { time })]
    case 'submitting':
    case 'pending':
    case 'requires_action':
    case 'unknown':
      return [t('cause.askAt', { time })]
    case 'queued':
      // The first try is at once; one that was put off has a time of its own.
      return failure ? [t('cause.tryAt', { time })] : []
    case 'succeeded':
    case 'cancelled':
      return []
  }
}
