import { html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog } from '../../components/dialog.ts'
import '../../components/reason-dialog.ts'
import type { ReasonWords } from '../../components/reason-dialog.ts'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'

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
  @state() private busy = false
  @state() private problem = ''

  private readonly work = async ({ detail: reason }: CustomEvent<string>) => {
    const { work, done } = this.reasoned
    this.busy = true
    this.problem = ''
    try {
      await work(reason)
      toast({ tone: 'positive', text: done })
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
    return html`<amends-reason-dialog
      .words=${this.reasoned.words}
      .busy=${this.busy}
      .problem=${this.problem}
      @reasoned=${this.work}
      @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}
    ></amends-reason-dialog>`
  }
}
