import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog } from '../../components/dialog.ts'
import '../../components/reason-dialog.ts'
import type { ReasonWords } from '../../components/reason-dialog.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { switchPayouts } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'

/**
 * Stops every payout at once, or lets them go again; either way somebody says why.
 * @fires changed
 * @fires closed
 */
@customElement('amends-stop-dialog')
export class StopDialog extends AdminElement {
  @property() to: 'stop' | 'resume' = 'stop'
  @state() private busy = false
  @state() private problem = ''

  private readonly switch = async ({ detail: reason }: CustomEvent<string>) => {
    this.busy = true
    this.problem = ''
    try {
      await switchPayouts(this.to, reason)
      toast({ tone: 'positive', text: t(this.to === 'stop' ? 'stopping.stopped' : 'stopping.resumed') })
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
    const { to } = this
    const words: ReasonWords = {
      hook: `${to}-dialog`,
      title: t(`stopping.${to}Title`),
      hint: t(`stopping.${to}Hint`),
      label: t(`stopping.${to}Reason`),
      confirm: t(`stopping.${to}Confirm`),
      tone: to === 'stop' ? 'danger' : 'plain',
      glyph: to === 'stop' ? 'octagon-pause' : 'play',
      maxlength: 500,
    }
    return html`<amends-reason-dialog
      .words=${words}
      .busy=${this.busy}
      .problem=${this.problem}
      @reasoned=${this.switch}
      @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}
    ></amends-reason-dialog>`
  }
}
