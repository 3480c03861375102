import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { isRefusal } from '../../../shared/errors.ts'
import { toDecimal } from '../../../shared/money/format.ts'
import { parseAmount } from '../../../shared/money/parse-amount.ts'
import { type Resolution, resolutions } from '../../../shared/policy/policy.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import type { AdminRequest, CommandBody } from '../../data/requests.ts'
import { languageName, money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { noChoices, quoteOf } from './decision-model.ts'
import { itemTitle, refusalWords, shortName } from './request-words.ts'

/**
 * Offers the shopper something else for what is pending; their yes approves it.
 * @fires offer - detail: the command's body
 * @fires closed
 */
@customElement('amends-offer-dialog')
export class OfferDialog extends AdminElement {
  @property({ attribute: false }) request!: AdminRequest
  @property({ type: Boolean }) busy = false
  @property() problem = ''
  @state() private resolution: Resolution = 'store_credit'
  @state() private typed: Record<string, string> = {}
  @state() private text = ''
  @state() private tried = false

  private get items() {
    return this.request.state.items.filter((item) => item.decision === 'pending')
  }

  private amounts(): { amounts: Record<string, number>; wrong: string[] } {
    const amounts: Record<string, number> = {}
    const wrong: string[] = []
    for (const [id, typed] of Object.entries(this.typed)) {
      if (!typed.trim()) continue
      const amount = parseAmount(typed, this.request.state.currency)
      if (amount === undefined) wrong.push(id)
      else amounts[id] = amount
    }
    return { amounts, wrong }
  }

  private submit(event: Event): void {
    event.preventDefault()
    this.tried = true
    const { amounts, wrong } = this.amounts()
    const text = this.text.trim()
    if (wrong.length || !text || this.busy || isRefusal(this.quote(amounts))) return
    const detail: CommandBody<'offer'> = {
      resolution: this.resolution,
      text,
      ...(Object.keys(amounts).length ? { amounts } : {}),
    }
    this.dispatchEvent(new CustomEvent('offer', { detail }))
  }

  private quote(amounts: Record<string, number>) {
    return quoteOf(this.request, this.items, { ...noChoices, amounts }, this.resolution)
  }

  protected override render() {
    const { request } = this
    const { amounts, wrong } = this.amounts()
    const result = this.quote(amounts)
    const total = isRefusal(result) ? undefined : money(result.total, result.currency)
    return dialogView({
      hook: 'offer-dialog',
      label: t('offer.title', { name: shortName(request) }),
      body: html`<form novalidate id="offer-form" class="dialog-fields" @submit=${this.submit}>
        <fieldset class="choices">
          <legend class="label">${t('offer.what')}</legend>
          ${resolutions.map(
            (resolution) => html`<label class="choice"
              ><input
                type="radio"
                name="resolution"
                value=${resolution}
                .checked=${resolution === this.resolution}
                @change=${() => (this.resolution = resolution)}
                data-t="offer-${resolution}"
              /><span>${t(`resolution.${resolution}`)}</span></label
            >`,
          )}
        </fieldset>
        ${this.items.map((item, index) => {
          const computed = isRefusal(result) ? undefined : result.items[index]?.amount
          const isWrong = this.tried && wrong.includes(item.id)
          return html`<div class="field">
            <label for="offer-${item.id}">${t('offer.amountOf', { title: itemTitle(request, item), currency: request.state.currency })}</label>
            <input
              class="input num"
              id="offer-${item.id}"
              inputmode="decimal"
              autocomplete="off"
              placeholder=${computed === undefined ? '' : toDecimal(computed, request.state.currency)}
              aria-invalid=${isWrong ? 'true' : 'false'}
              .value=${this.typed[item.id] ?? ''}
              @input=${(event: InputEvent) => (this.typed = { ...this.typed, [item.id]: (event.target as HTMLInputElement).value })}
            />
            ${isWrong ? html`<p class="field-error">${icon('circle-alert', 'sm')}${t('amount.unreadable')}</p>` : nothing}
          </div>`
        })}
        <div class="field">
          <label for="offer-text">${t('offer.text', { name: shortName(request), language: languageName(request.state.locale) })}</label>
          <textarea
            class="input textarea"
            id="offer-text"
            rows="4"
            required
            maxlength="2000"
            aria-invalid=${this.tried && !this.text.trim() ? 'true' : 'false'}
            .value=${this.text}
            @input=${(event: InputEvent) => (this.text = (event.target as HTMLTextAreaElement).value)}
            data-t="offer-text"
          ></textarea>
        </div>
        ${
          isRefusal(result)
            ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${refusalWords(request, result)}</span></p>`
            : html`<p class="notice notice-info">${icon('info')}<span>${t('offer.gets', { name: shortName(request), amount: total ?? '' })}</span></p>`
        }
        ${this.problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="offer-form" aria-disabled=${this.busy ? 'true' : 'false'} data-t="offer-confirm">
          ${total ? t('offer.confirm', { amount: total }) : t('offer.confirmPlain')}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }
}
