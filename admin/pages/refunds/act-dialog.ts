import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { AdminElement } from '../../components/admin-element.ts'
import { closeDialog, dialogView } from '../../components/dialog.ts'
import { fieldError } from '../../components/dialog-parts.ts'
import { icon } from '../../components/icon.ts'
import { errorView, errorWords, loadingView } from '../../components/states-of-a-page.ts'
import { toast } from '../../components/toast.ts'
import { ApiError } from '../../data/http.ts'
import { type ActBody, type PayoutAct, type PayoutWays, readWays } from '../../data/payouts.ts'
import { t } from '../../i18n/i18n.ts'
import { link } from '../../router.ts'
import { actOutcome, hasForm, toastOf, wordsOf } from './act-outcome.ts'
import { type ActProgress, type ActWork, runAct } from './act-run.ts'
import { destinationChoices } from './destination-choices.ts'
import { refusalWords } from './refusal-words.ts'

function needsWays(action: PayoutAct): action is 'ask_shopper' | 'other_method' {
  return action === 'ask_shopper' || action === 'other_method'
}

/**
 * Does something for one or many payouts: asks what has to be known first, shows how far it is, and says of each that was
 * refused why. Closes itself only if nothing was refused.
 * @fires acted - something was done, or may have been
 * @fires closed
 */
@customElement('amends-act-dialog')
export class ActDialog extends AdminElement {
  @property({ attribute: false }) work!: ActWork
  @state() private message = ''
  @state() private proof = ''
  @state() private isProofMissing = false
  @state() private destination = ''
  @state() private ways: PayoutWays | undefined
  @state() private waysFailure: ApiError | undefined
  @state() private progress: ActProgress | undefined
  @state() private running = false

  override connectedCallback(): void {
    super.connectedCallback()
    const { action } = this.work
    if (!hasForm(action)) void this.run()
    else if (needsWays(action)) void this.readWays()
  }

  /** The server says what is possible: nothing is offered that it would refuse. */
  private async readWays(): Promise<void> {
    this.waysFailure = undefined
    try {
      this.ways = await readWays(this.work.payouts)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.waysFailure = error
    }
  }

  private get isByHand(): boolean {
    return this.work.action === 'mark_paid' || this.destination === 'manual'
  }

  /** Whether finance has to find again what somebody says. */
  private get needsProof(): boolean {
    const { action } = this.work
    return this.isByHand || action === 'confirm_paid' || action === 'confirm_unpaid'
  }

  /** Whether everything it needs is there. */
  private get isReady(): boolean {
    if (this.work.action === 'ask_shopper') return (this.ways?.ask.possible ?? 0) > 0
    return this.work.action !== 'other_method' || this.destination !== ''
  }

  private submit(event: Event): void {
    event.preventDefault()
    this.isProofMissing = this.needsProof && !this.proof.trim()
    if (this.isProofMissing) this.querySelector<HTMLElement>('#act-proof')?.focus()
    else if (this.isReady) void this.run()
  }

  private get body(): Omit<ActBody, 'payouts'> {
    const { action } = this.work
    const [message, proof] = [this.message.trim(), this.proof.trim()]
    return {
      ...(action === 'ask_shopper' && message ? { message } : {}),
      ...(this.needsProof ? { proof } : {}),
      ...(action === 'other_method' ? { destination: this.destination } : {}),
    }
  }

  private async run(): Promise<void> {
    if (this.running) return
    this.running = true
    const from = { results: this.progress?.results ?? [], left: this.progress?.left ?? this.work.payouts }
    this.progress = from
    this.progress = await runAct(this.work.action, this.body, from, (progress) => (this.progress = progress))
    this.running = false
    this.dispatchEvent(new CustomEvent('acted'))
    const { results, problem } = this.progress
    if (problem || results.some(({ done }) => !done)) return
    toast({ tone: 'positive', text: toastOf(this.work) })
    closeDialog(this)
  }

  protected override render() {
    const { work, progress } = this
    return dialogView({
      hook: 'act-dialog',
      label: wordsOf('title', work),
      body: progress ? this.progressView(progress) : this.form(),
      footer: progress ? this.progressFoot(progress) : this.formFoot(),
      onClosed: () => this.dispatchEvent(new CustomEvent('closed')),
    })
  }

