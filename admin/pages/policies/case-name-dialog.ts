import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { ApiError } from '../../data/http.ts'
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
  @state() private problem = ''
  @state() private busy = false

  protected override render() {
    const { kept } = this
    if (!kept) return nothing
    return dialogView({
      hook: 'case-name-dialog',
      label: t('policyCases.rename'),
      body: html`<form novalidate id="case-name-form" class="dialog-fields" @submit=${this.submit}>
        ${textField({ id: 'new-name', label: t('editor.case.name'), value: this.name ?? kept.name, maxlength: maxCaseName, ...(this.wrong ? { problem: this.wrong } : {}), change: (name) => (this.name = name) })}
        ${this.problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="case-name-form" aria-disabled=${this.busy ? 'true' : 'false'} data-t="rename-confirm">${t('policyCases.rename')}</button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { kept } = this
    if (!kept || this.busy) return
    const name = (this.name ?? kept.name).trim()
    this.wrong = wrongText(name, t('policyCases.nameMissing'), maxCaseName)
    if (this.wrong) {
      this.querySelector<HTMLElement>('#new-name')?.focus()
      return
    }
    const { id, savedAt: _at, savedBy: _by, ...body } = kept
    this.busy = true
    try {
      await saveCase(id, { ...body, name })
      this.dispatchEvent(new CustomEvent('renamed', { detail: name }))
      closeDialog(this)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem = errorWords(error)
    } finally {
      this.busy = false
    }
  }
}
