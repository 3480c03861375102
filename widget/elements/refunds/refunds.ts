import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { AmendsCloseEvent } from '../../events.ts'
import { type Flow, type Screen } from '../../flow/flow.ts'
import { linkedRequest } from '../../flow/linked-request.ts'
import { RefundFlow } from '../../flow/refund-flow.ts'
import { chooseLanguage, closestLang } from '../../i18n/language.ts'
import { type Speech, speechOf } from '../../i18n/speech.ts'
import { loadWords, type Words } from '../../i18n/words.ts'
import { entries, Later, type Screens } from '../../later/later.ts'
import { laterPage } from '../../later/show.ts'
import { drawPictures } from '../../parts/evidence.ts'
import { icon } from '../../parts/icon.ts'
import { primary, secondary } from '../../parts/pieces.ts'
import { problemText } from '../../parts/problem.ts'
import { skeleton, state } from '../../parts/states.ts'
import type { Page, Ui } from '../../parts/ui.ts'
import { choose } from '../../screens/choose.ts'
import { code, find } from '../../screens/find.ts'
import { money } from '../../screens/money.ts'
import { reason } from '../../screens/reason.ts'
import { done, track } from '../../screens/request.ts'
import { review } from '../../screens/review.ts'
import { claimStyles } from '../../theme/claim.styles.ts'
import { controls } from '../../theme/controls.styles.ts'
import { frame } from '../../theme/frame.styles.ts'
import { ground } from '../../theme/ground.styles.ts'
import { requestStyles } from '../../theme/request.styles.ts'
import { tokens } from '../../theme/tokens.styles.ts'

const claimSteps = ['choose', 'reason', 'money', 'review'] as const satisfies readonly Screen[]
/** The widget's own folder: /v1/, or a pinned version's. Words and parts lie beside the module. */
const home = new URL(/* @vite-ignore */ '.', import.meta.url)

/**
 * The whole refund, inline in a page: find the order, choose, say why, see the exact amount, send, follow.
 *
 * @element amends-refunds
 * @attr {string} merchant - publishable key, `pk_…`; required
 * @attr {string} order - order number to fill in, or to open for a shopper known by `identity`
 * @attr {string} request - request number to follow; else the one in the page's address, `#amends=R-…`
 * @attr {string} identity - the storefront's signed token (JWT): nothing to type
 * @attr {string} lang - BCP 47; else the closest `lang` of the page, else the browser's
 * @attr {'light' | 'dark'} theme - else the shopper's preference
 * @attr {boolean} framed - a border and round corners of its own
 * @attr {boolean} closable - a Close button, which fires `amends-close`
 * @attr {string} api - another /v1/ folder than the module's own
 * @fires amends-request-submitted - {@link AmendsRequestSubmittedEvent}
 * @fires amends-request-changed - {@link AmendsRequestChangedEvent}
 * @fires amends-close - {@link AmendsCloseEvent}
 * @csspart widget - everything
 * @csspart header
 * @csspart body
 * @csspart footer
 * @csspart primary - the one primary button
 * @csspart amount - the bar with the amount
 * @csspart receipt
 * @csspart next - the next action of a request
 * @cssproperty --amends-accent - the merchant's colour; its lightness is moved until it is legible
 * @cssproperty --amends-accent-text - text on the accent
 * @cssproperty --amends-surface
 * @cssproperty --amends-surface-raised
 * @cssproperty --amends-text
 * @cssproperty --amends-text-muted
 * @cssproperty --amends-border
 * @cssproperty --amends-radius - of controls, 8px
 * @cssproperty --amends-font - the host's font by default
 */
export class AmendsRefunds extends LitElement {
  static readonly version = '1'
  static override styles = [tokens, ground, frame, controls, claimStyles, requestStyles]
  static override properties = {
    merchant: {},
    order: {},
    request: {},
    identity: {},
    lang: {},
    api: {},
    theme: { reflect: true },
    framed: { type: Boolean, reflect: true },
    closable: { type: Boolean },
  }

  declare merchant?: string
  declare order?: string
  declare request?: string
  declare identity?: string
  declare api?: string
  declare theme?: 'light' | 'dark'
  declare framed: boolean
  declare closable: boolean

