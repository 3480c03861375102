import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { ShopPolicy } from '../../../shared/api/shop-policy.schema.ts'
import { chooseLanguage, closestLang } from '../../i18n/language.ts'
import { ground } from '../../theme/ground.styles.ts'
import { tokens } from '../../theme/tokens.styles.ts'
import { dataBlock } from './data-block.ts'
import { policyStyles } from './policy.styles.ts'
import { loadJsonLd, loadPolicy, loadPolicyWords, type PolicyWanted, type PolicyWords } from './policy-source.ts'
import { bones, chevron, pictogram, wholePolicy } from './policy-view.ts'

/** The module's own folder: /v1/, or a pinned version's. Words lie beside it; calls are answered under /v1/. */
const home = new URL(/* @vite-ignore */ '.', import.meta.url)

/**
 * The shop's returns policy in plain words, written from the policy in force; or one line of it, beside a price.
 *
 * @element amends-policy
 * @attr {string} merchant - publishable key, `pk_…`; else that of the script tag
 * @attr {string} country - ISO 3166-1, where the shopper lives: decides which law holds; else the browser's region
 * @attr {string} lang - BCP 47; else the closest `lang` of the page, else the browser's
 * @attr {boolean} line - one line that opens the whole in a dialog
 * @attr {boolean} json-ld - puts schema.org's MerchantReturnPolicy into the page's head, for search engines
 * @attr {'light' | 'dark'} theme - else the shopper's preference
 * @attr {string} api - another /v1/ folder than the module's own
 * @slot - what stands there where nothing could be loaded
 * @csspart policy - everything
 * @csspart line - the line's button
 * @csspart highlights
 * @csspart dialog
 * @csspart link - to the page of this version
 */
export class AmendsPolicy extends LitElement {
  static readonly version = '1'
  static override styles = [tokens, ground, policyStyles]
  static override properties = {
    merchant: {},
    country: {},
    lang: {},
    api: {},
    theme: { reflect: true },
    line: { type: Boolean, reflect: true },
    jsonLd: { type: Boolean, attribute: 'json-ld' },
    policy: { state: true },
    words: { state: true },
    failed: { state: true },
  }

  declare merchant?: string
  declare country?: string
  declare api?: string
  declare theme?: 'light' | 'dark'
  declare line: boolean
  declare jsonLd: boolean
  declare private policy?: ShopPolicy
  declare private words?: PolicyWords
  declare private failed?: 'loading' | 'merchant'

