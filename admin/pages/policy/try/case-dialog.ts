import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Policy } from '../../../../shared/policy/policy.ts'
import type { JudgedItem, JudgedRequest } from '../../../../shared/policy/simulate/judge-request.ts'
import { AdminElement } from '../../../components/admin-element.ts'
import { Attempt } from '../../../components/attempt.ts'
import { closeDialog, dialogView } from '../../../components/dialog.ts'
import { icon } from '../../../components/icon.ts'
import { type CaseBody, keepCase } from '../../../data/policies.ts'
import { money, ownWords } from '../../../format/show.ts'
import { t } from '../../../i18n/i18n.ts'
import { maxCaseName } from '../../policies/case-words.ts'
import { radioField, selectField, textField, wrongText } from '../fields/fields.ts'
import { lineOf, type Trial } from './trial.ts'

type Decision = CaseBody['expect']['decision']
type AmountRule = 'full' | 'exact' | 'any'

const decisionOf: Record<JudgedItem['outcome'], Decision> = {
  automatic: 'approve',
  review: 'review',
  declined: 'decline',
}

/** "This order, this reason, must come out like this": kept with the policy, and tried before every publishing. */
@customElement('amends-case-dialog')
export class CaseDialog extends AdminElement {
  @property({ attribute: false }) judged: JudgedRequest | undefined
  @property({ attribute: false }) trial: Trial | undefined
  @property({ attribute: false }) policy: Policy | undefined
  @state() private place = 0
  @state() private name: string | undefined
  @state() private decision: Decision | undefined
  @state() private amount: AmountRule = 'full'
  /** At the name. */
  @state() private wrong: string | undefined
  private readonly attempt = new Attempt(this)

  protected override render() {
    const { judged, trial, place } = this
    const { isBusy, problem } = this.attempt
    const item = judged?.items[place]
    if (!judged || !trial || !item) return nothing
    const decision = this.decision ?? decisionOf[item.outcome]
    const { currency } = trial.order.order
    return dialogView({
      hook: 'case-dialog',
      label: t('editor.case.title'),
      body: html`<form novalidate id="case-form" class="dialog-fields" @submit=${this.submit}>
        <p class="muted">${t('editor.case.hint')}</p>
        ${
          judged.items.length > 1
            ? selectField({
                id: 'case-item',
                label: t('editor.case.item'),
                value: String(place),
                choices: judged.items.map((each, index) => ({ value: String(index), words: this.titleOf(each) })),
                change: (next) => {
                  this.place = Number(next)
                  this.decision = undefined
                },
              })
            : nothing
        }
        ${textField({
          id: 'case-name',
          label: t('editor.case.name'),
          value: this.nameFor(item),
          maxlength: maxCaseName,
          ...(this.wrong ? { problem: this.wrong } : {}),
          change: (name) => (this.name = name),
        })}
        ${radioField({
          id: 'case-decision',
          label: t('editor.case.decision'),
          value: decision,
          choices: (['approve', 'review', 'decline'] as const).map((each) => ({
            value: each,
            words: t(`editor.case.${each}`),
          })),
          change: (next) => (this.decision = next),
        })}
        ${
          decision === 'decline'
            ? nothing
            : radioField({
                id: 'case-amount',
                label: t('editor.amount'),
                value: this.amount,
                choices: [
                  { value: 'full', words: t('editor.case.full') },
                  { value: 'exact', words: t('editor.case.exact', { amount: money(item.amount, currency) }) },
                  { value: 'any', words: t('editor.case.any') },
                ],
                change: (next) => (this.amount = next),
              })
        }
        ${problem ? html`<p class="notice notice-negative" role="alert">${icon('circle-alert')}<span>${problem}</span></p>` : nothing}
      </form>`,
      footer: html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
        <button class="btn btn-primary" type="submit" form="case-form" aria-disabled=${isBusy ? 'true' : 'false'} data-t="case-confirm">
          ${t('editor.try.keep')}
        </button>`,
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private titleOf(item: JudgedItem): string {
    const { order } = this.trial?.order ?? {}
    const payment = order?.payments.find(({ id }) => id === item.item.payment)
    return (order && lineOf(order, item)?.title) ?? payment?.label ?? item.item.payment ?? ''
  }

  private nameFor(item: JudgedItem): string {
    if (this.name !== undefined) return this.name
    const reason = this.policy?.reasons.find(({ code }) => code === item.item.reason)
    return t('editor.case.named', { item: this.titleOf(item), reason: reason ? ownWords(reason.labels) : '' })
  }

  private readonly submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const { trial } = this
    const judged = this.judged?.items[this.place]
    if (!trial || !judged || this.attempt.isBusy) return
    const name = this.nameFor(judged).trim()
    const decision = this.decision ?? decisionOf[judged.outcome]
    const { line, payment, quantity, reason, answers } = judged.item
    this.wrong = wrongText(name, t('policyCases.nameMissing'), maxCaseName)
    if (this.wrong) {
      this.querySelector<HTMLElement>('#case-name')?.focus()
      return
    }
    await this.attempt.run(async () => {
      await keepCase({
        name,
        order: trial.order.order.number,
        ...(line === undefined ? { payment } : { line }),
        reason,
        quantity,
        ...(trial.condition ? { condition: trial.condition as CaseBody['condition'] } : {}),
        ...(trial.photos ? { photos: trial.photos } : {}),
        ...(answers ? { answers } : {}),
        at: new Date(trial.atMs).toISOString(),
        expect: {
          decision,
          ...(decision === 'decline' || this.amount === 'any'
            ? {}
            : { amount: this.amount === 'full' ? ('full' as const) : judged.amount }),
        },
      })
      this.dispatchEvent(new CustomEvent('kept', { detail: name }))
      closeDialog(this)
    })
  }
}
