import { html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { Attempt } from '../../components/attempt.ts'
import { closeDialog } from '../../components/dialog.ts'
import '../../components/reason-dialog.ts'
import type { ReasonWords } from '../../components/reason-dialog.ts'
import { toast } from '../../components/toast.ts'

/** Something that is done with a reason, and what is said when it is. */
export interface Reasoned {
  words: ReasonWords
  done: string
  /** @throws ApiError: the dialog stays, and says it */
  work(reason: string): Promise<unknown>
}

/**
 * Asks why, does it, and says so; what went wrong is said where the reason still stands.
 * @fires changed
 * @fires closed
 */
@customElement('amends-reasoned-work')
export class ReasonedWork extends AdminElement {
  @property({ attribute: false }) reasoned!: Reasoned
  private readonly attempt = new Attempt(this)

  private readonly work = ({ detail: reason }: CustomEvent<string>) =>
    this.attempt.run(async () => {
      const { work, done } = this.reasoned
      await work(reason)
      toast({ tone: 'positive', text: done })
      this.dispatchEvent(new CustomEvent('changed'))
      closeDialog(this)
    })

  protected override render() {
    return html`<amends-reason-dialog
      .words=${this.reasoned.words}
      .busy=${this.attempt.isBusy}
      .problem=${this.attempt.problem}
      @reasoned=${this.work}
      @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}
    ></amends-reason-dialog>`
  }
}