  private readonly acts = new RefundFlow(this)
  private readonly later = new Later(this)
  /** With the words of later parts. */
  words?: Words
  private speech?: Speech
  private failed?: 'words' | 'merchant'
  private shown?: Pick<Flow, 'screen' | 'at' | 'contact' | 'tried' | 'problem'>
  private ticking?: ReturnType<typeof setTimeout>

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.ticking)
    this.ticking = undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.request ||= linkedRequest()
    if (!this.hasUpdated || changed.has('lang') || changed.has('api')) void this.speak()
    if (!this.hasUpdated || ['merchant', 'identity', 'request', 'api'].some((name) => changed.has(name as 'api'))) {
      void this.begin()
    }
  }

  /** Opens a request in place: `amends('open', { request })`. */
  show(wanted: { order?: string; request?: string }): void {
    if (wanted.order) this.order = wanted.order
    if (wanted.request) this.request = wanted.request
  }

  private get base(): URL {
    return this.api ? new URL(this.api, document.baseURI) : home
  }

  private async begin(): Promise<void> {
    if (!/^pk_[\w-]+$/.test(this.merchant ?? '')) {
      this.failed = 'merchant'
      console.error(`[amends] merchant="pk_…" is missing or malformed: ${new URL('../docs#embedding', this.base)}`)
      return
    }
    if (this.failed === 'merchant') this.failed = undefined
    // A pinned version has its files in a folder of its own, but no calls.
    await this.acts.start(this.api ? this.base : new URL('../v1/', home))
    this.respeak()
  }

  private async speak(): Promise<void> {
    const chosen = this.language
    this.acts.locale = chosen.words
    try {
      this.words = await loadWords(chosen.words, this.base)
      if (this.failed === 'words') this.failed = undefined
      this.respeak()
    } catch (error) {
      this.failed = 'words'
      console.error('[amends]', error)
    }
    this.requestUpdate()
  }

  private get language() {
    return chooseLanguage([this.lang, closestLang(this.parentElement ?? hostOf(this)), ...navigator.languages])
  }

  /** Dates are said in the merchant's zone, which comes with the configuration. */
  private respeak(): void {
    const { words, format } = this.language
    if (this.words) this.speech = speechOf(this.words, words, format, this.acts.flow.config?.timezone)
    this.requestUpdate()
  }

  protected override render(): TemplateResult {
    const { speech } = this
    if (!speech || this.failed)
      return html`<section class="amends" part="widget">${this.failed ? this.mute() : html`<div class="body">${skeleton('')}</div>`}</section>`
    const ui: Ui = { flow: this.acts.flow, acts: this.acts, speech, later: this.later }
    const page = this.page(ui)
    const { flow } = ui
    return html`<section
      class="amends"
      part="widget"
      lang=${speech.lang}
      dir="ltr"
      aria-labelledby="title"
      data-t="widget"
      @pointerover=${this.foresee}
      @focusin=${this.foresee}
      data-screen=${flow.contact ? 'contact' : flow.phase === 'starting' || flow.phase === 'loading' ? 'loading' : flow.phase === 'unsent' ? 'unsent' : flow.screen}
    >
      ${this.header(ui, page)}
      ${flow.offline ? html`<p class="banner" data-tone="caution" data-t="offline">${icon('wifi-off')}<span>${speech.t('ui.offline')}</span></p>` : nothing}
      <div class="body" part="body" aria-busy=${flow.phase === 'loading' || flow.phase === 'starting'}>${page.body}</div>
      ${page.foot ? html`<footer class="footer" part="footer">${page.foot}</footer>` : nothing}
      <p class="visually-hidden" role="status" aria-live="polite">${this.acts.announced}</p>
    </section>`
  }

  /** Whoever reaches for the way into a later part has it a moment sooner. */
  private foresee = ({ target }: Event): void => {
    const hook = (target as Element).closest<HTMLElement>('[data-t]')?.dataset.t ?? ''
    const part = entries[hook]
    if (part) this.later.retry(part)
  }

  private header(ui: Ui, page: Page): TemplateResult {
    const { flow, speech } = ui
    const { t } = speech
    const step = claimSteps.findIndex((name) => name === flow.screen)
    const showSteps = step >= 0 && !flow.contact && flow.phase !== 'unsent'
    return html`<header class="header" part="header">
        ${
          this.acts.canGoBack
            ? html`<button class="icon-button" type="button" aria-label=${t('ui.back')} data-t="back" @click=${() => this.acts.back()}>
                ${icon('chevron-left', 'flip')}
              </button>`
            : nothing
        }
        <h2 class="title figures" id="title" tabindex="-1" data-t="title">${page.title ?? flow.request?.number ?? ''}</h2>
        ${
          flow.contact
            ? nothing
            : html`<button class="icon-button" type="button" aria-label=${t('ui.help')} data-t="help" @click=${() => this.acts.dispatch({ type: 'contact', open: true })}>
                ${icon('headset')}
              </button>`
        }
        ${
          this.closable
            ? html`<button class="icon-button" type="button" aria-label=${t('ui.close')} data-t="close" @click=${() => this.dispatchEvent(new AmendsCloseEvent())}>
                ${icon('x')}
              </button>`
            : nothing
        }
      </header>
      ${
        showSteps
          ? html`<ol class="steps" aria-label=${t('ui.progress')}>
              ${claimSteps.map(
                (name, index) =>
                  html`<li ?data-done=${index < step} aria-current=${index === step ? 'step' : nothing}>${t(`step.name.${name}`)}</li>`,
              )}
            </ol>`
          : nothing
      }`
  }

  private page(ui: Ui): Page {
    const { flow, acts, speech } = ui
    const { t } = speech
    if (flow.contact) return laterPage(ui, 'help', t('ui.help'), (help) => help.contact(ui))
    switch (flow.phase) {
      case 'starting':
      case 'loading':
        return flow.problem ? this.broken(ui) : { title: t('find.title'), body: skeleton(t('ui.loading')) }
      case 'unsent': {
        const [icon, title, text, tone] =
          flow.problem?.code === 'offline'
            ? (['wifi-off', 'offline.title', 'offline.text', 'caution'] as const)
            : (['circle-alert', 'unsent.title', 'unsent.text', 'negative'] as const)
        return {
          title: t('review.title'),
          body: state(icon, t(title), t(text), tone),
          foot: html`${primary(ui, 'retry', t('unsent.retry'), () => void acts.submit())}
          ${secondary('unsent-change', t('unsent.change'), () => acts.dispatch({ type: 'back' }))}`,
        }
      }
      case 'idle':
      case 'sending':
    }
    return this.screenOf(ui, flow) ?? this.broken(ui)
  }

  private screenOf(ui: Ui, flow: Flow): Page | undefined {
    const { order, request, screen } = flow
    const title = ui.speech.t('find.title')
    const turn = (show: (turns: Screens['turns']) => Page) => laterPage(ui, 'turns', request?.number ?? title, show)
    switch (screen) {
      case 'find':
        return flow.config ? find(ui, this.request ?? this.order) : undefined
      case 'code':
        return code(ui, Date.now())
      case 'orders':
        return laterPage(ui, 'orders', title, (later) => later.orders(ui))
      case 'choose':
        return order && choose(ui, order)
      case 'reason':
        return order && reason(ui, order)
      case 'money':
        return order && money(ui, order)
      case 'review':
        return order && review(ui, order)
      case 'done':
        return request && done(ui, request)
      case 'track':
        return request && track(ui, request)
      case 'answer':
      case 'appeal':
      case 'message':
        return request && turn((turns) => turns.reply(ui, request, screen))
      case 'cancel':
        return request && turn((turns) => turns.cancel(ui, request))
      case 'rate':
        return request && turn((turns) => turns.rate(ui, request))
    }
  }

  /** Nothing could be shown: what happened, and the way to try again. */
  private broken(ui: Ui): Page {
    const { t } = ui.speech
    return {
      title: t('find.title'),
      body: state(
        ui.flow.offline ? 'wifi-off' : 'circle-alert',
        t('broken.title'),
        problemText(ui, (text) => text),
        'negative',
      ),
      foot: primary(ui, 'reload', t('ui.retry'), () => void this.begin()),
    }
  }

  /** No words came, so these are the only ones that live in the code. */
  private mute(): TemplateResult {
    return html`<div class="body">
      ${state('circle-alert', 'Not available right now · 暂时无法使用', 'Please try again in a moment. · 请稍后重试。')}
      <button class="button" type="button" data-t="reload" @click=${() => (void this.speak(), void this.begin())}>Try again · 重试</button>
    </div>`
  }

  protected override updated(): void {
    const { screen, at, contact: isContact, tried, problem } = this.acts.flow
    const before = this.shown
    this.shown = this.acts.flow
    void drawPictures(this.renderRoot as ShadowRoot, this.acts.pictures)
    if (screen === 'code') this.tick()
    if (!before || !this.speech) return
    const moved = before.screen !== screen || before.at !== at || before.contact !== isContact
    if (moved) this.arrive(screen, isContact)
    else if (tried && before.tried !== tried) this.pointAtMissing()
    else if (problem && before.problem !== problem) this.find('[data-t=problem]')?.scrollIntoView({ block: 'center' })
  }

  /** A new screen: the heading is read, and the top is in sight. */
  private arrive(screen: Screen, isContact: boolean): void {
    const field = !isContact && screen === 'code' ? this.find('#digits') : null
    ;(field ?? this.find('#title'))?.focus({ preventScroll: true })
    const section = this.find('.amends')
    if (section && section.getBoundingClientRect().top < 0) section.scrollIntoView({ block: 'start' })
    this.scrollParent?.scrollTo({ top: 0 })
  }

  private get scrollParent(): Element | null {
    return this.closest('dialog')
  }

  private pointAtMissing(): void {
    this.find('[aria-invalid=true], [data-invalid]')?.focus()
  }

  private find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector(selector)
  }

  private tick(): void {
    const { resendAt = 0 } = this.acts.flow.challenge ?? {}
    if (this.ticking || resendAt < Date.now()) return
    this.ticking = setTimeout(() => {
      this.ticking = undefined
      this.requestUpdate()
    }, 1000)
  }
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : document.documentElement
}

declare global {
  interface HTMLElementTagNameMap {
    'amends-refunds': AmendsRefunds
  }
}
