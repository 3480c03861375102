import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Policy } from '../../../shared/policy/policy.ts'
import type { IndustryTemplate } from '../../../shared/policy/templates/index.ts'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { loadingView } from '../../components/states-of-a-page.ts'
import { ownWords } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'
import { fromTemplate } from './model/settings.ts'
import { PolicyEditEvent } from './policy-edit.ts'

/** A whole policy of a trade in place of the draft; name, hours and currencies stay the merchant's. */
@customElement('amends-template-dialog')
export class TemplateDialog extends AdminElement {
  @property({ attribute: false }) policy: Policy | undefined
  @state() private templates: readonly IndustryTemplate[] | undefined
  @state() private chosen = ''

  override connectedCallback(): void {
    super.connectedCallback()
    void import('../../../shared/policy/templates/index.ts').then(({ templates }) => {
      this.templates = templates
      this.chosen = templates[0]?.id ?? ''
    })
  }

  protected override render() {
    return dialogView({
      hook: 'template-dialog',
      label: t('editor.template.title'),
      size: 'lg',
      body: html`<form novalidate id="template-form" class="dialog-fields" @submit=${this.submit}>
        <p class="muted">${t('editor.template.hint')}</p>
        ${this.templates ? this.choices(this.templates) : loadingView()}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="template-form" data-t="template-confirm">${t('editor.template.confirm')}</button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private choices(templates: readonly IndustryTemplate[]) {
    return html`<fieldset class="choices template-choices">
      <legend class="visually-hidden">${t('editor.template.title')}</legend>
      ${templates.map(
        ({ id, names, about }) => html`<label class="choice"
          ><input
            type="radio"
            name="template"
            value=${id}
            data-t="template-${id}"
            .checked=${id === this.chosen}
            @change=${() => (this.chosen = id)}
          /><span><b>${ownWords(names)}</b><span class="muted small">${ownWords(about)}</span></span></label
        >`,
      )}
    </fieldset>`
  }

  private readonly submit = (event: SubmitEvent) => {
    event.preventDefault()
    const { policy } = this
    const template = this.templates?.find(({ id }) => id === this.chosen)
    if (!policy || !template) return
    const say = t('editor.template.done', { name: ownWords(template.names) })
    this.dispatchEvent(new PolicyEditEvent({ change: (now) => fromTemplate(now, template), say, shown: true }))
    closeDialog(this)
  }
}
