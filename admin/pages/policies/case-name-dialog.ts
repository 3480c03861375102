import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { Attempt } from '../../components/attempt.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { type StoredCase, saveCase } from '../../data/policy-versions.ts'
import { t } from '../../i18n/i18n.ts'
import { textField, wrongText } from '../policy/fields/fields.ts'
import { maxCaseName } from './case-words.ts'

/**
 * Another name for a case; what it says stays.
 * @fires renamed - detail: the name
 * @fires closed
 */
@customElement('amends-case-name-dialog')
export class CaseNameDialog extends AdminElement {
  @property({ attribute: false }) kept: StoredCase | undefined
  @state() private name: string | undefined
  /** At the field. */
  @state() private wrong: string | undefined
  private readonly attempt = new Attempt(this)

  protected override render() {
    const { kept } = this
    const { isBusy, problem } = this.attempt
    if (!kept) return nothing
    return dialogView({
      hook: 'case-name-dialog',
      label: t('policyCases.rename'),
      body: html`<form novalidate id="case-name-form" class="dialog-fields" @submit=${this.submit}>
        ${textField({ id: 'new-name', label: t('editor.case.name'), value: this.name ?? kept.name, maxlength: maxCaseName, ...(this.wrong ? { problem: this.wrong } : {}), change: (name) => (this.name = name) })}
        ${problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="case-name-form" aria-disabled=${isBusy ? 'true' : 'false'} data-t="rename-confirm">${t('policyCases.rename')}</button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { kept } = this
    if (!kept || this.attempt.isBusy) return
    const name = (this.name ?? kept.name).trim()
    this.wrong = wrongText(name, t('policyCases.nameMissing'), maxCaseName)
    if (this.wrong) {
      this.querySelector<HTMLElement>('#new-name')?.focus()
      return
    }
    const { id, savedAt: _at, savedBy: _by, ...body } = kept
    await this.attempt.run(async () => {
      await saveCase(id, { ...body, name })
      this.dispatchEvent(new CustomEvent('renamed', { detail: name }))
      closeDialog(this)
    })
  }
}
