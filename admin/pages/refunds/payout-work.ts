import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { errorWords } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { actOnPayouts, type PayoutAct } from '../../data/payouts.ts'
import './act-dialog.ts'
import { hasForm, toastOf } from './act-outcome.ts'
import type { ActWork } from './act-run.ts'
import { refusalWords } from './refusal-words.ts'

/** What is done to payouts from a page: at once where nothing has to be asked first, else in the dialog. */
export class PayoutWork implements ReactiveController {
  private running: ReadonlyMap<string, PayoutAct> = new Map()
  private asking: ActWork | undefined
  private readonly host: ReactiveControllerHost & ParentNode
  private readonly changed: () => Promise<void>

  /** @param changed looks again: something was done, or may have been */
  constructor(host: ReactiveControllerHost & ParentNode, changed: () => Promise<void>) {
    this.host = host
    this.changed = changed
    host.addController(this)
  }

  hostDisconnected(): void {
    this.asking = undefined
  }

  /** Something else has come on screen. */
  forget(): void {
    this.ask(undefined)
  }

  /** What is under way for this payout without a dialog. */
  runningFor(payout: string | undefined): PayoutAct | undefined {
    return payout === undefined ? undefined : this.running.get(payout)
  }

  readonly act = (work: ActWork): void => {
    if (work.payouts.length > 1 || hasForm(work.action)) this.ask(work)
    else void this.runOne(work)
  }

  dialog(): TemplateResult | typeof nothing {
    if (!this.asking) return nothing
    return html`<amends-act-dialog
      .work=${this.asking}
      @acted=${() => void this.changed().then(() => this.keepFocus())}
      @closed=${() => {
        this.ask(undefined)
        // After the dialog has given the focus back, if it could.
        setTimeout(() => void this.keepFocus())
      }}
    ></amends-act-dialog>`
  }

  private ask(work: ActWork | undefined): void {
    this.asking = work
    this.host.requestUpdate()
  }

  /** The button itself is busy; a second press while it runs is not sent. */
  private async runOne(work: ActWork): Promise<void> {
    const { action, payouts } = work
    const [id] = payouts
    if (id === undefined || this.running.has(id)) return
    this.run(new Map(this.running).set(id, action))
    try {
      const [result] = await actOnPayouts(action, { payouts: [id] })
      if (result?.problem) toast({ tone: 'negative', text: refusalWords(result.problem, result.currency) })
      else toast({ tone: 'positive', text: toastOf(work) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast({ tone: 'negative', text: errorWords(error) })
    } finally {
      this.run(new Map([...this.running].filter(([each]) => each !== id)))
      await this.changed()
      await this.keepFocus()
    }
  }

  /** What was pressed is often gone when it is done: whoever works by the keyboard goes on from the page's head. */
  private async keepFocus(): Promise<void> {
    await this.host.updateComplete
    if (document.activeElement === document.body)
      this.host.querySelector<HTMLElement>('h1[tabindex]')?.focus({ preventScroll: true })
  }

  private run(running: ReadonlyMap<string, PayoutAct>): void {
    this.running = running
    this.host.requestUpdate()
  }
}
