import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog } from '../../components/dialog.ts'
import '../../components/reason-dialog.ts'
import type { ReasonWords } from '../../components/reason-dialog.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type BankBatch, discardBatch } from '../../data/payouts.ts'
import { money } from '../../format/show.ts'
import { t } from '../../i18n/i18n.ts'

/**
 * A file that never goes to the bank, and why: what is in it waits for another.
 * @fires changed
 * @fires closed
 */
@customElement('amends-discard-dialog')
export class DiscardDialog extends AdminElement {
  @property({ attribute: false }) batch!: BankBatch
  @state() private busy = false
  @state() private problem = ''

  private readonly discard = async ({ detail: reason }: CustomEvent<string>) => {
    const { number } = this.batch
    this.busy = true
    this.problem = ''
    try {
      await discardBatch(number, reason)
      toast({ tone: 'positive', text: t('batches.discarded', { number }) })
      this.dispatchEvent(new CustomEvent('changed'))
      closeDialog(this)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.problem = errorWords(error)
    } finally {
      this.busy = false
    }
  }

  protected override render() {
    const { number, count, total, currency } = this.batch
    const words: ReasonWords = {
      hook: 'discard-dialog',
      title: t('batches.discardTitle', { number }),
      hint: t('batches.discardHint', { count, amount: money(total, currency) }),
      label: t('batches.discardReason'),
      confirm: t('batches.discardConfirm'),
      tone: 'danger',
      maxlength: 500,
    }
    return html`<amends-reason-dialog
      .words=${words}
      .busy=${this.busy}
      .problem=${this.problem}
      @reasoned=${this.discard}
      @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}
    ></amends-reason-dialog>`
  }
}