  private progressView(progress: ActProgress) {
    const count = this.work.payouts.length
    const done = count - progress.left.length
    return html`<div class="dialog-fields" data-t="act-progress">
      ${
        this.running || progress.left.length > 0
          ? html`<div class="act-progress">
              <progress aria-label=${wordsOf('title', this.work)} max=${count} .value=${done}></progress>
              <p role="status">${t('act.progress', { done, count })}</p>
            </div>`
          : nothing
      }
      ${this.running ? html`<p class="muted">${t('act.running')}</p>` : actOutcome(progress)}
      ${
        progress.problem
          ? html`<p class="notice notice-caution" role="alert" data-t="act-problem">
              ${icon('triangle-alert')}<span
                ><strong>${errorWords(progress.problem)}</strong> ${t('act.left', { count: progress.left.length })}</span
              >
            </p>`
          : nothing
      }
    </div>`
  }

  private progressFoot({ left }: ActProgress) {
    return html`<button class="btn" type="button" data-dialog="close" data-t="act-close">${t('action.close')}</button>
      ${
        !this.running && left.length > 0
          ? html`<button class="btn btn-primary" type="button" data-t="act-go-on" @click=${() => void this.run()}>
              ${t('act.goOn', { count: left.length })}
            </button>`
          : nothing
      }`
  }

  private form() {
    const { action } = this.work
    if (!hasForm(action)) return nothing
    return html`<form novalidate id="act-form" class="dialog-fields" @submit=${this.submit}>
      <p class="muted">${t(`act.hint.${action}`)}</p>
      ${needsWays(action) ? this.waysFields(action) : nothing} ${this.needsProof ? this.proofField() : nothing}
    </form>`
  }

  private waysFields(action: 'ask_shopper' | 'other_method') {
    const { ways, waysFailure } = this
    if (waysFailure) return errorView(waysFailure, () => void this.readWays())
    if (!ways) return loadingView()
    if (action === 'other_method') {
      const choose = (destination: string) => (this.destination = destination)
      return destinationChoices({ ways, chosen: this.destination, choose })
    }
    return html`${this.askRefused(ways)} ${ways.ask.possible > 0 ? this.messageField() : nothing}`
  }

  /** Why some, or none, of the shoppers can be asked. */
  private askRefused({ ask, count }: PayoutWays) {
    const [why] = ask.refusals
    if (!why) return nothing
    const some = ask.possible > 0 ? t('act.someAsked', { possible: ask.possible, count }) : ''
    const toConnections = why.params?.status === 'no_bank'
    return html`<p class="notice notice-caution" data-t="ask-refused">
      ${icon('triangle-alert')}<span
        >${some} ${refusalWords(why, why.currency)}
        ${toConnections ? html`<a class="link" href=${link('/settings/connections')}>${t('act.toConnections')}</a>` : nothing}</span
      >
    </p>`
  }

  private formFoot() {
    const { action } = this.work
    if (!hasForm(action)) return nothing
    const words = wordsOf('confirm', this.isByHand ? { ...this.work, action: 'mark_paid' } : this.work)
    return html`<button class="btn" type="button" data-dialog="close">${t('action.cancel')}</button>
      <button class="btn btn-primary" type="submit" form="act-form" aria-disabled=${this.isReady ? 'false' : 'true'} data-t="act-confirm">${words}</button>`
  }

  private messageField() {
    return html`<div class="field">
      <label for="act-message">${t('act.message')}</label>
      <textarea
        class="input textarea"
        id="act-message"
        rows="3"
        maxlength="2000"
        .value=${this.message}
        @input=${(event: InputEvent) => (this.message = (event.target as HTMLTextAreaElement).value)}
        data-t="act-message"
      ></textarea>
    </div>`
  }

  private proofField() {
    return html`<div class="field">
      <label for="act-proof">${t(this.isByHand ? 'act.proof' : 'act.seen')}</label>
      <input
        class="input"
        id="act-proof"
        required
        maxlength="500"
        autocomplete="off"
        autofocus
        aria-invalid=${this.isProofMissing ? 'true' : 'false'}
        aria-describedby=${this.isProofMissing ? 'act-proof-wrong' : nothing}
        .value=${this.proof}
        @input=${(event: InputEvent) => (this.proof = (event.target as HTMLInputElement).value)}
        data-t="act-proof"
      />
      ${fieldError(this.isProofMissing && t('act.proofMissing'), 'act-proof-wrong')}
    </div>`
  }
}
