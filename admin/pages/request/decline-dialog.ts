import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { RequestItem } from '../../../shared/lifecycle/request.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { dialogView } from '../../components/dialog.ts'
import { confirmFooter, dialogProblem, fieldError } from '../../components/dialog-parts.ts'
import { icon } from '../../components/icon.ts'
import type { AdminRequest } from '../../data/requests.ts'
import { me } from '../../data/session.ts'
import { languageName, listWords, money } from '../../format/show.ts'
import { type Language, loadWords, nearestLanguage, t, tIn } from '../../i18n/i18n.ts'
import { type DeclineText, declineText, declineTexts } from './canned.ts'
import { itemTitle, shortName } from './request-words.ts'

export interface DeclineWords {
  reason: string
  message: string
}

/**
 * Declines items with a reason for colleagues and words for the shopper, shown as they will read them.
 * @fires decline - detail: DeclineWords
 * @fires closed
 */
@customElement('amends-decline-dialog')
export class DeclineDialog extends AdminElement {
  @property({ attribute: false }) request!: AdminRequest
  @property({ attribute: false }) items: RequestItem[] = []
  /** What is approved in the same step, minor units; 0: nothing. */
  @property({ type: Number }) approving = 0
  @property({ type: Boolean }) busy = false
  @property() problem = ''
  @state() private reason = ''
  @state() private message = ''
  @state() private missing = false
  @state() private shopperLanguage: Language = 'en'

  override connectedCallback(): void {
    super.connectedCallback()
    const nearest = nearestLanguage(this.request.state.locale)
    void loadWords(nearest).then(() => (this.shopperLanguage = nearest))
  }

  private use(which: DeclineText): void {
    const titles = this.items.map((item) => itemTitle(this.request, item))
    this.message = declineText(which, this.shopperLanguage, {
      name: this.request.customer.name?.split(/\s+/)[0] ?? '',
      items: listWords(titles),
    })
    if (!this.reason.trim()) this.reason = t(`canned.reason.${which}`)
  }

  private submit(event: Event): void {
    event.preventDefault()
    const reason = this.reason.trim()
    const message = this.message.trim()
    this.missing = !reason || !message
    if (this.missing || this.busy) {
      if (this.missing) this.querySelector<HTMLElement>(reason ? '#decline-message' : '#decline-reason')?.focus()
      return
    }
    this.dispatchEvent(new CustomEvent<DeclineWords>('decline', { detail: { reason, message } }))
  }

  protected override render() {
    const { request, items } = this
    const titles = items.map((item) => itemTitle(request, item))
    const amount = items.reduce((sum, item) => sum + (request.items.find(({ id }) => id === item.id)?.amount ?? 0), 0)
    const declined = money(amount, request.state.currency)
    const label =
      this.approving > 0
        ? t('decline.confirmBoth', { amount: money(this.approving, request.state.currency), declined })
        : t('decline.confirm', { amount: declined })
    return dialogView({
      hook: 'decline-dialog',
      size: 'lg',
      label: t('decline.title', { items: listWords(titles) }),
      body: html`<form novalidate id="decline-form" class="dialog-two" @submit=${this.submit}>
        <div class="dialog-fields">
          <fieldset class="canned">
            <legend class="label">${t('decline.startFrom')}</legend>
            <div class="canned-list">
              ${declineTexts.map(
                (
                  which,
                ) => html`<button class="chip" type="button" data-t="canned-${which}" @click=${() => this.use(which)}>
                  ${t(`canned.reason.${which}`)}
                </button>`,
              )}
            </div>
          </fieldset>
          <div class="field">
            <label for="decline-reason">${t('decline.reason')}</label>
            <input
              class="input"
              id="decline-reason"
              required
              maxlength="2000"
              aria-invalid=${this.missing && !this.reason.trim() ? 'true' : 'false'}
              .value=${this.reason}
              @input=${(event: InputEvent) => (this.reason = (event.target as HTMLInputElement).value)}
              data-t="decline-reason"
              autofocus
            />
          </div>
          <div class="field">
            <label for="decline-message">${t('decline.message', { name: shortName(request) })}</label>
            <textarea
              class="input textarea"
              id="decline-message"
              rows="7"
              required
              maxlength="2000"
              lang=${this.shopperLanguage}
              aria-invalid=${this.missing && !this.message.trim() ? 'true' : 'false'}
              aria-describedby="decline-language"
              .value=${this.message}
              @input=${(event: InputEvent) => (this.message = (event.target as HTMLTextAreaElement).value)}
              data-t="decline-message"
            ></textarea>
            <p class="hint" id="decline-language">
              ${icon('languages', 'sm')}${t('decline.writeIn', { language: languageName(request.state.locale) })}
            </p>
          </div>
          ${fieldError(this.missing && t('decline.missing'))}
          ${dialogProblem(this.problem)}
        </div>
        ${this.preview(titles)}
      </form>`,
      footer: confirmFooter({
        hook: 'decline-confirm',
        form: 'decline-form',
        words: label,
        tone: this.approving > 0 ? 'plain' : 'danger',
        busy: this.busy,
      }),
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private preview(titles: string[]) {
    const language = this.shopperLanguage
    const isTheirs = this.request.state.locale.split('-')[0] === language.split('-')[0]
    return html`<aside class="as-read" lang=${language} aria-label=${t('decline.preview')} data-t="decline-preview">
      <p class="as-read-label" lang=${document.documentElement.lang}>
        ${icon('eye', 'sm')}${t(isTheirs ? 'decline.asRead' : 'decline.asReadFallback', { name: shortName(this.request), language: languageName(this.request.state.locale) })}
      </p>
      <div class="as-read-page">
        <p class="muted small">${me()?.merchant.name} · ${this.request.number}</p>
        <h3>${tIn(language, 'shopper.declinedTitle')}</h3>
        <ul>
          ${titles.map((title) => html`<li>${title}</li>`)}
        </ul>
        <p class="as-read-text">${this.message || tIn(language, 'shopper.empty')}</p>
        <p class="muted small">${tIn(language, 'shopper.appeal')}</p>
      </div>
    </aside>`
  }
}
