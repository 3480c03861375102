import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { InspectionResult } from '../../../shared/lifecycle/request.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import type { AdminRequest, CommandBody } from '../../data/requests.ts'
import { money } from '../../format/show.ts'
import { figure, t } from '../../i18n/i18n.ts'
import { amountDueOn } from './decision-model.ts'
import { itemTitle } from './request-words.ts'

const results: readonly InspectionResult[] = ['as_described', 'mismatch']

/**
 * What was found in the parcel. Each item that is here or on its way can be ticked.
 * @fires inspect - detail: the command's body
 * @fires closed
 */
@customElement('amends-inspect-dialog')
export class InspectDialog extends AdminElement {
  @property({ attribute: false }) request!: AdminRequest
  @property({ type: Boolean }) busy = false
  @property() problem = ''
  @state() private result: InspectionResult = 'as_described'
  @state() private note = ''
  @state() private left: ReadonlySet<string> = new Set()
  @state() private missing = false

  private get here() {
    return this.request.state.items.filter(
      (item) => item.decision === 'approved' && ['awaited', 'in_transit', 'received'].includes(item.goods),
    )
  }

  private submit(event: Event): void {
    event.preventDefault()
    const note = this.note.trim()
    const items = this.here.filter((item) => !this.left.has(item.id)).map((item) => item.id)
    this.missing = this.result === 'mismatch' && !note
    if (this.missing || this.busy || items.length === 0) return
    const detail: CommandBody<'inspect'> = {
      result: this.result,
      ...(items.length === this.here.length ? {} : { items }),
      ...(note ? { note } : {}),
    }
    this.dispatchEvent(new CustomEvent('inspect', { detail }))
  }

  protected override render() {
    const { request } = this
    const chosen = this.here.filter((item) => !this.left.has(item.id))
    const pays = this.result === 'as_described' ? amountDueOn(request, 'on_inspection', chosen) : 0
    const label =
      this.result === 'mismatch'
        ? t('inspect.confirmMismatch')
        : pays > 0
          ? t('inspect.confirmPay', { amount: money(pays, request.state.currency) })
          : t('inspect.confirm')
    return dialogView({
      hook: 'inspect-dialog',
      label: t('inspect.title'),
      body: html`<form novalidate id="inspect-form" class="dialog-fields" @submit=${this.submit}>
        ${
          this.here.length > 1
            ? html`<fieldset class="choices">
                <legend class="label">${t('inspect.which')}</legend>
                ${this.here.map(
                  (item) => html`<label class="choice"
                    ><input
                      class="check"
                      type="checkbox"
                      .checked=${!this.left.has(item.id)}
                      @change=${(event: Event) => this.tick(item.id, (event.target as HTMLInputElement).checked)}
                    /><span>${itemTitle(request, item)} × ${figure(item.quantity)}</span></label
                  >`,
                )}
              </fieldset>`
            : nothing
        }
        <fieldset class="choices">
          <legend class="label">${t('inspect.found')}</legend>
          ${results.map(
            (result) => html`<label class="choice"
              ><input
                type="radio"
                name="result"
                value=${result}
                .checked=${result === this.result}
                @change=${() => (this.result = result)}
                data-t="inspect-${result}"
              /><span><b>${t(`inspection.${result}`)}</b><span class="muted small">${t(`inspection.${result}Hint`)}</span></span></label
            >`,
          )}
        </fieldset>
        <div class="field">
          <label for="inspect-note">${this.result === 'mismatch' ? t('inspect.noteRequired') : t('inspect.note')}</label>
          <textarea
            class="input textarea"
            id="inspect-note"
            rows="3"
            maxlength="2000"
            ?required=${this.result === 'mismatch'}
            aria-invalid=${this.missing ? 'true' : 'false'}
            .value=${this.note}
            @input=${(event: InputEvent) => (this.note = (event.target as HTMLTextAreaElement).value)}
            data-t="inspect-note"
          ></textarea>
          ${this.missing ? html`<p class="field-error" role="alert">${icon('circle-alert', 'sm')}${t('inspect.noteMissing')}</p>` : nothing}
        </div>
        ${this.problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="inspect-form" aria-disabled=${this.busy ? 'true' : 'false'} data-t="inspect-confirm">
          ${label}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private tick(item: string, on: boolean): void {
    const left = new Set(this.left)
    if (on) left.delete(item)
    else left.add(item)
    this.left = left
  }
}
