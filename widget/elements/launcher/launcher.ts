import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { AmendsCloseEvent } from '../../events.ts'
import { linkedRequest } from '../../flow/linked-request.ts'
import { chooseLanguage, closestLang } from '../../i18n/language.ts'
import { loadWords } from '../../i18n/words.ts'
import { icon } from '../../parts/icon.ts'
import { controls } from '../../theme/controls.styles.ts'
import { tokens } from '../../theme/tokens.styles.ts'
import { launcherStyles } from './launcher.styles.ts'

const home = new URL(/* @vite-ignore */ '.', import.meta.url)

/**
 * A button that opens the refund in a native dialog: top layer, inert page, Esc and focus return come with it.
 *
 * @element amends-launcher
 * @attr {string} merchant - publishable key, `pk_…`; required
 * @attr {string} order - handed on, as are `request`, `identity`, `lang`, `theme` and `api`
 * @attr {boolean} open - whether the dialog shows
 * @attr {boolean} plain - no button of its own: the page opens it by `show()` or `amends('open')`
 * @fires amends-close - before the dialog closes; cancelable
 * @csspart button
 * @csspart dialog
 */
export class AmendsLauncher extends LitElement {
  static readonly version = '1'
  static override styles = [tokens, controls, launcherStyles]
  static override properties = {
    merchant: {},
    order: {},
    request: {},
    identity: {},
    lang: {},
    api: {},
    theme: { reflect: true },
    open: { type: Boolean, reflect: true },
    plain: { type: Boolean },
    label: { state: true },
  }

  declare merchant?: string
  declare order?: string
  declare request?: string
  declare identity?: string
  declare api?: string
  declare theme?: 'light' | 'dark'
  declare open: boolean
  declare plain: boolean
  declare private label: string

  private opener?: HTMLElement
  private everOpen = false

  /** Opens the dialog; `wanted` names what to show. Resolves when it is on the screen. */
  async show(wanted: { order?: string; request?: string; identity?: string } = {}): Promise<void> {
    Object.assign(this, wanted)
    this.open = true
    await this.updateComplete
  }

  /** Closes the dialog, unless the page prevents `amends-close`. */
  hide(): void {
    this.open = false
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || changed.has('lang')) void this.speak()
    // A request that the address names shows in place where the page has one for it, else in the dialog.
    if (!this.hasUpdated && linkedRequest() && !document.querySelector('amends-refunds')) this.open = true
    if (this.open) this.everOpen = true
  }

  private get base(): URL {
    return this.api ? new URL(this.api, document.baseURI) : home
  }

  private async speak(): Promise<void> {
    const { words } = chooseLanguage([this.lang, closestLang(this.parentElement), ...navigator.languages])
    try {
      this.label = (await loadWords(words, this.base)).t('ui.launcher')
    } catch (error) {
      console.error('[amends]', error)
    }
  }

  protected override render(): TemplateResult {
    const { merchant, order, request, identity, lang, theme, api } = this
    return html`<div class="amends">
      ${
        this.plain
          ? nothing
          : html`<button class="button primary open" part="button" type="button" data-t="launcher" aria-haspopup="dialog" ?hidden=${!this.label} @click=${this.press}>
              ${icon('package')}${this.label}
            </button>`
      }
      <dialog part="dialog" aria-label=${this.label ?? nothing} @close=${this.closed} @cancel=${this.cancel} @amends-close=${this.closing}>
        ${
          this.everOpen
            ? html`<amends-refunds
                closable
                .merchant=${merchant}
                .order=${order}
                .request=${request}
                .identity=${identity}
                .api=${api}
                lang=${lang || nothing}
                theme=${theme ?? nothing}
              ></amends-refunds>`
            : nothing
        }
      </dialog>
    </div>`
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return
    const { dialog } = this
    if (this.open && !dialog.open) {
      this.opener = deepActive()
      dialog.showModal()
    } else if (!this.open && dialog.open) dialog.close()
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog') as HTMLDialogElement
  }

  private press = (): void => {
    void this.show()
  }

  /** The page may keep it open by preventing the event that passes here before it arrives there: wait a turn. */
  private closing = (event: AmendsCloseEvent): void => {
    queueMicrotask(() => {
      if (!event.defaultPrevented) this.hide()
    })
  }

  private cancel = (event: Event): void => {
    event.preventDefault()
    this.hide()
  }

  private closed = (): void => {
    this.open = false
    this.opener?.focus()
  }
}

/** Where the focus really is, behind every shadow root. */
function deepActive(): HTMLElement | undefined {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active instanceof HTMLElement ? active : undefined
}

declare global {
  interface HTMLElementTagNameMap {
    'amends-launcher': AmendsLauncher
  }
}
