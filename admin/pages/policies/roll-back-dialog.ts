import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { icon } from '../../components/icon.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { readPolicy } from '../../data/policy.ts'
import { type PolicyVersionRow, rollBack } from '../../data/policy-versions.ts'
import { t } from '../../i18n/i18n.ts'
import { textField, wrongText } from '../policy/fields/fields.ts'

/**
 * An earlier version again, as a new one; one that was cancelled before it took effect, for the first time.
 * @fires rolled-back
 * @fires closed
 */
@customElement('amends-roll-back-dialog')
export class RollBackDialog extends AdminElement {
  @property({ type: Number }) version = 0
  @property() stands: PolicyVersionRow['state'] = 'past'
  @state() private note = ''
  @state() private reason = ''
  /** Names of the cases that it would break: then a reason is needed. */
  @state() private failing: readonly string[] = []
  @state() private problem = ''
  @state() private missing: { note?: string | undefined; reason?: string | undefined } = {}
  @state() private busy = false

  protected override render() {
    const { version, failing, missing } = this
    const words = this.stands === 'cancelled' ? 'publishCancelled' : 'rollBack'
    return dialogView({
      hook: 'roll-back-dialog',
      label: t(`${words}.title`, { version }),
      body: html`<form novalidate id="roll-back-form" class="dialog-fields" @submit=${this.submit} @input=${() => (this.missing = {})}>
        <p>${t(`${words}.hint`, { version })}</p>
        ${textField({
          id: 'roll-back-note',
          label: t('publish.note'),
          value: this.note,
          rows: 3,
          ...(missing.note ? { problem: missing.note } : {}),
          change: (note) => (this.note = note),
        })}
        ${
          failing.length
            ? html`<div class="notice notice-caution" role="alert" data-t="roll-back-cases">
                  ${icon('triangle-alert')}
                  <div>
                    <strong>${t('publish.casesFail', { count: failing.length })}</strong>
                    <ul class="bullets">${failing.map((name) => html`<li>${name}</li>`)}</ul>
                  </div>
                </div>
                ${textField({
                  id: 'roll-back-reason',
                  label: t('publish.overrideReason'),
                  value: this.reason,
                  rows: 2,
                  ...(missing.reason ? { problem: missing.reason } : {}),
                  change: (reason) => (this.reason = reason),
                })}`
            : nothing
        }
        ${this.problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="roll-back-form" aria-disabled=${this.busy ? 'true' : 'false'} data-t="roll-back-confirm">
          ${t(`${words}.confirm`, { version })}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const [note, reason] = [this.note.trim(), this.reason.trim()]
    this.missing = {
      note: wrongText(note, t('publish.noteMissing')),
      reason: this.failing.length ? wrongText(reason, t('publish.reasonMissing')) : undefined,
    }
    if (this.missing.note || this.missing.reason) {
      await this.updateComplete
      this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      return
    }
    if (this.busy) return
    this.busy = true
    this.problem = ''
    try {
      const published = await rollBack(this.version, { note, ...(reason ? { override: { reason } } : {}) })
      await readPolicy('fresh').catch(() => undefined)
      toast({ tone: 'positive', text: t('rollBack.done', { version: published.version, of: String(this.version) }) })
      this.dispatchEvent(new CustomEvent('rolled-back'))
      closeDialog(this)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'cases_failed') this.failing = error.problem?.errors?.map(({ message }) => message) ?? []
      else if (error.code === 'illegal_state') this.problem = t('rollBack.waiting')
      else this.problem = errorWords(error)
    } finally {
      this.busy = false
    }
  }
}
