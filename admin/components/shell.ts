import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js'
import { html, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ApiError } from '../data/http.ts'
import { latestDesk, onDesk, readDesk } from '../data/refund-desk.ts'
import { me, signOut } from '../data/session.ts'
import { t } from '../i18n/i18n.ts'
import { link, navigate, place } from '../router.ts'
import { AdminElement } from './admin-element.ts'
import { avatar } from './avatar.ts'
import { mark } from './brand.ts'
import { dialogView } from './dialog.ts'
import type { GlyphName } from './glyphs.ts'
import { icon } from './icon.ts'
import { isShortcut, isTyping } from './keys.ts'
import { liveState, onLive } from './live.ts'
import { languageButton, themeButton } from './preferences.ts'

type Area = 'queue' | 'refunds' | 'policies' | 'settings'

const searchDelayMs = 250
const countMs = 60_000

/** Rail, top bar and the page between them. */
@customElement('amends-shell')
export class Shell extends AdminElement {
  @property() area: Area = 'queue'
  @property({ attribute: false }) content: TemplateResult | undefined
  @state() private showKeys = false
  private searchTimer = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.listen('keydown', (event) => this.pressed(event))
    this.whileConnected(onLive(() => this.requestUpdate()))
    this.whileConnected(onDesk(() => this.requestUpdate()))
    this.every(countMs, () => void this.count())
    void this.count()
    this.whileConnected(() => window.clearTimeout(this.searchTimer))
  }

  private pressed(event: KeyboardEvent): void {
    const commandK = (event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k'
    if (commandK || (event.key === '/' && isShortcut(event))) {
      event.preventDefault()
      this.querySelector<HTMLInputElement>('#search')?.select()
    } else if (event.key === '?' && isShortcut(event)) {
      event.preventDefault()
      this.showKeys = true
    } else if (event.key === 'Escape' && isTyping(event) && event.target === this.querySelector('#search')) {
      ;(event.target as HTMLInputElement).blur()
    }
  }

  /** On the queue it narrows the list while one types; elsewhere Enter goes there. */
  private searched(event: Event): void {
    const { value } = event.target as HTMLInputElement
    window.clearTimeout(this.searchTimer)
    if (place().path !== '/' && event.type === 'input') return
    this.searchTimer = window.setTimeout(() => this.search(value.trim()), event.type === 'input' ? searchDelayMs : 0)
  }

  private search(q: string): void {
    const onQueue = place().path === '/'
    const search = onQueue ? place().search : new URLSearchParams()
    if (q) search.set('q', q)
    else search.delete('q')
    const text = search.toString()
    navigate(text ? `/?${text}` : '/', onQueue ? 'replace' : 'push')
  }

  private async leave(): Promise<void> {
    await signOut()
    navigate('/sign-in')
  }

  protected override render() {
    return html`<a class="skip" href="#main">${t('nav.skip')}</a>
      <div class="shell">
        ${this.rail()} ${this.topbar()} ${this.content ?? nothing}
      </div>
      ${this.showKeys ? this.keys() : nothing}`
  }

  private rail() {
    return html`<div class="rail">
      <nav class="rail-in" aria-label=${t('nav.main')}>
        <a class="rail-logo" href=${link('/')} aria-label="Amends">${mark()}</a>
        <ul>
          ${this.railLink('queue', '/', 'inbox', t('nav.queue'))}
          ${this.railLink('refunds', '/refunds', 'banknote', t('desk.nav'), this.failed)}
          ${this.railLink('policies', '/policies', 'scroll-text', t('nav.policies'))}
          ${this.railLink('settings', '/settings', 'settings-2', t('settings.title'))}
        </ul>
        <button
          class="btn btn-quiet btn-icon rail-end"
          type="button"
          aria-label=${t('nav.keys')}
          data-t="keys"
          @click=${() => (this.showKeys = true)}
        >
          <kbd>?</kbd>
        </button>
      </nav>
    </div>`
  }

  /** Payouts that failed and wait for somebody. */
  private get failed(): number {
    return latestDesk()?.failed.count ?? 0
  }

  /** The desk itself asks more often; a count that cannot be had is no news. */
  private async count(): Promise<void> {
    if (document.visibilityState === 'hidden' || place().path === '/refunds') return
    try {
      await readDesk(true)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  private railLink(area: Area, path: string, glyph: GlyphName, word: string, failed = 0) {
    return html`<li>
      <a
        class="rail-link"
        href=${link(path)}
        aria-current=${this.area === area ? 'page' : nothing}
        data-t="nav-${area}"
        title=${word}
        >${icon(glyph)}<span>${word}</span>${
          failed > 0
            ? html`<b class="rail-count" data-t="count-${area}"
                >${failed > 99 ? '99+' : failed}<span class="visually-hidden"> ${t('desk.navFailed', { count: failed })}</span></b
              >`
            : nothing
        }</a
      >
    </li>`
  }

  private topbar() {
    const person = me()
    return html`<header class="topbar">
      <span class="topbar-merchant"
        ><span class="merchant-mark" aria-hidden="true">${[...(person?.merchant.name ?? 'A')][0]}</span
        ><span class="strong" data-t="merchant">${person?.merchant.name}</span></span
      >
      <form role="search" class="search" @submit=${(event: Event) => event.preventDefault()}>
        ${icon('search')}
        <label class="visually-hidden" for="search">${t('nav.search')}</label>
        <input
          id="search"
          type="search"
          placeholder=${t('nav.searchPlaceholder')}
          .value=${place().search.get('q') ?? ''}
          autocomplete="off"
          spellcheck="false"
          data-t="search"
          @input=${this.searched}
          @change=${this.searched}
        />
        <kbd aria-hidden="true">⌘K</kbd>
      </form>
      <div class="topbar-end">
        ${this.live()} ${languageButton()} ${themeButton(() => this.requestUpdate())}
        <wa-dropdown placement="bottom-end" @wa-select=${() => void this.leave()}>
          <button slot="trigger" class="btn btn-quiet btn-icon btn-me" type="button" data-t="me">
            ${person ? avatar(person) : nothing}<span class="visually-hidden">${t('nav.me', { name: person?.name ?? '' })}</span>
          </button>
          <div class="me-card">
            <p class="strong">${person?.name}</p>
            <p class="muted small">${person?.email}</p>
          </div>
          <wa-dropdown-item value="sign-out" data-t="sign-out">${t('nav.signOut')}<span slot="icon">${icon('log-out')}</span></wa-dropdown-item>
        </wa-dropdown>
      </div>
    </header>`
  }

  private live() {
    const on = liveState() === 'live'
    return html`<span
      class="badge live-badge ${on ? '' : 'is-off'}"
      role="status"
      data-t="live"
      title=${on ? t('nav.liveHint') : t('nav.offlineHint')}
      >${icon(on ? 'radio' : 'wifi-off')}<span class="narrow-hidden">${on ? t('nav.live') : t('nav.offline')}</span></span
    >`
  }

  private keys() {
    const rows: [string[], string][] = [
      [['⌘K', '/'], t('keys.search')],
      [['J', 'K'], t('keys.move')],
      [['↵'], t('keys.open')],
      [['A'], t('keys.approve')],
      [['D'], t('keys.decline')],
      [['Q'], t('keys.ask')],
      [['R'], t('keys.reply')],
      [['N'], t('keys.note')],
      [['E'], t('keys.edit')],
      [['U'], t('keys.back')],
    ]
    return dialogView({
      hook: 'keys-dialog',
      label: t('nav.keys'),
      body: html`<dl class="key-list">
        ${rows.map(
          ([letters, words]) =>
            html`<div><dt>${letters.map((letter) => html`<kbd>${letter}</kbd>`)}</dt><dd>${words}</dd></div>`,
        )}
      </dl>`,
      onClosed: () => (this.showKeys = false),
    })
  }
}