  private asked = 0
  private data?: HTMLScriptElement

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.data) document.head.append(this.data)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.data?.remove()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const asks = ['merchant', 'country', 'lang', 'api', 'jsonLd'] as const
    if (!this.hasUpdated || asks.some((name) => changed.has(name))) void this.load()
  }

  private get wanted(): PolicyWanted | undefined {
    const merchant = this.merchant || document.querySelector<HTMLElement>('script[data-merchant]')?.dataset.merchant
    if (!/^pk_[\w-]+$/.test(merchant ?? '')) return undefined
    const base = this.api ? new URL(this.api, document.baseURI) : undefined
    return {
      base: base ?? new URL('../v1/', home),
      files: base ?? home,
      merchant: merchant ?? '',
      language: this.language,
      ...(this.country ? { country: this.country } : {}),
    }
  }

  private get language() {
    return chooseLanguage([this.lang, closestLang(this.parentElement ?? hostOf(this)), ...navigator.languages]).words
  }

  /** What is shown stays until the other is here: a change of country moves nothing in between. */
  private async load(): Promise<void> {
    const turn = ++this.asked
    const { wanted } = this
    if (!wanted) {
      this.failed = 'merchant'
      console.error('[amends] <amends-policy> needs merchant="pk_…"')
      return
    }
    this.failed = undefined
    try {
      const words = loadPolicyWords(wanted)
      words.then(
        (found) => {
          if (turn === this.asked) this.words = found
        },
        () => undefined,
      )
      const [policy] = await Promise.all([loadPolicy(wanted), words])
      if (turn !== this.asked) return
      this.policy = policy
      await this.tellMachines(turn, wanted)
    } catch (error) {
      if (turn !== this.asked) return
      this.failed = 'loading'
      console.error('[amends]', error)
    }
  }

  /** Whether they can be told or not, shoppers read on. */
  private async tellMachines(turn: number, wanted: PolicyWanted): Promise<void> {
    try {
      const block = this.jsonLd ? dataBlock(await loadJsonLd(wanted)) : undefined
      if (turn !== this.asked) return
      this.data?.remove()
      this.data = block
      if (block && this.isConnected) document.head.append(block)
    } catch (error) {
      console.error('[amends]', error)
    }
  }

  protected override render(): TemplateResult {
    const { policy, words, failed } = this
    const isBusy = !failed && !(policy && words)
    return html`<div
      class="amends"
      part="policy"
      lang=${policy?.language ?? nothing}
      dir="ltr"
      data-t="policy"
      aria-busy=${isBusy}
    >
      ${failed && !policy ? this.broken() : this.line ? this.oneLine() : this.whole()}
    </div>`
  }

  private whole(): TemplateResult {
    const { policy, words } = this
    if (!policy || !words) return bones(words?.['policy.loading'] ?? '')
    return html`<article aria-labelledby="title">
      <h2 id="title" data-t="title">${policy.title || words['policy.title']}</h2>
      ${this.failed ? this.retry(words) : nothing} ${wholePolicy(policy, words)}
    </article>`
  }

  private oneLine(): TemplateResult {
    const { policy, words } = this
    if (!policy || !words) return html`<div class="wait"><span class="bone" aria-hidden="true"></span></div>`
    const title = policy.title || words['policy.title']
    return html`<button class="line" part="line" type="button" data-t="line" aria-haspopup="dialog" @click=${this.show}>
        ${pictogram(policy.highlights[0]?.kind ?? 'window')}<span
          >${policy.oneLine}<span class="visually-hidden"> ${words['policy.whole']}</span></span
        >${chevron}
      </button>
      <dialog part="dialog" aria-labelledby="title">
        <header>
          <h2 id="title" data-t="title">${title}</h2>
          <button class="close" type="button" data-t="close" aria-label=${words['policy.close']} @click=${this.hide}>
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M18 6 6 18M6 6l12 12" /></svg>
          </button>
        </header>
        <div class="body">${wholePolicy(policy, words)}</div>
      </dialog>`
  }

  /** The page's own way first: what stands between the tags. */
  private broken(): TemplateResult {
    return html`<div class="broken" data-t="broken">
      <slot>
        ${this.words ? this.failure(this.words) : html`<p>Returns policy not available right now · 退货政策暂时无法显示</p>`}
      </slot>
      ${this.failed === 'merchant' ? nothing : this.retry(this.words)}
    </div>`
  }

  private failure(words: PolicyWords): TemplateResult {
    if (this.line) return html`<p>${words['policy.failed']}</p>`
    return html`<p><strong>${words['policy.failed']}</strong></p>
      <p class="muted">${words['policy.failedText']}</p>`
  }

  private retry(words: PolicyWords | undefined): TemplateResult {
    return html`<button class="again" type="button" data-t="retry" @click=${this.again}
      >${words?.['policy.retry'] ?? 'Try again · 重试'}</button
    >`
  }

  private get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog')
  }

  private show = (): void => {
    // A press beside it closes it, where browsers know how.
    this.dialog?.setAttribute('closedby', 'any')
    this.dialog?.showModal()
  }
  private hide = (): void => this.dialog?.close()
  private again = (): void => void this.load()
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : document.documentElement
}

declare global {
  interface HTMLElementTagNameMap {
    'amends-policy': AmendsPolicy
  }
}
